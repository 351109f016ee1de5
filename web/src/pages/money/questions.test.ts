import {expect, test} from 'vitest';
import {NAMES, questionOf} from './questions';

const ask = (report: (typeof NAMES)[number], text: string) => questionOf(new URLSearchParams(text), report);

test('an address asks a report only what it knows', () => {
  expect(ask('overdue', 'on=2026-11-26&all=1&year=2026')).toEqual({count: 200, on: '2026-11-26', provisional: true, all: true});
  expect(ask('year', 'year=2026&on=2026-11-26')).toEqual({count: 200, fiscal: 'apr', year: 2026});
  expect(ask('year', 'year=26&fiscal=oct')).toEqual({count: 200, fiscal: 'oct'});
  expect(ask('pending', 'partner=phl&agreed=1')).toEqual({count: 200, partner: 'phl'});
});

test('positions of a past day are of agreed acts alone', () => {
  expect(ask('position', 'on=2026-11-26')).toEqual({count: 200, on: '2026-11-26'});
  expect(ask('position', '')).toEqual({count: 200, provisional: true});
  expect(ask('ageing', 'buckets=30,x&agreed=1&from=200')).toEqual({count: 200, from: 200});
});
