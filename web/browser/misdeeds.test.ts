// A partner's machine is put back from an old copy of its disk and signs on: two acts under one number. The page of
// partners names office and acts, and hands out the file that another machine checks with nothing else.
import {execFileSync} from 'node:child_process';
import {cpSync, rmSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {Person} from './browser';
import {World} from './nodes';
import {ask, bookId} from './views';

const bin = join(resolve(process.env.PALITAN_BUILD ?? '../build'), 'bin');
const SLUG = 'jpn-phl';

interface Misdeeds {
  misdeeds: {id: string; party: string; office?: string; sequence?: number; acts?: {id: string}[]}[];
}

let world: World;
let officer: Person;
let book: string;

const open = (name: string): void => {
  const {phl} = world.nations;
  execFileSync(join(bin, 'palitan'), [
    '--node', phl.folder, '--partnership', SLUG, '--passphrase-file', join(world.folder, 'demo/passphrase'),
    'activity', 'open', '--type', 'relief', '--name', name, '--from', '2026-12-01', '--until', '2026-12-14',
  ]);
};

/** Asks the node again and again until something is there. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let i = 0; i < 300; ++i) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error('it does not come');
}

const known = (name: string) =>
  until(async () => ((await ask<{cases: {title?: string}[]}>(officer, `/v1/partnerships/${book}/cases?type=activity&count=500`)).cases.some((one) => JSON.stringify(one).includes(name)) ? true : undefined));
const misdeeds = () => ask<Misdeeds>(officer, `/v1/partnerships/${book}/misdeeds`);

beforeAll(async () => {
  world = await World.play();
  const {jpn, phl} = world.nations;
  officer = await Person.at(jpn);
  await officer.signIn(world, 'requesting officer');
  book = await bookId(officer, SLUG);
  await phl.stop();
  const copy = join(world.folder, 'old copy');
  cpSync(phl.folder, copy, {recursive: true});
  await phl.start();
  open('Relief of the first disk');
  await known('Relief of the first disk');
  // The old copy comes back while nobody is there to tell it what it forgot.
  await jpn.stop();
  await phl.stop();
  rmSync(phl.folder, {recursive: true});
  cpSync(copy, phl.folder, {recursive: true});
  await phl.start();
  open('Relief of the second disk');
  await jpn.start();
  await officer.signIn(world, 'requesting officer');
});
afterAll(async () => {
  await officer?.leave();
  await world?.end();
});

it('names the office and both acts, and saves the proof that another machine checks', async () => {
  // Its node may have cosigned twice as well, for the same reason: that is proven beside it.
  const found = await until(async () => (await misdeeds()).misdeeds.find((one) => one.office));
  const acts = found.acts ?? [];
  expect(found.party).toBe('phl');
  await officer.open('/partners');
  const words = officer.t('misdeeds:fork', {party: officer.t('glossary:party.phl'), office: found.office, sequence: found.sequence});
  const alert = officer.page.locator('[role=alert]').filter({hasText: found.office}).first();
  await alert.waitFor();
  const said = await alert.innerText();
  expect(said).toContain(words);
  expect(acts.length).toBe(2);
  for (const act of acts) expect(said).toContain(act.id.slice(0, 8));
  expect(await officer.findings()).toEqual([]);
  const saving = officer.page.waitForEvent('download');
  await alert.getByRole('button', {name: officer.t('misdeeds:save')}).click();
  const path = join(world.folder, 'saved.cbor');
  await (await saving).saveAs(path);
  const proven = execFileSync(join(bin, 'palitan-verify'), ['--proof', path, '--expect', book], {encoding: 'utf8'});
  expect(proven).toContain('PROVEN: phl signed two different acts');
  expect(proven).toContain(acts[0]?.id);
});
