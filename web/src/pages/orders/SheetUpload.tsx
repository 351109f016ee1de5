import {Button, FileInput, Group, List, Stack, Table, Text} from '@mantine/core';
import {useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import type {Book} from '@/api/books';
import {call, Refused} from '@/api/client';
import {ProblemNotice} from '@/parts/states';
import {Notice, Scroll} from '@/pages/work/Notice';
import {useWords} from '@/pages/work/words';

interface Answer {
  signed: boolean;
  documents: {document: string; row: number; id?: string}[];
  already: string[];
}
interface CellFault {
  cell?: string;
  row?: number;
  name?: string;
  detail?: string;
  text?: string;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function send(book: Book, sheet: string, file: File, language: string, dryRun: boolean): Promise<Answer> {
  const asked = new URLSearchParams({language, dry_run: String(dryRun)});
  const type = file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : XLSX;
  const response = await call(`/v1/partnerships/${book.id}/sheets/${sheet}?${asked}`, {method: 'POST', headers: {'content-type': type}, body: file});
  return (await response.json()) as Answer;
}

/** A spreadsheet of orders or receipts: judged whole first, signed whole after; every fault by its cell. */
export function SheetUpload({book, sheet}: {book: Book; sheet: 'orders' | 'receipts'}) {
  const {t} = useWords('request');
  const {i18n} = useTranslation();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [answer, setAnswer] = useState<Answer>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const run = async (dryRun: boolean) => {
    if (!file) return;
    setBusy(true);
    setError(undefined);
    setAnswer(undefined);
    try {
      setAnswer(await send(book, sheet, file, i18n.language, dryRun));
      if (!dryRun) await queries.invalidateQueries();
    } catch (caught) {
      setError(caught);
    }
    setBusy(false);
  };
  const choose = (next: File | null) => {
    setFile(next);
    setAnswer(undefined);
    setError(undefined);
  };
  const ready = answer && !answer.signed && answer.documents.length > 0;
  return (
    <Stack gap="sm">
      <Text size="sm">{t(`sheet.what_${sheet}`)}</Text>
      <FileInput label={t('sheet.file')} accept=".xlsx,.csv" placeholder={t('sign.choose')} value={file} onChange={choose} clearable />
      <Group>
        <Button variant="default" disabled={!file} loading={busy} onClick={() => void run(true)}>{t('sheet.try')}</Button>
        <Button disabled={!ready} loading={busy} onClick={() => void run(false)}>{t('sheet.sign', {count: answer?.documents.length ?? 0})}</Button>
      </Group>
      <div aria-live="polite">
        <SheetFaults error={error} />
        {answer && <SheetAnswer answer={answer} />}
      </div>
    </Stack>
  );
}

function SheetAnswer({answer}: {answer: Answer}) {
  const {t} = useWords('request');
  return (
    <Notice color="teal" title={t(answer.signed ? 'sheet.signed' : answer.documents.length > 0 ? 'sheet.would' : 'sheet.nothing', {count: answer.documents.length})}>
      <List size="sm">
        {answer.documents.map((one) => <List.Item key={one.document}>{t('sheet.document', {document: one.document, row: one.row})}</List.Item>)}
        {answer.already.map((one) => <List.Item key={one}>{t('sheet.already', {document: one})}</List.Item>)}
      </List>
    </Notice>
  );
}

function SheetFaults({error}: {error: unknown}) {
  const {t} = useWords('request');
  const faults = error instanceof Refused ? (error.problem as unknown as {errors?: CellFault[]}).errors : undefined;
  if (!faults) return <ProblemNotice error={error} />;
  return (
    <Notice role="alert" color="red" title={t('sheet.faults', {count: faults.length})}>
      <Scroll label={t('sheet.faults', {count: faults.length})}>
        <Table>
          <caption className="visually-hidden">{t('sheet.faults', {count: faults.length})}</caption>
          <Table.Thead><Table.Tr><Table.Th>{t('sheet.cell')}</Table.Th><Table.Th>{t('sheet.column')}</Table.Th><Table.Th>{t('sheet.fault')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {faults.map((fault, i) => (
              <Table.Tr key={i}><Table.Td>{fault.cell ?? fault.row}</Table.Td><Table.Td>{fault.name}</Table.Td><Table.Td>{fault.detail ?? fault.text}</Table.Td></Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
    </Notice>
  );
}
