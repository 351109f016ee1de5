// What the views of visits, grants and activities read. Keys begin as in api/reads.ts.
import {useQuery} from '@tanstack/react-query';
import type {Book} from '@/api/books';
import {api, take, type Schemas} from '@/api/client';

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

export const useVisitsView = (book: Book) => useQuery(visitsQuery(book));
export const useGrantsView = (book: Book) => useQuery(grantsQuery(book));
export const useActivitiesView = (book: Book) => useQuery(activitiesQuery(book));
