import {mayDo, type Book} from '@/api/books';
import type {CaseFile} from '@/api/reads';

/** Who does the acts of accounts and rounds, where the case itself does not list its steps. */
const ROLES: Record<string, string[]> = {
  state_account: ['biller', 'payer'], query_account: ['biller', 'payer'], answer_account: ['biller', 'payer'], enter_debt: ['biller', 'payer'],
  propose_clearing: ['approver'], agree_clearing: ['approver'], lapse_round: ['approver'],
};

/** Is this step offered to who is signed in? By the case's own list; the node has the last word in any case. */
export function isOffered(book: Book, file: CaseFile, kind: string): boolean {
  if (file.next.length > 0) return file.next.some((step) => step.kind === kind && mayDo(book, step));
  return (ROLES[kind] ?? []).some((role) => book.seat?.roles.includes(role) ?? false);
}
