import {expect, it} from 'vitest';
import {assetsOf, creditFor, type CreditLaw} from './credit';

const rate = (asset: string, from: string, numerator: number, denominator = 1) => ({asset, from, numerator, denominator});
const law: CreditLaw = {id: 'x', title: 'exchange', parties: ['jpn', 'phl', 'usa'], rounding: 0, credits: {item: 'EFH', unit: 'HUR', rates: [rate('C-17', '2026-01-01', 3), rate('C-17', '2026-10-01', 16, 5), rate('C-2', '2026-01-01', 7, 4), rate('C-295', '2026-01-01', 1, 2)]}};

it('counts a service by the table of its day', () => {
  expect(creditFor(law, 'C-2', 4_000_000n, '2026-11-26')).toBe(7_000_000n);
  expect(creditFor(law, 'C-17', 1_000_000n, '2026-09-30')).toBe(3_000_000n);
  expect(creditFor(law, 'C-17', 1_000_000n, '2026-10-01')).toBe(3_200_000n);
  expect(creditFor(law, 'C-2', 4_000_000n, '2025-12-31')).toBeUndefined();
  expect(creditFor(law, 'C-130', 1n, '2026-11-26')).toBeUndefined();
  expect(assetsOf(law)).toEqual(['C-17', 'C-2', 'C-295']);
});

it('rounds halves to even, as the agreement says', () => {
  expect(creditFor(law, 'C-295', 1n, '2026-11-26')).toBe(0n);
  expect(creditFor(law, 'C-295', 3n, '2026-11-26')).toBe(2n);
});
