import {Button, Text} from '@mantine/core';
import {Suspense} from 'react';
import {useTranslation} from 'react-i18next';
import {Link, useNavigate, useParams} from 'react-router';
import type {Book} from '@/api/books';
import {useCase, useCases, useSeats} from '@/api/reads';
import type {SignedAct} from '@/api/sign';
import {caseAddress} from '@/domain/addresses';
import {formatQuantity} from '@/domain/decimal';
import {orderOf, type Order} from '@/pages/orders/orderFile';
import {ActForm} from '@/parts/ActForm';
import {InBook, Page} from '@/parts/Page';
import {Waiting} from '@/parts/states';
import {capital} from '@/pages/work/words';
import {guided} from './across/guided';

/** What is said most often, where leaving it out would say the contrary. */
const INITIAL: Record<string, Record<string, unknown>> = {confirm_credit: {agreed: true}};

/** Any act by its fields, for steps that have no view of their own. */
export default function AnyActPage() {
  const {kind, case: id} = useParams();
  return <InBook>{(book) => <AnyAct book={book} kind={kind ?? ''} of={id} />}</InBook>;
}

function AnyAct({book, kind, of}: {book: Book; kind: string; of?: string}) {
  const {t} = useTranslation('proof');
  const go = useNavigate();
  const file = useCase(book, of).data;
  const choices = useChoices(book, of ? file?.acts : undefined, orderOf(file));
  if (of && !file) return <Waiting />;
  const order = orderOf(file);
  const Guided = guided[kind];
  const done = (act: SignedAct) => void go(of && file ? caseAddress(book.slug, file.type, of) : `/b/${book.slug}/acts/${act.id}`);
  const own = file && caseAddress(book.slug, file.type, file.id);
  return (
    <Page title={capital(t(`act.${kind}`, {ns: 'glossary', defaultValue: kind}))}
      actions={own && <Button size="xs" variant="default" component={Link} to={own}>{order?.reference || t(`case_type.${file.type}`)}</Button>}>
      {Guided && file && order ? (
        <Suspense fallback={<Waiting />}><Guided book={book} file={file} order={order} onSigned={done} /></Suspense>
      ) : (
        <>
          <Text size="sm">{t('any_act')}</Text>
          <ActForm book={book} kind={kind} of={of} currency={order?.currency} choices={choices} initial={INITIAL[kind]} onSigned={done} />
        </>
      )}
    </Page>
  );
}

/** What fields that cite another statement may cite here, in words. */
function useChoices(book: Book, acts: {id: string; kind: string; party?: string; effective: string}[] | undefined, order: Order | undefined) {
  const {t} = useTranslation('glossary');
  const instruments = useCases(book, 'instrument').data ?? [];
  const activities = useCases(book, 'activity').data ?? [];
  const visits = useCases(book, 'visit').data ?? [];
  const seats = useSeats(book).data ?? [];
  const row = (value: string, label: string) => ({value, label: `${label} · ${value.slice(0, 8)}`});
  const of = (...kinds: string[]) =>
    (acts ?? []).filter((act) => kinds.includes(act.kind)).map((act) => row(act.id, `${t(`act.${act.kind}`)} ${act.party ?? ''} ${act.effective.slice(0, 10)}`));
  const choices: Record<string, {value: string; label: string}[]> = {
    instrument: instruments.map((one) => row(one.id, one.title ?? one.name ?? '')),
    activity: activities.map((one) => row(one.id, one.name ?? '')),
    visit: visits.map((one) => row(one.id, one.reference ?? '')),
    seat: seats.map((one) => ({value: one.seat, label: `${one.office ?? ''} · ${one.party} · ${one.seat.slice(0, 8)}`})),
    issue: of('issue'),
    invoice: of('invoice'),
    pay: of('pay'),
    query: of('query'),
    dispute: of('dispute'),
    return: of('return_in_kind'),
    consent: (order?.transfers ?? []).filter((one) => one.granted && one.answer)
      .map((one) => row(one.answer ?? '', `${t(`party.${one.asked.to}`, {defaultValue: one.asked.to})} · ${formatQuantity(one.asked.quantity)}${one.until ? ` · ${one.until}` : ''}`)),
    line: (order?.lines ?? []).map((one) => ({value: String(one.number), label: `${one.number}: ${one.item} · ${formatQuantity(one.ordered)} ${one.unit}`})),
    corrects: of('issue', 'receive', 'return_in_kind'),
  };
  return Object.fromEntries(Object.entries(choices).filter(([, list]) => list.length > 0));
}
