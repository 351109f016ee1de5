import {SimpleGrid, Stack, Text, TextInput} from '@mantine/core';
import {useState} from 'react';
import type {Book} from '@/api/books';
import {forJson, formatMoney, parseMoney} from '@/domain/decimal';
import {Day, Fact, Facts, Money} from '@/parts/words';
import {openOf, type Invoice, type Order, type Payment} from '@/pages/orders/orderFile';
import {SignBar} from '@/pages/work/SignBar';
import {tone} from '@/pages/work/Notice';
import {useWords} from '@/pages/work/words';

interface Common {
  book: Book;
  of: string;
  order: Order;
  onSigned: () => void;
}

/** A payment of an invoice, all that is open unless a person says less. */
export function PayForm({book, of, order, invoice, onSigned}: Common & {invoice: Invoice}) {
  const {t} = useWords('money');
  const open = openOf(invoice) - BigInt(invoice.locked);
  const [amount, setAmount] = useState(formatMoney(open, order.currency).replaceAll(',', ''));
  const [reference, setReference] = useState('');
  const minor = parseMoney(amount, order.currency);
  const good = minor !== undefined && minor > 0n;
  return (
    <Stack gap="sm">
      <Facts>
        <Fact label={t('settle.billed')}><Money minor={invoice.total} currency={order.currency} /></Fact>
        <Fact label={t('settle.open')}><Money minor={open} currency={order.currency} /></Fact>
        <Fact label={t('field.due')}><Day date={invoice.due} /></Fact>
        <Fact label={t('settle.remit_to')}>{order.papers.remit_to || '—'}</Fact>
        <Fact label={t('settle.payee')}>{order.papers.payee || '—'}</Fact>
      </Facts>
      {invoice.query && <Text size="sm" c={tone.warn}>{t('settle.queried')}</Text>}
      <SimpleGrid cols={{base: 1, xs: 2}} maw={560}>
        <TextInput label={t('settle.amount', {currency: order.currency})} inputMode="decimal" required value={amount} error={good ? undefined : t('invoice.unreadable')} onChange={(e) => setAmount(e.currentTarget.value)} />
        <TextInput label={t('settle.reference')} value={reference} onChange={(e) => setReference(e.currentTarget.value)} />
      </SimpleGrid>
      {good && minor < open && <Text size="sm">{t('settle.part', {left: formatMoney(open - minor, order.currency), currency: order.currency})}</Text>}
      <SignBar book={book} kind="pay" of={of} body={good ? {invoice: invoice.id, amount: {minor: forJson(minor), currency: order.currency}, reference} : undefined} onSigned={onSigned} />
    </Stack>
  );
}

/** The other side's word that money came. */
export function ConfirmForm({book, of, order, payment, onSigned}: Common & {payment: Payment}) {
  const {t} = useWords('money');
  const invoice = order.invoices.find((one) => one.id === payment.invoice);
  return (
    <Stack gap="sm">
      <Facts>
        <Fact label={t('settle.paid')}><Money minor={payment.amount} currency={order.currency} /></Fact>
        <Fact label={t('settle.of_invoice')}>{invoice?.number || payment.invoice.slice(0, 8)}</Fact>
      </Facts>
      <SignBar book={book} kind="confirm" of={of} body={{pay: payment.id}} onSigned={onSigned} />
    </Stack>
  );
}
