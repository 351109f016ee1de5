// What the views of visits, grants and activities read. Keys begin as in api/reads.ts.
import {useQuery} from '@tanstack/react-query';
import type {Book} from '@/api/books';
import {api, take, type Schemas} from '@/api/client';
import {useAgreements} from '@/pages/law/rules';
import {useValue} from './words';

export type VisitsView = Schemas['VisitsView'];
export type GrantsView = Schemas['GrantsView'];
export type ActivitiesView = Schemas['ActivitiesView'];

export const visitsQuery = (book: Book) => ({
  queryKey: ['visits', book.id],
  queryFn: () => take(api.GET('/v1/partnerships/{id}/visits', {params: {path: {id: book.id}}})),
});
export const grantsQuery = (book: Book) => ({
  queryKey: ['grants', book.id],
  queryFn: () => take(api.GET('/v1/partnerships/{id}/grants', {params: {path: {id: book.id}}})),
});
export const activitiesQuery = (book: Book) => ({
  queryKey: ['activities', book.id],
  queryFn: () => take(api.GET('/v1/partnerships/{id}/activities', {params: {path: {id: book.id}}})),
});

/** What an activity may be for: what the agreements of the book serve, in words; where there is none yet, what any may. */
export function usePurposes(book: Book): {value: string; label: string}[] {
  const value = useValue();
  const served = new Set((useAgreements(book).data ?? []).flatMap((one) => one.rules.activities.map((activity) => activity.type)));
  const types = served.size > 0 ? [...served].sort() : ['exercise', 'peace_operation', 'relief', 'evacuation', 'routine', 'other'];
  return types.map((type) => ({value: type, label: value('purpose', type)}));
}

export const useVisitsView = (book: Book) => useQuery(visitsQuery(book));
export const useGrantsView = (book: Book) => useQuery(grantsQuery(book));
export const useActivitiesView = (book: Book) => useQuery(activitiesQuery(book));
