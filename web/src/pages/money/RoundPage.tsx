import {Button, Group, List, Stack, Table, Text} from '@mantine/core';
import {useMutation} from '@tanstack/react-query';
import {useParams} from 'react-router';
import type {Book} from '@/api/books';
import {api, take, type Schemas} from '@/api/client';
import {useCase, useCases, type CaseFile} from '@/api/reads';
import {LazyActForm} from '@/parts/LazyActForm';
import {InBook, Page} from '@/parts/Page';
import {Empty, NotFound, ProblemNotice, Waiting} from '@/parts/states';
import {Day, Fact, Facts, PartyName, ShortId, Standing, State} from '@/parts/words';
import {Part} from '@/pages/work/Part';
import {SignBar} from '@/pages/work/SignBar';
import {Timeline} from '@/pages/work/Timeline';
import {Notice, Scroll, tone} from '@/pages/work/Notice';
import {useWords} from '@/pages/work/words';
import {isOffered} from './offered';
import {debtsOf, figuresOf, isFair, type Debt, type RoundFile} from './round';
import {roundAmount, RoundPicture} from './RoundPicture';

export default function RoundPage() {
  const of = useParams().case ?? '';
  return <InBook>{(book) => <Round key={book.id + of} book={book} of={of} />}</InBook>;
}

function Round({book, of}: {book: Book; of: string}) {
  const {t} = useWords('money');
  const file = useCase(book, of);
  const round = file.data?.round as unknown as RoundFile | undefined;
  if (file.error && !file.data) return <ProblemNotice error={file.error} />;
  if (!file.data) return <Waiting />;
  if (!round) return <NotFound />;
  const {commodity, parties} = round.round;
  const debts = debtsOf(round);
  return (
    <Page title={t('round.title', {name: round.round.round})} actions={<Button size="xs" variant="default" onClick={() => window.print()}>{t('action.print')}</Button>}>
      <Group gap="xs"><State type="round" state={file.data.state} /><Standing standing={file.data.standing} /><ShortId id={of} /></Group>
      <Facts>
        <Fact label={t('column.commodity')}>{commodity}</Fact>
        <Fact label={t('round.opened')}><Day date={round.opened_on} /></Fact>
        <Fact label={t('round.until')}><Day date={round.round.until} /></Fact>
      </Facts>
      {round.lapsed && <Notice color="gray" title={t('round.lapsed')}>{round.lapsed}</Notice>}
      {debts.length === 0 ? <Empty title={t('round.no_debts')} /> : <Explained parties={parties} debts={debts} commodity={commodity} />}
      {round.clearing && <Agreement round={round} />}
      <Stack gap="md" className="no-print"><Steps book={book} file={file.data} round={round} /></Stack>
      <Part title={t('round.acts')}><Timeline book={book} acts={file.data.acts} /></Part>
    </Page>
  );
}

