// The list's question lives in the address, so that a filter can be kept, shared and gone back to.
import type {ReportQuery} from '@/api/reads';
import type {SortingState} from '@tanstack/react-table';

export const FILTERS = ['q', 'state', 'supplier', 'recipient', 'category', 'means', 'step', 'level'] as const;
export type Filter = (typeof FILTERS)[number];
export const PAGE = 50;

export const STATES = ['requested', 'offered', 'accepted', 'delivering', 'closed', 'declined', 'cancelled'];
export const LEVELS = ['not_due', 'due_within_30', 'overdue_1_30', 'overdue_31_90', 'overdue_91_180', 'overdue_over_180'];
export const STEPS = ['offer', 'acceptance', 'amendment_answer', 'issue', 'receipt', 'correction', 'bill', 'query_answer', 'dispute_answer', 'payment', 'confirmation',
  'return_in_kind', 'return_acceptance', 'regularisation', 'finding_confirmation', 'refund', 'close', 'credit_note', 'paper_confirmation'];
export const MEANS = ['reimbursement', 'replacement_in_kind', 'equal_value_exchange', 'return_of_the_same'];

/** What the node is asked, pending acts included. */
export function queryOf(address: URLSearchParams): ReportQuery {
  const query: Record<string, unknown> = {provisional: true, count: PAGE, from: Number(address.get('from') ?? 0) || 0};
  for (const name of [...FILTERS, 'sort'] as const) {
    const value = address.get(name);
    if (value) query[name] = value;
  }
  return query as ReportQuery;
}

/** The address with one thing changed; a changed question begins at its first row. */
export function withParameter(address: URLSearchParams, name: string, value: string | undefined): URLSearchParams {
  const next = new URLSearchParams(address);
  if (value) next.set(name, value);
  else next.delete(name);
  if (name !== 'from') next.delete('from');
  return next;
}

export const sortingOf = (address: URLSearchParams): SortingState => {
  const sort = address.get('sort');
  return sort ? [{id: sort.replace(/^-/, ''), desc: sort.startsWith('-')}] : [];
};
export const sortText = (sorting: SortingState): string | undefined => (sorting[0] ? (sorting[0].desc ? '-' : '') + sorting[0].id : undefined);

/** Columns at first; the rest can be shown. */
export const SHOWN = ['reference', 'supplier', 'recipient', 'state', 'standing', 'items', 'ordered', 'owed', 'owed_in_kind', 'next_step', 'next_by', 'next_due', 'level'];
