// How long a page takes until something of it is seen, and until its largest part is: `npm run paint`, against the nodes of the
// demonstration. Figures for docs/benchmarks.md; a figure of another machine is another figure, so only their being there is asked.
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {Person} from './browser';
import {World} from './nodes';
import {bookId, cases} from './views';

const ROUNDS = 7;
let world: World;

beforeAll(async () => {
  world = await World.play();
});
afterAll(async () => {
  await world?.end();
});

interface Painted {
  first: number;
  largest: number;
}

/** Of the page as it was loaded last, in milliseconds from the beginning of its navigation. */
async function painted(person: Person): Promise<Painted> {
  await person.page.waitForTimeout(500);  // the largest part may come late
  return person.page.evaluate(
    () =>
      new Promise((done) => {
        const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1;
        new PerformanceObserver((list) => done({first, largest: list.getEntries().at(-1)?.startTime ?? -1})).observe({type: 'largest-contentful-paint', buffered: true});
      }),
  );
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? -1;

describe('what is seen', () => {
  it('comes soon', async () => {
    const seen = new Map<string, Painted[]>();
    const note = async (name: string, person: Person) => {
      const one = await painted(person);
      expect(one.first, name).toBeGreaterThan(0);
      expect(one.largest, name).toBeGreaterThanOrEqual(one.first);
      seen.set(name, [...(seen.get(name) ?? []), one]);
    };
    for (let round = 0; round < ROUNDS; ++round) {
      // A profile of its own each time: nothing is kept from the round before.
      const person = await Person.at(world.nations.jpn);
      await person.open('/');
      await note('sign-in, nothing kept from before', person);
      await person.signIn(world, 'requesting officer');
      const order = (await cases(person, await bookId(person, 'jpn-phl'), 'order'))[0];
      for (const [name, path] of [['home', '/'], ['orders', '/b/jpn-phl/orders'], ['an order', `/b/jpn-phl/orders/${order?.id}`]] as const) {
        await person.open(path);
        await note(`${name}, opened anew`, person);
      }
      await person.leave();
    }
    for (const [name, times] of seen)
      console.log(`${name.padEnd(36)} first ${median(times.map((one) => one.first)).toFixed(0).padStart(5)} ms   largest ${median(times.map((one) => one.largest)).toFixed(0).padStart(5)} ms`);
  }, 300_000);
});
