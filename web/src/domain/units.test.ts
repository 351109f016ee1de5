import {expect, test} from 'vitest';
import {convertReading, readingRatio, unitRatio, unitsLike, volumeCorrection} from './units';

test('units of one kind convert exactly, others not at all', () => {
  expect(unitRatio('MTQ', 'LTR')).toEqual({numerator: 1000n, denominator: 1n});
  expect(unitRatio('BLL', 'GLL')).toEqual({numerator: 42n, denominator: 1n});
  expect(unitRatio('GLL', 'LTR')).toEqual({numerator: 473176473n, denominator: 125000000n});
  expect(unitRatio('LTR', 'KGM')).toBeUndefined();
  expect(unitRatio('13', 'EA')).toBeUndefined();
  expect(unitRatio('HUR', 'DAY')).toEqual({numerator: 1n, denominator: 24n});
  expect(unitsLike('LTR')[0]).toBe('LTR');
  expect(unitsLike('SET')).toEqual(['SET']);
});

// src/base/fuel_test.cpp holds more of the table.
test('fuel is brought to 15 degrees as table 54B does', () => {
  expect(volumeCorrection({density: 845_000n, temperature: 1500n})).toBe(10_000n);
  expect(volumeCorrection({density: 845_000n, temperature: 3000n})).toBe(9874n);
  expect(volumeCorrection({density: 600_000n, temperature: 1500n})).toBeUndefined();
  expect(volumeCorrection({density: 845_000n, temperature: 15_001n})).toBeUndefined();
});

test('a reading becomes the line’s unit by one ratio', () => {
  const ratio = readingRatio('MTQ', 'LTR', {density: 845_000n, temperature: 3000n});
  expect(ratio).toEqual({numerator: 4937n, denominator: 5n});
  expect(ratio && convertReading(60_000_000n, ratio, 0)).toBe(59_244_000_000n);
  expect(readingRatio('MTQ', 'KGM')).toBeUndefined();
});
