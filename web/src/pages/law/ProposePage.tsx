import {Button, FileButton, Group, Stack, Text, TextInput, Title} from '@mantine/core';
import {useMutation} from '@tanstack/react-query';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import {useNavigate} from 'react-router';
import type {Book} from '@/api/books';
import {api, take} from '@/api/client';
import {useSignAct} from '@/api/sign';
import {effectiveNow} from '@/domain/time';
import {InBook, Page} from '@/parts/Page';
import {ProblemNotice} from '@/parts/states';
import {Fact, Facts, PartyName} from '@/parts/words';
import {keepAttachment} from '@/pages/work/attach';
import {Notice} from '@/pages/work/Notice';
import {Allowance} from './Allowance';
import {Clauses} from './Clauses';
import {CheckedFile} from './CheckedFile';
import {FiguresOf, OtherRules} from './Figures';
import {proposalOf, strangers, type Proposal} from './proposal';
import {useAgreements} from './rules';

/** The file of an agreement: checked by the node, read, and proposed to every party of the book. */
export default function ProposePage() {
  return <InBook>{(book) => <Propose book={book} />}</InBook>;
}

const mayPropose = (book: Book): boolean => book.seat?.roles.includes('custodian') ?? false;

function Propose({book}: {book: Book}) {
  const {t} = useTranslation('law');
  const check = useMutation({
    mutationFn: async (file: File) => {
      const body = await file.text();
      const answer = await take(api.POST('/v1/instruments/check', {body, bodySerializer: (text) => text as unknown as string, headers: {'content-type': 'text/plain'}}));
      return {file: file.name, answer, proposal: proposalOf(answer)};
    },
  });
  const checked = check.data;
  return (
    <Page title={t(mayPropose(book) ? 'propose.title' : 'check.title')}>
      <Text size="sm">{t(mayPropose(book) ? 'propose.words' : 'check.words')}</Text>
      <Group>
        <FileButton onChange={(file) => file && check.mutate(file)} accept=".toml,text/plain">
          {(props) => <Button {...props} variant={checked?.proposal ? 'light' : 'filled'} loading={check.isPending}>{t(checked ? 'check.another' : 'check.choose')}</Button>}
        </FileButton>
      </Group>
      <ProblemNotice error={check.error} />
      <div role="status">{checked && <CheckedFile file={checked.file} answer={checked.answer} />}</div>
      {checked?.proposal && <Says book={book} proposal={checked.proposal} />}
      {checked?.proposal && <Sign key={checked.proposal.body.rules} book={book} proposal={checked.proposal} />}
    </Page>
  );
}

/** The agreement as it will stand in the record, so that it is read before it is signed. */
function Says({book, proposal: {rules, texts}}: {book: Book; proposal: Proposal}) {
  const {t} = useTranslation('law');
  const [open, setOpen] = useState(false);
  return (
    <Stack gap="md" component="section" aria-labelledby="says">
      <Group justify="space-between">
        <Title order={2} size="h4" id="says">{t('propose.says')}</Title>
        <Button size="compact-sm" variant="light" aria-expanded={open} onClick={() => setOpen(!open)}>{t(open ? 'propose.fold' : 'propose.unfold')}</Button>
      </Group>
      <FiguresOf agreement={{id: '', state: 'proposed', standing: 'pending', rules, ratifications: []}} />
      {open && <><Allowance rules={rules} /><OtherRules rules={rules} /><Clauses book={book} rules={rules} texts={texts} /></>}
    </Stack>
  );
}

/** Keeps the texts of the clauses on the node, then signs the proposal that names them. */
function Sign({book, proposal}: {book: Book; proposal: Proposal}) {
  const {t} = useTranslation('law');
  const go = useNavigate();
  const sign = useSignAct(book);
  const [effective, setEffective] = useState(effectiveNow());
  const named = useAgreements(book).data?.find((one) => one.rules.name === proposal.rules.name);
  const others = strangers(proposal.rules, book.parties.map((party) => party.code));
  const submit = useMutation({
    mutationFn: async () => {
      const attachment = await keepAttachment(proposal.file);
      return sign.mutateAsync({kind: 'propose_instrument', effective, body: proposal.body, attachments: [attachment]});
    },
    onSuccess: (act) => void go(`/b/${book.slug}/law/${act.id}`),
  });
  return (
    <Stack gap="sm" component="section" aria-labelledby="propose">
      <Title order={2} size="h4" id="propose">{t('propose.sign_title')}</Title>
      <Facts>
        <Fact label={t('list.parties')}>{proposal.rules.parties.map((code, i) => <span key={code}>{i > 0 ? ', ' : ''}<PartyName code={code} /></span>)}</Fact>
      </Facts>
      {others.length > 0 ? (
        <Notice color="yellow">{t('propose.other_book')}</Notice>
      ) : !mayPropose(book) ? (
        <Text size="sm">{t('propose.no_role')}</Text>
      ) : (
        <form aria-label={t('propose.sign_title')} onSubmit={(e) => {
          e.preventDefault();
          submit.mutate();
        }}>
          <Stack gap="sm">
            {named && <Notice color="yellow">{t('propose.there', {name: named.rules.name})}</Notice>}
            <Text size="sm">{t('propose.sign_words')}</Text>
            <TextInput maw={460} label={t('common:form.effective')} description={t('common:form.effective_hint')} value={effective} onChange={(e) => setEffective(e.currentTarget.value)} required />
            <ProblemNotice error={submit.error} />
            <Group><Button type="submit" loading={submit.isPending}>{t('common:form.sign', {act: t('glossary:act.propose_instrument')})}</Button></Group>
          </Stack>
        </form>
      )}
    </Stack>
  );
}
