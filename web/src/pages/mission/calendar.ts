// What falls on which day in all books, gathered from what the views already show.
import type {Book} from '@/api/books';
import type {Report} from '@/api/reads';
import type {ActivitiesView, GrantsView, VisitsView} from './reads';

export type EntryKind = 'debt' | 'step' | 'bill' | 'visit' | 'consent' | 'condition' | 'import' | 'grant' | 'activity';

export interface Entry {
  kind: EntryKind;
  /** First day; with `until` every day up to it. */
  day: string;
  until?: string;
  /** As people wrote it: a reference, a name, a title. */
  title: string;
  /** A step's code, of reports or of grants. */
  step?: string;
  /** Whose turn it is. */
  by?: string;
  to: string;
  book: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Debts with their due dates, and awaited steps that have one. Rows without a day are not of a calendar. */
export function ofOverdue(book: Book, report: Report): Entry[] {
  return report.rows.filter((row) => row.due).map((row) => ({
    kind: row.amount !== undefined ? 'debt' : 'step', day: text(row.due), title: [text(row.reference), row.amount !== undefined ? `${text(row.amount)} ${text(row.commodity)}` : ''].filter(Boolean).join(' · '),
    step: text(row.awaits), by: text(row.from) || undefined, to: `/b/${book.slug}/orders/${text(row.order)}`, book: book.slug,
  }));
}

export function ofUnbilled(book: Book, report: Report): Entry[] {
  return report.rows.filter((row) => row.bill_by).map((row) => ({
    kind: 'bill', day: text(row.bill_by), title: [text(row.reference), `${text(row.amount)} ${text(row.commodity)}`].join(' · '), by: text(row.biller) || undefined, to: `/b/${book.slug}/orders/${text(row.order)}`, book: book.slug,
  }));
}

export function ofVisits(book: Book, view: VisitsView): Entry[] {
  const name = (id: string): string => {
    const visit = view.visits.find((one) => one.visit === id);
    return visit?.reference || visit?.purpose || id.slice(0, 8);
  };
  const at = (id: string) => ({to: `/b/${book.slug}/visits/${id}`, book: book.slug});
  return [
    ...view.visits.filter((one) => one.state !== 'refused').map((one): Entry => ({kind: 'visit', day: one.from, until: one.until, title: name(one.visit), by: one.visitor, ...at(one.visit)})),
    ...view.consents_awaited.filter((one) => one.by).map((one): Entry => ({kind: 'consent', day: one.by ?? '', title: name(one.visit), by: one.host, ...at(one.visit)})),
    ...view.conditions_open.filter((one) => one.by).map((one): Entry => ({kind: 'condition', day: one.by ?? '', title: `${name(one.visit)}: ${one.text}`, ...at(one.visit)})),
    ...view.imports_inside.map((one): Entry => ({kind: 'import', day: one.by ?? '', title: `${name(one.visit)}: ${one.description}`, ...at(one.visit)})).filter((one) => one.day),
  ];
}

export function ofGrants(book: Book, view: GrantsView): Entry[] {
  const name = (id: string): string => view.grants.find((one) => one.grant === id)?.title ?? id.slice(0, 8);
  return view.due.filter((one) => one.due).map((one) => ({
    kind: 'grant', day: one.due ?? '', title: [name(one.grant), one.serial].filter(Boolean).join(': '), step: one.step, by: one.by, to: `/b/${book.slug}/grants/${one.grant}`, book: book.slug,
  }));
}

export const ofActivities = (book: Book, view: ActivitiesView): Entry[] =>
  view.activities.map((one) => ({kind: 'activity', day: one.from, until: one.until, title: one.name, to: `/b/${book.slug}/activities/${one.activity}`, book: book.slug}));

const MS = 86_400_000;
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);
export const addDays = (day: string, days: number): string => iso(Date.parse(day) + days * MS);

/** The first day of the month so many months away. */
export function addMonths(month: string, months: number): string {
  const [year = 1970, index = 1] = month.split('-').map(Number);
  return iso(Date.UTC(year, index - 1 + months, 1));
}

/** Weeks that hold a month, Sunday first: seven days each, those of the neighbouring months too. */
export function weeksOf(month: string): string[][] {
  const first = `${month.slice(0, 7)}-01`;
  const start = addDays(first, -new Date(first).getUTCDay());
  const end = addDays(addMonths(first, 1), -1);
  const weeks: string[][] = [];
  for (let day = start; day <= end; day = addDays(day, 7)) weeks.push(Array.from({length: 7}, (_, i) => addDays(day, i)));
  return weeks;
}

/** Entries that fall on a day, then those that last over it. */
export function onDay(entries: Entry[], day: string): Entry[] {
  const there = entries.filter((one) => one.day <= day && day <= (one.until ?? one.day));
  return [...there.filter((one) => !one.until), ...there.filter((one) => one.until)];
}

/** Entries of a month by their day, those that began before it first. */
export function inMonth(entries: Entry[], month: string): Entry[] {
  const first = `${month.slice(0, 7)}-01`;
  const last = addDays(addMonths(first, 1), -1);
  return entries.filter((one) => one.day <= last && (one.until ?? one.day) >= first).sort((a, b) => a.day.localeCompare(b.day) || a.kind.localeCompare(b.kind) || a.title.localeCompare(b.title));
}

/** Past their day and still there: debts, steps, bills and clocks. What only lasts is not late. */
export const late = (entries: Entry[], today: string): Entry[] => entries.filter((one) => one.kind !== 'visit' && one.kind !== 'activity' && one.day < today).sort((a, b) => a.day.localeCompare(b.day));
