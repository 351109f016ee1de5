import {expect, test} from 'vitest';
import {arrowOf, debtsOf, figuresOf, isFair, joined, placesOf, type RoundFile} from './round';

// The round of the demonstration: three parties, six, five and four flying hours in a circle.
const file = {
  round: {instrument: 'i', round: '2026-2', commodity: 'AIRLIFT/HUR', parties: ['jpn', 'phl', 'usa'], until: '2026-12-16'}, opened_on: '2026-11-26', lapsed: '',
  debts: [
    {entered: 'e1', partnership: 'p', lock: 'l1', debtor: 'jpn', creditor: 'phl', amount: 6_000_000, since: '2026-11-26'},
    {entered: 'e2', partnership: 'p', lock: 'l2', debtor: 'phl', creditor: 'usa', amount: 5_000_000, since: '2026-11-26'},
    {entered: 'e3', partnership: 'p', lock: 'l3', debtor: 'usa', creditor: 'jpn', amount: 4_000_000, since: '2026-11-26'},
  ],
  clearing: {id: 'c', by: 'phl', agreed: ['phl'], cleared: [{lock: 'l1', amount: 4_000_000}, {lock: 'l2', amount: 4_000_000}, {lock: 'l3', amount: '4000000'}]},
} satisfies RoundFile;

test('a clearing leaves nobody richer or poorer', () => {
  const debts = debtsOf(file);
  expect(debts.map((one) => one.amount - one.cleared)).toEqual([2_000_000n, 1_000_000n, 0n]);
  const figures = figuresOf(file.round.parties, debts);
  expect(figures[0]).toEqual({party: 'jpn', owes: 6_000_000n, owed: 4_000_000n, clearedOwes: 4_000_000n, clearedOwed: 4_000_000n});
  expect(isFair(figures)).toBe(true);
  expect(isFair(figuresOf(['jpn'], [{debtor: 'jpn', creditor: 'phl', amount: 2n, cleared: 1n}]))).toBe(false);
});

test('without a proposal nothing is cleared; debts of a pair are one arrow', () => {
  const open = debtsOf({...file, clearing: undefined});
  expect(open.every((one) => one.cleared === 0n)).toBe(true);
  expect(joined([...open, ...open])[0]?.amount).toBe(12_000_000n);
});

test('the picture stands on a circle', () => {
  const places = placesOf(['jpn', 'phl'], 100, 150);
  expect(places.get('jpn')).toEqual({x: 150, y: 50});
  expect(arrowOf({x: 0, y: 0}, {x: 100, y: 0}, 10).path).toBe('M10,0 Q47,18 84,0');
});
