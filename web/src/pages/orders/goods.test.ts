import {expect, test} from 'vitest';
import {discrepancyOf, emptyRow, issueLines, readingOf, receiveLines} from './goods';
import type {Issue, Line, Order} from './orderFile';

const line = {number: 1, category: 'fuel', item: 'F-76', description: '', unit: 'LTR', means: 'reimbursement', ordered: 60_000_000_000, issued: 60_000_000_000} as unknown as Line;
const issue: Issue = {id: 'i', date: '2026-11-20', lines: [{number: 1, quantity: 60_000_000_000}], corrected: false, seat: 's', papers: 0};
const order = {rounding: 0, lines: [line], issues: [issue], receipts: []} as unknown as Order;

test('what agrees with the issue asks no reason', () => {
  const row = emptyRow(line, 60_000_000_000n);
  expect(row.amount).toBe('60000');
  expect(discrepancyOf(row, line, 60_000_000_000n, 0n, 0)).toMatchObject({difference: 0n, needsReason: false});
  expect(receiveLines([row], order, issue)).toEqual([{number: 1, received: 60_000_000_000, damaged: 0}]);
});

test('what differs, is damaged or is rejected asks one, and nothing is signed without it', () => {
  const short = {...emptyRow(line, 59_900_000_000n)};
  expect(discrepancyOf(short, line, 60_000_000_000n, 0n, 0)).toMatchObject({difference: 100_000_000n, needsReason: true});
  expect(receiveLines([short], order, issue)).toBeUndefined();
  expect(receiveLines([{...short, reason: 'short_delivery'}], order, issue)).toEqual([{number: 1, received: 59_900_000_000, damaged: 0, reason: 'short_delivery'}]);
  expect(discrepancyOf({...emptyRow(line, 59_000_000_000n), damaged: '1000'}, line, 60_000_000_000n, 0n, 0)).toMatchObject({difference: 0n, needsReason: true});
  expect(discrepancyOf({...emptyRow(line, 59_000_000_000n), rejected: '1000'}, line, 60_000_000_000n, 0n, 0)).toMatchObject({needsReason: true});
});

test('a warm reading is brought to 15 degrees and says so', () => {
  const row = {...emptyRow(line, 0n), unit: 'MTQ', amount: '６０', temperature: '30', density: '845'};
  expect(readingOf(row.amount, row, line, 0)).toEqual({
    quantity: 59_244_000_000n,
    entered: {quantity: 60_000_000, unit: 'MTQ', numerator: 4937, denominator: 5, fuel: {temperature: 3000, density: 845000}},
  });
});

test('rows left empty are not issued; one that cannot be read stops the form', () => {
  expect(issueLines([{...emptyRow(line, 0n), amount: ''}], order)).toBeUndefined();
  expect(issueLines([{...emptyRow(line, 0n), amount: '1e3'}], order)).toBeUndefined();
  expect(issueLines([{...emptyRow(line, 0n), amount: '12.5'}], order)).toEqual([{number: 1, quantity: 12_500_000}]);
});
