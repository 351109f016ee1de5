import {describe, expect, it} from 'vitest';
import {dateTimeGroup, daysUntil, fiscalYear, offsetText, parseDate, wareki} from './time';

describe('time as people write it', () => {
  it('gives the date-time group in Zulu time', () => {
    expect(dateTimeGroup('2026-11-24T01:30+08:00')).toBe('231730Z NOV 26');
    expect(dateTimeGroup('2026-12-31T23:59:30.123Z')).toBe('312359Z DEC 26');
  });
  it('reads typed dates in several habits and full width', () => {
    for (const text of ['2026-11-23', '2026/11/23', '20261123', '２０２６年１１月２３日', '23 NOV 26', '23 November 2026', '令和8年11月23日', 'R8.11.23'])
      expect(parseDate(text), text).toBe('2026-11-23');
  });
  it('takes no day that the calendar does not have', () => {
    for (const text of ['2026-02-29', '31 APR 26', '令和1年4月30日', '2026-13-01', 'tomorrow', ''])
      expect(parseDate(text), text).toBeUndefined();
  });
  it('counts years by era', () => {
    expect(wareki('2026-11-23')).toBe('令和8年11月23日');
    expect(wareki('2019-05-01')).toBe('令和元年5月1日');
    expect(wareki('2019-04-30')).toBe('平成31年4月30日');
    expect(wareki('1900-01-01')).toBeUndefined();
  });
  it('knows whose fiscal year a day belongs to', () => {
    expect(fiscalYear('2026-03-31', 4)).toBe(2025);
    expect(fiscalYear('2026-10-01', 10)).toBe(2026);
    expect(fiscalYear('2026-01-01', 1)).toBe(2026);
  });
  it('counts days across months', () => {
    expect(daysUntil('2026-12-01', '2026-11-26')).toBe(5);
    expect(daysUntil('2026-11-25', '2026-11-26')).toBe(-1);
  });
  it('writes the offset of this machine', () => {
    expect(offsetText(new Date())).toMatch(/^[+-]\d\d:\d\d$/);
  });
});
