import {expect, test} from 'vitest';
import {amountToBill, amountToCredit, moneyTotal, multiplyDivide, valueOf} from './exact';

test('a product is rounded once, as the instrument says', () => {
  expect(multiplyDivide(5n, 1n, 2n, 0)).toBe(2n);
  expect(multiplyDivide(7n, 1n, 2n, 0)).toBe(4n);
  expect(multiplyDivide(5n, 1n, 2n, 1)).toBe(3n);
  expect(multiplyDivide(-5n, 1n, 2n, 1)).toBe(-3n);
  expect(multiplyDivide(-5n, 1n, 2n, 0)).toBe(-2n);
  expect(multiplyDivide(599n, 1n, 100n, 2)).toBe(5n);
});

test('a line is worth its quantity at its price', () => {
  expect(valueOf({price: {minor: 95, per: 1}}, 30_000_000_000n, 0)).toBe(2_850_000n);
  expect(valueOf({price: {minor: 955, per: 10}}, 1_000_000n, 0)).toBe(96n);
  expect(valueOf({}, 1n, 0)).toBeUndefined();
});

test('partial bills add up to the bill of the whole', () => {
  const line = {price: {minor: 1, per: 3}, billed: 0, billed_amount: 0};
  const first = amountToBill(line, 1_000_000n, 0);
  const second = amountToBill({...line, billed: 1_000_000, billed_amount: Number(first)}, 1_000_000n, 0);
  const third = amountToBill({...line, billed: 2_000_000, billed_amount: Number(first) + Number(second)}, 1_000_000n, 0);
  expect([first, second, third]).toEqual([0n, 1n, 0n]);
});

test('a total holds the lines paid in money alone, and none without a price', () => {
  const paid = {means: 'reimbursement', quantity: 2_000_000, price: {minor: 450, per: 1}};
  const lent = {means: 'return_of_the_same', quantity: 2_000_000, price: {minor: 9, per: 1}};
  expect(moneyTotal([paid, lent], 0)).toBe(900n);
  expect(moneyTotal([paid, {means: 'reimbursement', quantity: 1}], 0)).toBeUndefined();
});

test('a credit mirrors the bill', () => {
  const line = {price: {minor: 450, per: 1}, billed: 60_000_000, billed_amount: 27_000};
  expect(amountToCredit(line, 10_000_000n, 0)).toBe(4_500n);
  expect(amountToCredit(line, 60_000_000n, 0)).toBe(27_000n);
  expect(amountToCredit({...line, billed_amount: 0}, 10_000_000n, 0)).toBe(0n);
});
