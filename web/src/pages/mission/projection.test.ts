import {geoMercator} from 'd3-geo';
import {expect, it} from 'vitest';
import {CENTRE, FRAME, project, SCALE} from './projection';

it('lays positions where the coasts are drawn', () => {
  const theirs = geoMercator().rotate([-CENTRE[0], 0]).center([0, CENTRE[1]]).scale(SCALE).translate([FRAME.width / 2, FRAME.height / 2]);
  for (const at of [[139.7, 35.6], [120.3, 14.8], [-157.9, 21.3], [-0.1, 51.5], [151.2, -33.9], [179.9, 0], [-77, 38.9]] as [number, number][]) {
    const [x, y] = theirs(at) as [number, number];
    expect(project(...at)[0]).toBeCloseTo(x, 6);
    expect(project(...at)[1]).toBeCloseTo(y, 6);
  }
});
it('puts the middle of the map into the middle of the frame', () => {
  expect(project(...CENTRE)).toEqual([FRAME.width / 2, FRAME.height / 2]);
});
