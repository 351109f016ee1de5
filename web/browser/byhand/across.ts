// Steps that reach from one book into another, as a person takes them in the pages.
import type {Locator} from 'playwright-core';
import type {Person} from '../browser';
import type {Code, Hands, Office} from '../hands';
import {caseOf, field, sign, signButton, wordsOf} from '../story';

/** Names of the parties of a book in the reader's language, as the pages name a book. */
export const bookName = (person: Person, slug: string): string => slug.split('-').map((code) => person.t(`glossary:party.${code}`)).join(' · ');

export interface Reach {
  hands: Hands;
  slug: string;
  /** The order's name in `hands.cases`. */
  name: string;
  by: Code;
  office: Office;
  kind: string;
}

export const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** Opens an order and takes a step from its menu; answers who took it, with the form before them. */
export async function reachFor({hands, slug, name, by, office, kind}: Reach): Promise<Person> {
  const person = await hands.who(by, office);
  const {page} = person;
  const t = wordsOf(person, 'orders');
  const order = hands.case(name);
  await person.open(`/b/${slug}/orders/${order}`);
  await page.getByRole('group', {name: t('order.actions')}).getByRole('button', {name: t('order.more')}).click();
  await page.getByRole('menuitem', {name: capital(t(`act.${kind}`)), exact: true}).click();
  await page.waitForURL((url) => url.pathname === `/b/${slug}/cases/${order}/act/${kind}`);
  // The order's page stands until the form has come.
  await page.getByRole('heading', {level: 1, name: capital(t(`act.${kind}`)), exact: true}).waitFor();
  await signButton(person).waitFor();
  return person;
}

/** Signs the step; the page goes back to the order. */
export async function signReach(person: Person, {hands, slug, name}: Reach): Promise<void> {
  await sign(person, (url) => url.pathname === `/b/${slug}/orders/${hands.case(name)}`);
}

/** A step for which the page offers all that it needs. */
export async function reach(step: Reach): Promise<void> {
  await signReach(await reachFor(step), step);
}

export const inField = (person: Person, label: string): Locator => field(person, person.page.locator('main'), person.t(label));

/** The agreements desk opens an act of a case by its entry among the signed acts, and shows it in another book. */
export async function showAct(hands: Hands, by: Code, from: string, page: string, act: string, there: string): Promise<string> {
  const person = await hands.who(by, 'agreements desk');
  await person.open(page);
  await person.page.locator(`main a[href="/b/${from}/acts/${act}"]`).first().click();
  await person.page.getByRole('button', {name: person.t('across:show_in_another')}).click();
  const choice = inField(person, 'across:book');
  const ready = signButton(person);
  await choice.or(ready).first().waitFor();
  if (await choice.isVisible()) await choice.selectOption({label: bookName(person, there)});
  await sign(person, (url) => url.pathname.startsWith(`/b/${there}/cases/`));
  return new URL(person.page.url()).pathname.split('/').at(-1) ?? '';
}

/** Signs the part of a page that has forms of several acts. */
export async function signPart(person: Person, kind: string, then: () => Promise<void>): Promise<void> {
  await person.page.locator('main').getByRole('button', {name: person.t('form.sign', {act: person.t(`glossary:act.${kind}`)}), exact: true}).click();
  const refusal = person.page.locator('[data-refusal]').first();
  const refused = refusal.waitFor().then(() => refusal.innerText(), () => undefined);
  const words = await Promise.race([then().then(() => undefined), refused]);
  if (words !== undefined) throw new Error(`refused to ${person.nation.code}: ${words}`);
}

/** The agreements desk shows a debt held in a book of two on the page of its round; kept as "shown" and the lock. */
export async function showHeld(hands: Hands, by: Code, slug: string, round: string, lock: string): Promise<void> {
  const desk = await hands.who(by, 'agreements desk');
  await desk.open(`/b/${slug}/netting/${round}`);
  const held = desk.page.locator(`[data-held="${lock}"]`);
  await held.getByRole('button', {name: desk.t('across:held.show')}).click();
  const shown = held.getByRole('link', {name: desk.t('across:held.shown')});
  await signPart(desk, 'disclose', () => shown.waitFor());
  const name = `shown ${lock}`;
  hands.cases.set(name, (await shown.getAttribute('href'))?.split('/').at(-1) ?? '');
  await hands.agreed(slug, name, 'disclose');
}

/** The finance officer enters the debt that was shown. */
export async function enterDebt(hands: Hands, by: Code, slug: string, name: string, lock: string): Promise<void> {
  const finance = await hands.who(by, 'finance officer');
  await finance.open(`/b/${slug}/netting/${hands.case(name)}`);
  await signPart(finance, 'enter_debt', () => finance.page.locator(`[data-held="${lock}"]`).getByText(finance.t('across:held.entered')).waitFor());
  await hands.agreed(slug, name, 'enter_debt');
}

/** The agreements desk shows in a book of two how a round ended, from the round's page. */
export async function showEnd(hands: Hands, by: Code, slug: string, round: string, there: string): Promise<void> {
  const desk = await hands.who(by, 'agreements desk');
  await desk.open(`/b/${slug}/netting/${round}`);
  const ended = desk.page.locator(`[data-ended="${there}"]`);
  await ended.getByRole('button', {name: desk.t('across:ended.show')}).click();
  const shown = ended.getByRole('link', {name: desk.t('across:ended.shown')});
  await signPart(desk, 'disclose', () => shown.waitFor());
  const name = `ended ${there} ${round}`;
  hands.cases.set(name, (await shown.getAttribute('href'))?.split('/').at(-1) ?? '');
  await hands.agreed(there, name, 'disclose');
}

/** A case whole, as this person's node has it. */
export const wholeCase = async <T>(person: Person, slug: string, id: string): Promise<T> => (await caseOf(person, slug, id)) as unknown as T;
