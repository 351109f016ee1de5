// A cell of any report, as people read it: by the shape of its column and what the column is called.
import {Anchor, Badge} from '@mantine/core';
import type {ColumnDef} from '@tanstack/react-table';
import {Link} from 'react-router';
import type {Book} from '@/api/books';
import type {Report} from '@/api/reads';
import {Day, KindName, PartyName, Standing, State, When} from '@/parts/words';
import {grouped, isMoney, type Row} from './text';
import {useWords, type Words} from './words';

const PARTIES = new Set(['supplier', 'recipient', 'debtor', 'creditor', 'from', 'next_by', 'biller', 'holder', 'other', 'party', 'giver', 'taker', 'partner']);
const STATES = new Set(['state', 'agreed_state', 'state_with_it']);
const ELEMENTS = new Set(['lacks', 'missing', 'asked_and_missing']);
/** Amounts of the list of orders, which has a currency each. */
const ORDER_MONEY = new Set(['ordered', 'owed']);
const LEVEL_COLOURS: Record<string, string> = {not_due: 'gray-5', due_within_30: 'yellow-6', overdue_1_30: 'orange-6', overdue_31_90: 'orange-8', overdue_91_180: 'red-6', overdue_over_180: 'red-9'};

/** How pressing, in words; the dot only underlines them. */
export function Level({level}: {level: string}) {
  const {t} = useWords('work');
  return (
    <Badge variant="default" styles={{root: {minWidth: 'max-content'}, label: {textTransform: 'none'}}} leftSection={<span aria-hidden style={{color: `var(--mantine-color-${LEVEL_COLOURS[level] ?? 'gray-5'})`}}>●</span>}>
      {t(`level.${level}`)}
    </Badge>
  );
}

/** "fuel, water" in the reader's language. */
export const listWords = (t: Words, prefix: string, text: string): string =>
  text.split(', ').filter(Boolean).map((one) => t(`${prefix}.${one}`, {defaultValue: one.replaceAll('_', ' ')})).join(', ');

interface CellProps {
  name: string;
  shape: string;
  row: Row;
  book: Book;
}

export function Cell({name, shape, row, book}: CellProps) {
  const {t} = useWords('work');
  const value = row[name];
  if (value === undefined || value === '') return null;
  const text = String(value);
  if (shape === 'date') return <Day date={text} />;
  if (shape === 'amount') return <span className="num">{grouped(text, isMoney(String(row.commodity ?? row.currency ?? '')) ? 6 : 0)}{ORDER_MONEY.has(name) ? ` ${row.currency ?? ''}` : ''}</span>;
  if (shape === 'count') return <span className="num">{text}</span>;
  if (shape === 'id') return <IdCell name={name} id={text} book={book} />;
  if (PARTIES.has(name)) return <PartyName code={text} />;
  if (STATES.has(name)) return <State state={text} />;
  if (name === 'standing') return <Standing standing={text} />;
  if (name === 'level') return <Level level={text} />;
  if (name === 'arrived') return <When at={text} />;
  if (name === 'act') return <KindName kind={text} />;
  const prefix = wordsOf(name);
  return <>{prefix ? listWords(t, prefix, text) : text}</>;
}

/** Which list of words names what stands in a column. */
function wordsOf(name: string): string | undefined {
  if (ELEMENTS.has(name)) return 'element';
  const known: Record<string, string> = {
    awaits: 'step', next_step: 'step', owed: 'owed', due_by: 'due_by', category: 'category', categories: 'category', means: 'means', settled_by: 'means',
    kind: 'account', side: 'side', disowned: 'yes_no', verdict: 'verdict',
  };
  return known[name];
}

function IdCell({name, id, book}: {name: string; id: string; book: Book}) {
  const place = name === 'order' ? 'orders' : name === 'case' ? 'cases' : name.startsWith('instrument') ? 'law' : 'acts';
  return <Anchor component={Link} to={`/b/${book.slug}/${place}/${id}`} className="mono" size="sm">{id.slice(0, 8)}</Anchor>;
}

/** Columns of a report for DataTable. */
export function reportColumns(report: Report, book: Book, t: Words): ColumnDef<Row>[] {
  return report.columns.map(({name, shape}) => ({
    id: name,
    accessorFn: (row: Row) => row[name],
    header: t(`column.${name}`, {defaultValue: name.startsWith('days_') ? bucketName(t, name) : name.replaceAll('_', ' ')}),
    cell: ({row}) => <Cell name={name} shape={shape} row={row.original} book={book} />,
    meta: {numeric: shape === 'amount' || shape === 'count'},
    sortingFn: shape === 'amount' ? byAmount : 'alphanumeric',
  }));
}

/** "days_31_90", "days_over_548": a bucket of ages. */
export function bucketName(t: Words, name: string): string {
  const over = /^days_over_(\d+)$/.exec(name);
  if (over) return t('bucket.over', {days: over[1]});
  const within = /^days_(\d+)_(\d+)$/.exec(name);
  return within ? t('bucket.from_to', {from: within[1], to: within[2]}) : name;
}

function byAmount(a: {getValue: (id: string) => unknown}, b: {getValue: (id: string) => unknown}, column: string): number {
  const whole = (value: unknown) => {
    const [head = '0', tail = ''] = String(value ?? '0').split('.');
    return BigInt(head + tail.padEnd(6, '0'));
  };
  const [x, y] = [whole(a.getValue(column)), whole(b.getValue(column))];
  return x < y ? -1 : x > y ? 1 : 0;
}
