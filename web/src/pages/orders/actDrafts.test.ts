import {expect, test} from 'vitest';
import {orderDraft} from './actDrafts';
import type {Order} from './orderFile';

const line = {number: 1, means: 'reimbursement', price: {minor: 450, per: 1}, ordered: 60_000_000, issued: 60_000_000, received: 50_000_000, billed: 60_000_000, billed_amount: 27_000, converted: 0, returned: 0, replaced: 0, rejected: 0, written_off: 0, locked: 0, open: {}};
const invoice = {id: 'i'.repeat(64), number: 'JN-1', total: 27_000, credited: 4_500, paid: 27_000, confirmed: 27_000, refunded: 0, offset: 0, written_off: 0, cleared: 0, locked: 0, withdrawn: false};
const order = {
  currency: 'JPY', rounding: 0, lines: [line], invoices: [invoice], payments: [], refunds: [], returns: [], issues: [], receipts: [], irregular: [], disputes: [], findings: [],
  offer: {id: 'offer', by: 'jpn', lines: [], total: 27_000},
} as unknown as Order;
const say = (key: string, values?: Record<string, string>) => `${key}${values ? ` ${Object.values(values).join(' ')}` : ''}`;
const draft = (kind: string, state = 'delivering') => orderDraft(kind, 'case', state, order, say);

test('an acceptance repeats the proposal that waits', () => {
  expect(draft('accept', 'offered')?.initial).toEqual({of: 'offer', total: 27_000});
  expect(draft('decline', 'requested')?.initial).toMatchObject({of: 'case'});
});

test('a credit is what is billed beyond what came in, a refund what was paid beyond that', () => {
  expect(draft('credit_note')?.initial).toEqual({invoice: invoice.id, lines: [{number: 1, quantity: 10_000_000, amount: 4_500}], total: 4_500});
  expect(draft('refund')?.initial).toEqual({invoice: invoice.id, amount: {currency: 'JPY', minor: 4_500}, reference: ''});
});

test('an act without a beginning of its own has an empty form', () => {
  expect(draft('close')).toBeUndefined();
});