/** The picture, each debt in words, and each party's sums before and after. */
function Explained({parties, debts, commodity}: {parties: string[]; debts: Debt[]; commodity: string}) {
  const {t} = useWords('money');
  const figures = figuresOf(parties, debts);
  const cleared = debts.some((one) => one.cleared > 0n);
  const name = (code: string) => t(`party.${code}`, {defaultValue: code.toUpperCase()});
  return (
    <Part title={t('round.picture')}>
      <RoundPicture parties={parties} debts={debts} commodity={commodity} />
      <List size="sm">
        {debts.map((one, i) => (
          <List.Item key={one.debtor + one.creditor + i}>
            {t('round.owes', {debtor: name(one.debtor), creditor: name(one.creditor), amount: roundAmount(one.amount, commodity)})}
            {cleared && ` · ${t('round.cleared_of', {cleared: roundAmount(one.cleared, commodity), left: roundAmount(one.amount - one.cleared, commodity)})}`}
          </List.Item>
        ))}
      </List>
      <Scroll label={t('round.sums')}>
        <Table>
          <caption className="visually-hidden">{t('round.sums')}</caption>
          <Table.Thead>
            <Table.Tr><Table.Th>{t('column.party')}</Table.Th><Table.Th className="num">{t('round.party_owes')}</Table.Th><Table.Th className="num">{t('round.party_owed')}</Table.Th><Table.Th className="num">{t('round.party_cleared')}</Table.Th><Table.Th className="num">{t('round.net_before')}</Table.Th><Table.Th className="num">{t('round.net_after')}</Table.Th></Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {figures.map((one) => (
              <Table.Tr key={one.party}>
                <Table.Th scope="row"><PartyName code={one.party} /></Table.Th>
                <Table.Td className="num">{roundAmount(one.owes, commodity)}</Table.Td><Table.Td className="num">{roundAmount(one.owed, commodity)}</Table.Td><Table.Td className="num">{roundAmount(one.clearedOwes, commodity)}</Table.Td>
                <Table.Td className="num">{roundAmount(one.owed - one.owes, commodity)}</Table.Td><Table.Td className="num">{roundAmount(one.owed - one.clearedOwed - (one.owes - one.clearedOwes), commodity)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
      {cleared && <Text size="sm" c={isFair(figures) ? tone.good : tone.bad}>{isFair(figures) ? `✓ ${t('round.fair')}` : `✗ ${t('round.unfair')}`}</Text>}
    </Part>
  );
}

function Agreement({round}: {round: RoundFile}) {
  const {t} = useWords('money');
  const clearing = round.clearing;
  if (!clearing) return null;
  return (
    <Notice color={clearing.agreed.length === round.round.parties.length ? 'teal' : 'yellow'} title={t('round.agreement')}>
      {round.round.parties.map((code) => (
        <Text size="sm" key={code}>{clearing.agreed.includes(code) ? '✓' : '…'} <PartyName code={code} /> {t(clearing.by === code ? 'round.proposed' : clearing.agreed.includes(code) ? 'round.agreed' : 'round.awaited')}</Text>
      ))}
    </Notice>
  );
}

interface StepProps {
  book: Book;
  file: CaseFile;
  round: RoundFile;
}

/** What who is signed in may do with the round now. */
function Steps({book, file, round}: StepProps) {
  const {t} = useWords('money');
  const evidence = useCases(book, 'evidence').data ?? [];
  const over = file.state === 'cleared' || file.state === 'lapsed';
  if (over) return null;
  const {clearing} = round;
  const toAgree = clearing && !clearing.agreed.includes(book.me) && isOffered(book, file, 'agree_clearing');
  const entered = new Set(round.debts.map((one) => one.partnership));
  const fresh = evidence.filter((one) => one.kind === 'agree_lock').map((one) => ({value: one.id, label: `${one.party?.toUpperCase() ?? ''} · ${one.partnership?.slice(0, 8) ?? ''}${one.partnership && entered.has(one.partnership) ? ` (${t('round.entered')})` : ''}`}));
  return (
    <>
      {toAgree && clearing && (
        <Part title={t('act.agree_clearing')}>
          <Text size="sm">{t('round.agree_what')}</Text>
          <SignBar book={book} kind="agree_clearing" of={file.id} body={{proposal: clearing.id, round: round.round.round, cleared: clearing.cleared}} onSigned={() => undefined} />
        </Part>
      )}
      {!clearing && round.debts.length > 1 && isOffered(book, file, 'propose_clearing') && <Propose book={book} file={file} round={round} />}
      {isOffered(book, file, 'enter_debt') && fresh.length > 0 && !clearing && (
        <Part title={t('act.enter_debt')}><LazyActForm book={book} kind="enter_debt" of={file.id} choices={{evidence: fresh}} /></Part>
      )}
      {isOffered(book, file, 'lapse_round') && (
        <Part title={t('act.lapse_round')}><LazyActForm book={book} kind="lapse_round" of={file.id} initial={{round: round.round.round}} hidden={['round']} /></Part>
      )}
    </>
  );
}

/** The node works out the best clearing with its proof; a person looks at it, then proposes it. */
function Propose({book, file, round}: StepProps) {
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
