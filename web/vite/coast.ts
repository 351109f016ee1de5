// The coasts of the map, drawn when the pages are built: Natural Earth's land (world-atlas, public domain) in the map's
// own projection, as one SVG path in whole steps of half a unit. A browser then fetches a few kilobytes and no geometry code.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {geoMercator, geoPath} from 'd3-geo';
import {feature} from 'topojson-client';
import type {GeometryCollection, Topology} from 'topojson-specification';
import type {Plugin} from 'vite';
import {CENTRE, FRAME, NORTH, project, SCALE, SOUTH} from '../src/pages/mission/projection.ts';

const NAME = 'virtual:coast';
/** Steps a unit of the frame: finer than the shapes are. */
const STEPS = 1;
/** Rings that would be less than this many units wide and high are left out. */
const LEAST = 3;
/** Points nearer than this many units to the one before are left out. */
const APART = 3;

type Ring = [number, number][];

/** Gathers what geoPath draws, cut at the edge of the map, as rings of points. */
class Rings {
  readonly rings: Ring[] = [];
  moveTo(x: number, y: number): void {
    this.rings.push([[x, y]]);
  }
  lineTo(x: number, y: number): void {
    this.rings.at(-1)?.push([x, y]);
  }
  closePath(): void {}
  beginPath(): void {}
  arc(): void {}
}

/** What the eye needs of a ring: its first and last point, and those between that stand apart. */
function thinned(ring: Ring): Ring {
  let kept = ring[0];
  return ring.filter((at, i) => {
    if (i > 0 && i < ring.length - 1 && kept && Math.hypot(at[0] - kept[0], at[1] - kept[1]) < APART) return false;
    kept = at;
    return true;
  });
}

/** A ring in relative whole steps; empty where it is too small to be seen. */
function drawn(ring: Ring): string {
  const size = (i: 0 | 1): number => Math.max(...ring.map((one) => one[i])) - Math.min(...ring.map((one) => one[i]));
  if (size(0) < LEAST && size(1) < LEAST) return '';
  const whole = thinned(ring).map(([x, y]) => [Math.round(x * STEPS), Math.round(y * STEPS)] as const);
  const [first, ...rest] = whole;
  if (!first) return '';
  let [x, y] = first;
  const steps: string[] = [];
  for (const [nx, ny] of rest) {
    if (nx !== x || ny !== y) steps.push(`${nx - x},${ny - y}`);
    [x, y] = [nx, ny];
  }
  return steps.length > 0 ? `M${first.join()}l${steps.join(' ')}z` : '';
}

/** The land of one of world-atlas's files as rings of the frame. */
function ringsOf(name: string): Ring[] {
  const file = createRequire(import.meta.url).resolve(`world-atlas/${name}.json`);
  const topology = JSON.parse(readFileSync(file, 'utf8')) as Topology<{land: GeometryCollection}>;
  const projection = geoMercator().rotate([-CENTRE[0], 0]).center([0, CENTRE[1]]).scale(SCALE).translate([FRAME.width / 2, FRAME.height / 2]);
  projection.clipExtent([[-1e5, project(CENTRE[0], NORTH)[1]], [1e5, project(CENTRE[0], SOUTH)[1]]]);
  const rings = new Rings();
  geoPath(projection, rings)(feature(topology, topology.objects.land));
  return rings.rings;
}

/** Islands that the frame shows at first: drawn from the finer file. */
const inFrame = (ring: Ring): boolean => ring.every(([x, y]) => x > 0 && x < FRAME.width && y > 0 && y < FRAME.height);

const coast = (): string =>
  [...ringsOf('land-110m').filter((ring) => !inFrame(ring)), ...ringsOf('land-50m').filter(inFrame)].map(drawn).join('');

/** `import {coast, STEPS} from 'virtual:coast'`: the path, and by what it is to be divided. */
export function coastPlugin(): Plugin {
  return {
    name: 'palitan-coast',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? `export const STEPS = ${STEPS};\nexport const coast = ${JSON.stringify(coast())};\n` : undefined),
  };
}
