// Many tabs of one person: they share the node's one stream of events, and who is signed in.
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Page} from 'playwright-core';
import {Person} from './browser';
import {World} from './nodes';
import {fillRequest, openCase} from './story';

const TABS = 8;
const SLUG = 'jpn-phl';
const WORDS = {activity: 'Demonstration exercise off Subic Bay', place: 'Subic Bay, pier 3', item: 'F-76', description: 'Naval distillate', quantity: '2,000', unit: 'LTR', price: '150'};

let world: World;
let person: Person;
let colleague: Person;
let tabs: Page[];
/** Of requests for the stream that are under way: the tab that made each. */
const streams = new Map<unknown, Page>();

beforeAll(async () => {
  world = await World.play();
  [person, colleague] = await Promise.all([Person.at(world.nations.jpn), Person.at(world.nations.jpn)]);
  await colleague.signIn(world, 'requesting officer');
  const context = person.page.context();
  const isStream = (url: string) => new URL(url).pathname === '/v1/events';
  context.on('request', (request) => isStream(request.url()) && streams.set(request, request.frame().page()));
  context.on('requestfinished', (request) => streams.delete(request));
  context.on('requestfailed', (request) => streams.delete(request));
  await person.signIn(world, 'requesting officer');
  tabs = [person.page];
  while (tabs.length < TABS) tabs.push(await context.newPage());
  for (const tab of tabs) {
    await tab.goto(`${person.nation.url}/b/${SLUG}/orders`);
    await tab.locator('h1').waitFor({timeout: 30_000});
  }
});
afterAll(async () => {
  await Promise.all([person?.leave(), colleague?.leave()]);
  await world?.end();
});

/** Who holds the stream: between two answers nobody does for a moment. */
async function holder(): Promise<Page> {
  let found: Page | undefined;
  await expect.poll(() => (found = [...streams.values()].find((one) => !one.isClosed())) !== undefined, {timeout: 30_000}).toBe(true);
  return found as Page;
}

/** Signs a request in another browser and sees it come up in every tab. */
async function sees(reference: string): Promise<void> {
  await fillRequest(colleague, SLUG, {...WORDS, reference});
  await openCase(colleague, 'orders');
  await Promise.all(tabs.map((tab) => tab.locator('main').getByText(reference).first().waitFor({timeout: 30_000})));
}

describe('eight tabs of one person', {timeout: 120_000}, () => {
  it('all stand, with one stream for all of them', async () => {
    await holder();
    expect(new Set(streams.values()).size).toBe(1);
    await Promise.all(tabs.map((tab) => tab.locator('header').getByText(person.t('link.in_step')).waitFor({timeout: 30_000})));
  });
  it('all show what changed', () => sees('J-TABS-1'));
  it('go on when the tab that held the stream is closed', async () => {
    const first = await holder();
    await first.close();
    tabs = tabs.filter((one) => one !== first);
    await sees('J-TABS-2');
    expect(await holder()).not.toBe(first);
  });
  it('are all signed out when one of them is', async () => {
    const [first, ...rest] = tabs as [Page, ...Page[]];
    await first.locator('header button[aria-haspopup=menu]').click();
    await first.getByRole('menuitem', {name: person.t('nav.sign_out')}).click();
    await Promise.all([first, ...rest].map((tab) => tab.locator('input[type=password]').waitFor({timeout: 30_000})));
  });
  it('are all signed in when one of them is, as that office, and live again', async () => {
    const [first] = tabs as [Page];
    await first.locator('input[type=radio][value="requesting officer"]').check();
    await first.locator('input[type=password]').fill(world.passphrase);
    await first.locator('button[type=submit]').click();
    await Promise.all(tabs.map((tab) => tab.locator('h1').getByText(person.t('nav.orders')).waitFor({timeout: 30_000})));
    await sees('J-TABS-3');
  });
});
