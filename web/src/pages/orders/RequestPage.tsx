import {Checkbox, Fieldset, NativeSelect, SimpleGrid, Stack, Text, TextInput} from '@mantine/core';
import {lazy, Suspense, useRef, useState} from 'react';
import {useNavigate, useSearchParams} from 'react-router';
import type {Book} from '@/api/books';
import {useCase, useCases, useInstruments} from '@/api/reads';
import {moneyTotal} from '@/domain/exact';
import {localDay} from '@/domain/time';
import {DateField} from '@/parts/fields';
import {InBook, Page} from '@/parts/Page';
import {Empty, Waiting} from '@/parts/states';
import {Money} from '@/parts/words';
import {Notice} from '@/pages/work/Notice';
import {partyIn, useWords, type Words} from '@/pages/work/words';
import {useLaws, useTexts, type Law} from './law';
import {orderOf} from './orderFile';
import {emptyDraft, repeated, requestBody, type Gap, type RequestDraft} from './requestDraft';
import {RequestLines} from './RequestLines';
import {SignBar} from '@/pages/work/SignBar';

const RequestHelp = lazy(() => import('./RequestHelp'));

export default function RequestPage() {
  return <InBook>{(book) => <Request key={book.id} book={book} />}</InBook>;
}

/** Waits for what the form begins with: the agreements, and the order that is repeated. */
function Request({book}: {book: Book}) {
  const {t} = useWords('request');
  const from = useSearchParams()[0].get('from') ?? undefined;
  const instruments = useInstruments(book);
  const laws = useLaws(book, instruments.data);
  const before = useCase(book, from);
  // Once begun it stays: what is typed outlives an agreement that arrives meanwhile.
  const begun = useRef(false);
  begun.current ||= Boolean(instruments.data && laws.length === instruments.data.length && (!from || before.data || before.isError));
  const open = laws.filter((law) => law.in_force && law.in_force <= localDay() && law.rules.categories.length > 0);
  const order = orderOf(before.data);
  const first = order ? repeated(order) : beginning(book, open);
  return (
    <Page title={t(from ? 'request.again' : 'nav.new_request')}>
      {!begun.current ? <Waiting /> : open.length === 0 ? <Empty title={t('request.no_instrument')} /> : <RequestForm book={book} laws={open} first={first} />}
    </Page>
  );
}

const CURRENCIES: Record<string, string> = {jpn: 'JPY', phl: 'PHP', usa: 'USD', aus: 'AUD', gbr: 'GBP', can: 'CAD', ind: 'INR', fra: 'EUR', deu: 'EUR', ita: 'EUR'};
const currenciesOf = (book: Book) => [...new Set([...book.parties.map((one) => CURRENCIES[one.code]).filter((one) => one !== undefined), 'USD'])];

function beginning(book: Book, laws: Law[]): RequestDraft {
  const only = laws.length === 1 ? laws[0] : undefined;
  return {...emptyDraft(book.others.length === 1 ? (book.others[0] as string) : ''), instrument: only?.id ?? '', currency: currenciesOf(book)[0] ?? '', unit: book.seat?.unit ?? ''};
}

function RequestForm({book, laws, first}: {book: Book; laws: Law[]; first: RequestDraft}) {
  const {t} = useWords('request');
  const go = useNavigate();
  const [draft, setDraft] = useState(first);
  const law = laws.find((one) => one.id === draft.instrument);
  const texts = useTexts(book, draft.instrument || undefined).data?.clauses ?? [];
  const {body, gaps} = requestBody(draft, book.me);
  const set = (more: Partial<RequestDraft>) => setDraft((old) => ({...old, ...more}));
  const addLines = (lines: RequestDraft['lines'], currency?: string) =>
    setDraft((old) => ({...old, lines: [...old.lines.filter((one) => one.category || one.item), ...lines], ...(currency ? {currency} : {})}));
  const total = moneyTotal((body.lines as Parameters<typeof moneyTotal>[0]) ?? [], law?.rules.rounding ?? 0);
  return (
    <Stack gap="md">
      <Ground book={book} laws={laws} draft={draft} onChange={set} />
      <Suspense fallback={<Waiting />}><RequestHelp book={book} law={law} supplier={draft.supplier} onLines={addLines} /></Suspense>
      <Fieldset legend={t('request.lines')}>
        <RequestLines lines={draft.lines} onChange={(lines) => set({lines})} rules={law?.rules} texts={texts} supplier={draft.supplier} currency={draft.currency} gaps={shownGaps(draft, gaps)} />
        {total !== undefined && total > 0n && <Text mt="sm" fw={600}>{t('request.total')} <Money minor={total} currency={draft.currency} /></Text>}
      </Fieldset>
      <PapersFields draft={draft} onChange={set} />
      <SignBar book={book} kind="request" body={gaps.length === 0 ? body : undefined} lacks={gaps.length > 0 ? lackWords(t, gaps) : undefined} onSigned={(act) => void go(`/b/${book.slug}/orders/${act.id}`)} />
    </Stack>
  );
}

