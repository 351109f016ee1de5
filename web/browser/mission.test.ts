// What is looked at and done beside orders: a visit, the boathouse, a round of netting, an agreed account, the search, the
// calendar's feed.
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {Person} from './browser';
import {inDays} from './days';
import {World} from './nodes';
import {agreed, become, caseOf, fillRequest, openCase, prove, signButton} from './story';
import {bookId, cases} from './views';

const SLUG = 'jpn-phl';
const ACTIVITY = 'Demonstration exercise off Subic Bay';

let world: World;
let japan: Person;
let philippines: Person;

beforeAll(async () => {
  world = await World.play();
  [japan, philippines] = await Promise.all([Person.at(world.nations.jpn), Person.at(world.nations.phl)]);
  await Promise.all([japan.signIn(world, 'requesting officer'), philippines.signIn(world, 'contracting officer')]);
});
afterAll(async () => {
  await Promise.all([japan?.leave(), philippines?.leave()]);
  await world?.end();
});

const words = (person: Person) => person.page.locator('main').innerText();

describe('a visit', () => {
  let visit = '';
  const page = () => `/b/${SLUG}/visits/${visit}`;

  it('is notified by Japan, step by step, and nothing is signed before its last step', async () => {
    const at = japan.page;
    await japan.open(`/b/${SLUG}/visits/new`);
    const activity = at.getByLabel('activity');
    await activity.selectOption(await activity.locator('option', {hasText: ACTIVITY}).getAttribute('value'));
    await at.getByLabel('document number').fill('MSO-2026-7');
    await at.getByLabel('Purpose of the visit').fill('Port call');
    await at.getByLabel('First day').fill(inDays(0));
    await at.getByLabel('Last day').fill(inDays(5));
    await at.getByRole('button', {name: 'Add a place'}).click();
    await at.getByRole('group', {name: 'Places 1'}).getByRole('textbox', {name: 'place'}).fill('Subic Bay');
    const steps = at.getByRole('navigation', {name: 'Steps of the plan'});
    await steps.getByRole('button', {name: /People/}).click();
    await at.getByRole('textbox', {name: 'officer'}).fill('4');
    await at.getByRole('textbox', {name: 'enlisted'}).fill('２０');
    await steps.getByRole('button', {name: /Ships/}).click();
    await at.getByRole('button', {name: 'Add a ship, aircraft or vehicle'}).click();
    await at.getByLabel('Hull, tail or plate number').fill('MSO-303');
    expect(await signButton(japan).count()).toBe(0);
    await steps.getByRole('button', {name: /Check and sign/}).click();
    visit = await openCase(japan, 'visits');
    await prove(japan, SLUG, visit, 'notify_visit');
  });

  it('is consented to by the Philippines’ contracting officer', async () => {
    await agreed(philippines, SLUG, visit, 'notify_visit');
    await philippines.open(page());
    await philippines.page.getByText('The notification waits for the host').waitFor();
    expect(await words(philippines)).toContain('MSO-303');
    await philippines.page.getByRole('button', {name: 'consent to a visit'}).click();
    await signButton(philippines).click();
    await prove(philippines, SLUG, visit, 'consent_visit');
  });

  it('is entered; one officer fewer than declared shows to the host', async () => {
    await become(world, japan, 'supply officer');
    await agreed(japan, SLUG, visit, 'consent_visit');
    await philippines.open(page());
    await japan.open(page());
    await japan.page.getByRole('button', {name: 'entry'}).click();
    const officers = japan.page.getByLabel(/^Comes in now: officer/i);
    expect(await officers.inputValue()).toBe('4');
    await officers.fill('3');
    await signButton(japan).click();
    await prove(japan, SLUG, visit, 'enter');
    expect((await caseOf(japan, SLUG, visit)).state).toBe('entered');
    // Without opening the page again.
    await philippines.page.getByText('fewer than declared').first().waitFor({timeout: 15_000});
    await philippines.open(`/b/${SLUG}/visits`);
    expect(await words(philippines)).toContain('MSO-2026-7');
  });
});

