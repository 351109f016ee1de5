import './goods.css';
import {Group, NativeSelect, Table, Text, TextInput} from '@mantine/core';
import {Fragment} from 'react';
import {formatDecimal, formatQuantity} from '@/domain/decimal';
import {isVolume, unitsLike, volumeCorrection} from '@/domain/units';
import {Scroll} from '@/pages/work/Notice';
import {useWords} from '@/pages/work/words';
import {discrepancyOf, fuelOf, issuedUnder, readingOf, takenBefore, type GoodsRow} from './goods';
import type {Issue, Line, Order} from './orderFile';
import {REASONS} from './reasons';
import {unitWords} from './unitWords';

const isFuel = (line: Line) => line.category.includes('fuel') && isVolume(line.unit);

interface TableProps {
  order: Order;
  rows: GoodsRow[];
  onChange: (rows: GoodsRow[]) => void;
  /** Of a receipt: what it answers, and the receipt that it replaces. None: an issue. */
  issue?: Issue;
  except?: string;
}

/** One row a line: what was ordered, what moved, what is wrong with it. Every figure in the unit of the reading. */
export function GoodsTable({order, rows, onChange, issue, except}: TableProps) {
  const {t} = useWords('goods');
  const set = (i: number, more: Partial<GoodsRow>) => onChange(rows.map((row, at) => (at === i ? {...row, ...more} : row)));
  const lineOf = (row: GoodsRow) => order.lines.find((one) => one.number === row.number);
  const heads = ['line', 'unit', 'ordered', 'issued', ...(issue ? ['received', 'damaged', 'rejected', 'differs', 'reason'] : ['now', 'left'])];
  const figures = new Set(['ordered', 'issued', 'received', 'damaged', 'rejected', 'differs', 'now', 'left']);
  return (
    <Scroll label={t(issue ? 'goods.receipt' : 'goods.issue')}>
      <Table verticalSpacing="xs" horizontalSpacing="xs" className="goods">
        <caption className="visually-hidden">{t(issue ? 'goods.receipt' : 'goods.issue')}</caption>
        <Table.Thead><Table.Tr>{heads.map((name) => <Table.Th key={name} className={figures.has(name) ? 'num' : undefined} style={{whiteSpace: 'normal', verticalAlign: 'bottom'}}>{t(`goods.${name}`)}</Table.Th>)}</Table.Tr></Table.Thead>
        <Table.Tbody>
          {rows.map((row, i) => {
            const line = lineOf(row);
            if (!line) return null;
            const props = {order, row, line, onChange: (more: Partial<GoodsRow>) => set(i, more)};
            return (
              <Fragment key={row.number}>
                {issue ? <ReceiveRow {...props} issue={issue} except={except} /> : <IssueRow {...props} />}
                <FuelRow {...props} columns={heads.length} />
              </Fragment>
            );
          })}
        </Table.Tbody>
      </Table>
    </Scroll>
  );
}

interface RowProps {
  order: Order;
  row: GoodsRow;
  line: Line;
  onChange: (more: Partial<GoodsRow>) => void;
}

function LineHead({line}: {line: Line}) {
  return <Table.Th scope="row" style={{minWidth: 120}}><Text size="sm" fw={600}>{line.number}. {line.item}</Text><Text size="xs">{line.description}</Text></Table.Th>;
}

function UnitCell({row, line, onChange}: Omit<RowProps, 'order'>) {
  const {t} = useWords('goods');
  return (
    <Table.Td style={{minWidth: 176}} data-label={t('goods.unit')}>
      <NativeSelect size="xs" aria-label={t('goods.unit_of', {number: line.number})} value={row.unit} onChange={(e) => onChange({unit: e.currentTarget.value})}
        data={unitsLike(line.unit).map((value) => ({value, label: unitWords(t, value)}))} />
    </Table.Td>
  );
}

interface FigureCellProps {
  /** As the head of the column has it. */
  head: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  fault?: boolean;
}

function FigureCell({head, label, value, onChange, fault}: FigureCellProps) {
  const {t} = useWords('goods');
  return (
    <Table.Td style={{minWidth: 84}} data-label={t(`goods.${head}`)}>
      <TextInput size="xs" inputMode="decimal" aria-label={label} value={value} error={fault ? t('goods.unreadable') : undefined} onChange={(e) => onChange(e.currentTarget.value)} classNames={{input: 'num'}} />
    </Table.Td>
  );
}

