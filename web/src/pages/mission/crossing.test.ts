import {describe, expect, it} from 'vitest';
import {crossingOf, expected, unreadable} from './crossing';
import type {VisitFigures} from './shapes';

const visit: VisitFigures = {
  instrument: '', activity: '', host: 'phl', visitor: 'jpn', reference: '', clearance: '',
  people: [
    {people: 'officer', declared: 6, in: 2, out: 0, inside: 2},
    {people: 'enlisted', declared: 24, in: 24, out: 0, inside: 24},
  ],
  craft: [{identifier: 'A', craft: 'ship', declared: true, inside: false, came: false}, {identifier: 'B', craft: 'ship', declared: true, inside: true, came: true}],
  arms: [{number: 1, arms: 'ammunition', type: 'blank', declared: 30, in: 0, out: 0, expended: 0, inside: 0}],
  imports: [{number: 2, regime: 'consumption', description: 'water', unit: 'LTR', declared: 12500000, in: 0, out: 0, consumed: 0, inside: 0}],
  goods: [{un_number: '1202', unit: 'LTR', declared: '9007199254740993', in: 0, out: 0, used: 0, inside: 0}],
  drivers: [{licence: 'large', declared: 2, in: 0, out: 0, inside: 0}],
  conditions: [], incidents: [], claims: [], items: [], uncovered: [],
};

describe('a crossing', () => {
  it('expects what is declared and has not come, and on the way out what is inside', () => {
    expect(expected(visit, 'enter')).toEqual({pofficer: '4', a1: '30', dlarge: '2', i2: '12.5', g1202LTR: '9007199254.740993', cA: 'yes'});
    expect(expected(visit, 'depart')).toEqual({pofficer: '2', penlisted: '24', cB: 'yes'});
  });
  it('says what was typed, full width too, and nothing that is zero', () => {
    expect(crossingOf(visit, {pofficer: '４', penlisted: '0', cA: 'yes', a1: '', i2: '１２．５', g1202LTR: '9007199254.740993'})).toEqual({
      people: [{people: 'officer', count: 4}], craft: ['A'], arms: [], manifest: [{number: 2, quantity: 12500000}],
      goods: [{un_number: '1202', quantity: '9007199254740993', unit: 'LTR'}], drivers: [],
    });
  });
  it('names rows that hold no figure', () => {
    expect(unreadable(visit, {pofficer: 'four', i2: '1.2.3', a1: '5', dlarge: ''})).toEqual(['pofficer', 'i2']);
  });
  it('gives back what it expected', () => {
    const all = crossingOf(visit, expected(visit, 'enter'));
    expect(all.goods).toEqual([{un_number: '1202', quantity: '9007199254740993', unit: 'LTR'}]);
    expect(unreadable(visit, expected(visit, 'enter'))).toEqual([]);
  });
});
