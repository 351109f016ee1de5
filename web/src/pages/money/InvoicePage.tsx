import {Checkbox, SimpleGrid, Stack, Table, Text, TextInput} from '@mantine/core';
import {useState} from 'react';
import {useNavigate} from 'react-router';
import type {Book} from '@/api/books';
import type {CaseFile} from '@/api/reads';
import {formatQuantity} from '@/domain/decimal';
import {DateField} from '@/parts/fields';
import {Money} from '@/parts/words';
import {useLaws} from '@/pages/orders/law';
import {OrderFrame} from '@/pages/orders/OrderFrame';
import type {Line, Order} from '@/pages/orders/orderFile';
import {SignBar} from '@/pages/work/SignBar';
import {Scroll, tone} from '@/pages/work/Notice';
import {useWords} from '@/pages/work/words';
import {billableLines, earliestDue, invoiceBody, lineAmount, type BillRow} from './billing';

export default function InvoicePage() {
  const {t} = useWords('money');
  return <OrderFrame kinds={['invoice']} title={t('act.invoice')}>{(book, file, order) => <Invoice book={book} file={file} order={order} />}</OrderFrame>;
}

interface Props {
  book: Book;
  file: CaseFile;
  order: Order;
}

/** Built from the receipts: what came in and is not billed, at the order's price. Nothing of it is typed. */
function Invoice({book, file, order}: Props) {
  const {t} = useWords('money');
  const law = useLaws(book, [{id: order.instrument}])[0];
  return (
    <Stack gap="md">
      <Text size="sm">{t('invoice.what')}</Text>
      {billableLines(order).length === 0 && <Text>{t('invoice.nothing')}</Text>}
      <InvoiceForm key={law?.id ?? ''} book={book} file={file} order={order} due={law && earliestDue(order, law.rules.clocks)} />
    </Stack>
  );
}

function InvoiceForm({book, file, order, due: first}: Props & {due?: string}) {
  const {t} = useWords('money');
  const go = useNavigate();
  const [rows, setRows] = useState<BillRow[]>(() => billableLines(order));
  const [number, setNumber] = useState('');
  const [due, setDue] = useState(first ?? '');
  const {body, total} = invoiceBody(order, rows, number, due);
  const set = (line: number, more: Partial<BillRow>) => setRows(rows.map((row) => (row.number === line ? {...row, ...more} : row)));
  return (
    <Stack gap="md">
      <Scroll label={t('act.invoice')}>
        <Table>
          <caption className="visually-hidden">{t('act.invoice')}</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('invoice.bill')}</Table.Th><Table.Th>{t('invoice.line')}</Table.Th><Table.Th className="num">{t('invoice.received')}</Table.Th>
              <Table.Th className="num">{t('invoice.billed')}</Table.Th><Table.Th className="num">{t('invoice.quantity')}</Table.Th><Table.Th className="num">{t('invoice.amount')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => {
              const line = order.lines.find((one) => one.number === row.number);
              return line ? <BillLine key={row.number} row={row} line={line} order={order} onChange={(more) => set(row.number, more)} /> : null;
            })}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr><Table.Th colSpan={5} scope="row">{t('invoice.total')}</Table.Th><Table.Td className="num" fw={700}><Money minor={total} currency={order.currency} /></Table.Td></Table.Tr>
          </Table.Tfoot>
        </Table>
      </Scroll>
      <SimpleGrid cols={{base: 1, xs: 2}} maw={560}>
        <TextInput label={t('invoice.number')} required value={number} onChange={(e) => setNumber(e.currentTarget.value)} />
        <div>
          <DateField label={t('field.due')} required value={due || undefined} onChange={(day) => setDue(day ?? '')} />
          {first && <Text size="xs">{t('invoice.earliest', {day: first})}</Text>}
        </div>
      </SimpleGrid>
      <SignBar book={book} kind="invoice" of={file.id} body={body} lacks={body ? undefined : t('invoice.incomplete')} onSigned={() => void go(`/b/${book.slug}/orders/${file.id}`)} />
    </Stack>
  );
}

function BillLine({row, line, order, onChange}: {row: BillRow; line: Line; order: Order; onChange: (more: Partial<BillRow>) => void}) {
  const {t} = useWords('money');
  const amount = lineAmount(order, row);
  return (
    <Table.Tr>
      <Table.Td><Checkbox aria-label={t('invoice.bill_line', {number: line.number})} checked={row.chosen} onChange={(e) => onChange({chosen: e.currentTarget.checked})} /></Table.Td>
      <Table.Th scope="row">
        <Text size="sm" fw={600}>{line.number}. {line.item}</Text>
        {row.claimed && <Text size="xs" c={tone.warn}>{t('invoice.claimed')}</Text>}
        {line.means !== 'reimbursement' && <Text size="xs">{t('invoice.converted')}</Text>}
      </Table.Th>
      <Table.Td className="num">{formatQuantity(line.received)} {line.unit}</Table.Td>
      <Table.Td className="num">{formatQuantity(line.billed)}</Table.Td>
      <Table.Td>
        <TextInput size="xs" inputMode="decimal" aria-label={t('invoice.quantity_of', {number: line.number})} value={row.quantity} disabled={!row.chosen} error={row.chosen && amount === undefined ? t('invoice.unreadable') : undefined}
          onChange={(e) => onChange({quantity: e.currentTarget.value})} classNames={{input: 'num'}} />
      </Table.Td>
      <Table.Td className="num">{row.chosen && amount !== undefined ? <Money minor={amount} currency={order.currency} /> : ''}</Table.Td>
    </Table.Tr>
  );
}
