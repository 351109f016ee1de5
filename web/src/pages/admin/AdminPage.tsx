import {Anchor, Button, FileButton, Group, List, NativeSelect, Stack, Text, TextInput, Title} from '@mantine/core';
import {useMutation} from '@tanstack/react-query';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import {Link} from 'react-router';
import {useBooks, type Book} from '@/api/books';
import {api, take, type Schemas} from '@/api/client';
import {localDay} from '@/domain/time';
import {Page} from '@/parts/Page';
import {ProblemNotice, Waiting} from '@/parts/states';
import {Fact, Facts} from '@/parts/words';
import {Rows} from '@/pages/mission/Rows';
import {download} from './download';

/** Backup, public tables, and where the rest of administration is. */
export default function AdminPage() {
  const {t} = useTranslation('admin');
  const books = useBooks();
  return (
    <Page title={t('common:nav.admin')}>
      {books.length === 0 && <Waiting />}
      <Stack gap="xl">
        <Places books={books} />
        <Backup books={books} />
        <Reference />
        <Sheets books={books} />
      </Stack>
    </Page>
  );
}

function Places({books}: {books: Book[]}) {
  const {t} = useTranslation('admin');
  return (
    <Stack gap="xs" component="section" aria-labelledby="places">
      <Title order={2} size="h4" id="places">{t('admin.by_book')}</Title>
      <List size="sm" spacing={4}>
        <List.Item><Anchor component={Link} to="/partners" underline="always">{t('common:nav.partners')}</Anchor></List.Item>
        {books.map((book) => (
          <List.Item key={book.id}>
            {book.slug}:{' '}
            <Anchor component={Link} to={`/b/${book.slug}/offices`} underline="always">{t('common:nav.offices')}</Anchor>{' · '}
            <Anchor component={Link} to={`/b/${book.slug}/law`} underline="always">{t('admin.agreements')}</Anchor>
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

/** The whole agreed record as a file that anybody rebuilds, and the journal for accounting programs. */
function Backup({books}: {books: Book[]}) {
  const {t} = useTranslation('admin');
  const fetching = useMutation({mutationFn: ({path, name}: {path: string; name: string}) => download(path, name)});
  const day = localDay().replaceAll('-', '');
  return (
    <Stack gap="xs" component="section" aria-labelledby="backup">
      <Title order={2} size="h4" id="backup">{t('backup.title')}</Title>
      <Text size="sm">{t('backup.words')}</Text>
      <List size="sm" spacing="xs">
        {books.map((book) => (
          <List.Item key={book.id}>
            <Group gap="xs">
              <Text size="sm" fw={600}>{book.slug}</Text>
              <Button size="compact-sm" variant="light" onClick={() => fetching.mutate({path: `/v1/partnerships/${book.id}/bundle`, name: `${book.slug}-${day}.bundle`})} aria-label={`${t('backup.bundle')}: ${book.slug}`}>{t('backup.bundle')}</Button>
              <Button size="compact-sm" variant="light" onClick={() => fetching.mutate({path: `/v1/partnerships/${book.id}/journal`, name: `${book.slug}-${day}.journal`})} aria-label={`${t('backup.journal')}: ${book.slug}`}>{t('backup.journal')}</Button>
            </Group>
          </List.Item>
        ))}
      </List>
      <ProblemNotice error={fetching.error} />
      <List size="sm" type="ordered" spacing={4}>
        <List.Item>{t('backup.verify')} <code>palitan-verify FILE.bundle</code></List.Item>
        <List.Item>{t('backup.read')} <code>hledger -f FILE.journal balance</code></List.Item>
        <List.Item>{t('backup.folder')}</List.Item>
      </List>
    </Stack>
  );
}

const tables = ['units', 'currencies', 'places', 'ports'] as const;

function Reference() {
  const {t} = useTranslation('admin');
  const [table, setTable] = useState<(typeof tables)[number]>('units');
  const [taken, setTaken] = useState(localDay());
  const check = useMutation({
    mutationFn: async (file: File) => {
      const body = await file.text();
      return take(api.POST('/v1/reference/{table}/check', {
        params: {path: {table}, query: {file: file.name, taken}}, body, bodySerializer: (text) => text as unknown as string, headers: {'content-type': 'text/csv'},
      }));
    },
  });
  return (
    <Stack gap="xs" component="section" aria-labelledby="reference">
      <Title order={2} size="h4" id="reference">{t('reference.title')}</Title>
      <Text size="sm">{t('reference.words')}</Text>
      <Group align="flex-end">
        <NativeSelect label={t('reference.table')} value={table} onChange={(e) => setTable(e.currentTarget.value as (typeof tables)[number])} data={tables.map((one) => ({value: one, label: t(`reference.table_${one}`)}))} />
        <TextInput label={t('reference.taken')} value={taken} onChange={(e) => setTaken(e.currentTarget.value)} placeholder="2026-11-23" />
        <FileButton onChange={(file) => file && check.mutate(file)} accept=".csv,text/csv">
          {(props) => <Button {...props} variant="light" loading={check.isPending}>{t('reference.choose')}</Button>}
        </FileButton>
      </Group>
      <ProblemNotice error={check.error} />
      <div role="status">{check.data && <Checked answer={check.data} />}</div>
    </Stack>
  );
}

function Checked({answer}: {answer: Schemas['ReferenceCheck']}) {
  const {t} = useTranslation('admin');
  return (
    <Stack gap="xs">
      <Facts>
        <Fact label={t('reference.table')}>{answer.title ?? t(`reference.table_${answer.table}`)}</Fact>
        <Fact label={t('reference.rows')}>{answer.rows}</Fact>
        <Fact label={t('reference.repaired')}>{answer.repaired}</Fact>
        <Fact label={t('reference.doubtful')}>{answer.doubtful}</Fact>
        <Fact label={t('reference.left_out')}>{answer.left_out}</Fact>
      </Facts>
      {answer.sha256 && <Text size="xs" className="mono">SHA-256 {answer.sha256}</Text>}
      {answer.notes.map((note, i) => <Text key={i} size="sm" lang="en">{note}</Text>)}
      <Rows order={3} title={t('reference.faults')} none={t('reference.no_faults')} numeric={[0]} heads={[t('reference.line'), t('reference.column'), t('reference.kind'), t('reference.sentence')]}
        rows={answer.faults.map((one, i) => ({key: String(i), cells: [one.line ?? '—', one.column ?? '—', one.kind ? t(`reference.${one.kind}`) : '—', <span lang="en">{one.sentence}</span>]}))} />
    </Stack>
  );
}

function Sheets({books}: {books: Book[]}) {
  const {t} = useTranslation('admin');
  return (
    <Stack gap="xs" component="section" aria-labelledby="sheets">
      <Title order={2} size="h4" id="sheets">{t('sheets.title')}</Title>
      <Text size="sm">{t('sheets.words')}</Text>
      <List size="sm">
        {books.filter((book) => book.seat).map((book) => <List.Item key={book.id}><Anchor component={Link} to={`/b/${book.slug}/orders/new`} underline="always">{t('sheets.import', {book: book.slug})}</Anchor></List.Item>)}
      </List>
      <Text size="sm"><code>palitan sheet template orders</code> · <code>palitan sheet template receipts</code></Text>
    </Stack>
  );
}
