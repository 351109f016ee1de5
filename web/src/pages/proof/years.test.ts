import {expect, it} from 'vitest';
import {yearSpan} from './years';

it('knows the days of a fiscal year', () => {
  expect(yearSpan('2025', 4)).toEqual({since: '2025-04-01', until: '2026-03-31'});
  expect(yearSpan('2025', 10)).toEqual({since: '2025-10-01', until: '2026-09-30'});
  expect(yearSpan('2024', 1)).toEqual({since: '2024-01-01', until: '2024-12-31'});
  expect(yearSpan(null, 4)).toEqual({});
  expect(yearSpan('soon', 4)).toEqual({});
});