describe('the boathouse', () => {
  let grant = '';

  it('shows its milestones, its money and its things with serial numbers', async () => {
    grant = (await cases(philippines, await bookId(philippines, SLUG), 'grant')).find((one) => (one as {reference?: string}).reference === 'J-2026-1')?.id ?? '';
    await philippines.open(`/b/${SLUG}/grants/${grant}`);
    const milestones = philippines.page.getByRole('table', {name: /^Lot 1: Boathouse and slipway/});
    expect(await milestones.getByRole('rowheader').allInnerTexts()).toEqual(['1. Foundations', '2. House and slipway']);
    expect(await milestones.innerText()).toContain('450,000,000 JPY');
    const things = philippines.page.getByRole('table', {name: 'Things with serial numbers'});
    expect(await things.getByRole('rowheader').allInnerTexts()).toEqual(['BH-1', 'SLIP-1']);
    expect(await words(philippines)).toContain('900,000,000 JPY');
  });

  it('leads to the boats that lie in it', async () => {
    await philippines.page.getByRole('region', {name: 'Grants that belong together'}).getByRole('link').click();
    await philippines.page.getByRole('heading', {level: 1, name: 'Rigid-hulled inflatable boats'}).waitFor();
    const boats = philippines.page.getByRole('table', {name: 'Things with serial numbers'});
    await boats.waitFor();
    expect(await boats.innerText()).toContain('BH-1');
  });

  it('has a public sheet, in another language than the reader’s too', async () => {
    await philippines.open(`/b/${SLUG}/grants/${grant}/public`);
    const sheet = philippines.page.locator('article');
    await sheet.waitFor();
    expect(await sheet.innerText()).toContain('900,000,000 JPY');
    await philippines.page.getByText('日本語').click();
    await philippines.page.locator('article[lang=ja]').waitFor();
    expect(await sheet.innerText()).toContain('フィリピン');
    // A sheet to be published names no serial number and nobody who signed.
    expect(await sheet.innerText()).not.toMatch(/BH-1|SLIP-1|officer/);
  });
});

describe('a round of netting', () => {
  it('is explained by a picture before and after, and the same in words', async () => {
    const round = (await cases(japan, await bookId(japan, 'jpn-phl-usa'), 'round'))[0]?.id ?? '';
    await japan.open(`/b/jpn-phl-usa/netting/${round}`);
    const before = japan.page.getByRole('img', {name: /^Before: /});
    const after = japan.page.getByRole('img', {name: /^After: /});
    await before.waitFor();
    expect(await before.locator('circle').count()).toBe(3);
    expect(await before.getAttribute('aria-label')).toContain('Japan owes Philippines 6 HUR');
    expect(await after.getAttribute('aria-label')).toContain('Japan owes Philippines 2 HUR');
    expect(await after.getAttribute('aria-label')).not.toContain('United States owes');
    await japan.page.getByText('Every party’s net position stays the same.').waitFor();
  });
});

describe('an agreed account', () => {
  it('says first that both said the same, then what is open', async () => {
    const account = (await cases(japan, await bookId(japan, SLUG), 'account'))[0]?.id ?? '';
    await japan.open(`/b/${SLUG}/accounts/${account}`);
    await japan.page.getByText('Both have said the same.').waitFor();
    await japan.page.getByRole('heading', {name: 'Balances at the cut'}).waitFor();
    await japan.page.getByRole('heading', {name: /^Open between the two|^Nothing is open/i}).waitFor();
    const paper = await japan.page.getByRole('link', {name: 'As a paper (PDF)'}).getAttribute('href');
    const answer = await japan.page.request.get(world.nations.jpn.url + (paper ?? ''));
    expect(answer.status()).toBe(200);
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('the search', () => {
  it('finds a word of two kanji that stands inside a longer one', async () => {
    await become(world, japan, 'requesting officer');
    await fillRequest(japan, SLUG, {activity: ACTIVITY, reference: 'J-2026-K01', place: 'Subic Bay', item: 'F-76', description: '艦船用燃料油', quantity: '500', unit: 'LTR', price: '150'});
    const order = await openCase(japan, 'orders');
    await agreed(philippines, SLUG, order, 'request');
    await philippines.open(`/b/${SLUG}/search`);
    await philippines.page.getByLabel('Words').fill('燃料');
    await philippines.page.getByRole('button', {name: 'Search', exact: true}).last().click();
    await philippines.page.locator('mark', {hasText: '燃料'}).first().waitFor();
    const found = philippines.page.getByRole('region', {name: /^Orders/}).getByRole('link', {name: 'J-2026-K01'});
    await found.click();
    await philippines.page.waitForURL((url) => url.pathname.endsWith(order));
  });
});

describe('the calendar', () => {
  it('is followed by a program that has the key and by nobody else', async () => {
    await japan.open('/calendar');
    const href = await japan.page.getByRole('link', {name: 'Download once'}).getAttribute('href');
    const [good, bad, none] = await Promise.all([fetch(href ?? ''), fetch((href ?? '').replace(/key=.*/, `key=${'0'.repeat(64)}`)), fetch((href ?? '').replace(/\?.*/, ''))]);
    expect(good.status).toBe(200);
    expect(good.headers.get('content-type')).toContain('text/calendar');
    const feed = await good.text();
    expect(feed).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(feed).toContain('BEGIN:VEVENT');
    expect(feed).toMatch(/END:VCALENDAR\r\n$/);
    expect(bad.ok || none.ok).toBe(false);
  });
});
