import {expect, test} from 'vitest';
import {elementsOf} from './evidence';
import type {Order} from './orderFile';

const papers = {requested_on: '2026-11-26', receiving_unit: '', issuing_unit: '', bill_to: '', payee: '', remit_to: '', funds: '', liability: '', needs: ''};
// As the demonstration's order P-2026-042 stands: the node's report counts 11 of it.
const requested = {
  currency: 'JPY', place: 'Subic Bay', reference: 'P-2026-042', papers, issues: [], receipts: [],
  lines: [{number: 1, item: 'WATER', description: 'Fresh water', unit: 'MTQ', means: 'reimbursement', price: {minor: 450, per: 1}}],
} as unknown as Order;

test('a request holds what its form asks', () => {
  const elements = elementsOf(requested, {order_elements: ['bill_to']});
  expect(elements).toHaveLength(25);
  expect(elements.filter((one) => one.present)).toHaveLength(11);
  expect(elements.filter((one) => one.needed && !one.present).map((one) => one.name)).toEqual(['bill_to']);
});

test('what is issued is acknowledged only by a receipt of it or of what it replaced', () => {
  const issue = {id: 'b', corrects: 'a', corrected: false};
  const issued = {...requested, issues: [{id: 'a', corrected: true}, issue], receipts: []} as unknown as Order;
  const has = (order: Order) => elementsOf(order).find((one) => one.name === 'receipt_acknowledged')?.present;
  expect(has(issued)).toBe(false);
  expect(has({...issued, receipts: [{issue: 'a', corrected: false}]} as unknown as Order)).toBe(true);
});
