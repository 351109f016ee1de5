// The pictures of docs/guide: `npm run screenshots`. Each shows a page as somebody at work has it before them.
import {mkdirSync, statSync} from 'node:fs';
import {resolve} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {Person, type Language} from './browser';
import {World} from './nodes';
import {stage} from './staging';
import {ask, bookId, cases} from './views';

const folder = resolve('../docs/guide/images');
const BOOK = '/b/jpn-phl';
let world: World;

beforeAll(async () => {
  mkdirSync(folder, {recursive: true});
  world = await World.play();
  await stage(world);
}, 300_000);
afterAll(async () => {
  await world?.end();
});

interface Sitting {
  nation?: 'jpn' | 'phl';
  office: string;
  language?: Language;
  telephone?: boolean;
}

/** A person of an office takes pictures, then leaves. */
async function sitting({nation = 'jpn', office, language = 'en', telephone = false}: Sitting, work: (person: Person) => Promise<void>): Promise<void> {
  const person = await Person.at(world.nations[nation], {language, ...(telephone ? {width: 390, height: 780} : {width: 1280, height: 860})});
  try {
    await person.signIn(world, office);
    await work(person);
  } finally {
    await person.leave();
  }
}

/** A picture of what stands in the window; each has to stay small, since all of them lie in the repository. */
async function take(person: Person, name: string): Promise<void> {
  await person.page.waitForTimeout(900);
  const path = `${folder}/${name}.png`;
  await person.page.screenshot({path, animations: 'disabled', caret: 'hide'});
  expect(statSync(path).size, name).toBeLessThan(160_000);
}

const open = async (person: Person, name: string, path: string): Promise<void> => {
  await person.open(path);
  await take(person, name);
};

/** The id of the first case of this type, or of the one whose entry holds the word. */
async function caseOf(person: Person, type: string, word = '', slug = 'jpn-phl'): Promise<string> {
  const found = (await cases(person, await bookId(person, slug), type)).find((one) => JSON.stringify(one).includes(word));
  if (!found) throw new Error(`no ${type} with ${word}`);
  return found.id;
}

/** Less water came than was issued, and some rations were spoiled: figures and a reason, not yet signed. */
async function receiving(person: Person, reference: string): Promise<void> {
  await person.open(`${BOOK}/orders/${await caseOf(person, 'order', reference)}/receive`);
  const row = (item: string) => person.page.locator('table.goods tbody tr').filter({hasText: item});
  await row('WATER').locator('input').nth(0).fill('59.5');
  await row('WATER').locator('select').last().selectOption('short_delivery');
  await row('RATION').locator('input').nth(0).fill('96');
  await row('RATION').locator('input').nth(1).fill('4');
}

