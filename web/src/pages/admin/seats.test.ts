import {describe, expect, it} from 'vitest';
import {sortSeats, validityOf, type Seat} from './seats';

const seat = (part: Partial<Seat>): Seat => ({seat: '00', standing: 'agreed', here: 'no', party: 'jpn', roles: ['payer'], valid_from: '2026-01-01', valid_until: '2026-12-31', ...part});

describe('warrants', () => {
  it('stand by their dates, unless revoked or forked', () => {
    expect(validityOf(seat({}), '2025-12-31')).toBe('not_yet');
    expect(validityOf(seat({}), '2026-12-31')).toBe('valid');
    expect(validityOf(seat({}), '2027-01-01')).toBe('expired');
    expect(validityOf(seat({revoked_after: 0}), '2026-06-01')).toBe('revoked');
    expect(validityOf(seat({fork_from: 3, revoked_after: 4}), '2026-06-01')).toBe('forked');
  });
  it('are listed by party and office; keys of nodes are no office', () => {
    const rows = [seat({seat: '1', party: 'phl', office: 'payer'}), seat({seat: '2', office: 'root', root: true, roles: []}), seat({seat: '3', office: 'node', roles: []}), seat({seat: '4', office: 'approver'})];
    const sorted = sortSeats(rows);
    expect(sorted.offices.map((one) => one.seat)).toEqual(['4', '1']);
    expect(sorted.roots.map((one) => one.seat)).toEqual(['2']);
  });
});
