import {NativeSelect, SimpleGrid, Stack, Text, TextInput} from '@mantine/core';
import {useId, useState} from 'react';
import {useTranslation} from 'react-i18next';
import {useCases} from '@/api/reads';
import {forJson, formatDecimal, parseDecimal} from '@/domain/decimal';
import {localDay} from '@/domain/time';
import {DateField} from '@/parts/fields';
import {Empty} from '@/parts/states';
import {Notice} from '@/pages/work/Notice';
import {SignBar} from '@/pages/work/SignBar';
import {freeDebts, locksOf} from './debts';
import type {GuidedProps} from './guided';
import {useBookName, ProvenWords} from './ProvenWords';
import {useOtherBooks} from './reads';
import {amountOf} from './shown';

const LOCK_DAYS = 30;
const inDays = (days: number) => localDay(new Date(Date.now() + days * 86_400_000));

/** Holds some of what is owed for a round in the book of all who take part. */
export function LockDebt({book, file, order, onSigned}: GuidedProps) {
  const {t} = useTranslation('across');
  const name = useBookName();
  const names = useId();
  const wider = useOtherBooks(book).filter((one) => one.parties.length > 2 && book.parties.every(({code}) => one.parties.some((other) => other.code === code)));
  const debts = freeDebts(order);
  const [words, setWords] = useState({book: '', round: '', debt: '', amount: undefined as string | undefined, until: inDays(LOCK_DAYS)});
  const set = (more: Partial<typeof words>) => setWords({...words, ...more});
  const there = wider.find((one) => one.id === words.book) ?? (wider.length === 1 ? wider[0] : undefined);
  const rounds = useCases(there ?? book, 'round').data ?? [];
  const debt = debts.find((one) => one.key === words.debt) ?? (debts.length === 1 ? debts[0] : undefined);
  if (wider.length === 0) return <Empty title={t('lock.no_book')} />;
  if (debts.length === 0) return <Empty title={t('lock.no_debt')} />;
  const text = words.amount ?? (debt ? formatDecimal(debt.free, debt.decimals, 0) : '');
  const amount = debt && parseDecimal(text, debt.decimals);
  const fits = amount !== undefined && debt && amount > 0n && amount <= debt.free;
  const body = there && debt && fits && words.round.trim() && words.until
    ? {partnership: there.id, round: words.round.trim(), line: debt.line, ...(debt.invoice ? {invoice: debt.invoice} : {}), amount: forJson(amount), until: words.until}
    : undefined;
  return (
    <Stack gap="sm">
      <Text size="sm">{t('lock.what')}</Text>
      <SimpleGrid cols={{base: 1, xs: 2}}>
        <NativeSelect label={t('lock.book')} required value={there?.id ?? ''} onChange={(e) => set({book: e.currentTarget.value})}
          data={[{value: '', label: '—'}, ...wider.map((one) => ({value: one.id, label: name(one)}))]} />
        <TextInput label={t('lock.round')} description={t('lock.round_hint')} required value={words.round} onChange={(e) => set({round: e.currentTarget.value})} list={names} autoComplete="off" />
        <datalist id={names}>{there && rounds.filter((one) => one.state === 'open').map((one) => <option key={one.id} value={one.name} />)}</datalist>
        <NativeSelect label={t('lock.debt')} required value={debt?.key ?? ''} onChange={(e) => set({debt: e.currentTarget.value, amount: undefined})}
          data={[{value: '', label: '—'}, ...debts.map((one) => ({value: one.key, label: `${one.invoice ? t('lock.invoice', {number: one.number}) : t('lock.line', {number: one.line})}: ${amountOf(one.free, one.commodity)}`}))]} />
        <TextInput label={t('lock.amount')} description={debt && t('lock.free', {amount: amountOf(debt.free, debt.commodity)})} required inputMode="decimal" classNames={{input: 'num'}} value={text}
          onChange={(e) => set({amount: e.currentTarget.value})} error={text !== '' && !fits ? t('lock.no_amount') : undefined} />
        <DateField label={t('lock.until')} required value={words.until || undefined} onChange={(until) => set({until: until ?? ''})} />
      </SimpleGrid>
      <SignBar book={book} kind="lock_debt" of={file.id} body={body} lacks={body ? undefined : t('lock.incomplete')} onSigned={onSigned} />
    </Stack>
  );
}

/** The other side's word to what is held, and that it is shown in the book of all. */
export function AgreeLock({book, file, order, onSigned}: GuidedProps) {
  const {t} = useTranslation('across');
  const name = useBookName();
  const others = useOtherBooks(book);
  const waiting = locksOf(order).filter((one) => one.state === 'proposed' && one.by !== book.me);
  const [chosen, setChosen] = useState('');
  const lock = waiting.find((one) => one.id === chosen) ?? (waiting.length === 1 ? waiting[0] : undefined);
  if (waiting.length === 0) return <Empty title={t('lock.nothing_waits')} />;
  const label = (one: (typeof waiting)[number]) => `${one.terms.round}: ${amountOf(one.terms.amount, one.commodity)}`;
  const body = lock && {
    lock: lock.id, partnership: lock.terms.partnership, round: lock.terms.round, debtor: lock.debtor, creditor: lock.creditor,
    commodity: lock.commodity, amount: lock.terms.amount, since: lock.since, until: lock.terms.until,
  };
  const there = others.find((one) => one.id === lock?.terms.partnership);
  return (
    <Stack gap="sm">
      {waiting.length > 1 && <NativeSelect label={t('lock.which')} required value={chosen} onChange={(e) => setChosen(e.currentTarget.value)} data={[{value: '', label: '—'}, ...waiting.map((one) => ({value: one.id, label: label(one)}))]} />}
      {body && (
        <Notice color="gray">
          <ProvenWords kind="agree_lock" body={body} />
          <Text size="sm">{t('lock.shown_in', {book: there ? name(there) : lock.terms.partnership.slice(0, 8)})}</Text>
        </Notice>
      )}
      <SignBar book={book} kind="agree_lock" of={file.id} body={body} onSigned={onSigned} />
    </Stack>
  );
}
