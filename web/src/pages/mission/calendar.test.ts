import {describe, expect, it} from 'vitest';
import type {Book} from '@/api/books';
import type {Report} from '@/api/reads';
import {addDays, addMonths, inMonth, late, ofOverdue, ofVisits, onDay, weeksOf, type Entry} from './calendar';
import type {VisitsView} from './reads';

const book: Book = {id: 'aa', slug: 'jpn-phl', parties: [], me: 'jpn', others: ['phl']};
const entry = (part: Partial<Entry>): Entry => ({kind: 'debt', day: '2026-11-26', title: '', to: '', book: 'jpn-phl', ...part});

describe('the calendar', () => {
  it('has whole weeks from Sunday', () => {
    const weeks = weeksOf('2026-11-26');
    expect(weeks[0]?.[0]).toBe('2026-11-01');
    expect(weeks.at(-1)).toEqual(['2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05']);
    expect(weeksOf('2026-02-01')).toHaveLength(4);
    expect(weeksOf('2026-08-15')).toHaveLength(6);
  });
  it('counts across months, years and leap days', () => {
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-01');
    expect(addMonths('2026-01-31', -1)).toBe('2025-12-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  });
  it('shows what lasts on each of its days, in each of its months', () => {
    const visit = entry({kind: 'visit', day: '2026-11-25', until: '2026-12-03'});
    expect(onDay([visit], '2026-12-03')).toHaveLength(1);
    expect(onDay([visit], '2026-12-04')).toHaveLength(0);
    expect(inMonth([visit, entry({day: '2026-12-02'})], '2026-12').map((one) => one.kind)).toEqual(['visit', 'debt']);
  });
  it('calls late what waits past its day, not what only lasts', () => {
    const rows = [entry({day: '2026-11-01'}), entry({kind: 'visit', day: '2026-10-01', until: '2026-10-02'}), entry({day: '2026-11-26'})];
    expect(late(rows, '2026-11-26').map((one) => one.day)).toEqual(['2026-11-01']);
  });
  it('takes debts and steps from the report, those without a day not', () => {
    const rows = [
      {due: '2027-05-26', amount: '2.000000', commodity: 'AIRLIFT/HUR', awaits: 'return_in_kind', from: 'jpn', reference: 'A-1', order: 'bb'},
      {awaits: 'offer', from: 'jpn', reference: 'P-2', order: 'cc'},
      {due: '2026-12-01', awaits: 'receipt', from: 'phl', reference: 'P-3', order: 'dd'},
    ];
    const got = ofOverdue(book, {rows} as unknown as Report);
    expect(got.map((one) => [one.kind, one.day, one.title, one.by, one.to])).toEqual([
      ['debt', '2027-05-26', 'A-1 · 2.000000 AIRLIFT/HUR', 'jpn', '/b/jpn-phl/orders/bb'],
      ['step', '2026-12-01', 'P-3', 'phl', '/b/jpn-phl/orders/dd'],
    ]);
  });
  it('names what belongs to a visit by its reference', () => {
    const view = {
      visits: [{visit: 'ee', state: 'consented', live: true, host: 'phl', visitor: 'jpn', purpose: 'x', from: '2026-11-25', until: '2026-12-03', overstayed: false, reference: 'ASC-31'}],
      consents_awaited: [{visit: 'ee', act: 'ff', host: 'phl', amendment: true, declared_on: '2026-11-20', by: '2026-11-30'}, {visit: 'ee', act: 'gg', host: 'phl', amendment: true, declared_on: '2026-11-20'}],
      conditions_open: [], imports_inside: [],
    } as unknown as VisitsView;
    expect(ofVisits(book, view).map((one) => [one.kind, one.day, one.title])).toEqual([['visit', '2026-11-25', 'ASC-31'], ['consent', '2026-11-30', 'ASC-31']]);
  });
});
