import {expect, test} from 'vitest';
import {amountText, grouped, sameAmount, sumsBy, sumText} from './text';

test('figures are grouped and keep what they say', () => {
  expect(grouped('1234567.500000')).toBe('1,234,567.5');
  expect(amountText('2400.00', 'USD')).toBe('2,400.00');
  expect(amountText('70000.000000', 'F-76/LTR')).toBe('70,000');
  expect(grouped('-0.010000')).toBe('-0.01');
});

test('sums are exact where floating point is not', () => {
  expect(sumText(['0.1', '0.2'])).toBe('0.3');
  expect(sumText(['9007199254740993.01', '-0.01', undefined])).toBe('9007199254740993.00');
  expect(sameAmount('2.000000', '2')).toBe(true);
  expect(sameAmount('2.00', '2.01')).toBe(false);
});

test('sums by commodity leave out rows without the figure', () => {
  expect(sumsBy([{commodity: 'JPY', amount: '10'}, {commodity: 'F-76/LTR', amount: '1.5'}, {commodity: 'JPY', amount: '5'}, {commodity: 'JPY'}], 'commodity', 'amount')).toEqual([
    {key: 'JPY', sum: '15', rows: 2},
    {key: 'F-76/LTR', sum: '1.5', rows: 1},
  ]);
});
