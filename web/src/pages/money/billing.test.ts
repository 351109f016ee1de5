import {expect, test} from 'vitest';
import type {Order} from '@/pages/orders/orderFile';
import {billableLines, earliestDue, invoiceBody, later} from './billing';

const line = {number: 1, means: 'reimbursement', price: {minor: 450, per: 1}, issued: 60_000_000, received: 60_000_000, billed: 20_000_000, billed_amount: 9000, first_received: '2026-11-26', open: {to_bill: 40_000_000}};
const order = (lines: object[]) => ({rounding: 0, currency: 'JPY', lines}) as unknown as Order;

test('an invoice is what came in and is not billed', () => {
  const rows = billableLines(order([line]));
  expect(rows).toEqual([{number: 1, quantity: '40', chosen: true, claimed: false}]);
  expect(invoiceBody(order([line]), rows, ' JN-1 ', '2026-12-26')).toEqual({
    total: 18_000n, body: {lines: [{number: 1, quantity: 40_000_000, amount: 18_000, claimed: false}], total: 18_000, due: '2026-12-26', number: 'JN-1'},
  });
  expect(invoiceBody(order([line]), rows, '', '2026-12-26').body).toBeUndefined();
  expect(invoiceBody(order([line]), [{number: 1, quantity: 'x', chosen: true, claimed: false}], 'n', '2026-12-26').body).toBeUndefined();
});

test('what was issued and never answered is only a claim, and not chosen by itself', () => {
  const waiting = {...line, received: 0, billed: 0, billed_amount: 0, first_received: undefined, first_issued: '2026-09-01', open: {to_bill: 0}};
  expect(billableLines(order([waiting]))).toEqual([{number: 1, quantity: '60', chosen: false, claimed: true}]);
});

test('the due day is what the clock gives, over the ends of months too', () => {
  expect(earliestDue(order([line]), [{means: 'reimbursement', days: 30}])).toBe('2026-12-26');
  expect(earliestDue(order([line]), [])).toBeUndefined();
  expect(later('2027-01-31', {months: 1})).toBe('2027-02-28');
  expect(later('2026-12-31', {days: 1})).toBe('2027-01-01');
});
