import {describe, expect, it} from 'vitest';
import {besides, figure} from './compare';
import type {VisitFigures} from './shapes';

const visit: VisitFigures = {
  instrument: '', activity: '', host: 'phl', visitor: 'jpn', reference: '', clearance: '',
  people: [
    {people: 'officer', declared: 6, in: 6, out: 6, inside: 0},
    {people: 'enlisted', declared: 24, in: 26, out: 20, inside: 6},
    {people: 'civilian', declared: 2, in: 0, out: 0, inside: 0},
  ],
  craft: [
    {identifier: '75-1075', craft: 'aircraft', declared: true, inside: true, came: true},
    {identifier: '75-1076', craft: 'aircraft', declared: false, inside: false, came: true},
  ],
  arms: [],
  imports: [{number: 1, regime: 'temporary', description: 'ground power unit', unit: 'EA', declared: 1000000, in: 1000000, out: 0, consumed: 0, inside: 1000000}],
  conditions: [], incidents: [], claims: [], items: [], uncovered: [],
  goods: [{un_number: '1202', unit: 'LTR', declared: '9007199254740993', in: '9007199254740993', out: 0, used: 0, inside: '9007199254740993'}],
  drivers: [],
};

describe('declared beside actual', () => {
  it('puts what differs first, each with what it is', () => {
    const rows = besides(visit, true, false);
    expect(rows.map((row) => [row.key, row.difference])).toEqual([
      ['penlisted', 'more'], ['pcivilian', 'fewer'], ['c75-1076', 'undeclared'],
      ['pofficer', undefined], ['c75-1075', undefined], ['g1202LTR', undefined], ['i1', undefined],
    ]);
  });
  it('calls nothing missing before anything came', () => {
    expect(besides(visit, false, false).some((row) => row.difference === 'fewer')).toBe(false);
  });
  it('calls what is still inside after the visit a difference', () => {
    const late = besides(visit, true, true).filter((row) => row.difference === 'inside').map((row) => row.key);
    expect(late).toEqual(['c75-1075', 'g1202LTR', 'i1']);
  });
  it('writes quantities exactly', () => {
    expect(figure({unit: 'LTR'}, '9007199254740993')).toBe('9,007,199,254.740993');
    expect(figure({}, 26)).toBe('26');
  });
});
