import {Checkbox, Fieldset, NativeSelect, SimpleGrid, Stack, Text, TextInput, Textarea} from '@mantine/core';
import {useState} from 'react';
import type {Book} from '@/api/books';
import type {SignedAct} from '@/api/sign';
import {forJson} from '@/domain/decimal';
import {moneyTotal} from '@/domain/exact';
import {Money} from '@/parts/words';
import {useWords} from '@/pages/work/words';
import {useTexts, type Law} from './law';
import type {Order} from './orderFile';
import {lineFrom, linesBody, linesFromRates, type Gap, type LineDraft} from './requestDraft';
import {RequestLines} from './RequestLines';
import {SignBar} from '@/pages/work/SignBar';

interface OfferProps {
  book: Book;
  of: string;
  order: Order;
  law: Law | undefined;
  kind: 'offer' | 'amend';
  onSigned: (act: SignedAct) => void;
}

const NAMES = ['unit', 'payee', 'remit_to', 'ground', 'authority'] as const;

/** Terms for the whole order, every line with its price: the supplier's offer, or a change of what was accepted. */
export default function OfferForm({book, of, order, law, kind, onSigned}: OfferProps) {
  const {t} = useWords('request');
  const [lines, setLines] = useState<LineDraft[]>(() => order.lines.map((line) => withDates(lineFrom({...line, quantity: line.ordered}, order.currency), line.schedule)));
  const [words, setWords] = useState<Record<string, string>>({unit: order.papers.issuing_unit || (book.seat?.unit ?? ''), payee: order.papers.payee, remit_to: order.papers.remit_to, rates: order.rates ?? ''});
  const texts = useTexts(book, order.instrument).data?.clauses ?? [];
  const gaps: Gap[] = [];
  const priced = linesBody(lines, order.currency, gaps).map((line, i) => ({...line, number: order.lines[i]?.number ?? i + 1}));
  const total = moneyTotal(priced as unknown as Parameters<typeof moneyTotal>[0], order.rounding);
  const set = (name: string, value: string) => setWords((old) => ({...old, [name]: value}));
  const cards = (law?.cards ?? []).filter((card) => card.supplier === order.supplier && card.rates.currency === order.currency);
  const body = total === undefined || gaps.length > 0 ? undefined : kind === 'amend' ? {lines: priced, total: forJson(total), reason: words.reason ?? ''} : offerBody(priced, total, words);
  const lacks = gaps.length > 0 ? t('request.lacks', {list: gaps.map((gap) => `${t('request.line', {number: (gap.line ?? 0) + 1})}: ${t(`field.${gap.field}`)}`).join(' · ')}) : total === undefined ? t('offer.no_price') : undefined;
  return (
    <Stack gap="md">
      {kind === 'offer' && cards.length > 0 && (
        <NativeSelect label={t('offer.rates')} value={words.rates ?? ''} onChange={(e) => {
          const card = cards.find((one) => one.id === e.currentTarget.value);
          set('rates', e.currentTarget.value);
          if (card) setLines(lines.map((line) => ratedLine(line, linesFromRates(card.rates.rates, order.currency, () => line.means))));
        }} data={[{value: '', label: '—'}, ...cards.map((card) => ({value: card.id, label: `${card.id.slice(0, 8)} · ${card.rates.valid_from} – ${card.rates.valid_until}`}))]} />
      )}
      <RequestLines lines={lines} onChange={setLines} rules={law?.rules} texts={texts} supplier={order.supplier} currency={order.currency} gaps={gaps} />
      {kind === 'offer' ? (
        <Fieldset legend={t('request.papers')}>
          <SimpleGrid cols={{base: 1, xs: 2, md: 3}} spacing="xs">
            {NAMES.map((name) => <TextInput key={name} label={t(`offer.${name}`)} value={words[name] ?? ''} onChange={(e) => set(name, e.currentTarget.value)} />)}
            <TextInput label={t('field.note')} value={words.note ?? ''} onChange={(e) => set('note', e.currentTarget.value)} />
            {(words.ground || words.authority) && (
              <Checkbox mt="xl" label={t('field.does_not_hinder')} checked={words.does_not_hinder === 'yes'} onChange={(e) => set('does_not_hinder', e.currentTarget.checked ? 'yes' : '')} />
            )}
          </SimpleGrid>
        </Fieldset>
      ) : (
        <Textarea label={t('field.reason')} value={words.reason ?? ''} onChange={(e) => set('reason', e.currentTarget.value)} autosize minRows={2} required />
      )}
      {total !== undefined && <Text fw={600}>{t('request.total')} <Money minor={total} currency={order.currency} /></Text>}
      <SignBar book={book} kind={kind} of={of} body={body} lacks={lacks} onSigned={onSigned} />
    </Stack>
  );
}

const withDates = (line: LineDraft, schedule?: {on: string; place: string}): LineDraft => (schedule ? {...line, scheduleOn: schedule.on, schedulePlace: schedule.place} : line);

/** A line at the card's price: of its item, else of its category. */
function ratedLine(line: LineDraft, rated: LineDraft[]): LineDraft {
  const fits = rated.filter((one) => one.category === line.category && one.unit === line.unit);
  const at = fits.find((one) => one.item === line.item.toUpperCase()) ?? fits.find((one) => one.item === '');
  return at ? {...line, price: at.price, per: at.per, parts: at.parts} : line;
}

function offerBody(lines: Record<string, unknown>[], total: bigint, words: Record<string, string>): Record<string, unknown> {
  const declares = words.ground || words.authority ? {declares: {ground: words.ground ?? '', does_not_hinder: words.does_not_hinder === 'yes', authority: words.authority ?? ''}} : {};
  return {lines, total: forJson(total), note: words.note ?? '', unit: words.unit ?? '', payee: words.payee ?? '', remit_to: words.remit_to ?? '', ...(words.rates ? {rates: words.rates} : {}), ...declares};
}
