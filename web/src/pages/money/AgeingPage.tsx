import {Button, Checkbox, Group, Table, Text, TextInput} from '@mantine/core';
import {useDebouncedCallback} from '@mantine/hooks';
import {useState} from 'react';
import {useSearchParams} from 'react-router';
import type {Book} from '@/api/books';
import {useReport, type Report, type ReportQuery} from '@/api/reads';
import {DateField} from '@/parts/fields';
import {InBook, Page} from '@/parts/Page';
import {Empty, ProblemNotice, Waiting} from '@/parts/states';
import {Day, PartyName} from '@/parts/words';
import {Part} from '@/pages/work/Part';
import {bucketName} from '@/pages/work/cells';
import {Notice, Scroll, tone} from '@/pages/work/Notice';
import {ExportButtons} from '@/pages/work/exports';
import {amountText, type Row} from '@/pages/work/text';
import {useWords} from '@/pages/work/words';
import {addsUp, bucketNames, totals} from './positions';

export default function AgeingPage() {
  return <InBook>{(book) => <Ageing key={book.id} book={book} />}</InBook>;
}

const isBuckets = (text: string) => /^\d{1,4}(,\d{1,4})*$/.test(text);

/** What is owed by its age from delivery. Every debt has an age, with a due date or without: none can fall out. */
function Ageing({book}: {book: Book}) {
  const {t} = useWords('money');
  const [address, setAddress] = useSearchParams();
  const [typed, setTyped] = useState(address.get('buckets') ?? '30,90,180,365,548');
  const on = address.get('on') ?? undefined;
  const buckets = address.get('buckets') ?? undefined;
  const provisional = address.get('agreed') === null;
  const query: ReportQuery = {provisional, ...(on ? {on} : {}), ...(buckets && isBuckets(buckets) ? {buckets} : {})};
  const answer = useReport(book, 'ageing', query);
  const ledger = useReport(book, 'position', {provisional});
  const set = (name: string, value: string | undefined) => setAddress((old) => {
    const next = new URLSearchParams(old);
    if (value) next.set(name, value);
    else next.delete(name);
    return next;
  }, {replace: true});
  const ask = useDebouncedCallback((value: string) => set('buckets', isBuckets(value) ? value : undefined), 400);
  const report = answer.data;
  return (
    <Page title={t('nav.ageing')} actions={<><ExportButtons book={book} report="ageing" query={query} /><Button size="xs" variant="default" onClick={() => window.print()}>{t('action.print')}</Button></>}>
      <Group align="flex-end" className="no-print">
        <DateField label={t('ageing.on')} value={on} onChange={(day) => set('on', day)} />
        <TextInput label={t('ageing.buckets')} value={typed} error={isBuckets(typed) ? undefined : t('ageing.no_buckets')} onChange={(e) => {
          setTyped(e.currentTarget.value);
          ask(e.currentTarget.value.normalize('NFKC').replaceAll(' ', ''));
        }} />
        <Checkbox label={t('positions.pending')} checked={provisional} onChange={(e) => set('agreed', e.currentTarget.checked ? undefined : '1')} />
      </Group>
      <Text size="sm">{t('ageing.what')}</Text>
      <ProblemNotice error={answer.error} />
      {answer.isPending && <Waiting />}
      {report && report.rows.length === 0 && <Empty title={t('ageing.none')} />}
      {report && report.rows.length > 0 && <AgeingTable report={report} />}
      {report && ledger.data && <Totals ageing={report.rows as Row[]} ledger={ledger.data.rows as Row[]} />}
    </Page>
  );
}

function AgeingTable({report}: {report: Report}) {
  const {t} = useWords('money');
  const buckets = bucketNames(report.columns);
  return (
    <Scroll label={t('nav.ageing')}>
      <Table striped>
        <caption className="visually-hidden">{t('nav.ageing')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.debtor')}</Table.Th><Table.Th>{t('column.creditor')}</Table.Th><Table.Th>{t('ageing.owed')}</Table.Th><Table.Th>{t('column.oldest')}</Table.Th>
            {buckets.map((name) => <Table.Th key={name} className="num">{bucketName(t, name)}</Table.Th>)}
            <Table.Th className="num">{t('column.total')}</Table.Th><Table.Th>{t('ageing.check')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {(report.rows as Row[]).map((row) => {
            const commodity = String(row.commodity);
            const good = addsUp(row, buckets);
            return (
              <Table.Tr key={`${row.creditor}${row.debtor}${row.owed}${commodity}`}>
                <Table.Td><PartyName code={String(row.debtor)} /></Table.Td><Table.Td><PartyName code={String(row.creditor)} /></Table.Td>
                <Table.Td>{t(`owed.${row.owed}`)}, {commodity} ({row.debts})</Table.Td><Table.Td><Day date={String(row.oldest)} /></Table.Td>
                {buckets.map((name) => <Table.Td key={name} className="num">{amountText(row[name] ?? '0', commodity)}</Table.Td>)}
                <Table.Td className="num" fw={700}>{amountText(row.total ?? '0', commodity)}</Table.Td>
                <Table.Td c={good ? tone.good : tone.bad}>{good ? `✓ ${t('ageing.adds_up')}` : `✗ ${t('ageing.does_not')}`}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Scroll>
  );
}

/** The sums beside what the ledger's accounts hold: the two are computed apart. */
function Totals({ageing, ledger}: {ageing: Row[]; ledger: Row[]}) {
  const {t} = useWords('money');
  const rows = totals(ageing, ledger);
  if (rows.length === 0) return null;
  return (
    <Part title={t('ageing.totals')}>
      {rows.some((row) => !row.same) && <Notice color="red" title={t('ageing.differ')}>{t('ageing.differ_do')}</Notice>}
      <Scroll label={t('ageing.totals')}>
        <Table>
          <caption className="visually-hidden">{t('ageing.totals')}</caption>
          <Table.Thead><Table.Tr><Table.Th>{t('column.commodity')}</Table.Th><Table.Th className="num">{t('ageing.aged')}</Table.Th><Table.Th className="num">{t('ageing.ledger')}</Table.Th><Table.Th>{t('ageing.check')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.commodity}>
                <Table.Th scope="row">{row.commodity}</Table.Th><Table.Td className="num">{amountText(row.aged, row.commodity)}</Table.Td><Table.Td className="num">{amountText(row.ledger, row.commodity)}</Table.Td>
                <Table.Td c={row.same ? tone.good : tone.bad}>{row.same ? `✓ ${t('ageing.same')}` : `✗ ${t('ageing.not_same')}`}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
    </Part>
  );
}
