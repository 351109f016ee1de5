import {Button, Group, NativeSelect, Stack, Text} from '@mantine/core';
import {useMutation} from '@tanstack/react-query';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import type {Book} from '@/api/books';
import {api, take, type Schemas} from '@/api/client';
import type {CaseFile} from '@/api/reads';
import {LazyActForm} from '@/parts/LazyActForm';
import {ProblemNotice} from '@/parts/states';
import {useShown} from '@/pages/proof/across/reads';
import {ProvenWords} from '@/pages/proof/across/ProvenWords';
import {amountOf, type LockTerms} from '@/pages/proof/across/shown';
import {Part} from '@/pages/work/Part';
import {SignBar} from '@/pages/work/SignBar';
import {useWords} from '@/pages/work/words';
import {isOffered} from './offered';
import type {RoundFile} from './round';
import {Explained} from './RoundExplained';

export interface RoundProps {
  book: Book;
  file: CaseFile;
  round: RoundFile;
}

/** What who is signed in may do with the round now. */
export default function RoundSteps({book, file, round}: RoundProps) {
  const {t} = useWords('money');
  if (file.state === 'cleared' || file.state === 'lapsed') return null;
  const {clearing} = round;
  const toAgree = clearing && !clearing.agreed.includes(book.me) && isOffered(book, file, 'agree_clearing');
  return (
    <>
      {toAgree && clearing && (
        <Part title={t('act.agree_clearing')}>
          <Text size="sm">{t('round.agree_what')}</Text>
          <SignBar book={book} kind="agree_clearing" of={file.id} body={{proposal: clearing.id, round: round.round.round, cleared: clearing.cleared}} onSigned={() => undefined} />
        </Part>
      )}
      {!clearing && round.debts.length > 1 && isOffered(book, file, 'propose_clearing') && <Propose book={book} file={file} round={round} />}
      {!clearing && isOffered(book, file, 'enter_debt') && <Enter book={book} file={file} round={round} />}
      {isOffered(book, file, 'lapse_round') && (
        <Part title={t('act.lapse_round')}><LazyActForm book={book} kind="lapse_round" of={file.id} initial={{round: round.round.round}} hidden={['round']} /></Part>
      )}
    </>
  );
}

/** A debt whose evidence stands in this book, brought into the round. */
function Enter({book, file, round}: RoundProps) {
  const {t} = useTranslation('across');
  const [chosen, setChosen] = useState('');
  const {shown} = useShown(book, ['agree_lock']);
  const entered = new Set(round.debts.map((one) => one.lock));
  const fresh = shown.map((one) => ({...one, said: one.body as unknown as LockTerms}))
    .filter(({said}) => said.round === round.round.round && said.partnership === book.id && said.commodity === round.round.commodity && !entered.has(said.lock));
  const debt = fresh.find((one) => one.id === chosen) ?? fresh[0];
  const party = (code: string) => t(`party.${code}`, {ns: 'glossary', defaultValue: code.toUpperCase()});
  return (
    <Part title={t('act.enter_debt', {ns: 'glossary'})}>
      {fresh.length > 1 && (
        <NativeSelect label={t('enter.which')} required value={debt?.id} onChange={(e) => setChosen(e.currentTarget.value)}
          data={fresh.map(({id, said}) => ({value: id, label: `${party(said.debtor)} → ${party(said.creditor)}: ${amountOf(said.amount, said.commodity)}`}))} />
      )}
      {debt ? <ProvenWords kind="agree_lock" body={debt.body} /> : <Text size="sm">{t('enter.none')}</Text>}
      {debt && <SignBar key={debt.id} book={book} kind="enter_debt" of={file.id} body={{evidence: debt.id}} onSigned={() => setChosen('')} />}
    </Part>
  );
}

/** The node works out the best clearing with its proof; a person looks at it, then proposes it. */
function Propose({book, file, round}: RoundProps) {
  const {t} = useWords('money');
  const solve = useMutation({mutationFn: () => take(api.POST('/v1/partnerships/{id}/rounds/{case}/solve', {params: {path: {id: book.id, case: file.id}}}))});
  const found = solve.data as Schemas['RoundSolution'] | undefined;
  const debts = found?.debts.map((one) => ({debtor: one.debtor, creditor: one.creditor, amount: BigInt(one.amount), cleared: BigInt(one.cleared)}));
  return (
    <Part title={t('act.propose_clearing')}>
      <Text size="sm">{t('round.propose_what')}</Text>
      <Group><Button variant="default" loading={solve.isPending} onClick={() => solve.mutate()}>{t('round.solve')}</Button></Group>
      <ProblemNotice error={solve.error} />
      {found && debts && (
        <Stack gap="sm" role="status">
          <Explained parties={round.round.parties} debts={debts} commodity={found.commodity} />
          <Text size="sm" lang="en">{found.certificate}</Text>
          <SignBar book={book} kind="propose_clearing" of={file.id} body={found.draft.body} onSigned={() => undefined} />
        </Stack>
      )}
    </Part>
  );
}
