import {Stack, Table, Text} from '@mantine/core';
import {useNavigate} from 'react-router';
import {mayDo, type Book} from '@/api/books';
import type {CaseFile} from '@/api/reads';
import {formatQuantity} from '@/domain/decimal';
import {Day, Money} from '@/parts/words';
import {OrderFrame} from '@/pages/orders/OrderFrame';
import {Part} from '@/pages/work/Part';
import {openOf, toReturn, type Order} from '@/pages/orders/orderFile';
import {Scroll} from '@/pages/work/Notice';
import {useWords} from '@/pages/work/words';
import {ConfirmForm, PayForm} from './PayForms';
import {AcceptReturnForm, ReturnForm} from './ReturnForms';

const KINDS = ['pay', 'confirm', 'return_in_kind', 'accept_return'];

export default function SettlePage() {
  const {t} = useWords('money');
  return <OrderFrame kinds={KINDS} title={t('settle.title')}>{(book, file, order) => <Settle book={book} file={file} order={order} />}</OrderFrame>;
}

const WAYS = ['return_of_the_same', 'replacement_in_kind', 'equal_value_exchange'] as const;

/** Each line by its own means: money by invoice, the same thing back, its like, or what was agreed in exchange. */
function Settle({book, file, order}: {book: Book; file: CaseFile; order: Order}) {
  const {t} = useWords('money');
  const go = useNavigate();
  const onSigned = () => void go(`/b/${book.slug}/orders/${file.id}`);
  const may = (kind: string) => file.next.some((step) => step.kind === kind && mayDo(book, step));
  const unpaid = order.invoices.filter((one) => openOf(one) > 0n);
  const paid = [...order.payments, ...(order.refunds ?? [])].filter((one) => !one.confirmed && !one.withdrawn);
  const waiting = order.returns.filter((one) => !one.answered && !one.withdrawn);
  return (
    <Stack gap="md">
      <Overview order={order} />
      {may('pay') && unpaid.map((one) => <Part key={one.id} title={t('settle.pay', {number: one.number || one.id.slice(0, 8)})}><PayForm book={book} of={file.id} order={order} invoice={one} onSigned={onSigned} /></Part>)}
      {may('confirm') && paid.map((one) => <Part key={one.id} title={t('settle.confirm')}><ConfirmForm book={book} of={file.id} order={order} payment={one} onSigned={onSigned} /></Part>)}
      {may('return_in_kind') && WAYS.map((means) => {
        const lines = order.lines.filter((line) => line.means === means && toReturn(line) > 0n);
        return lines.length > 0 ? <Part key={means} title={t(`means.${means}`)}><ReturnForm book={book} of={file.id} order={order} lines={lines} onSigned={onSigned} /></Part> : null;
      })}
      {may('accept_return') && waiting.map((one) => <Part key={one.id} title={t('settle.accept_return', {date: one.date})}><AcceptReturnForm book={book} of={file.id} returned={one} onSigned={onSigned} /></Part>)}
      {waiting.length > 0 && !may('accept_return') && <Text size="sm">{t('settle.return_waits')}</Text>}
    </Stack>
  );
}

/** Every line with its way of settlement and what is open of it; money is paid by the invoice, so that is open as a whole. */
function Overview({order}: {order: Order}) {
  const {t} = useWords('money');
  return (
    <Scroll label={t('settle.lines')}>
      <Table>
        <caption className="visually-hidden">{t('settle.lines')}</caption>
        <Table.Thead><Table.Tr><Table.Th>{t('invoice.line')}</Table.Th><Table.Th className="num">{t('settle.billed')}</Table.Th><Table.Th className="num">{t('settle.open')}</Table.Th><Table.Th>{t('field.due')}</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {order.lines.map((line) => {
            const bills = order.invoices.filter((one) => !one.withdrawn).flatMap((one) => one.lines.filter((at) => at.number === line.number).map(({amount}) => ({...one, amount})));
            const inMoney = line.means === 'reimbursement' || BigInt(line.converted) !== 0n;
            return (
              <Table.Tr key={line.number}>
                <Table.Th scope="row">{line.number}. {line.item} {line.description}<Text size="xs">{t(`means.${line.means}`)}</Text></Table.Th>
                <Table.Td className="num">{bills.map((one) => <div key={one.id}>{bills.length > 1 && `${one.number || one.id.slice(0, 8)}: `}<Money minor={one.amount} currency={order.currency} /></div>)}</Table.Td>
                <Table.Td className="num">
                  {line.open.commodity && <div>{formatQuantity(line.open.to_settle ?? 0)} {line.open.commodity}</div>}
                  {inMoney && BigInt(line.open.to_bill ?? 0) !== 0n && <div>{t('settle.to_bill', {quantity: formatQuantity(line.open.to_bill ?? 0), unit: line.unit})}</div>}
                </Table.Td>
                <Table.Td>{bills.length > 0 ? bills.map((one) => <div key={one.id}><Day date={one.due} /></div>) : <Day date={line.schedule?.on} />}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
        <Table.Tfoot>
          {order.invoices.filter((one) => !one.withdrawn).map((one) => (
            <Table.Tr key={one.id}>
              <Table.Th scope="row">{t('settle.whole', {number: one.number || one.id.slice(0, 8)})}</Table.Th>
              <Table.Td className="num"><Money minor={one.total} currency={order.currency} /></Table.Td>
              <Table.Td className="num" fw={700}><Money minor={openOf(one)} currency={order.currency} /></Table.Td>
              <Table.Td><Day date={one.due} /></Table.Td>
            </Table.Tr>
          ))}
        </Table.Tfoot>
      </Table>
    </Scroll>
  );
}
