import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {knownPlaces, whereIs} from './places';

const tables = process.env.PALITAN_REFERENCE ?? '../../shared/reference';

/** Cells of one line; quotes hold commas. */
const cells = (line: string): string[] => (line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? []).map((cell) => cell.replace(/,$/, '').replace(/^"|"$/g, ''));
const rows = (file: string): string[][] => readFileSync(`${tables}/${file}`, 'utf8').split('\n').map(cells);

describe('places of the map', () => {
  it('are found by position, code and name, in that order', () => {
    expect(whereIs({locode: 'PHSFS', name: 'x', latitude: 1_500_000, longitude: -2_000_000})).toEqual({latitude: 1.5, longitude: -2, by: 'position'});
    expect(whereIs({locode: 'PHSFS', name: 'x'})?.by).toBe('locode');
    expect(whereIs({locode: 'PHXXX', name: 'ＭＡＣＴＡＮ'})).toEqual({latitude: 10.3, longitude: 124, by: 'name'});
    expect(whereIs({name: 'Alava Wharf, Subic Bay'})?.latitude).toBe(14.8);
    expect(whereIs({name: 'west of Luzon'})).toBeUndefined();
  });
  it('have one entry a code, and no name twice', () => {
    expect(new Set(knownPlaces.map((one) => one.locode)).size).toBe(knownPlaces.length);
    const names = knownPlaces.flatMap((one) => one.names);
    expect(new Set(names).size).toBe(names.length);
  });
  it.skipIf(!existsSync(`${tables}/world-port-index.csv`))('lie where the World Port Index has them', () => {
    const ports = new Map(rows('world-port-index.csv').map((row) => [row[0], row]));
    for (const place of knownPlaces.filter((one) => one.source === 'wpi')) {
      const port = ports.get(place.row);
      expect(Number(port?.[4]), place.locode).toBeCloseTo(place.latitude, 4);
      expect(Number(port?.[5]), place.locode).toBeCloseTo(place.longitude, 4);
    }
  });
  it.skipIf(!existsSync(`${tables}/unlocode`))('lie where UN/LOCODE has them, where it says so itself', () => {
    for (const place of knownPlaces.filter((one) => one.source === 'unlocode')) {
      const row = rows(`unlocode/${place.row.slice(0, 2)}.csv`).find((one) => one[0] + (one[1] ?? '') === place.row);
      expect(row?.[10], place.locode).toBe('');
      expect(Number(row?.[8]), place.locode).toBeCloseTo(place.latitude, 4);
      expect(Number(row?.[9]), place.locode).toBeCloseTo(place.longitude, 4);
    }
  });
});
