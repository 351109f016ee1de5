// The pages by keyboard alone: every control of every view, all that opens and closes, and whole tasks.
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {Person} from './browser';
import {Hands} from './hands';
import {Keys} from './keys';
import {stops, walk} from './keyboard_walk';
import {agreed, caseOf, signButton} from './story';
import {allViews, ask, bookId} from './views';

const SLUG = 'jpn-phl';
let hands: Hands;

beforeAll(async () => {
  hands = await Hands.at('en', {played: true});
});
afterAll(() => hands?.end());

/** Somebody signed in, in a window of this width. */
async function wide(width: number, office?: string): Promise<Person> {
  const person = await Person.at(hands.world.nations.jpn, {width});
  if (office) await person.signIn(hands.world, office);
  return person;
}

describe('every control by Tab, in reading order, seen and with a ring', () => {
  it.concurrent.each([1280, 390])('on every view, %i wide', async (width) => {
    const person = await wide(width);
    await person.open('/');
    const found: Record<string, string[]> = {};
    const look = async (name: string) => {
      const faults = await walk(person.page);
      if (faults.length > 0) found[name] = faults;
      expect(await stops(person.page), name).toBeGreaterThan(3);
    };
    await look('sign-in');
    await person.signIn(hands.world, 'requesting officer');
    for (const view of await allViews(person)) {
      await person.open(view.path);
      await look(view.name);
    }
    await person.leave();
    expect(found).toEqual({});
  }, 600_000);
});