describe('the pages on a desk', () => {
  it('of the contracting officer', () => sitting({office: 'contracting officer'}, (person) => open(person, 'home', '/')), 120_000);

  it('of the requesting officer', () =>
    sitting({office: 'requesting officer'}, async (person) => {
      await open(person, 'orders', `${BOOK}/orders`);
      await asking(person);
      await open(person, 'order', `${BOOK}/orders/${await caseOf(person, 'order', 'J-2026-071')}`);
      await open(person, 'visit', `${BOOK}/visits/${await caseOf(person, 'visit')}`);
      await open(person, 'map', '/map');
      await open(person, 'calendar', '/calendar');
    }), 120_000);

  it('of the receiving officer', () =>
    sitting({nation: 'phl', office: 'receiving officer'}, async (person) => {
      await receiving(person, 'P-2026-052');
      await take(person, 'receive');
    }), 120_000);

  it('of the finance officer', () =>
    sitting({office: 'finance officer'}, async (person) => {
      await open(person, 'home-finance', '/');
      await open(person, 'positions', `${BOOK}/positions`);
      await open(person, 'ageing', `${BOOK}/ageing`);
      await open(person, 'invoice', `${BOOK}/orders/${await caseOf(person, 'order', 'P-2026-017')}/invoice`);
      await open(person, 'settle', `${BOOK}/orders/${await caseOf(person, 'order', 'J-2026-071')}/settle`);
      await open(person, 'round', `/b/jpn-phl-usa/netting/${await caseOf(person, 'round', '', 'jpn-phl-usa')}`);
      await open(person, 'account', `${BOOK}/accounts/${await caseOf(person, 'account')}`);
    }), 120_000);

  it('of an auditor', () =>
    sitting({office: 'finance officer'}, async (person) => {
      await open(person, 'acts', `${BOOK}/acts`);
      const {acts} = await ask<{acts: {id: string; kind: string}[]}>(person, `/v1/partnerships/${await bookId(person, 'jpn-phl')}/log?from=0&count=1000`);
      await person.open(`${BOOK}/acts/${acts.find((one) => one.kind === 'request')?.id}`);
      await person.page.locator('[data-proof=verified]').waitFor();
      await take(person, 'act');
      await open(person, 'trail', `${BOOK}/cases/${await caseOf(person, 'order', 'J-2026-071')}?trail=1`);
    }), 120_000);

  it('of the agreements desk', () =>
    sitting({office: 'agreements desk'}, async (person) => {
      await open(person, 'instrument', `${BOOK}/law/${await caseOf(person, 'instrument', 'acsa')}`);
      const grant = await caseOf(person, 'grant', 'J-2026-1');
      await open(person, 'grant', `${BOOK}/grants/${grant}`);
      await open(person, 'public-sheet', `${BOOK}/grants/${grant}/public`);
    }), 120_000);

  it('of the registrar', () =>
    sitting({office: 'registrar'}, async (person) => {
      await open(person, 'partners', '/partners');
      await open(person, 'offices', `${BOOK}/offices`);
      await open(person, 'administration', '/admin');
    }), 120_000);

  it('before signing in', async () => {
    const person = await Person.at(world.nations.jpn, {width: 1280, height: 860});
    await open(person, 'sign-in', '/');
    await person.leave();
  });
});

/** A request with its first line: what the agreement says of it stands below the fields. */
async function asking(person: Person): Promise<void> {
  await person.open(`${BOOK}/orders/new`);
  const {page} = person;
  await page.getByRole('combobox', {name: 'agreement'}).selectOption({label: 'Acquisition and Cross-Servicing Agreement between Japan and the Philippines, signed 15 January 2026'});
  await page.getByRole('combobox', {name: 'activity'}).selectOption({label: 'Demonstration exercise off Subic Bay'});
  await page.getByRole('textbox', {name: 'document number'}).fill('J-2026-072');
  await page.getByRole('textbox', {name: 'place'}).fill('Subic Bay');
  const line = page.locator('section[aria-label="Line 1"]');
  await line.locator('select').first().selectOption('fuel');
  await line.locator('input').nth(0).fill('F-76');
  await line.locator('input').nth(1).fill('Naval distillate');
  await line.locator('select').nth(1).selectOption('LTR');
  await line.locator('input').nth(3).fill('2500');
  await line.locator('select').nth(2).selectOption('reimbursement');
  await line.evaluate((card) => card.scrollIntoView({block: 'center'}));
  await take(person, 'request');
}

describe('the pages in Japanese and Filipino', () => {
  it('in Japanese', () =>
    sitting({office: 'receiving officer', language: 'ja'}, async (person) => {
      await open(person, 'home-ja', '/');
      await receiving(person, 'J-2026-070');
      await take(person, 'receive-ja');
    }), 120_000);
  it('in Filipino', () =>
    sitting({nation: 'phl', office: 'receiving officer', language: 'fil'}, async (person) => {
      await open(person, 'home-fil', '/');
      await receiving(person, 'P-2026-052');
      await take(person, 'receive-fil');
    }), 120_000);
});

describe('the pages on a telephone', () => {
  it('of the receiving officer', () =>
    sitting({nation: 'phl', office: 'receiving officer', telephone: true}, async (person) => {
      await open(person, 'home-telephone', '/');
      await open(person, 'order-telephone', `${BOOK}/orders/${await caseOf(person, 'order', 'P-2026-052')}`);
      await receiving(person, 'P-2026-052');
      await person.page.locator('table.goods tbody tr').filter({hasText: 'WATER'}).evaluate((row) => row.scrollIntoView({block: 'start'}));
      await person.page.evaluate(() => window.scrollBy(0, -70));
      await take(person, 'receive-telephone');
    }), 120_000);
});
