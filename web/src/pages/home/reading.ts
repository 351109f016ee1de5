// The reports of all books of the node at once, and what is awaited beside orders.
import {useQueries} from '@tanstack/react-query';
import type {Book} from '@/api/books';
import {api, take, type Schemas} from '@/api/client';
import {reportQuery, type ReportName, type ReportQuery} from '@/api/reads';
import type {Row} from '@/pages/work/text';
import {stepsOf, type BookRow, type Whose} from './board';

export interface Gathered {
  rows: BookRow[];
  /** Of all books; more than rows where a list was cut. */
  total: number;
  waiting: boolean;
  error: unknown;
}

/** A report of every book, its rows together. A book that `ask` has no question for is not asked. */
export function useEvery(books: Book[], report: ReportName, ask: (book: Book) => ReportQuery | undefined): Gathered {
  const asked = books.flatMap((book) => {
    const query = ask(book);
    return query ? [{book, query}] : [];
  });
  const answers = useQueries({
    queries: asked.map(({book, query}) => reportQuery(book, report, query)),
  });
  return {
    rows: answers.flatMap((one, i) => ((one.data?.rows ?? []) as Row[]).map((row) => ({book: asked[i]?.book as Book, row}))),
    total: answers.reduce((sum, one) => sum + (one.data?.total ?? 0), 0),
    waiting: answers.some((one) => one.isPending),
    error: answers.find((one) => one.error)?.error,
  };
}

const BOARD = {all: true, provisional: true} satisfies ReportQuery;
/** Of a list: a view is to stay within 20 kB. */
export const SHOWN = 80;

export interface Board {
  board: Gathered;
  differences: Gathered;
  totals: Record<Whose, number>;
  /** The totals are not there yet; or never will be, for this reason. */
  counting: boolean;
  uncounted: unknown;
}

/** What is owed and awaited of those whose steps are looked at, most pressing first, and how much there is of each. */
export function useBoard(books: Book[], whose: Whose): Board {
  const ask = (of: Whose, count: number) => (book: Book) => {
    const steps = stepsOf(of, book);
    return steps && {...BOARD, ...steps, count};
  };
  const counted = [useEvery(books, 'overdue', ask('mine', 0)), useEvery(books, 'overdue', ask('party', 0)), useEvery(books, 'overdue', ask('partners', 0)), useEvery(books, 'overdue', ask('all', 0))] as const;
  const [mine, party, partners, all] = counted;
  return {
    board: useEvery(books, 'overdue', ask(whose, SHOWN)), differences: useEvery(books, 'overdue', () => ({...BOARD, awaits: 'correction', count: SHOWN})),
    totals: {mine: mine.total, party: party.total, partners: partners.total, all: all.total},
    counting: counted.some((one) => one.waiting), uncounted: counted.find((one) => one.error)?.error,
  };
}

export interface Ahead {
  key: string;
  book: Book;
  to: string;
  /** A key of the words, with its values. */
  what: string;
  values: Record<string, string>;
  due?: string;
  level?: string;
  mine: boolean;
}

/** Visits and grants of every book: consents awaited, visits ahead or under way, steps of grants with their day. */
export function useAhead(books: Book[]): {list: Ahead[]; waiting: boolean} {
  const visits = useQueries({queries: books.map((book) => ({queryKey: ['visits', book.id], queryFn: () => take(api.GET('/v1/partnerships/{id}/visits', {params: {path: {id: book.id}}}))}))});
  const grants = useQueries({queries: books.map((book) => ({queryKey: ['grants', book.id], queryFn: () => take(api.GET('/v1/partnerships/{id}/grants', {params: {path: {id: book.id}}}))}))});
  const list = books.flatMap((book, i) => [...fromVisits(book, visits[i]?.data), ...fromGrants(book, grants[i]?.data)]);
  return {list: list.sort((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999')), waiting: visits.some((one) => one.isPending) || grants.some((one) => one.isPending)};
}

function fromVisits(book: Book, view: Schemas['VisitsView'] | undefined): Ahead[] {
  if (!view) return [];
  const named = (id: string) => view.visits.find((one) => one.visit === id)?.reference || id.slice(0, 8);
  const to = (id: string) => `/b/${book.slug}/visits/${id}`;
  return [
    ...view.consents_awaited.map((one) => ({key: `c${book.slug}${one.act}`, book, to: to(one.visit), what: 'ahead.consent', values: {visit: named(one.visit)}, due: one.by, level: one.level, mine: one.host === book.me})),
    ...view.imports_inside.map((one) => ({key: `i${book.slug}${one.visit}${one.number}`, book, to: to(one.visit), what: 'ahead.import', values: {visit: named(one.visit), what: one.description}, due: one.by, level: one.level, mine: false})),
    ...view.conditions_open.map((one) => ({key: `k${book.slug}${one.visit}${one.number}`, book, to: to(one.visit), what: 'ahead.condition', values: {visit: named(one.visit), what: one.text}, due: one.by, level: one.level, mine: false})),
    ...view.visits.filter((one) => one.until >= view.on && !['refused', 'closed', 'departed', 'cancelled'].includes(one.state))
      .map((one) => ({key: `v${book.slug}${one.visit}`, book, to: to(one.visit), what: 'ahead.visit', values: {visit: one.reference || one.visit.slice(0, 8), until: one.until}, due: one.from, mine: false})),
  ];
}

function fromGrants(book: Book, view: Schemas['GrantsView'] | undefined): Ahead[] {
  return (view?.due ?? []).map((one, i) => ({
    key: `g${book.slug}${one.grant}${i}`, book, to: `/b/${book.slug}/grants/${one.grant}`, what: 'ahead.grant', due: one.due, mine: one.by === book.me,
    values: {step: one.step, grant: view?.grants.find((grant) => grant.grant === one.grant)?.title ?? one.grant.slice(0, 8)},
  }));
}

export interface Standing {
  key: string;
  book: Book;
  to: string;
  type: string;
  name: string;
  state: string;
}

/** Cases that wait for one's own word beside orders: accounts to state, activities to concur in, rounds to agree. */
export function useWaitingCases(books: Book[]): Standing[] {
  const wanted = (['account', 'activity', 'round', 'instrument'] as const).flatMap((type) => books.map((book) => ({type, book})));
  const answers = useQueries({
    queries: wanted.map(({type, book}) => ({
      queryKey: ['cases', book.id, type],
      queryFn: async () => (await take(api.GET('/v1/partnerships/{id}/cases', {params: {path: {id: book.id}, query: {type, count: 500}}}))).cases,
    })),
  });
  const open: Record<string, string[]> = {account: ['cut', 'stated'], activity: ['opened'], round: ['open', 'proposed'], instrument: ['proposed']};
  const place: Record<string, string> = {account: 'accounts', activity: 'activities', round: 'netting', instrument: 'law'};
  return wanted.flatMap(({type, book}, i) =>
    (answers[i]?.data ?? []).filter((one) => open[type]?.includes(one.state)).map((one) => ({
      key: one.id, book, to: `/b/${book.slug}/${place[type]}/${one.id}`, type, state: one.state,
      name: one.name ?? one.title ?? (one.from && one.until ? `${one.from} – ${one.until}` : one.id.slice(0, 8)),
    })),
  );
}
