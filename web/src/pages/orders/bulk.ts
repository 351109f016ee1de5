// Acting on many orders at once: each is read again, signed under its own idempotency key, and answers for itself.
import {api, take, type Schemas} from '@/api/client';
import {mayDo, type Book} from '@/api/books';
import {effectiveNow} from '@/domain/time';
import {openProposal, orderDraft} from './actDrafts';
import {orderOf} from './orderFile';

export type BulkKind = 'accept' | 'decline' | 'close';
/** Acts that give a reason; it is asked before anything is signed. */
export const needsReason = (kind: BulkKind): boolean => kind === 'decline';

export type BulkResult = {state: 'signed'; act: Schemas['SignedAct']} | {state: 'not_yours'} | {state: 'changed'} | {state: 'refused'; error: unknown};

export interface BulkWish {
  kind: BulkKind;
  reason: string;
  /** What the list showed when it was chosen: a changed total is not signed unseen. */
  expected: Map<string, string | undefined>;
  /** Of each act and order: idempotency key and time, the same when tried again. */
  tries: Map<string, {key: string; effective: string}>;
}

/** One order of many. Throws nothing: what happened is the result. */
export async function signOne(book: Book, of: string, wish: BulkWish): Promise<BulkResult> {
  try {
    const file = await take(api.GET('/v1/partnerships/{id}/cases/{case}', {params: {path: {id: book.id, case: of}}}));
    const order = orderOf(file);
    const offered = file.next.some((step) => step.kind === wish.kind && mayDo(book, step));
    if (!order || !book.seat || !offered) return {state: 'not_yours'};
    if (wish.kind === 'accept' && wish.expected.has(of) && openProposal(order, file.state)?.id !== wish.expected.get(of)) return {state: 'changed'};
    const draft = orderDraft(wish.kind, of, file.state, order, (key) => key);
    const body = {...draft?.initial, ...(needsReason(wish.kind) ? {reason: wish.reason} : {})};
    const name = `${wish.kind} ${of}`;
    const once = wish.tries.get(name) ?? {key: crypto.randomUUID(), effective: effectiveNow()};
    wish.tries.set(name, once);
    const act = await take(api.POST('/v1/partnerships/{id}/acts', {
      params: {path: {id: book.id}}, body: {seat: book.seat.seat, kind: wish.kind, case: of, body, ...once},
    }));
    return {state: 'signed', act};
  } catch (error) {
    return {state: 'refused', error};
  }
}

/** What would be accepted: the proposal of each order, read before it is confirmed. */
export async function proposalOf(book: Book, of: string): Promise<{id?: string; total?: string; currency: string} | undefined> {
  const file = await take(api.GET('/v1/partnerships/{id}/cases/{case}', {params: {path: {id: book.id, case: of}}}));
  const order = orderOf(file);
  const at = order && openProposal(order, file.state);
  return order ? {id: at?.id, total: at ? String(at.total) : undefined, currency: order.currency} : undefined;
}
