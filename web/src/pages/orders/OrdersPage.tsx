import {Anchor, Button, Group, Text} from '@mantine/core';
import {useLocalStorage} from '@mantine/hooks';
import type {ColumnDef, RowSelectionState, SortingState} from '@tanstack/react-table';
import {useMemo, useState} from 'react';
import {Link, useNavigate, useSearchParams} from 'react-router';
import type {Book} from '@/api/books';
import {useInstruments, useReport, type Report} from '@/api/reads';
import {DataTable} from '@/parts/DataTable';
import {InBook, Page} from '@/parts/Page';
import {Empty, ProblemNotice, Waiting} from '@/parts/states';
import {reportColumns} from '@/pages/work/cells';
import {ExportButtons} from '@/pages/work/exports';
import type {Row} from '@/pages/work/text';
import {useWords, type Words} from '@/pages/work/words';
import {BulkPanel} from './BulkPanel';
import {ColumnChooser, OrderFilters} from './OrderFilters';
import {useCategories} from './law';
import {FILTERS, PAGE, queryOf, SHOWN, sortingOf, sortText, withParameter} from './ordersQuery';

export default function OrdersPage() {
  return <InBook>{(book) => <Orders key={book.id} book={book} />}</InBook>;
}

function columnsOf(report: Report, book: Book, t: Words): ColumnDef<Row>[] {
  return reportColumns(report, book, t).map((column) =>
    column.id === 'items'
      ? {...column, cell: ({row}) => <div style={{minWidth: 150}}>{row.original.items}</div>}
      : column.id === 'reference'
      ? {
          ...column,
          cell: ({row}) => (
            <Anchor component={Link} to={`/b/${book.slug}/orders/${row.original.order}`} fw={600} style={{whiteSpace: 'nowrap'}}>{row.original.reference ?? String(row.original.order).slice(0, 8)}</Anchor>
          ),
        }
      : column,
  );
}

function Orders({book}: {book: Book}) {
  const {t} = useWords('orders');
  const go = useNavigate();
  const [address, setAddress] = useSearchParams();
  const [shown, setShown] = useLocalStorage<string[]>({key: 'palitan.orders.columns', defaultValue: SHOWN});
  const [chosen, setChosen] = useState<RowSelectionState>({});
  const query = useMemo(() => queryOf(address), [address]);
  const answer = useReport(book, 'orders', query);
  const categories = useCategories(book, useInstruments(book).data);
  // At once: a list shown later than the next arrow key would take that key back.
  const change = (name: string, value: string | undefined) => setAddress(withParameter(address, name, value), {replace: name === 'q', flushSync: true});
  const sorting = sortingOf(address);
  const onSorting = (next: SortingState | ((old: SortingState) => SortingState)) => change('sort', sortText(typeof next === 'function' ? next(sorting) : next));
  const report = answer.data;
  const columns = useMemo(() => (report ? columnsOf(report, book, t) : []), [report, book, t]);
  const rows = (report?.rows ?? []) as Row[];
  const hidden = Object.fromEntries((report?.columns ?? []).map(({name}) => [name, shown.includes(name)]));
  const actions = (
    <>
      {book.seat?.roles.includes('requester') && <Button size="xs" component={Link} to={`/b/${book.slug}/orders/new`}>{t('nav.new_request')}</Button>}
      {book.seat?.roles.includes('approver') && <BulkPanel book={book} rows={rows.filter((row) => chosen[String(row.order)])} onDone={() => setChosen({})} />}
      {report && <ColumnChooser columns={report.columns.map((one) => one.name)} shown={shown} onChange={setShown} />}
      <ExportButtons book={book} report="orders" query={query} />
    </>
  );
  return (
    <Page title={t('nav.orders')} actions={actions}>
      <OrderFilters book={book} address={address} categories={categories} onChange={change} onClear={() => setAddress(new URLSearchParams())} />
      <ProblemNotice error={answer.error} />
      {answer.isPending && <Waiting />}
      {report && rows.length === 0 && <Empty title={t(FILTERS.some((name) => address.get(name)) ? 'list.none_match' : 'list.none')} />}
      {report && rows.length > 0 && (
        <>
          <DataTable caption={t('nav.orders')} columns={columns} rows={rows} rowKey={(row) => String(row.order)} sorting={sorting} onSorting={onSorting} hidden={hidden}
            onOpen={(row) => void go(`/b/${book.slug}/orders/${row.order}`)} selection={chosen} onSelection={setChosen} />
          <Pager from={report.from} total={report.total} shown={rows.length} onFrom={(from) => change('from', from > 0 ? String(from) : undefined)} />
        </>
      )}
    </Page>
  );
}

function Pager({from, total, shown, onFrom}: {from: number; total: number; shown: number; onFrom: (from: number) => void}) {
  const {t} = useWords('orders');
  return (
    <Group justify="space-between" component="nav" aria-label={t('list.pages')}>
      <Text size="sm" role="status">{t('list.shown', {from: from + 1, until: from + shown, total})}</Text>
      <Group gap="xs" className="no-print">
        <Button size="xs" variant="default" disabled={from === 0} onClick={() => onFrom(Math.max(0, from - PAGE))}>{t('list.before')}</Button>
        <Button size="xs" variant="default" disabled={from + shown >= total} onClick={() => onFrom(from + PAGE)}>{t('list.after')}</Button>
      </Group>
    </Group>
  );
}
