import {expect, it} from 'vitest';
import type {Order} from '@/pages/orders/orderFile';
import {measuresOf} from '../measures';
import {freeDebts} from './debts';
import {readEvidence} from './evidenceFile';
import {amountOf, endFor, type Shown} from './shown';

const line = {number: 1, means: 'equal_value_exchange', returned: 0, rejected: 0, replaced: 0, locked: 1_000_000, open: {commodity: 'AIRLIFT/HUR', to_settle: 6_000_000}};
const invoice = {id: 'i1', number: 'PN-1', total: 900, paid: 100, offset: 0, written_off: 0, cleared: 0, locked: 50, withdrawn: false};
const order = {currency: 'USD', lines: [line], invoices: [invoice], locks: [{id: 'l1', commodity: 'AIRLIFT/HUR', terms: {round: '2026-2', line: 1}}]} as unknown as Order;

it('finds what is open and free, in kind and in money', () => {
  expect(freeDebts(order).map((one) => [one.key, one.commodity, one.free])).toEqual([['line 1', 'AIRLIFT/HUR', 5_000_000n], ['i1', 'USD', 750n]]);
  const loan = {...line, means: 'return_of_the_same'};
  const queried = {...invoice, query: 'q'};
  expect(freeDebts({...order, lines: [loan], invoices: [queried]} as unknown as Order)).toEqual([]);
});

it('writes an amount in its commodity', () => {
  expect(amountOf(4_500_000, 'AIRLIFT/HUR')).toBe('4.5 HUR AIRLIFT');
  expect(amountOf('510000', 'USD')).toBe('5,100.00 USD');
});

it('takes the measure of an act from its case', () => {
  const file = (more: object) => more as Parameters<typeof measuresOf>[0];
  expect(measuresOf(file({order}), {of: 'x', total: 1})).toEqual({currency: 'USD', commodity: undefined});
  expect(measuresOf(file({order}), {lock: 'l1', amount: 1}).commodity).toBe('AIRLIFT/HUR');
  expect(measuresOf(file({order}), {round: '2026-2', line: 1}).commodity).toBe('AIRLIFT/HUR');
  expect(measuresOf(file({order}), {round: '2026-2', line: 0, invoice: 'i1'}).commodity).toBe('USD');
  expect(measuresOf(file({round: {round: {commodity: 'JPY'}}}), {})).toEqual({commodity: 'JPY'});
  expect(measuresOf(undefined, {})).toEqual({commodity: undefined});
});

const lock = {id: 'l1', terms: {partnership: 'all', round: '2026-2'}};
const word = (kind: string, state: string | undefined, body: object, partnership = 'all'): Shown => ({id: kind + state, standing: 'agreed', act: '', partnership, kind, state, body: {round: '2026-2', ...body}});

it('reads how a round ended for a held debt, by the word that ended it alone', () => {
  const early = word('agree_clearing', 'proposed', {cleared: [{lock: 'l1', amount: 4}]});
  const last = word('agree_clearing', 'cleared', {cleared: [{lock: 'l1', amount: 4}]});
  expect(endFor(lock, [early])).toBeUndefined();
  expect(endFor(lock, [early, last])).toEqual({by: last, cleared: 4});
  expect(endFor({...lock, id: 'l2'}, [last])).toEqual({by: last, cleared: undefined});
  expect(endFor(lock, [word('agree_clearing', undefined, {cleared: []})])).toBeUndefined();
  expect(endFor(lock, [word('agree_clearing', 'cleared', {cleared: []}, 'another')])).toBeUndefined();
  const lapse = word('lapse_round', 'lapsed', {reason: 'no circle'});
  expect(endFor(lock, [lapse])).toEqual({by: lapse, cleared: undefined});
});

it('takes no other file for evidence', async () => {
  await expect(readEvidence(new Uint8Array())).rejects.toThrow();
  await expect(readEvidence(new TextEncoder().encode('a letter'))).rejects.toThrow();
  await expect(readEvidence(Uint8Array.of(0xa1, 0x03, 0x41, 0x00))).rejects.toThrow();
  await expect(readEvidence(new Uint8Array(64_001))).rejects.toThrow('too large');
});
