import {Button, FileInput, Group, Stack, Table, Text, TextInput} from '@mantine/core';
import {useMutation} from '@tanstack/react-query';
import {useState} from 'react';
import type {Book} from '@/api/books';
import {call, type Schemas} from '@/api/client';
import {ProblemNotice} from '@/parts/states';
import {Day, Money} from '@/parts/words';
import {Part} from '@/pages/work/Part';
import {Scroll} from '@/pages/work/Notice';
import {useWords} from '@/pages/work/words';

type Listed = Schemas['ListedInvoice'];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Wish {
  file: File;
  days: string;
  minor: string;
}

async function match(book: Book, of: string, {file, days, minor}: Wish): Promise<Schemas['AccountMatch']> {
  const asked = new URLSearchParams({days: days || '0', minor: minor || '0'});
  const type = file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : XLSX;
  const response = await call(`/v1/partnerships/${book.id}/accounts/${of}/match?${asked}`, {method: 'POST', headers: {'content-type': type}, body: file});
  return (await response.json()) as Schemas['AccountMatch'];
}

/** A partner's own list of invoices beside the record: for a partner that runs no node, or keeps books of its own. */
export function AccountMatch({book, of}: {book: Book; of: string}) {
  const {t} = useWords('money');
  const [file, setFile] = useState<File | null>(null);
  const [days, setDays] = useState('3');
  const [minor, setMinor] = useState('0');
  const run = useMutation({mutationFn: (wish: Wish) => match(book, of, wish)});
  const whole = (text: string) => text.normalize('NFKC').replace(/\D/g, '');
  return (
    <Part title={t('match.title')}>
      <Text size="sm">{t('match.what')}</Text>
      <Group align="flex-end">
        <FileInput label={t('match.file')} accept=".xlsx,.csv" placeholder={t('sign.choose')} value={file} onChange={setFile} clearable miw={220} />
        <TextInput label={t('match.days')} inputMode="numeric" value={days} onChange={(e) => setDays(whole(e.currentTarget.value))} w={130} />
        <TextInput label={t('match.minor')} inputMode="numeric" value={minor} onChange={(e) => setMinor(whole(e.currentTarget.value))} w={160} />
        <Button variant="default" disabled={!file} loading={run.isPending} onClick={() => file && run.mutate({file, days, minor})}>{t('match.run')}</Button>
      </Group>
      <ProblemNotice error={run.error} />
      {run.data && <Answer answer={run.data} />}
    </Part>
  );
}

function Answer({answer}: {answer: Schemas['AccountMatch']}) {
  const {t} = useWords('money');
  return (
    <Stack gap="sm" role="status">
      <OneSided title={t('match.only_ours', {count: answer.only_ours.length})} rows={answer.only_ours} />
      <OneSided title={t('match.only_theirs', {count: answer.only_theirs.length})} rows={answer.only_theirs} />
      <Scroll label={t('match.matched', {count: answer.matched.length})}>
        <Table captionSide="top">
          <caption style={{textAlign: 'start'}}>{t('match.matched', {count: answer.matched.length})}</caption>
          <Table.Thead><Table.Tr><Table.Th>{t('match.ours')}</Table.Th><Table.Th>{t('match.theirs')}</Table.Th><Table.Th>{t('match.differs')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {[...answer.matched].sort((a, b) => Number(b.differs !== '') - Number(a.differs !== '')).map((one) => (
              <Table.Tr key={one.ours.place + one.ours.document + one.theirs.place}>
                <Table.Td><ListedWords one={one.ours} /></Table.Td><Table.Td><ListedWords one={one.theirs} /></Table.Td>
                <Table.Td lang="en">{one.differs || `✓ ${one.allowed ?? ''}`}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
    </Stack>
  );
}

function OneSided({title, rows}: {title: string; rows: Listed[]}) {
  if (rows.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>{title}</Text>
      {rows.map((one) => <div key={one.place + one.document}><ListedWords one={one} /></div>)}
    </div>
  );
}

const ListedWords = ({one}: {one: Listed}) => <Text span size="sm">{one.document} · <Day date={one.date} /> · <Money minor={one.amount.minor} currency={one.amount.currency} /></Text>;