/** Faults are marked once something was typed in the line; an untouched one only stands in the list below. */
const shownGaps = (draft: RequestDraft, gaps: Gap[]) => gaps.filter((gap) => gap.line !== undefined && Boolean(draft.lines[gap.line]?.quantity));

function lackWords(t: Words, gaps: Gap[]): string {
  const one = (gap: Gap) => `${gap.line === undefined ? '' : `${t('request.line', {number: gap.line + 1})}: `}${t(`field.${gap.field}`, {defaultValue: gap.field})}`;
  return t('request.lacks', {list: gaps.map(one).join(' · ')});
}

interface PartProps {
  draft: RequestDraft;
  onChange: (more: Partial<RequestDraft>) => void;
}

/** Under which agreement, for which activity, from whom, where and when. */
function Ground({book, laws, draft, onChange}: PartProps & {book: Book; laws: Law[]}) {
  const {t} = useWords('request');
  const activities = useCases(book, 'activity').data ?? [];
  const visits = useCases(book, 'visit').data ?? [];
  const law = laws.find((one) => one.id === draft.instrument);
  return (
    <Fieldset legend={t('request.ground')}>
      <Stack gap="xs">
        <SimpleGrid cols={{base: 1, xs: 2, md: 3}} spacing="xs">
          <NativeSelect label={t('field.instrument')} required value={draft.instrument} onChange={(e) => onChange({instrument: e.currentTarget.value})}
            data={[{value: '', label: '—'}, ...laws.map((one) => ({value: one.id, label: one.rules.title || one.rules.name}))]} />
          <NativeSelect label={t('field.activity')} required value={draft.activity} onChange={(e) => onChange({activity: e.currentTarget.value})}
            data={[{value: '', label: '—'}, ...activities.map((one) => ({value: one.id, label: one.name ?? one.id.slice(0, 8)}))]} />
          <NativeSelect label={t('field.visit')} value={draft.visit} onChange={(e) => onChange({visit: e.currentTarget.value})}
            data={[{value: '', label: '—'}, ...visits.map((one) => ({value: one.id, label: one.reference || one.id.slice(0, 8)}))]} />
          <NativeSelect label={t('field.supplier')} required value={draft.supplier} onChange={(e) => onChange({supplier: e.currentTarget.value})}
            data={[{value: '', label: '—'}, ...book.others.map((value) => ({value, label: t(`party.${value}`, {defaultValue: value.toUpperCase()})}))]} />
          <NativeSelect label={t('field.currency')} required value={draft.currency} onChange={(e) => onChange({currency: e.currentTarget.value})} data={[...new Set([...currenciesOf(book), draft.currency].filter(Boolean))]} />
          <TextInput label={t('field.reference')} description={t('request.reference_hint')} required value={draft.reference} onChange={(e) => onChange({reference: e.currentTarget.value})} />
          <TextInput label={t('field.place')} required value={draft.place} onChange={(e) => onChange({place: e.currentTarget.value})} />
          <DateField label={t('field.needed_on')} value={draft.needed_on || undefined} onChange={(needed) => onChange({needed_on: needed ?? ''})} />
        </SimpleGrid>
        {law && law.rules.exclusions.length > 0 && (
          <Notice color="gray" title={t('request.exclusions')}>
            {law.rules.exclusions.map((one) => (
              <Text size="sm" key={one.supplier + one.category}>
                {t('request.exclusion', {supplier: partyIn(t, one.supplier), category: t(`category.${one.category}`, {defaultValue: one.category}), clause: one.clause})}
              </Text>
            ))}
          </Notice>
        )}
      </Stack>
    </Fieldset>
  );
}

/** What the papers of an order say beside its lines: of the 25 data elements those that the requester knows. */
function PapersFields({draft, onChange}: PartProps) {
  const {t} = useWords('request');
  const fields = ['unit', 'bill_to', 'funds', 'liability', 'needs'] as const;
  return (
    <Fieldset legend={t('request.papers')}>
      <SimpleGrid cols={{base: 1, xs: 2, md: 3}} spacing="xs">
        {fields.map((field) => (
          <TextInput key={field} label={t(`request.${field}`)} value={draft[field]} onChange={(e) => onChange({[field]: e.currentTarget.value})} />
        ))}
        <TextInput label={t('field.ground')} value={draft.ground} onChange={(e) => onChange({ground: e.currentTarget.value})} />
        <TextInput label={t('request.authority')} value={draft.authority} onChange={(e) => onChange({authority: e.currentTarget.value})} />
        {(draft.ground || draft.authority) && (
          <Checkbox mt="xl" label={t('field.does_not_hinder')} checked={draft.does_not_hinder} onChange={(e) => onChange({does_not_hinder: e.currentTarget.checked})} />
        )}
      </SimpleGrid>
    </Fieldset>
  );
}