/** Observed at the meter, in a row of its own: the ledger holds the volume at 15 °C, and both figures are signed. */
function FuelRow({row, line, onChange, columns}: Omit<RowProps, 'order'> & {columns: number}) {
  const {t} = useWords('goods');
  if (!isFuel(line)) return null;
  const fuel = fuelOf(row);
  const factor = fuel && volumeCorrection(fuel);
  const half = (row.temperature !== '') !== (row.density !== '');
  const field = (name: 'temperature' | 'density', error: string | undefined) => (
    <TextInput size="xs" inputMode="decimal" label={t(`goods.${name}_of`, {number: line.number})} value={row[name]} error={error} onChange={(e) => onChange({[name]: e.currentTarget.value})} classNames={{input: 'num'}} />
  );
  return (
    <Table.Tr>
      <Table.Td colSpan={columns} className="reading">
        <Group gap="md" align="flex-start">
          {field('temperature', half && row.temperature === '' ? t('goods.both') : fuel && factor === undefined ? t('goods.unreadable') : undefined)}
          {field('density', half && row.density === '' ? t('goods.both') : undefined)}
          {factor !== undefined && <Text size="xs" mt={26}>× {formatDecimal(factor, 4)}</Text>}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function ReceiveRow({order, row, line, onChange, issue, except}: RowProps & {issue: Issue; except?: string}) {
  const {t} = useWords('goods');
  const issued = issuedUnder(issue, line.number);
  const before = takenBefore(order, issue, line.number, except);
  const at = discrepancyOf(row, line, issued, before, order.rounding);
  const name = (what: string) => t(`goods.${what}_of`, {number: line.number});
  const reasonMissing = at.needsReason && !row.reason;
  return (
    <Table.Tr>
      <LineHead line={line} />
      <UnitCell row={row} line={line} onChange={onChange} />
      <Table.Td className="num" data-label={t('goods.ordered')}>{formatQuantity(line.ordered)}</Table.Td>
      <Table.Td className="num" data-label={t('goods.issued')}>{formatQuantity(issued - before)}{before > 0n && <Text size="xs" style={{whiteSpace: 'normal'}}>{t('goods.taken_before', {before: formatQuantity(before)})}</Text>}</Table.Td>
      <FigureCell head="received" label={name('received')} value={row.amount} onChange={(amount) => onChange({amount})} fault={!at.received} />
      <FigureCell head="damaged" label={name('damaged')} value={row.damaged} onChange={(damaged) => onChange({damaged})} fault={at.damaged === undefined} />
      <FigureCell head="rejected" label={name('rejected')} value={row.rejected} onChange={(rejected) => onChange({rejected})} fault={at.rejected === undefined} />
      <Table.Td className="num" fw={at.difference ? 700 : undefined} data-label={t('goods.differs')}>
        {at.difference === undefined ? '?' : at.difference === 0n ? '✓ 0' : `≠ ${formatQuantity(-at.difference)}`}
        {at.received && row.unit !== line.unit && <Text size="xs">= {formatQuantity(at.received.quantity)} {line.unit}</Text>}
      </Table.Td>
      <Table.Td style={{minWidth: 150}} data-label={t('goods.reason')}>
        <NativeSelect size="xs" aria-label={name('reason')} value={row.reason} required={at.needsReason} error={reasonMissing ? t('goods.say_why') : undefined} onChange={(e) => onChange({reason: e.currentTarget.value})}
          data={[{value: '', label: '—'}, ...REASONS.map((value) => ({value, label: t([`value.reason.${value}`, `value.${value}`])}))]} />
      </Table.Td>
    </Table.Tr>
  );
}

function IssueRow({order, row, line, onChange}: RowProps) {
  const {t} = useWords('goods');
  const reading = row.amount.trim() === '' ? {quantity: 0n} : readingOf(row.amount, row, line, order.rounding);
  const left = reading ? BigInt(line.ordered) - BigInt(line.issued) - reading.quantity : undefined;
  return (
    <Table.Tr>
      <LineHead line={line} />
      <UnitCell row={row} line={line} onChange={onChange} />
      <Table.Td className="num" data-label={t('goods.ordered')}>{formatQuantity(line.ordered)}</Table.Td>
      <Table.Td className="num" data-label={t('goods.issued')}>{formatQuantity(line.issued)}</Table.Td>
      <FigureCell head="now" label={t('goods.now_of', {number: line.number})} value={row.amount} onChange={(amount) => onChange({amount})} fault={!reading} />
      <Table.Td className="num" fw={left !== undefined && left < 0n ? 700 : undefined} data-label={t('goods.left')}>
        {left === undefined ? '?' : left < 0n ? `≠ ${formatQuantity(left)}` : formatQuantity(left)}
        {reading && row.unit !== line.unit && <Text size="xs">= {formatQuantity(reading.quantity)} {line.unit}</Text>}
      </Table.Td>
    </Table.Tr>
  );
}
