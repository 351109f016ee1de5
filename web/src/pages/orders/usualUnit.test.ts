import {expect, test} from 'vitest';
import {unitFor} from './usualUnit';

const FUEL = ['BLL', 'GLI', 'GLL', 'K6', 'KGM', 'LTR', 'MTQ', 'TNE'];

test('a line begins in the metric unit that is usual for its category', () => {
  const empty = {quantity: '', unit: 'EA'};
  expect(unitFor('fuel', FUEL, empty)).toBe('LTR');
  expect(unitFor('water', FUEL, empty)).toBe('MTQ');
  expect(unitFor('transport', [], empty)).toBe('HUR');
  expect(unitFor('spare_parts', [], {quantity: '', unit: 'LTR'})).toBe('EA');
});

test('what the agreement does not allow is not begun with, and what was typed stays', () => {
  expect(unitFor('fuel', ['BLL', 'GLL'], {quantity: '', unit: 'EA'})).toBe('BLL');
  expect(unitFor('fuel', FUEL, {quantity: '100', unit: 'GLL'})).toBe('GLL');
  expect(unitFor('fuel', FUEL, {quantity: '100', unit: 'EA'})).toBe('LTR');
});
