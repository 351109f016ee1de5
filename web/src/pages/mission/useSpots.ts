import {useQueries} from '@tanstack/react-query';
import {useMemo} from 'react';
import {api, take} from '@/api/client';
import type {Book} from '@/api/books';
import type {CaseFile, Report} from '@/api/reads';
import type {Spot} from './mapping';
import {activitiesQuery, grantsQuery, visitsQuery} from './reads';
import type {GrantFigures, Place, VisitFigures} from './shapes';

/** Cases of one kind in one book that the map looks into at most: it is an overview, and links are slow. */
const MOST = 20;

/** Orders that are under way, first page. */
const underWay = {state: 'accepted,delivering', count: MOST, provisional: true} as const;

interface Wanted {
  book: Book;
  id: string;
}

/** Everything in all books that has a place: activities, visits, deliveries under way, grants and their things. */
export function useSpots(books: Book[]): {spots: Spot[]; error: unknown; pending: boolean} {
  const activities = useQueries({queries: books.map(activitiesQuery)});
  const visits = useQueries({queries: books.map(visitsQuery)});
  const grants = useQueries({queries: books.map(grantsQuery)});
  const orders = useQueries({
    queries: books.map((book) => ({
      queryKey: ['report', book.id, 'orders', underWay],
      queryFn: async () => (await take(api.GET('/v1/partnerships/{id}/reports/{report}', {params: {path: {id: book.id, report: 'orders'}, query: underWay}}))) as Report,
    })),
  });
  const wanted: Wanted[] = books.flatMap((book, i) => [
    ...(visits[i]?.data?.visits ?? []).filter((one) => one.state !== 'refused').slice(0, MOST).map((one) => ({book, id: one.visit})),
    ...(grants[i]?.data?.grants ?? []).slice(0, MOST).map((one) => ({book, id: one.grant})),
    ...(orders[i]?.data?.rows ?? []).slice(0, MOST).map((one) => ({book, id: String(one.order)})),
  ]);
  const files = useQueries({
    queries: wanted.map(({book, id}) => ({queryKey: ['case', book.id, id], queryFn: () => take(api.GET('/v1/partnerships/{id}/cases/{case}', {params: {path: {id: book.id, case: id}}}))})),
  });
  const all = [...activities, ...visits, ...grants, ...orders, ...files];
  const stamp = all.map((one) => one.dataUpdatedAt).join();
  const spots = useMemo(
    () => [
      ...books.flatMap((book, i) => (activities[i]?.data?.activities ?? []).flatMap((one) => placesOf(one).map((place): Spot => ({
        kind: 'activity', title: one.name, detail: `${one.from} – ${one.until}`, to: `/b/${book.slug}/activities/${one.activity}`, place,
      })))),
      ...books.flatMap((book, i) => (grants[i]?.data?.register ?? []).filter((one) => one.place).map((one): Spot => ({
        kind: 'grant', title: `${one.serial} ${one.description}`, detail: one.custodian ?? '', to: `/b/${book.slug}/grants/${one.grant}`, place: one.place as Place,
      }))),
      ...files.flatMap((file, i) => (file.data && wanted[i] ? spotsOf(wanted[i].book, file.data) : [])),
    ],
    [stamp, books.length], // eslint-disable-line react-hooks/exhaustive-deps
  );
  return {spots, error: all.find((one) => one.error)?.error, pending: all.some((one) => one.isPending)};
}

/** Places with a position or code, else the one that is only named. */
const placesOf = (activity: {place: string; places: Place[]}): Place[] => (activity.places.length > 0 ? activity.places : activity.place ? [{name: activity.place}] : []);

function spotsOf(book: Book, file: CaseFile): Spot[] {
  if (file.visit) {
    const visit = file.visit as unknown as VisitFigures;
    const plan = visit.plan ?? visit.proposed?.plan;
    return (plan?.places ?? []).map((place) => ({kind: 'visit', title: visit.reference || plan?.purpose || '', detail: `${plan?.from} – ${plan?.until}`, to: `/b/${book.slug}/visits/${file.id}`, place}));
  }
  if (file.grant) {
    const {note} = file.grant as unknown as GrantFigures;
    return note.sites.map((place) => ({kind: 'grant', title: note.title, detail: note.note, to: `/b/${book.slug}/grants/${file.id}`, place}));
  }
  if (file.order) {
    const order = file.order as unknown as {place?: string; reference?: string; issues?: {place?: string}[]};
    const names = new Set([order.place, ...(order.issues ?? []).map((one) => one.place)].filter((one): one is string => Boolean(one)));
    return [...names].map((name) => ({kind: 'delivery', title: order.reference || file.id.slice(0, 8), detail: name, to: `/b/${book.slug}/orders/${file.id}`, place: {name}}));
  }
  return [];
}
