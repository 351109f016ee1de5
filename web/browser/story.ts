// What people of two nations do with an order or a visit in their browsers, in words of their own.
import type {Locator} from 'playwright-core';
import {expect, vi} from 'vitest';
import type {Person} from './browser';
import type {World} from './nodes';
import {ask, bookId} from './views';

/** Looks again and again until it holds. Not expect.poll(), which takes no two tests at once. */
export const eventually = (holds: () => Promise<void>): Promise<void> => vi.waitFor(holds, {timeout: 20_000, interval: 150});

export interface CaseWords {
  state: string;
  agreed_state?: string;
  acts: {id: string; kind: string; party?: string; office?: string; standing: string}[];
}

/** Puts the office before this browser down, if one was open, and takes up another. */
export async function become(world: World, person: Person, office: string): Promise<void> {
  await person.open('/');
  const menu = person.page.locator('header button[aria-haspopup=menu]');
  if ((await menu.count()) > 0) {
    await menu.click();
    await person.page.getByRole('menuitem', {name: 'Sign out'}).click();
    await person.page.locator('input[type=password]').waitFor();
  }
  await person.signIn(world, office);
}

const plain = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The button at the end of every form, or of the form in this part of the page. */
export function signButton(person: Person, part: Locator = person.page.locator('main')) {
  const [before, after] = person.t('form.sign', {act: '\n'}).split('\n').map(plain);
  return part.getByRole('button', {name: new RegExp(`^${before}.*${after}$`)});
}

/** What is typed or chosen under exactly this label; the star of what must be said may stand behind it. */
export function field(person: Person, part: Locator, label: string): Locator {
  return part.getByLabel(new RegExp(`^\\s*${plain(label)}\\s*\\*?\\s*$`)).and(person.page.locator('input, select, textarea'));
}

/** Words as a view has them: its own, then those of the views of work, then the common ones. */
export function wordsOf(person: Person, area: string) {
  return (key: string, values: Record<string, string | number> = {}): string => person.t(key, {ns: [area, 'work', 'common'], ...values});
}

/** Signs what stands in the form and waits until the page has gone on to `then`; a refusal ends the test with its words. */
export async function sign(person: Person, then: (url: URL) => boolean, part?: Locator): Promise<void> {
  const {page} = person;
  const refusal = page.locator('[data-refusal]');
  await signButton(person, part).click();
  const refused = refusal.first().waitFor().then(() => refusal.first().innerText(), () => undefined);
  const gone = page.waitForURL(then).then(() => undefined);
  const words = await Promise.race([gone, refused]);
  if (words !== undefined) throw new Error(`refused to ${person.nation.code}: ${words}`);
  refused.catch(() => undefined);
  await person.settled();
}

/** A case as this person's own node has it. */
export async function caseOf(person: Person, slug: string, id: string): Promise<CaseWords> {
  return ask<CaseWords>(person, `/v1/partnerships/${await bookId(person, slug)}/cases/${id}`);
}

/** The act of a kind that came last in a case, once every party has cosigned it at this person's node. */
export async function agreed(person: Person, slug: string, id: string, kind: string): Promise<string> {
  let found = '';
  await eventually(async () => {
    const act = (await caseOf(person, slug, id).catch(() => undefined))?.acts.findLast((one) => one.kind === kind);
    found = act?.id ?? '';
    expect(act?.standing, `${kind} agreed at ${person.nation.code}`).toBe('agreed');
  });
  return found;
}

/** Waits for an act's accord and has this browser itself prove it. */
export async function prove(person: Person, slug: string, id: string, kind: string): Promise<void> {
  const act = await agreed(person, slug, id, kind);
  await person.open(`/b/${slug}/acts/${act}`);
  await person.page.locator('[data-proof]').waitFor();
  expect(await person.page.locator('[data-proof]').getAttribute('data-proof'), `${kind} in the browser of ${person.nation.code}`).toBe('verified');
}

export interface RequestWords {
  activity: string;
  reference: string;
  place: string;
  item: string;
  description: string;
  quantity: string;
  unit: string;
  price: string;
}

/** Fills the guided request for one line, fuel unless said otherwise; signs nothing. */
export async function fillRequest(person: Person, slug: string, words: RequestWords, category = 'fuel'): Promise<void> {
  const {page} = person;
  await person.open(`/b/${slug}/orders/new`);
  const ground = page.getByRole('group', {name: 'Agreement and occasion'});
  await ground.getByLabel('activity').selectOption({label: words.activity});
  await ground.getByLabel('document number').fill(words.reference);
  await ground.getByLabel('place').fill(words.place);
  const line = page.getByRole('region', {name: 'Line 1'});
  await line.getByLabel('category').selectOption(category);
  await line.getByLabel('item').fill(words.item);
  await line.getByLabel('description').fill(words.description);
  // The unit first: a figure that stands already would be converted.
  await line.getByLabel('unit').selectOption(words.unit);
  await line.getByLabel('quantity').fill(words.quantity);
  await line.getByLabel('means of settlement').selectOption('reimbursement');
  await line.getByLabel(/^Price/).fill(words.price);
}

/** Signs what stands in the form and answers the new case that the page goes to. */
export async function openCase(person: Person, part: string): Promise<string> {
  await signButton(person).click();
  await person.page.waitForURL(new RegExp(`/${part}/[0-9a-f]{64}$`));
  await person.settled();
  return new URL(person.page.url()).pathname.split('/').at(-1) ?? '';
}
