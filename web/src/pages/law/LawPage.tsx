import {Button, FileButton, Group, Stack, Text, Title} from '@mantine/core';
import {useMutation} from '@tanstack/react-query';
import {useTranslation} from 'react-i18next';
import {api, take, type Schemas} from '@/api/client';
import type {Book} from '@/api/books';
import {InBook, Page} from '@/parts/Page';
import {Empty, ProblemNotice, Waiting} from '@/parts/states';
import {Day, Fact, Facts, PartyName, Standing, State} from '@/parts/words';
import {CaseLink} from '@/pages/mission/words';
import {Rows} from '@/pages/mission/Rows';
import {useAgreements, type Rules} from './rules';

/** The agreements of a book, and a file of one checked before it is proposed. */
export default function LawPage() {
  return <InBook>{(book) => <Law book={book} />}</InBook>;
}

/** What an agreement is about, by the rules it has. */
function subjects(rules: Rules): string[] {
  return [
    ...(rules.categories.length > 0 ? ['supplies'] : []),
    ...(rules.visits ? ['visits'] : []),
    ...(rules.grants ? ['grants'] : []),
    ...(rules.credits ? ['credits'] : []),
    ...(rules.netting ? ['netting'] : []),
  ];
}

function Law({book}: {book: Book}) {
  const {t} = useTranslation('law');
  const agreements = useAgreements(book);
  return (
    <Page title={t('common:nav.law')}>
      <ProblemNotice error={agreements.error} />
      {agreements.isPending && <Waiting />}
      {agreements.data?.length === 0 && <Empty title={t('list.none')}>{t('list.none_do')}</Empty>}
      <Rows title={t('list.title')} heads={[t('list.agreement'), t('list.about'), t('list.parties'), t('list.state'), t('list.in_force')]}
        rows={(agreements.data ?? []).map((one) => ({
          key: one.id,
          cells: [
            <CaseLink to={`/b/${book.slug}/law/${one.id}`}>{one.rules.title}</CaseLink>, subjects(one.rules).map((subject) => t(`subject.${subject}`)).join(', '),
            one.rules.parties.map((code, i) => <span key={code}>{i > 0 ? ', ' : ''}<PartyName code={code} /></span>),
            <Group gap={4}><State state={one.state} type="instrument" /><Standing standing={one.standing} /></Group>, <Day date={one.in_force} />,
          ],
        }))} />
      <Check />
    </Page>
  );
}

/** Reads a file as the node would, and keeps nothing. */
function Check() {
  const {t} = useTranslation('law');
  const check = useMutation({
    mutationFn: async (file: File) => {
      const body = await file.text();
      const answer = await take(api.POST('/v1/instruments/check', {body, bodySerializer: (text) => text as unknown as string, headers: {'content-type': 'text/plain'}}));
      return {file: file.name, answer};
    },
  });
  return (
    <Stack gap="sm" component="section" aria-labelledby="check" className="no-print">
      <Title order={2} size="h4" id="check">{t('check.title')}</Title>
      <Text size="sm">{t('check.words')}</Text>
      <Group>
        <FileButton onChange={(file) => file && check.mutate(file)} accept=".toml,text/plain">
          {(props) => <Button {...props} variant="light" loading={check.isPending}>{t('check.choose')}</Button>}
        </FileButton>
      </Group>
      <ProblemNotice error={check.error} />
      <div role="status">{check.data && <Checked file={check.data.file} answer={check.data.answer} />}</div>
    </Stack>
  );
}

function Checked({file, answer}: {file: string; answer: Schemas['InstrumentCheck']}) {
  const {t} = useTranslation('law');
  const faults = (rows: Schemas['FileFault'][], title: string) => (
    <Rows order={3} title={title} heads={[t('check.line'), t('check.clause'), t('check.sentence')]}
      rows={rows.map((one, i) => ({key: String(i), cells: [one.line ?? '—', one.clause ?? '—', <span lang="en">{one.sentence}</span>]}))} />
  );
  return (
    <Stack gap="sm">
      <Facts>
        <Fact label={t('check.file')}>{file}</Fact>
        {answer.title && <Fact label={t('list.agreement')}>{answer.title} ({answer.name})</Fact>}
        {answer.clauses !== undefined && <Fact label={t('clauses.title')}>{answer.clauses}</Fact>}
        <Fact label={t('check.faults')}>{answer.faults.length}</Fact>
      </Facts>
      {answer.faults.length === 0 && <Text size="sm" fw={600}>✓ {t('check.good')}</Text>}
      {faults(answer.faults, t('check.faults'))}
      {faults(answer.warnings, t('check.warnings'))}
      {answer.notes.length > 0 && <ul style={{margin: 0}}>{answer.notes.map((note, i) => <li key={i} lang="en"><Text size="sm">{note}</Text></li>)}</ul>}
      {answer.faults.length === 0 && answer.kind === 'instrument' && <Text size="sm">{t('check.propose')} <code>palitan instrument propose {file}</code></Text>}
    </Stack>
  );
}
