import {expect, test} from 'vitest';
import type {Book} from '@/api/books';
import type {Row} from '@/pages/work/text';
import {byPressure, groupOf, isMine, placeOf, stepsOf, tally} from './board';

const book = {slug: 'jpn-phl', me: 'jpn', seat: {roles: ['approver']}} as unknown as Book;
const rows = [
  {level: 'not_due', due: '2027-05-26', awaits: 'return_in_kind', from: 'jpn', amount: '2.000000', commodity: 'AIRLIFT/HUR', order: 'a'},
  {level: 'not_due', awaits: 'offer', from: 'jpn', order: 'b'},
  {level: 'overdue_31_90', due: '2026-10-01', awaits: 'payment', from: 'phl', amount: '18000', commodity: 'JPY', order: 'c'},
  {level: 'overdue_1_30', due: '2026-11-20', awaits: 'payment', from: 'phl', amount: '2000', commodity: 'JPY', order: 'd'},
].map((row) => ({book, row: row as Row}));

test('what has no date keeps its own group, and the groups are all there is', () => {
  const sum = tally(rows);
  expect(groupOf(rows[1]!.row)).toBe('no_date');
  expect(sum.groups).toEqual({overdue: 2, soon: 0, later: 1, no_date: 1});
  expect(Object.values(sum.groups).reduce((a, b) => a + b)).toBe(sum.rows);
  expect(sum.sums).toEqual([{key: 'AIRLIFT/HUR', sum: '2.000000', rows: 1}, {key: 'JPY', sum: '20000', rows: 2}]);
});

test('only what one’s party and roles may sign is one’s own, and leads to the step', () => {
  expect(rows.map(isMine)).toEqual([false, true, false, false]);
  expect(placeOf(rows[1]!)).toBe('/b/jpn-phl/orders/b?do=offer');
  expect(placeOf(rows[2]!)).toBe('/b/jpn-phl/orders/c');
});

test('one’s own steps are asked for by party and role; without a role, none is', () => {
  const three = {...book, others: ['phl', 'usa']} as Book;
  const own = stepsOf('mine', three);
  expect(own?.by).toBe('jpn');
  expect(own?.awaits?.split(',')).toEqual(expect.arrayContaining(['offer', 'acceptance', 'close', 'paper_confirmation']));
  expect(own?.awaits).not.toContain('payment');
  expect(stepsOf('mine', {...three, seat: undefined} as unknown as Book)).toBeUndefined();
  expect(stepsOf('partners', three)).toEqual({by: 'phl,usa'});
  expect(stepsOf('party', three)).toEqual({by: 'jpn'});
  expect(stepsOf('all', three)).toEqual({});
});

test('the most pressing comes first', () => {
  expect(byPressure(rows).map((one) => one.row.order)).toEqual(['c', 'd', 'a', 'b']);
});
