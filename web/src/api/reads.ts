// What views read, under the keys by which it is read again after an act or an event.
import {useQueries, useQuery} from '@tanstack/react-query';
import type {Book} from './books';
import {api, take, type Schemas} from './client';
import type {operations} from './schema';

export type CaseFile = Schemas['Case'];
export type ActRow = Schemas['Act'];
export type Report = Schemas['Report'];
export type ReportName = operations['getReport']['parameters']['path']['report'];
export type ReportQuery = NonNullable<operations['getReport']['parameters']['query']>;

const id = (book: Book) => ({path: {id: book.id}});

/** One case with its figures, acts and what may come next. */
export const useCase = (book: Book, of: string | undefined) =>
  useQuery({
    queryKey: ['case', book.id, of],
    enabled: Boolean(of),
    queryFn: () => take(api.GET('/v1/partnerships/{id}/cases/{case}', {params: {path: {id: book.id, case: of ?? ''}}})),
  });

/** Cases of a type, as short rows. */
export const useCases = (book: Book, type: Schemas['CaseSummary']['type']) =>
  useQuery({
    queryKey: ['cases', book.id, type],
    queryFn: async () => (await take(api.GET('/v1/partnerships/{id}/cases', {params: {...id(book), query: {type, count: 500}}}))).cases,
  });

export const reportQuery = (book: Book, report: ReportName, query: ReportQuery) => ({
  queryKey: ['report', book.id, report, query],
  queryFn: async () => (await take(api.GET('/v1/partnerships/{id}/reports/{report}', {params: {path: {id: book.id, report}, query}}))) as Report,
});
export const useReport = (book: Book, report: ReportName, query: ReportQuery = {}, enabled = true) => useQuery({...reportQuery(book, report, query), enabled});

export const useSeats = (book: Book) =>
  useQuery({
    queryKey: ['seats', book.id],
    queryFn: async () => (await take(api.GET('/v1/partnerships/{id}/seats', {params: id(book)}))).seats,
  });

const actQuery = (book: Book, act: string) => ({
  queryKey: ['act', book.id, act],
  queryFn: async () => (await take(api.GET('/v1/partnerships/{id}/acts/{act}', {params: {path: {id: book.id, act}}}))) as Partial<ActRow> & {id: string},
});

/** One act whole; signed bytes that cannot be read any more come as little more than their id. */
export const useAct = (book: Book, act: string) => useQuery(actQuery(book, act));

/** What these acts say, in their order; undefined where it has not come yet. */
export const useBodies = (book: Book, acts: readonly {id: string}[]) => useQueries({queries: acts.map((act) => actQuery(book, act.id))}).map((one) => one.data?.body);

export const useInstruments = (book: Book) => useCases(book, 'instrument');

/** Every act and its fields; the same until the node is another version. */
export const useVocabulary = () => useQuery({queryKey: ['vocabulary'], staleTime: Infinity, queryFn: () => take(api.GET('/v1/vocabulary'))});
export type ActKind = Schemas['ActKind'];
export type ActField = Schemas['ActField'];
