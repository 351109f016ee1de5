import {Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput} from '@mantine/core';
import {useSearchParams} from 'react-router';
import type {Book} from '@/api/books';
import {useReport, type ReportName} from '@/api/reads';
import {DateField} from '@/parts/fields';
import {DataTable} from '@/parts/DataTable';
import {InBook, Page} from '@/parts/Page';
import {Empty, ProblemNotice, Waiting} from '@/parts/states';
import {reportColumns} from '@/pages/work/cells';
import {ExportButtons} from '@/pages/work/exports';
import type {Row} from '@/pages/work/text';
import {useWords} from '@/pages/work/words';
import {ASKS, NAMES, PAGE, questionOf} from './questions';

export default function ReportsPage() {
  return <InBook>{(book) => <Reports key={book.id} book={book} />}</InBook>;
}

/** Every report of the node with its filters; what is exported is what is asked. */
function Reports({book}: {book: Book}) {
  const {t} = useWords('money');
  const [address, setAddress] = useSearchParams();
  const name = (NAMES.find((one) => one === address.get('report')) ?? 'overdue') as ReportName;
  const query = questionOf(address, name);
  const answer = useReport(book, name, query);
  const set = (key: string, value: string | undefined) => setAddress((old) => {
    const next = new URLSearchParams(old);
    if (value) next.set(key, value);
    else next.delete(key);
    if (key !== 'from') next.delete('from');
    return next;
  }, {replace: true});
  const report = answer.data;
  const shown = report?.rows.length ?? 0;
  return (
    <Page title={t('nav.reports')} actions={<><ExportButtons book={book} report={name} query={query} /><Button size="xs" variant="default" onClick={() => window.print()}>{t('action.print')}</Button></>}>
      <Group align="flex-end" className="no-print">
        <NativeSelect label={t('reports.which')} value={name} onChange={(e) => setAddress({report: e.currentTarget.value})} data={NAMES.map((value) => ({value, label: t(`reports.${value}`)}))} />
        <Filters book={book} report={name} address={address} onChange={set} />
      </Group>
      <Text size="sm">{t(`reports.${name}_what`)}</Text>
      <ProblemNotice error={answer.error} />
      {answer.isPending && <Waiting />}
      {report && shown === 0 && <Empty title={t('reports.none')} />}
      {report && shown > 0 && (
        <Stack gap="xs">
          <DataTable caption={t(`reports.${name}`)} columns={reportColumns(report, book, t)} rows={report.rows as Row[]} rowKey={(row) => JSON.stringify(row)} />
          <Group justify="space-between">
            <Text size="sm" role="status">{t('reports.shown', {from: report.from + 1, until: report.from + shown, total: report.total})}</Text>
            <Group gap="xs" className="no-print">
              <Button size="xs" variant="default" disabled={report.from === 0} onClick={() => set('from', String(Math.max(0, report.from - PAGE)))}>{t('reports.before')}</Button>
              <Button size="xs" variant="default" disabled={report.from + shown >= report.total} onClick={() => set('from', String(report.from + PAGE))}>{t('reports.after')}</Button>
            </Group>
          </Group>
          {report.notes.map((note) => <Text size="sm" key={note} lang="en">{note}</Text>)}
        </Stack>
      )}
    </Page>
  );
}

interface FiltersProps {
  book: Book;
  report: ReportName;
  address: URLSearchParams;
  onChange: (key: string, value: string | undefined) => void;
}

function Filters({book, report, address, onChange}: FiltersProps) {
  const {t} = useWords('money');
  const asks = ASKS[report] ?? [];
  return (
    <>
      {asks.includes('on') && <DateField label={t('reports.on')} value={address.get('on') ?? undefined} onChange={(day) => onChange('on', day)} />}
      {asks.includes('partner') && (
        <NativeSelect label={t('reports.partner')} value={address.get('partner') ?? ''} onChange={(e) => onChange('partner', e.currentTarget.value || undefined)}
          data={[{value: '', label: t('reports.any')}, ...book.parties.map(({code}) => ({value: code, label: t(`party.${code}`, {defaultValue: code.toUpperCase()})}))]} />
      )}
      {asks.includes('year') && (
        <>
          <NativeSelect label={t('reports.fiscal')} value={address.get('fiscal') ?? 'apr'} onChange={(e) => onChange('fiscal', e.currentTarget.value)} data={['apr', 'oct', 'jan'].map((value) => ({value, label: t(`reports.fiscal_${value}`)}))} />
          <TextInput label={t('reports.year_field')} value={address.get('year') ?? ''} inputMode="numeric" maxLength={4} placeholder="YYYY" w={120} onChange={(e) => onChange('year', e.currentTarget.value.normalize('NFKC') || undefined)} />
        </>
      )}
      {asks.includes('provisional') && <Checkbox label={t('positions.pending')} checked={!address.get('agreed')} onChange={(e) => onChange('agreed', e.currentTarget.checked ? undefined : '1')} />}
      {asks.includes('all') && <Checkbox label={t('reports.all')} checked={Boolean(address.get('all'))} onChange={(e) => onChange('all', e.currentTarget.checked ? '1' : undefined)} />}
    </>
  );
}
