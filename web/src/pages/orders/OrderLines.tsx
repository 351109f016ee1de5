import {List, Table, Text} from '@mantine/core';
import {forJson, formatQuantity} from '@/domain/decimal';
import {valueOf} from '@/domain/exact';
import {Day, Money, Quantity} from '@/parts/words';
import {Notice, Scroll} from '@/pages/work/Notice';
import {useWords} from '@/pages/work/words';
import {unitWords} from './unitWords';
import type {Line, Order} from './orderFile';

const FIGURES = ['ordered', 'issued', 'received', 'damaged', 'billed', 'replaced'] as const;

/** The lines with their running figures side by side; what is open stands at the end of each. */
export function OrderLines({order}: {order: Order}) {
  const {t} = useWords('orders');
  return (
    <Scroll label={t('order.lines')}>
      <Table verticalSpacing="xs">
        <caption className="visually-hidden">{t('order.lines')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('order.line')}</Table.Th>
            {FIGURES.map((name) => <Table.Th key={name} className="num">{t(`order.${name}`)}</Table.Th>)}
            <Table.Th className="num">{t('order.value')}</Table.Th>
            <Table.Th>{t('order.open')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{order.lines.map((line) => <LineRow key={line.number} line={line} order={order} />)}</Table.Tbody>
      </Table>
    </Scroll>
  );
}

function LineRow({line, order}: {line: Line; order: Order}) {
  const {t} = useWords('orders');
  const value = valueOf(line, BigInt(line.ordered), order.rounding);
  return (
    <Table.Tr>
      <Table.Th scope="row" style={{minWidth: 180}}>
        <Text size="sm" fw={600}>{line.number}. {line.item} {line.description && <Text span size="sm" fw={400}>{line.description}</Text>}</Text>
        <Text size="xs">{t(`category.${line.category}`, {defaultValue: line.category})} · {unitWords(t, line.unit)} · {t(`means.${line.means}`)}</Text>
        {line.exchange && <Text size="xs">{t('order.for', {quantity: formatQuantity(line.exchange.quantity), unit: line.exchange.unit, item: line.exchange.item})}</Text>}
        {line.schedule && <Text size="xs">{t('order.back')} <Day date={line.schedule.on} /> {line.schedule.place}</Text>}
      </Table.Th>
      {FIGURES.map((name) => {
        const differs = name === 'received' && BigInt(line.issued) !== BigInt(line.received);
        const hurt = name === 'damaged' && BigInt(line.damaged) > 0n;
        const sentBack = name === 'replaced' && BigInt(line.rejected) > 0n;
        return (
          <Table.Td key={name} className="num" fw={differs || hurt ? 700 : undefined}>
            {differs || hurt ? '≠ ' : ''}{formatQuantity(line[name])}
            {sentBack && <Text size="xs">{t('order.sent_back', {quantity: formatQuantity(line.rejected)})}</Text>}
          </Table.Td>
        );
      })}
      <Table.Td className="num">{value === undefined ? '' : <Money minor={value} currency={order.currency} />}</Table.Td>
      <Table.Td><OpenWords line={line} /></Table.Td>
    </Table.Tr>
  );
}

function OpenWords({line}: {line: Line}) {
  const {t} = useWords('orders');
  const {open} = line;
  const parts: [string, typeof open.to_issue | undefined][] = [['to_issue', open.to_issue], ['to_receive', open.to_receive], ['to_bill', open.to_bill]];
  const shown = parts.filter(([, value]) => value !== undefined && BigInt(value) > 0n);
  const over = -BigInt(open.to_bill ?? 0);
  const settle = BigInt(open.to_settle ?? 0) !== 0n;
  if (shown.length === 0 && over <= 0n && !settle) return <Text size="sm">{t('order.nothing_open')}</Text>;
  return (
    <>
      {shown.map(([name, value]) => <Text size="sm" key={name}>{t(`order.${name}`)} <Quantity value={value ?? 0} unit={line.unit} /></Text>)}
      {over > 0n && <Text size="sm">{t('order.overbilled')} <Quantity value={forJson(over)} unit={line.unit} /></Text>}
      {settle && <Text size="sm">{t('order.to_settle')} <span className="num">{formatQuantity(open.to_settle ?? 0)} {open.commodity}</span></Text>}
    </>
  );
}

/** What arrived otherwise than it was issued, with its reason: the giver sees it here at once. */
export function Differences({order}: {order: Order}) {
  const {t} = useWords('orders');
  const lines = order.receipts
    .filter((one) => !one.corrected)
    .flatMap((receipt) => receipt.lines.filter((line) => line.reason || BigInt(line.damaged) > 0n).map((line) => ({...line, date: receipt.date, id: receipt.id})));
  if (lines.length === 0) return null;
  return (
    <Notice color="orange" title={t('order.differences')}>
      <List size="sm">
        {lines.map((line) => {
          const at = order.lines.find((one) => one.number === line.number);
          return (
            <List.Item key={line.id + line.number}>
              {t('order.difference', {
                number: line.number, item: at?.item ?? '', received: formatQuantity(line.received), damaged: formatQuantity(line.damaged), unit: at?.unit ?? '',
                reason: line.reason ? t([`value.reason.${line.reason}`, `value.${line.reason}`], {defaultValue: line.reason}) : '—', date: line.date,
              })}
            </List.Item>
          );
        })}
      </List>
    </Notice>
  );
}