describe('what opens', () => {
  it('is walked through by keys, ends with Escape, and gives the focus back, on every view', async () => {
    const person = await wide(1280, 'contracting officer');
    const {page} = person;
    const keys = new Keys(person);
    const found: string[] = [];
    const seen = new Set<string>();
    for (const view of await allViews(person)) {
      await person.open(view.path);
      await page.waitForTimeout(400);
      const openers = page.locator('button[aria-haspopup]:not(:disabled)');
      for (let i = 0; i < (await openers.count()); ++i) {
        const opener = openers.nth(i);
        const name = `${await opener.getAttribute('aria-haspopup')} ${await opener.innerText()}`;
        if (seen.has(name)) continue;
        seen.add(name);
        await keys.enter(opener);
        const opened = page.locator('[role=menu],[role=dialog]').filter({visible: true});
        await opened.first().waitFor({timeout: 5_000});
        for (const fault of await inside(keys)) found.push(`${view.name}, ${name}: ${fault}`);
        await keys.press('Escape');
        await opened.first().waitFor({state: 'hidden', timeout: 5_000});
        if (!(await keys.has(opener))) found.push(`${view.name}, ${name}: the focus is not given back, but at ${await keys.focused()}`);
      }
    }
    await person.leave();
    expect(seen.size).toBeGreaterThanOrEqual(3);
    expect(found).toEqual([]);
  }, 300_000);

  /** Everything in the menu or dialog that can be used is come to by arrows or Tab, and the focus stays within. */
  async function inside(keys: Keys): Promise<string[]> {
    const menu = (await keys.page.locator('[role=menu]').filter({visible: true}).count()) > 0;
    let left: string[] = [];
    for (let i = 0; i < 80; ++i) {
      const unmet = await keys.page.evaluate(() => {
        const now = document.activeElement;
        const box = now?.closest('[role=menu],[role=dialog]');
        now?.setAttribute('data-met', '');
        return box ? [...box.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,[role^=menuitem]')].filter((one) => !one.matches(':disabled,[data-met]')).map((one) => one.outerHTML.slice(0, 160)) : undefined;
      });
      if (unmet?.length === 0) return [];
      if (!unmet && i > 0) return ['the focus leaves it'];
      left = unmet ?? [];
      await keys.press(menu ? 'ArrowDown' : 'Tab');
    }
    return left.map((one) => `not met: ${one}`);
  }

  it('lets the search be opened from anywhere and closed where one was', async () => {
    const person = await wide(1280, 'requesting officer');
    const keys = new Keys(person);
    await person.open(`/b/${SLUG}/positions`);
    const link = person.page.locator('header').getByRole('button', {name: person.t('nav.search')});
    await keys.to(link);
    await keys.press('/');
    await person.page.getByRole('dialog').waitFor();
    await keys.press('Escape');
    await person.page.getByRole('dialog').waitFor({state: 'detached'});
    expect(await keys.has(link)).toBe(true);
    await person.leave();
  });

  it('makes way for the menu on a telephone, which Escape closes', async () => {
    const person = await wide(390, 'requesting officer');
    const keys = new Keys(person);
    await person.open(`/b/${SLUG}/orders`);
    const burger = person.page.getByRole('button', {name: person.t('nav.menu')});
    await keys.enter(burger);
    await person.page.locator('nav a').first().waitFor();
    expect(await walk(person.page)).toEqual([]);
    await keys.press('Escape');
    await person.page.locator('nav a').first().waitFor({state: 'hidden'});
    expect(await keys.has(burger)).toBe(true);
    await person.leave();
  });
});

describe('tasks without a mouse', () => {
  let person: Person;
  let keys: Keys;
  beforeAll(async () => {
    person = await wide(1280);
    person.page.setDefaultTimeout(10_000);
    keys = new Keys(person);
  });
  afterAll(() => person?.leave());
  const main = () => person.page.locator('#main');

  it('signs in; a wrong passphrase is said and takes the focus', async () => {
    await person.open('/');
    await keys.fill(person.page.locator('input[type=password]'), 'a guess');
    await keys.press('Enter');
    const refusal = person.page.locator('[data-refusal=local_passphrase]');
    await refusal.waitFor();
    expect(await refusal.getAttribute('role')).toBe('alert');
    await expect.poll(() => keys.has(refusal)).toBe(true);
    await keys.signIn('requesting officer', hands.world.passphrase);
  });

  it('filters the orders, sorts them, walks the rows and opens one', async () => {
    await keys.goTo(person.t('nav.orders'), SLUG);
    expect(await keys.has(main()), 'a new view begins at its top').toBe(true);
    const {page} = person;
    const rows = page.locator('tbody tr');
    const all = await rows.count();
    expect(all).toBeGreaterThan(2);
    await keys.choose(page.getByLabel(person.t('orders:list.state'), {exact: true}), 'closed');
    await expect.poll(() => rows.count()).toBeLessThan(all);
    const head = page.locator('thead button').first();
    await keys.enter(head);
    await expect.poll(() => page.locator('th[aria-sort]').count()).toBe(1);
    await keys.to(rows.first());
    await keys.press('ArrowDown');
    expect(await keys.has(rows.nth(1))).toBe(true);
    await keys.press('Enter');
    await page.waitForURL(/\/orders\/[0-9a-f]{64}$/);
    await person.settled();
  });

  it('asks for weapons and is refused, asks for fuel and signs: both are said aloud', async () => {
    await keys.goTo(person.t('nav.new_request'), SLUG);
    const {page, t} = person;
    const ground = page.getByRole('group', {name: t('request:request.ground')});
    await keys.choose(ground.getByLabel(t('glossary:field.activity')), 'Demonstration exercise off Subic Bay');
    await keys.fill(ground.getByLabel(t('glossary:field.reference')), 'J-KEYS-1');
    await keys.fill(ground.getByLabel(t('glossary:field.place')), 'Subic Bay, pier 3');
    const line = page.getByRole('region', {name: t('request:request.line', {number: 1})});
    const category = line.getByLabel(t('glossary:field.category'));
    await keys.choose(category, 'weapons');
    await keys.fill(line.getByLabel(t('glossary:field.item')), 'F-76');
    await keys.choose(line.getByLabel(t('glossary:field.unit')), 'LTR');
    await keys.fill(line.getByLabel(t('glossary:field.quantity')), '2,000');
    await keys.choose(line.getByLabel(t('glossary:field.means')), 'reimbursement');
    await keys.enter(signButton(person));
    const refusal = page.locator('[data-refusal=refused_excluded]');
    await refusal.waitFor();
    await expect.poll(() => keys.has(refusal)).toBe(true);
    await keys.to(category, 'Shift+Tab');
    await keys.choose(category, 'fuel');
    await keys.choose(line.getByLabel(t('glossary:field.unit')), 'LTR');
    await keys.fill(line.getByLabel(t('glossary:field.quantity')), '2,000');
    await keys.choose(line.getByLabel(t('glossary:field.means')), 'reimbursement');
    await keys.fill(line.getByLabel(/^Price/), '150');
    await keys.enter(signButton(person));
    await page.waitForURL(/\/orders\/[0-9a-f]{64}$/);
    await expect.poll(() => page.locator('[data-signed]').innerText()).toContain(t('form.signed'));
    expect(await page.locator('[data-signed]').getAttribute('data-signed')).toBe('request');
    await person.settled();
    expect(await keys.has(main())).toBe(true);
    hands.cases.set('keys', new URL(page.url()).pathname.split('/').at(-1) ?? '');
  });

  it('moves and enlarges the map, and goes from a place to its entry', async () => {
    await keys.goTo(person.t('nav.map'));
    const {page} = person;
    const picture = page.locator('svg[role=group]');
    await picture.locator('[role=button]').first().waitFor();
    const glass = picture.locator('> g').first();
    await keys.to(picture);
    const before = await glass.getAttribute('transform');
    await keys.press('+', 'ArrowLeft');
    expect(await glass.getAttribute('transform')).not.toBe(before);
    await keys.press('0');
    expect(await glass.getAttribute('transform')).toBe(before);
    await keys.press('Tab', 'Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-pin'))).toBe(true);
  });

  it('moves in the calendar by day, week and month', async () => {
    await keys.goTo(person.t('nav.calendar'));
    const chosen = person.page.locator('[role=grid] button[tabindex="0"]');
    const day = async () => new Date((await chosen.getAttribute('data-day')) ?? '').getTime() / 86_400_000;
    await keys.to(chosen);
    const first = await day();
    await keys.press('ArrowRight', 'ArrowDown');
    expect(await day()).toBe(first + 8);
    await keys.press('PageDown');
    expect(await day()).toBeGreaterThan(first + 34);
    expect(await keys.has(chosen)).toBe(true);
  });

  it('reads the acts page by page', async () => {
    await keys.goTo(person.t('nav.acts'), SLUG);
    const more = main().getByRole('button', {name: person.t('proof:older')});
    const first = main().locator('a[href*="/acts/"]').first();
    const before = await first.getAttribute('href');
    await keys.enter(more);
    await expect.poll(async () => (await first.getAttribute('href')) !== before || (await main().locator('a[href*="/acts/"]').count()) > 50).toBe(true);
  });

  it('receives less than was issued, with the reason', async () => {
    const order = hands.case('keys');
    const given = async (office: string, nation: 'jpn' | 'phl', path: string, kind: string, fill?: (one: Person) => Promise<void>) => {
      const one = await hands.who(nation, office as Parameters<Hands['who']>[1]);
      await expect.poll(async () => (await caseOf(one, SLUG, order).catch(() => undefined))?.acts.at(-1)?.standing, {timeout: 20_000}).toBe('agreed');
      await one.open(`/b/${SLUG}/orders/${order}${path}`);
      await fill?.(one);
      await signButton(one).click();
      await agreed(one, SLUG, order, kind);
    };
    await given('contracting officer', 'phl', '?do=offer', 'offer', async (one) => {
      await one.page.getByLabel('payee').fill('Philippine Navy, Finance Center');
      await one.page.getByLabel(/remittance|remit to/i).fill('Philippine Navy, Finance Center');
    });
    await given('contracting officer', 'jpn', '?do=accept', 'accept');
    await given('supply officer', 'phl', '/issue', 'issue');

    const taker = await hands.who('jpn', 'receiving officer');
    await agreed(taker, SLUG, order, 'issue');
    await taker.open(`/b/${SLUG}/orders/${order}/receive`);
    const theirs = new Keys(taker);
    const {page} = taker;
    await theirs.fill(page.getByLabel(taker.t('goods:goods.received_of', {number: 1})), '1950');
    await theirs.choose(page.getByLabel(taker.t('goods:goods.reason_of', {number: 1})), 'short_delivery');
    await theirs.enter(signButton(taker));
    await page.waitForURL(/\/orders\/[0-9a-f]{64}$/);
    await agreed(taker, SLUG, order, 'receive');
  }, 120_000);

  it('signs out', async () => {
    await keys.enter(person.page.locator('header button[aria-haspopup=menu]'));
    const out = person.page.getByRole('menuitem', {name: person.t('nav.sign_out')});
    await out.waitFor();
    for (let i = 0; i < 10 && !(await keys.has(out)); ++i) await keys.press('ArrowDown');
    expect(await keys.has(out)).toBe(true);
    await keys.press('Enter');
    await person.page.locator('input[type=password]').waitFor();
    await expect(ask(person, '/v1/status')).rejects.toThrow('401');
    expect(await bookId(await hands.who('jpn', 'receiving officer'), SLUG)).not.toBe('');
  });
});
