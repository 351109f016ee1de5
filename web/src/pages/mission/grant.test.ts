import {describe, expect, it} from 'vitest';
import {awaitingWord, differs, nextPayment, percent, progressOf, yearBegin} from './grant';
import type {GrantFigures, Sighting} from './shapes';

const sighting = (readiness: string, berth = 'BH-1'): Sighting => ({on: '2026-11-26', readiness, custodian: 'Boat squadron', place: {name: 'Subic Bay', locode: 'PHSFS'}, berth});
const grant: GrantFigures = {
  note: {instrument: '', donor: 'jpn', recipient: 'phl', title: 'Boats', obligation: {minor: '9007199254740993', currency: 'JPY'}, field: '', purpose: '', note: 'J-1', fiscal_year: '2025-04-01', sites: [], links: []},
  offered_on: '2026-11-26', answer: '', conversions: [],
  lots: [{
    number: 1, title: 'Boats', contractor: '', amount: '9007199254740993', awarded_on: '2026-11-26',
    milestones: [
      {milestone: {number: 1, title: 'Trials', due: '2027-01-01', amount: 1}, reached: 'aa', reached_by: 'phl', confirmed_on: '2026-11-27', disbursed: '9007199254740992', confirmed: 0},
      {milestone: {number: 2, title: 'Delivery', due: '2027-02-01', amount: 1}, reached: 'bb', reached_by: 'phl', disbursed: 0, confirmed: 0},
    ],
  }],
  payments: [{id: 'cc', lot: 1, milestone: 1, amount: 1, on: '2026-11-27'}],
  handovers: [{id: 'dd', lot: 1, place: {name: 'Subic Bay'}, on: '2026-11-28', confirmed_on: '2026-11-29'}],
  things: [], consents: [], matters: [], followers: [],
};

describe('a grant', () => {
  it('adds up exactly beyond 2^53', () => {
    const sums = progressOf(grant);
    expect(sums).toEqual({obligation: 9007199254740993n, contracted: 9007199254740993n, disbursed: 9007199254740992n, confirmed: 0n, left: 1n});
    expect(percent(sums.disbursed, sums.obligation)).toBe(99);
    expect(percent(5n, 0n)).toBe(0);
  });
  it('waits for the other side to say that a milestone is reached, and for the recipient on money and goods', () => {
    expect(awaitingWord(grant).map((one) => [one.id, one.what, one.by])).toEqual([['bb', 'milestone', 'jpn'], ['cc', 'disbursement', 'phl']]);
  });
  it('pays next what is confirmed, before what is only promised', () => {
    const lot = grant.lots[0]!;
    const paid = (first: number, second: number): GrantFigures => ({...grant, lots: [{...lot, milestones: lot.milestones.map((one, i) => ({
      ...one, milestone: {...one.milestone, amount: 10}, disbursed: i === 0 ? first : second, confirmed_on: i === 1 ? '2026-12-01' : undefined,
    }))}]});
    expect(nextPayment(paid(0, 4))).toEqual({lot: 1, milestone: 2, amount: 6n});
    expect(nextPayment(paid(3, 10))).toEqual({lot: 1, milestone: 1, amount: 7n});
    expect(nextPayment(paid(10, 10))).toBeUndefined();
  });
  it('belongs to the fiscal year that its day lies in', () => {
    expect(['2026-03-31', '2026-04-01', '2026-12-31'].map((day) => yearBegin(day))).toEqual(['2025-04-01', '2026-04-01', '2026-04-01']);
    expect(yearBegin('2026-09-30', 10)).toBe('2025-10-01');
  });
  it('shows in what the holder and the donor differ', () => {
    const thing = {item: {serial: 'R-1', description: '', stock_number: ''}, lot: 1, handover: 'dd', custody: 'recipient', since: '2026-11-28', holder: '', purpose: ''};
    expect(differs({...thing, reported: sighting('ready'), inspected: sighting('down', 'BH-2')})).toEqual(['readiness', 'berth']);
    expect(differs({...thing, reported: sighting('ready')})).toEqual([]);
  });
});
