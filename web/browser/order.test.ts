// One order from its request to its close, by two browsers: one at Japan's pages, one at the Philippines'.
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {Person} from './browser';
import * as credit from './byhand/credit';
import {Hands} from './hands';
import {World} from './nodes';
import {agreed, become, caseOf, fillRequest, openCase, prove, signButton} from './story';

const SLUG = 'jpn-phl';
const WORDS = {activity: 'Demonstration exercise off Subic Bay', reference: 'J-2026-B01', place: 'Subic Bay, pier 3', item: 'F-76', description: 'Naval distillate', quantity: '2,000', unit: 'LTR', price: '150'};

let world: World;
let japan: Person;
let philippines: Person;
/** The order, once it is asked for. */
let order = '';

const page = (path = '') => `/b/${SLUG}/orders/${order}${path}`;

/** The papers that the order's page links to, by their kind. */
async function papersOf(person: Person): Promise<Map<string, string>> {
  await person.open(page());
  const links = await person.page.locator('main a[href*="/papers/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  return new Map(links.map((link) => [new URL(link, person.nation.url).searchParams.get('kind') ?? '', link]));
}

async function isPdf(person: Person, link: string | undefined): Promise<void> {
  const answer = await person.page.request.get(person.nation.url + (link ?? ''));
  expect(answer.status(), link).toBe(200);
  expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-');
}

beforeAll(async () => {
  world = await World.play();
  [japan, philippines] = await Promise.all([Person.at(world.nations.jpn), Person.at(world.nations.phl)]);
});
afterAll(async () => {
  await Promise.all([japan?.leave(), philippines?.leave()]);
  await world?.end();
});

describe('asking', () => {
  it('refuses what the agreement excludes, with the clause that does and what would be allowed', async () => {
    await become(world, japan, 'requesting officer');
    await fillRequest(japan, SLUG, {...WORDS, item: 'RIFLE', description: '', quantity: '10', unit: 'EA'}, 'weapons');
    const line = japan.page.getByRole('region', {name: 'Line 1'});
    // Said beside the field already, before anything is signed.
    await line.getByText('Neither side gives weapons.').waitFor();
    await signButton(japan).click();
    const refusal = japan.page.locator('[data-refusal=refused_excluded]');
    await refusal.waitFor();
    const words = await refusal.innerText();
    expect(words).toContain('no-weapons');
    expect(words).toContain('Neither side gives weapons.');
    expect(words).toMatch(/may supply: .*fuel/);
    expect(new URL(japan.page.url()).pathname).toBe(`/b/${SLUG}/orders/new`);
  });

  it('opens the order with what is allowed, by Japan’s requesting officer', async () => {
    await fillRequest(japan, SLUG, WORDS);
    await japan.page.getByText('annex-fuel').first().waitFor();
    await japan.page.getByText('300,000').first().waitFor();
    order = await openCase(japan, 'orders');
    await prove(japan, SLUG, order, 'request');
  });
});

describe('agreeing', () => {
  it('is offered by the Philippines’ contracting officer', async () => {
    await become(world, philippines, 'contracting officer');
    await agreed(philippines, SLUG, order, 'request');
    await philippines.open(page());
    await philippines.page.getByRole('group', {name: 'What you may do'}).getByRole('link', {name: 'Offer'}).click();
    await philippines.page.getByLabel('payee').fill('Philippine Navy, Finance Center');
    await philippines.page.getByLabel(/remittance|remit to/i).fill('Philippine Navy, Finance Center');
    await signButton(philippines).click();
    await prove(philippines, SLUG, order, 'offer');
  });

  it('is accepted by Japan’s contracting officer at the total offered', async () => {
    await become(world, japan, 'contracting officer');
    await agreed(japan, SLUG, order, 'offer');
    await japan.open(page('?do=accept'));
    await japan.page.getByText('Accepting the terms of the Philippines:').waitFor();
    expect(await japan.page.getByRole('region', {name: 'acceptance'}).innerText()).toContain('300,000');
    await signButton(japan).click();
    await prove(japan, SLUG, order, 'accept');
  });
});

describe('giving and receiving', () => {
  it('is issued by the Philippines’ supply officer', async () => {
    await become(world, philippines, 'supply officer');
    await agreed(philippines, SLUG, order, 'accept');
    await philippines.open(page('/issue'));
    expect(await philippines.page.getByLabel('Line 1: issue now').inputValue()).toBe('2000');
    await signButton(philippines).click();
    await philippines.page.waitForURL((url) => url.pathname === page());
    await prove(philippines, SLUG, order, 'issue');
  });

  it('is received short: the reason is forced, and the giver sees it without asking', async () => {
    await become(world, japan, 'receiving officer');
    await agreed(japan, SLUG, order, 'issue');
    await philippines.open(page());
    expect(await philippines.page.getByText('Received otherwise than issued').count()).toBe(0);

    await japan.open(page('/receive'));
    await japan.page.getByLabel('Line 1: received in good order').fill('１９５０');
    await japan.page.getByText('≠ -50').or(japan.page.getByText('≠ −50')).waitFor();
    await japan.page.getByText('Say why', {exact: true}).waitFor();
    expect(await signButton(japan).isDisabled()).toBe(true);
    await japan.page.getByLabel('Line 1: reason').selectOption('short_delivery');
    await signButton(japan).click();
    await japan.page.waitForURL((url) => url.pathname === page());

    const told = philippines.page.getByText(/1,950 .*received in good order, 0 damaged\. Reason: /);
    await told.waitFor({timeout: 15_000});
    expect(await told.innerText()).toMatch(/short/i);
    await prove(japan, SLUG, order, 'receive');
    await prove(philippines, SLUG, order, 'receive');
  });

  it('has the receipt as PDF', async () => {
    await isPdf(philippines, (await papersOf(philippines)).get('receipt'));
  });

  it('is measured again by the giver, who corrects the issue to what arrived', async () => {
    await philippines.open(page('/issue'));
    await philippines.page.getByLabel('New, or a correction of').selectOption({index: 1});
    const now = philippines.page.getByLabel('Line 1: issue now');
    await expect.poll(() => now.inputValue(), {timeout: 5_000}).toBe('2000');
    await now.fill('1950');
    await signButton(philippines).click();
    await philippines.page.waitForURL((url) => url.pathname === page());
    await prove(philippines, SLUG, order, 'issue');
    await japan.open(page());
    await expect.poll(() => japan.page.getByText('on the way').count(), {timeout: 15_000}).toBe(0);
  });
});

describe('settling', () => {
  it('is billed from the receipt, not from the issue, by the Philippines’ finance officer', async () => {
    await become(world, philippines, 'finance officer');
    await philippines.open(page('/invoice'));
    expect(await philippines.page.getByLabel('Line 1: quantity billed').inputValue()).toBe('1950');
    await philippines.page.getByText('292,500').first().waitFor();
    await philippines.page.getByLabel('Invoice number').fill('PN-2026-B01');
    await signButton(philippines).click();
    await philippines.page.waitForURL((url) => url.pathname === page());
    await prove(philippines, SLUG, order, 'invoice');
  });

  it('is paid by Japan’s finance officer', async () => {
    await become(world, japan, 'finance officer');
    await agreed(japan, SLUG, order, 'invoice');
    await japan.open(page('/settle'));
    const pay = japan.page.getByRole('region', {name: /pay invoice PN-2026-B01/});
    expect(await pay.getByLabel('Amount in JPY').inputValue()).toBe('292500');
    await pay.getByLabel('Reference of the payment').fill('TT-881');
    await pay.getByRole('button', {name: /^Sign: /}).click();
    await japan.page.waitForURL((url) => url.pathname === page());
    await prove(japan, SLUG, order, 'pay');
  });

  it('is confirmed by who was paid', async () => {
    await agreed(philippines, SLUG, order, 'pay');
    await philippines.open(page('/settle'));
    await signButton(philippines).click();
    await philippines.page.waitForURL((url) => url.pathname === page());
    await prove(philippines, SLUG, order, 'confirm');
  });

  it('is closed by a contracting officer', async () => {
    await become(world, japan, 'contracting officer');
    await agreed(japan, SLUG, order, 'confirm');
    await japan.open(page('?do=close'));
    await signButton(japan).click();
    await prove(japan, SLUG, order, 'close');
    expect((await caseOf(japan, SLUG, order)).state).toBe('closed');
    await agreed(philippines, SLUG, order, 'close');
    await philippines.open(page());
    await philippines.page.locator('main').getByText('closed').first().waitFor();
  });
});

describe('what is left of it', () => {
  it('has its papers as PDF: the order and the invoice beside the receipt', async () => {
    const papers = await papersOf(japan);
    expect([...papers.keys()].sort()).toEqual(['invoice', 'order', 'receipt']);
    // The issue was corrected since: what was received under it still has its paper.
    await isPdf(philippines, papers.get('receipt'));
    await isPdf(japan, papers.get('order'));
    await isPdf(japan, papers.get('invoice'));
  });

  it('is the same at both nations, act by act', async () => {
    const [here, there] = await Promise.all([caseOf(japan, SLUG, order), caseOf(philippines, SLUG, order)]);
    expect(here.acts.map((one) => one.id)).toEqual(there.acts.map((one) => one.id));
    expect(here.acts.map((one) => one.kind)).toEqual(['request', 'offer', 'accept', 'issue', 'receive', 'issue', 'invoice', 'pay', 'confirm', 'close']);
  });
});

describe('what was billed and did not come', () => {
  let hands: Hands;
  beforeAll(async () => {
    hands = await Hands.at('ja', {played: true});
  });
  afterAll(() => hands?.end());

  const long = {timeout: 180_000};
  it('is billed and paid first', long, async () => {
    await credit.bill(hands);
    await credit.payIt(hands);
  });
  it('comes to light when the receipt is corrected', long, () => credit.correctTheReceipt(hands));
  it('is credited, by line and with its reason', long, () => credit.credit(hands));
  it('is paid back, and the payer confirms it', long, () => credit.refund(hands));
  it('leaves nothing open at either nation', long, () => credit.nothingIsLeft(hands));
});
