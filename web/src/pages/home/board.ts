// What the home page makes of the reports of all books: who has to do what, how pressing it is, and where it is done.
// Nothing is dropped: what has no date stands in a group of its own.
import type {Book} from '@/api/books';
import type {ReportQuery} from '@/api/reads';
import {stepAddress} from '@/pages/orders/steps';
import {sumsBy, type Row} from '@/pages/work/text';

export interface BookRow {
  book: Book;
  row: Row;
}

export type Group = 'overdue' | 'soon' | 'later' | 'no_date';
export const GROUPS: Group[] = ['overdue', 'no_date', 'soon', 'later'];

export function groupOf(row: Row): Group {
  if (!row.due) return 'no_date';
  const level = String(row.level);
  return level === 'not_due' ? 'later' : level === 'due_within_30' ? 'soon' : 'overdue';
}

/** The act by which an awaited step is done, and the role that does it. */
const STEPS: Record<string, {kind: string; roles: string[]}> = {
  offer: {kind: 'offer', roles: ['approver']},
  acceptance: {kind: 'accept', roles: ['approver']},
  amendment_answer: {kind: 'accept', roles: ['approver']},
  issue: {kind: 'issue', roles: ['issuer']},
  receipt: {kind: 'receive', roles: ['receiver']},
  correction: {kind: 'issue', roles: ['issuer']},
  bill: {kind: 'invoice', roles: ['biller']},
  query_answer: {kind: 'withdraw', roles: ['biller']},
  dispute_answer: {kind: 'resolve', roles: ['approver']},
  payment: {kind: 'pay', roles: ['payer']},
  confirmation: {kind: 'confirm', roles: ['biller', 'payer']},
  return_in_kind: {kind: 'return_in_kind', roles: ['issuer']},
  return_acceptance: {kind: 'accept_return', roles: ['receiver']},
  regularisation: {kind: 'regularise', roles: ['approver']},
  finding_confirmation: {kind: 'confirm_finding', roles: ['custodian']},
  refund: {kind: 'refund', roles: ['biller']},
  close: {kind: 'close', roles: ['approver']},
  credit_note: {kind: 'credit_note', roles: ['biller']},
  paper_confirmation: {kind: 'confirm_paper', roles: ['approver', 'receiver', 'issuer']},
};

/** Whose steps are looked at. */
export type Whose = 'mine' | 'party' | 'partners' | 'all';
export const WHOSE: Whose[] = ['mine', 'party', 'partners', 'all'];

/** The part of the question to the report “Overdue” that says whose steps; nothing where a book has none of them. */
export function stepsOf(whose: Whose, book: Book): ReportQuery | undefined {
  if (whose === 'all') return {};
  if (whose === 'party') return {by: book.me};
  if (whose === 'partners') return {by: book.others.join(',')};
  const own = Object.keys(STEPS).filter((step) => STEPS[step]?.roles.some((role) => book.seat?.roles.includes(role)));
  return own.length > 0 ? {by: book.me, awaits: own.join(',')} : undefined;
}

/** Is the row for who is signed in to sign: of their party, by one of their roles in that book? */
export function isMine({book, row}: BookRow): boolean {
  if (row.from !== book.me) return false;
  const step = STEPS[String(row.awaits)];
  return step !== undefined && step.roles.some((role) => book.seat?.roles.includes(role));
}

/** Where a row leads: to the step itself for whom it is, else to the order. */
export function placeOf(at: BookRow): string {
  const step = STEPS[String(at.row.awaits)];
  const order = `/b/${at.book.slug}/orders/${at.row.order}`;
  return step && isMine(at) ? stepAddress(at.book, String(at.row.order), step.kind) : order;
}

const RANK: Record<string, number> = {overdue_over_180: 0, overdue_91_180: 1, overdue_31_90: 2, overdue_1_30: 3, due_within_30: 4, not_due: 5};

/** The most pressing first; of what has no date, in the order in which it came. */
export function byPressure(rows: BookRow[]): BookRow[] {
  return [...rows].sort((a, b) => (RANK[String(a.row.level)] ?? 9) - (RANK[String(b.row.level)] ?? 9) || String(a.row.due ?? '9999').localeCompare(String(b.row.due ?? '9999')));
}

export interface Tally {
  groups: Record<Group, number>;
  rows: number;
  /** What is owed in them, by commodity. */
  sums: {key: string; sum: string; rows: number}[];
}

/** The groups together are all rows, and their debts all debts. */
export function tally(rows: BookRow[]): Tally {
  const groups: Record<Group, number> = {overdue: 0, soon: 0, later: 0, no_date: 0};
  for (const {row} of rows) groups[groupOf(row)] += 1;
  return {groups, rows: rows.length, sums: sumsBy(rows.map((one) => one.row).filter((row) => row.amount !== undefined), 'commodity', 'amount')};
}
