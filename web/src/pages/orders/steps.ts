// Where each step of an order is done. Pages of their own for goods, bills and settlement; the rest opens beside the order.
import type {Schemas} from '@/api/client';
import {mayDo, type Book} from '@/api/books';

export type Step = Schemas['Next'];

const PAGES: Record<string, string> = {issue: 'issue', receive: 'receive', invoice: 'invoice', pay: 'settle', return_in_kind: 'settle', accept_return: 'settle', confirm: 'settle'};
/** Asked most often, in the order of an order's life. */
const FIRST = ['offer', 'accept', 'decline', 'issue', 'receive', 'invoice', 'pay', 'confirm', 'return_in_kind', 'accept_return', 'resolve', 'regularise', 'confirm_finding', 'confirm_paper', 'close'];
/** In a form beside the order, with a beginning made by actDrafts. */
const BESIDE = new Set(['offer', 'amend', 'accept', 'decline', 'cancel', 'query', 'respond', 'withdraw', 'dispute', 'resolve', 'regularise', 'confirm_finding', 'confirm_paper', 'convert', 'offset', 'write_off', 'credit_note', 'refund', 'concur_date', 'close']);

export const isBeside = (kind: string): boolean => BESIDE.has(kind);

export function stepAddress(book: Book, of: string, kind: string): string {
  const page = PAGES[kind];
  if (page) return `/b/${book.slug}/orders/${of}/${page}`;
  return isBeside(kind) ? `/b/${book.slug}/orders/${of}?do=${kind}` : `/b/${book.slug}/cases/${of}/act/${kind}`;
}

/** The steps that who is signed in may take, each kind once, what is asked most first. */
export function ownSteps(book: Book, next: Step[]): Step[] {
  const mine = next.filter((step, i) => mayDo(book, step) && next.findIndex((one) => one.kind === step.kind && one.party === step.party && mayDo(book, one)) === i);
  const rank = (step: Step) => (FIRST.includes(step.kind) ? FIRST.indexOf(step.kind) : FIRST.length);
  return mine.sort((a, b) => rank(a) - rank(b));
}
export const isFirst = (kind: string): boolean => FIRST.includes(kind);
