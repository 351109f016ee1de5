// What a person does in any form of the pages: in words of the language that the window is in.
import {expect} from 'vitest';
import type {Locator} from 'playwright-core';
import type {Person} from '../browser';
import {signButton} from '../story';

/** A word to be looked for with anything after it: required fields end in a star. */
export const begins = (word: string): RegExp => new RegExp(`^${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}( \\*)?$`, 'i');

/** Fills fields of a form, or a part of it, by their labels. */
export async function fill(part: Locator, words: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(words)) await part.getByRole('textbox', {name: begins(label)}).fill(text);
}

/** A searchable list of a form, as the field that shows what is chosen. */
export const list = (part: Locator, label: string): Locator => part.locator('input').and(part.getByLabel(begins(label)));

/** Takes an option of a searchable list. */
export async function choose(person: Person, part: Locator, label: string, option: string | RegExp): Promise<void> {
  await list(part, label).click();
  await person.page.getByRole('option', {name: option}).first().click();
}

/** Opens the form of an act on a case's page by its button; the page is read anew, since forms begin with what stands then. */
export async function openForm(person: Person, path: string, kind: string): Promise<Locator> {
  await person.open(path);
  await person.page.locator('main').getByRole('button', {name: person.t(`glossary:act.${kind}`), exact: true, expanded: false}).click();
  const form = person.page.locator('#act-form');
  await signButton(person).waitFor();
  return form;
}

/** Signs what stands in the form and waits until the page says that it is signed. */
export async function sign(person: Person): Promise<void> {
  await signButton(person).click();
  const said = person.page.locator('main').getByText(person.t('form.signed')).or(person.page.locator('[data-refusal]')).first();
  await said.waitFor();
  const refusal = person.page.locator('[data-refusal]');
  if ((await refusal.count()) > 0) throw new Error(`refused: ${await refusal.first().innerText()}`);
}

/** Signs what must be refused: nothing is signed, and the page says by which rule. */
export async function refused(person: Person, code: string): Promise<void> {
  await signButton(person).click();
  const refusal = person.page.locator('[data-refusal]');
  await refusal.waitFor();
  expect(await refusal.getAttribute('data-refusal')).toBe(code);
}
