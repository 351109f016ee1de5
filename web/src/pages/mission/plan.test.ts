import {describe, expect, it} from 'vitest';
import {draftOf, emptyPlan, planOf, type Row} from './plan';

describe('a plan from its form', () => {
  it('says what was typed; groups and licences in order, full width read', () => {
    const {plan, faults} = planOf({
      ...emptyPlan(), purpose: ' Relief flights ', from: '2026-11-25', until: '2026-12-03', units: '1st Wing、2nd Wing',
      people: {enlisted: '２４', officer: '6', civilian: ''},
      craft: [{craft: 'aircraft', type: 'C-130H', identifier: ' 75-1075 '}, {craft: '', type: '', identifier: ''}],
      drivers: [{licence: 'large', count: '2'}, {licence: 'heavy', count: '1'}],
      places: [{name: 'Mactan', locode: 'PHNOP', latitude: '10.3', longitude: '-124'}],
      manifest: [{regime: 'consumption', description: 'water', quantity: '800.5', unit: 'LTR'}],
    });
    expect(faults).toEqual([]);
    expect(plan).toMatchObject({
      purpose: 'Relief flights', units: ['1st Wing', '2nd Wing'],
      people: [{people: 'officer', count: 6}, {people: 'enlisted', count: 24}],
      craft: [{craft: 'aircraft', type: 'C-130H', identifier: '75-1075'}],
      drivers: [{licence: 'heavy', count: 1}, {licence: 'large', count: 2}],
      places: [{name: 'Mactan', locode: 'PHNOP', latitude: 10300000, longitude: -124000000}],
      manifest: [{number: 1, regime: 'consumption', quantity: 800500000, unit: 'LTR'}],
    });
  });
  it('keeps the numbers of lines, and gives new ones the next free', () => {
    const arms: Row[] = [{number: '2', arms: 'weapon', type: 'rifle', count: '30'}, {arms: 'ammunition', type: 'blank', count: '900'}, {arms: 'weapon', type: 'pistol', count: '4'}];
    expect(planOf({...emptyPlan(), arms}).plan.arms.map((x) => [x.number, x.type])).toEqual([[1, 'blank'], [2, 'rifle'], [3, 'pistol']]);
  });
  it('names what cannot be read', () => {
    const {faults} = planOf({...emptyPlan(), people: {officer: 'six'}, goods: [{un_number: '1202', quantity: '1.2.3', unit: 'LTR'}]});
    expect(faults).toEqual([{list: 'people', row: 0, field: 'officer'}, {list: 'goods', row: 0, field: 'quantity'}]);
  });
  it('comes back the same from the form of an amendment', () => {
    const {plan} = planOf({
      ...emptyPlan(), purpose: 'x', from: '2026-01-01', until: '2026-01-02', people: {officer: '1'}, frequencies: '243.0 MHz',
      arms: [{number: '4', arms: 'ammunition', type: 'blank', count: '900', explosive_grams: '12', identifiers: '', storage: 'magazine'}],
      manifest: [{regime: 'temporary', description: 'tent', quantity: '0.000001', unit: 'EA'}], places: [{name: 'a', latitude: '1.000001', longitude: '2'}],
    });
    expect(planOf(draftOf(plan)).plan).toEqual(plan);
  });
});
