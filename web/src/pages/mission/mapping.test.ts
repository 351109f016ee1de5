import {describe, expect, it} from 'vitest';
import {onto, pinsOf, shifted, still, zoomed, type Spot} from './mapping';
import {FRAME} from './projection';

const spot = (part: Partial<Spot>): Spot => ({kind: 'visit', title: '', detail: '', to: '/v/1', place: {name: 'Subic Bay'}, ...part});

describe('the map', () => {
  it('gathers what lies in one place, each thing once', () => {
    const {pins, nowhere} = pinsOf([
      spot({}), spot({}), spot({kind: 'grant', to: '/g/1', place: {name: 'Olongapo', locode: 'PHSFS'}}),
      spot({to: '/v/2', place: {name: 'Mactan'}}), spot({to: '/v/3', place: {name: 'west of Luzon'}}),
    ]);
    expect(pins.map((pin) => [pin.name, pin.spots.length])).toEqual([['Subic Bay', 2], ['Mactan', 1]]);
    expect(nowhere.map((one) => one.to)).toEqual(['/v/3']);
  });
  it('keeps the point under the pointer while it zooms, within bounds', () => {
    const glass = zoomed(zoomed(still, 2, 100, 50), 2, 300, 200);
    const drawn = [(300 - glass.x) / glass.scale, (200 - glass.y) / glass.scale];
    const before = zoomed(still, 2, 100, 50);
    expect(drawn[0]).toBeCloseTo((300 - before.x) / before.scale);
    expect(drawn[1]).toBeCloseTo((200 - before.y) / before.scale);
    expect(zoomed(still, 1e9).scale).toBe(40);
    expect(zoomed(still, 1e-9).scale).toBe(0.15);
  });
  it('moves and centres', () => {
    expect(shifted(still, 5, -5)).toEqual({scale: 1, x: 5, y: -5});
    const glass = onto([100, 100], 4);
    expect([100 * glass.scale + glass.x, 100 * glass.scale + glass.y]).toEqual([FRAME.width / 2, FRAME.height / 2]);
  });
});
