import {List, Table, Text} from '@mantine/core';
import {formatQuantity} from '@/domain/decimal';
import {Day, Money} from '@/parts/words';
import {Notice, Scroll} from '@/pages/work/Notice';
import {partyIn, useWords} from '@/pages/work/words';
import {Part} from '@/pages/work/Part';
import {openOf, type Order} from './orderFile';

/** Bills, what was paid of them, and what came of the order in other books. Nothing where there is nothing. */
export function OrderMoney({order}: {order: Order}) {
  const {t} = useWords('orders');
  return (
    <>
      {order.invoices.length > 0 && <Part title={t('order.invoices')}><Invoices order={order} /></Part>}
      {order.returns.length > 0 && <Part title={t('order.returns')}><Returns order={order} /></Part>}
      <Affairs order={order} />
    </>
  );
}

function Invoices({order}: {order: Order}) {
  const {t} = useWords('orders');
  const money = (minor: Parameters<typeof Money>[0]['minor'] | undefined) => <Money minor={minor ?? 0} currency={order.currency} />;
  return (
    <Scroll label={t('order.invoices')}>
      <Table>
        <caption className="visually-hidden">{t('order.invoices')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('order.number')}</Table.Th><Table.Th>{t('field.due')}</Table.Th><Table.Th className="num">{t('order.billed')}</Table.Th><Table.Th className="num">{t('order.credited')}</Table.Th>
            <Table.Th className="num">{t('order.paid')}</Table.Th><Table.Th className="num">{t('order.confirmed')}</Table.Th><Table.Th className="num">{t('order.open')}</Table.Th><Table.Th>{t('order.answer')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {order.invoices.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Th scope="row">{one.number || one.id.slice(0, 8)}{one.withdrawn ? ` (${t('order.withdrawn')})` : ''}</Table.Th>
              <Table.Td><Day date={one.due} /></Table.Td><Table.Td className="num">{money(one.total)}</Table.Td><Table.Td className="num">{money(one.credited)}</Table.Td>
              <Table.Td className="num">{money(one.paid)}</Table.Td><Table.Td className="num">{money(one.confirmed)}</Table.Td><Table.Td className="num">{money(openOf(one))}</Table.Td>
              <Table.Td>{one.query ? t('order.queried') : one.response ? t(`value.${one.response}`, {defaultValue: one.response}) : ''}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scroll>
  );
}

function Returns({order}: {order: Order}) {
  const {t} = useWords('orders');
  return (
    <List size="sm">
      {order.returns.map((one) => (
        <List.Item key={one.id}>
          <Day date={one.date} />: {one.lines.map((line) => `${formatQuantity(line.quantity)} ${line.unit} ${line.item}`).join(', ')} · {t(one.withdrawn ? 'order.withdrawn' : one.answered ? 'order.return_answered' : 'order.return_waits')}
        </List.Item>
      ))}
    </List>
  );
}

/** Disputes, acts without cover, findings, debts held for netting, goods handed on. */
function Affairs({order}: {order: Order}) {
  const {t} = useWords('orders');
  const party = (code: string) => partyIn(t, code);
  const items = [
    ...order.disputes.map((one) => ({key: one.id, text: t('order.dispute', {by: party(one.by), reason: t(`value.${one.reason}`, {defaultValue: one.reason}), note: one.note, outcome: one.outcome ? t(`value.${one.outcome}`, {defaultValue: one.outcome}) : t('order.unresolved')})})),
    ...order.irregular.map((one, i) => ({key: `${one.act}${i}`, text: t(one.settled ? 'order.irregular_settled' : 'order.irregular', {giver: party(one.giver), taker: party(one.taker), quantity: formatQuantity(one.quantity), commodity: one.commodity, clause: one.clause})})),
    ...order.findings.map((one) => ({key: one.act + one.clause, text: `${one.says} (${one.clause}) · ${t(one.confirmed ? 'order.finding_confirmed' : 'order.finding_open')}`})),
    ...(order.from_paper ?? []).map((one) => ({key: `${one.act}p`, text: t(one.confirmed ? 'order.paper_confirmed' : 'order.paper_open', {id: one.act.slice(0, 8), party: party(one.party)})})),
    ...(order.locks ?? []).map((one) => ({key: one.id, text: t('order.lock', {round: one.terms.round, commodity: one.commodity, state: t(`state.${one.state}`, {defaultValue: one.state}), until: one.terms.until})})),
    ...(order.transfers ?? []).map((one) => ({key: one.id, text: t('order.transfer', {to: party(one.asked.to), quantity: formatQuantity(one.asked.quantity), number: one.asked.line, answer: t(one.answer ? (one.granted ? 'order.granted' : 'order.refused') : 'order.unanswered'), conditions: one.conditions.join('; ')})})),
    ...(order.origins ?? []).map((one) => ({key: one.id, text: t('order.origin', {giver: party(one.giver), quantity: formatQuantity(one.quantity), number: one.line, conditions: one.conditions.join('; ')})})),
  ];
  if (items.length === 0) return null;
  return (
    <Notice color="gray" title={t('order.affairs')}>
      <List size="sm">{items.map((one) => <List.Item key={one.key}><Text span size="sm">{one.text}</Text></List.Item>)}</List>
    </Notice>
  );
}
