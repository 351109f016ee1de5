import {describe, expect, it} from 'vitest';
import type {Schemas} from '@/api/client';
import {costBySide, missing, versionOn} from './activity';
import type {ActivityFigures} from './shapes';

const opening = {type: 'exercise', name: 'Mactan', parties: ['jpn', 'phl'], from: '2026-11-25', until: '2026-12-10', place: 'Mactan', units: [], places: []};
const relief = {change: 'aa', since: '2026-11-28', type: 'relief', from: '2026-11-25', until: '2026-12-20', place: 'Lapu-Lapu', units: [], places: []};
const activity: ActivityFigures = {activity: opening, concurred: ['phl', 'jpn'], versions: [relief], proposed: [], events: []};

const cost = (giver: string, money: number | string, worth: number, currency = 'JPY'): Schemas['ActivityCost'] => ({
  giver, taker: giver === 'jpn' ? 'phl' : 'jpn', means: 'reimbursement', commodity: 'WATER/MTQ', received: '1', irregular: '0',
  money: {minor: money, currency, text: ''}, worth: {minor: worth, currency, text: ''}, lines: 1,
});

describe('an activity', () => {
  it('is what was agreed for the day', () => {
    expect(versionOn(activity, '2026-11-27').type).toBe('exercise');
    expect(versionOn(activity, '2026-11-28').type).toBe('relief');
  });
  it('lacks the word of those who have not concurred', () => {
    expect(missing(['jpn', 'phl'], ['phl'])).toEqual(['jpn']);
  });
  it('cost each side what it gave, exactly, currencies apart', () => {
    const sums = costBySide([cost('phl', '9007199254740993', 0), cost('phl', 2, 5), cost('jpn', 0, 7), cost('jpn', 1, 0, 'USD')]);
    expect(sums).toEqual([
      {giver: 'jpn', currency: 'JPY', money: 0n, worth: 7n, lines: 1},
      {giver: 'jpn', currency: 'USD', money: 1n, worth: 0n, lines: 1},
      {giver: 'phl', currency: 'JPY', money: 9007199254740995n, worth: 5n, lines: 2},
    ]);
  });
});
