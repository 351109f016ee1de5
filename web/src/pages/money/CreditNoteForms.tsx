// What the biller gives back: a credit of what was billed too much, and the money that was paid beyond what is billed now.
import {NativeSelect, SimpleGrid, Stack, Table, Text, TextInput} from '@mantine/core';
import {useState} from 'react';
import type {Book} from '@/api/books';
import type {SignedAct} from '@/api/sign';
import {forJson, formatMoney, formatQuantity, parseMoney, parseQuantity} from '@/domain/decimal';
import {amountToCredit} from '@/domain/exact';
import {Money} from '@/parts/words';
import {overbilled} from '../orders/actDrafts';
import {openOf, type Invoice, type Order} from '../orders/orderFile';
import {Scroll} from '../work/Notice';
import {SignBar} from '../work/SignBar';
import {useWords, type Words} from '../work/words';

interface FormProps {
  book: Book;
  of: string;
  order: Order;
  kind: 'credit_note' | 'refund';
  onSigned: (act: SignedAct) => void;
}

export default function CreditNoteForms(props: FormProps) {
  return props.kind === 'refund' ? <RefundForm {...props} /> : <CreditForm {...props} />;
}

const plain = (text: string) => text.replaceAll(',', '');
const nameOf = (t: Words, order: Order, one: Invoice) => t('draft.invoice', {number: one.number || one.id.slice(0, 8), open: formatMoney(openOf(one), order.currency), currency: order.currency});

/** Begins with what came in less than was billed; each amount is the order's price, rounded as the bill was. */
function CreditForm({book, of, order, onSigned}: FormProps) {
  const {t} = useWords('money');
  const invoices = order.invoices.filter((one) => !one.withdrawn);
  const [id, setId] = useState(invoices.findLast((one) => one.lines.some(({number}) => isOver(order, number)))?.id ?? invoices.at(-1)?.id ?? '');
  const [typed, setTyped] = useState<Record<number, string>>({});
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const invoice = invoices.find((one) => one.id === id);
  const rows = (invoice?.lines ?? []).flatMap(({number: at}) => {
    const line = order.lines.find((one) => one.number === at);
    if (!line) return [];
    const over = overbilled(line);
    const text = typed[at] ?? (over > 0n ? plain(formatQuantity(over)) : '');
    const quantity = text.trim() === '' ? 0n : parseQuantity(text);
    const amount = quantity !== undefined && quantity > 0n ? amountToCredit(line, quantity, order.rounding) : undefined;
    return [{line, text, quantity, amount}];
  });
  const chosen = rows.filter((row) => row.amount !== undefined);
  const total = chosen.reduce((sum, row) => sum + (row.amount ?? 0n), 0n);
  const good = invoice && chosen.length > 0 && rows.every((row) => row.quantity !== undefined && row.quantity >= 0n) && reason.trim() !== '';
  const body = good ? {
    invoice: id, lines: chosen.map(({line, quantity, amount}) => ({number: line.number, quantity: forJson(quantity ?? 0n), amount: forJson(amount ?? 0n)})),
    total: forJson(total), number: number.normalize('NFKC').trim(), reason: reason.trim(),
  } : undefined;
  return (
    <Stack gap="sm">
      <Text size="sm">{t('credit_note.what')}</Text>
      <NativeSelect label={t('field.invoice')} required maw={420} value={id} onChange={(e) => setId(e.currentTarget.value)} data={invoices.map((one) => ({value: one.id, label: nameOf(t, order, one)}))} />
      <Scroll label={t('act.credit_note')}>
        <Table>
          <caption className="visually-hidden">{t('act.credit_note')}</caption>
          <Table.Thead><Table.Tr><Table.Th>{t('invoice.line')}</Table.Th><Table.Th className="num">{t('invoice.billed')}</Table.Th><Table.Th className="num">{t('invoice.received')}</Table.Th><Table.Th className="num">{t('credit_note.quantity')}</Table.Th><Table.Th className="num">{t('invoice.amount')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {rows.map(({line, text, quantity, amount}) => (
              <Table.Tr key={line.number}>
                <Table.Th scope="row">{line.number}. {line.item}</Table.Th>
                <Table.Td className="num">{formatQuantity(line.billed)} {line.unit}</Table.Td>
                <Table.Td className="num">{formatQuantity(line.received)} {line.unit}</Table.Td>
                <Table.Td><TextInput size="xs" inputMode="decimal" aria-label={t('credit_note.quantity_of', {number: line.number})} value={text} error={quantity === undefined ? t('invoice.unreadable') : undefined}
                  onChange={(e) => setTyped({...typed, [line.number]: e.currentTarget.value})} classNames={{input: 'num'}} /></Table.Td>
                <Table.Td className="num">{amount !== undefined && <Money minor={amount} currency={order.currency} />}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot><Table.Tr><Table.Th colSpan={4} scope="row">{t('credit_note.total')}</Table.Th><Table.Td className="num" fw={700}><Money minor={total} currency={order.currency} /></Table.Td></Table.Tr></Table.Tfoot>
        </Table>
      </Scroll>
      <SimpleGrid cols={{base: 1, xs: 2}} maw={760}>
        <TextInput label={t('credit_note.number')} value={number} onChange={(e) => setNumber(e.currentTarget.value)} />
        <TextInput label={t('field.reason')} required value={reason} onChange={(e) => setReason(e.currentTarget.value)} />
      </SimpleGrid>
      <SignBar book={book} kind="credit_note" of={of} body={body} lacks={body ? undefined : t('credit_note.incomplete')} onSigned={onSigned} />
    </Stack>
  );
}

function isOver(order: Order, number: number): boolean {
  const line = order.lines.find((one) => one.number === number);
  return line !== undefined && overbilled(line) > 0n;
}

/** What was paid of an invoice beyond what is billed of it now. */
function RefundForm({book, of, order, onSigned}: FormProps) {
  const {t} = useWords('money');
  const invoices = order.invoices.filter((one) => openOf(one) < 0n);
  const owed = (one: Invoice | undefined) => (one ? plain(formatMoney(-openOf(one), order.currency)) : '');
  const [id, setId] = useState(invoices[0]?.id ?? '');
  const [amount, setAmount] = useState(owed(invoices[0]));
  const [reference, setReference] = useState('');
  const minor = parseMoney(amount, order.currency);
  const good = id !== '' && minor !== undefined && minor > 0n;
  if (invoices.length === 0) return <Text size="sm">{t('credit_note.nothing')}</Text>;
  return (
    <Stack gap="sm">
      <Text size="sm">{t('credit_note.refund_what')}</Text>
      <SimpleGrid cols={{base: 1, xs: 3}}>
        <NativeSelect label={t('field.invoice')} required value={id} data={invoices.map((one) => ({value: one.id, label: nameOf(t, order, one)}))} onChange={(e) => {
          setId(e.currentTarget.value);
          setAmount(owed(invoices.find((one) => one.id === e.currentTarget.value)));
        }} />
        <TextInput label={t('settle.amount', {currency: order.currency})} inputMode="decimal" required value={amount} error={good ? undefined : t('invoice.unreadable')} onChange={(e) => setAmount(e.currentTarget.value)} />
        <TextInput label={t('settle.reference')} value={reference} onChange={(e) => setReference(e.currentTarget.value)} />
      </SimpleGrid>
      <SignBar book={book} kind="refund" of={of} body={good ? {invoice: id, amount: {minor: forJson(minor), currency: order.currency}, reference} : undefined} onSigned={onSigned} />
    </Stack>
  );
}
