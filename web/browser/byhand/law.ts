// The law by hand: a file is chosen, read and proposed; every party ratifies what stands in the record.
import {copyFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {basename, join, resolve} from 'node:path';
import {expect} from 'vitest';
import {localDay} from '../../src/domain/time';
import type {Person} from '../browser';
import type {Code, Hands} from '../hands';
import {caseOf, openCase, signButton} from '../story';

export const DAYS_BACK = 28;
const CONVERSION_DAYS = 5;
const CEILING = 3_000_000;

/** A day from today, as the forms take it. */
export const inDays = (days: number): string => localDay(new Date(Date.now() + days * 86_400_000));

/** What the agreements leave open and is not public: assumed, by the keys of spec/terms.md. */
export const assumedClocks: Record<string, number> = {
  'claim_days': 60, 'clock.equal_value_exchange.days': 365, 'clock.reimbursement.days': 30, 'clock.replacement_in_kind.days': 365,
  'clock.return_of_the_same.days': 365, 'netting.lock_days': 60, 'offset.months': 18,
};

/** The label of a figure in the form of ratification. */
function figureLabel(person: Person, key: string): string {
  const clock = /^clock\.(.+)\.(?:days|months)$/.exec(key)?.[1];
  const what = clock ? person.t('law:figure.clock', {means: person.t(`glossary:means.${clock}`)}) : person.t(`law:figure.${key.replaceAll('.', '_')}`);
  return person.t(key.endsWith('months') ? 'law:ratify.in_months' : 'law:ratify.in_days', {what});
}

/** One party's agreements desk ratifies: the date typed, and every figure of `settings` filled in by its name. */
export async function ratify(person: Person, slug: string, law: string, inForce: string, settings: Record<string, number>): Promise<void> {
  await person.open(`/b/${slug}/law`);
  await person.page.locator(`a[href$="/law/${law}"]`).click();
  await person.settled();
  await person.page.getByRole('button', {name: person.t('glossary:act.ratify_instrument')}).click();
  const form = person.page.locator('#act-form');
  await form.getByLabel(person.t('glossary:field.in_force')).fill(inForce);
  for (const [key, value] of Object.entries(settings)) await form.getByLabel(figureLabel(person, key), {exact: true}).fill(String(value));
  await signButton(person).click();
  await person.page.getByText(person.t('common:form.signed')).waitFor();
}

/** Chooses a file and answers the proposal's case. */
export async function propose(person: Person, slug: string, file: string): Promise<string> {
  await person.open(`/b/${slug}/law`);
  await person.page.getByRole('link', {name: person.t('law:propose.title')}).click();
  await person.settled();
  await person.page.locator('input[type=file]').setInputFiles(file);
  await person.page.getByText(person.t('law:check.good')).waitFor();
  return openCase(person, 'law');
}

/**
 * An agreement goes into a book: the first party's desk proposes the file, every party's desk ratifies it. The case is
 * kept as `name`.
 */
export async function adopt(hands: Hands, slug: string, file: string, inForce: string, settings: Record<string, number>, name: string): Promise<string> {
  const parties = slug.split('-') as Code[];
  const law = await propose(await hands.who(parties[0] as Code, 'agreements desk'), slug, file);
  hands.cases.set(name, law);
  await hands.agreed(slug, name, 'propose_instrument');
  for (const code of parties) {
    await ratify(await hands.who(code, 'agreements desk'), slug, law, inForce, settings);
    await hands.agreed(slug, name, 'ratify_instrument');
  }
  for (const code of parties) expect((await caseOf(await hands.who(code, 'agreements desk'), slug, law)).state, `at ${code}`).toBe('ratified');
  return law;
}

/** A file of the project's instruments. */
export const instrument = (name: string): string => resolve('../instruments', name);
