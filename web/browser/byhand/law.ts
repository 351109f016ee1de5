// The law by hand: a file is chosen, read and proposed; every party ratifies what stands in the record.
import {readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {expect} from 'vitest';
import type {Person} from '../browser';
import {inDays} from '../days';
import type {Code, Hands} from '../hands';
import {caseOf, openCase, signButton} from '../story';
import {choose, fill, openForm, sign} from './forms';

export const DAYS_BACK = 28;
const CONVERSION_DAYS = 5;
const CEILING = 3_000_000;

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

/** One party's agreements desk ratifies what waits for a word on its first page: the date, and every figure of `settings` by its name. */
export async function ratify(person: Person, slug: string, law: string, inForce: string, settings: Record<string, number>): Promise<void> {
  await person.open('/');
  await person.page.locator(`main a[href$="/law/${law}"]`).click();
  await person.page.waitForURL((url) => url.pathname === `/b/${slug}/law/${law}`);
  await person.settled();
  const form = await openForm(person, `/b/${slug}/law/${law}`, 'ratify_instrument');
  await fill(form, {[person.t('glossary:field.in_force')]: inForce});
  for (const [key, value] of Object.entries(settings)) await fill(form, {[figureLabel(person, key)]: String(value)});
  await sign(person);
}

/** Opens the page that proposes from the page of the law, and chooses a file there. */
async function chooseFile(person: Person, slug: string, file: string): Promise<void> {
  await person.open(`/b/${slug}/law`);
  await person.page.getByRole('link', {name: person.t('law:propose.title')}).click();
  await person.settled();
  await person.page.locator('input[type=file]').setInputFiles(file);
}

/** Proposes what stands in a file and answers its case. */
export async function propose(person: Person, slug: string, file: string): Promise<string> {
  await chooseFile(person, slug, file);
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

// ---- chapter 3 ----

/** The agreement as its file has it, and what no reader of it could know: a yearly ceiling on what the Philippines may owe. */
function withCeiling(hands: Hands, currency = 'JPY'): string {
  const text = `${readFileSync(instrument('jpn-phl-acsa-2026.toml'), 'utf8')}
[clause.demonstration]
source = "assumed for the demonstration"
certainty = "assumed"
en = "What the Philippines may owe in money is bounded in each fiscal year."
ja = "フィリピンが金銭で負う債務は、会計年度ごとに上限がある。"
fil = "May hangganan ang maaaring utangin ng Pilipinas sa pera bawat taong piskal."

[ceiling.demonstration-ceiling]
party = "phl"
side = "debts"
currency = "${currency}"
amount = ${CEILING}
first_month = 1
clause = "demonstration"
`;
  const file = join(hands.world.folder, `jpn-phl-acsa-2026.${currency}.toml`);
  writeFileSync(file, text);
  return file;
}

/** What cannot be proposed: a file with a fault, own law, the agreement of another pair; and by whom not. */
async function tryTheWrongFiles(hands: Hands): Promise<void> {
  const desk = await hands.who('jpn', 'agreements desk');
  const {page, t} = desk;
  const main = page.locator('main');
  await chooseFile(desk, 'jpn-phl', withCeiling(hands, 'YEN'));
  await main.getByText(t('law:propose.faults_first')).waitFor();
  expect(await main.innerText()).toContain('YEN');
  expect(await signButton(desk).count(), 'a file with a fault').toBe(0);
  await chooseFile(desk, 'jpn-phl', instrument('overlays/jpn-sdf-act.toml'));
  await main.getByText(t('law:propose.overlay')).waitFor();
  expect(await signButton(desk).count(), 'own law').toBe(0);
  await chooseFile(desk, 'jpn-phl', instrument('jpn-usa-acsa-2017.toml'));
  await main.getByText(t('law:propose.other_book')).waitFor();
  expect(await signButton(desk).count(), 'the agreement of another pair').toBe(0);
  const officer = await hands.who('jpn', 'requesting officer');
  await officer.open('/b/jpn-phl/law');
  await officer.page.getByRole('link', {name: officer.t('law:check.title')}).click();
  await officer.page.locator('input[type=file]').setInputFiles(instrument('jpn-phl-acsa-2026.toml'));
  await officer.page.getByText(officer.t('law:propose.no_role')).waitFor();
  expect(await signButton(officer).count(), 'an office that keeps no agreements').toBe(0);
}

/** What both read once it is in force: the ceiling by its clause and how sure that is, the figures filled in, the texts. */
async function readTheLaw(hands: Hands, code: Code): Promise<void> {
  const desk = await hands.who(code, 'agreements desk');
  const {page, t} = desk;
  await desk.open(`/b/jpn-phl/law/${hands.case('law')}`);
  const ceilings = page.getByRole('table', {name: t('law:rule.ceilings')});
  await ceilings.getByText('3,000,000 JPY').waitFor();
  expect(await ceilings.innerText()).toContain(t('law:certainty.assumed'));
  const figures = await page.getByRole('table', {name: t('law:figure.title')}).innerText();
  for (const count of [30, 365, CONVERSION_DAYS]) expect(figures).toContain(t('law:figure.days', {count}));
  expect(figures).toContain(t('law:figure.months', {count: 18}));
  // In the reader's language, from the texts that the proposer attached.
  const own = {en: 'Neither side gives weapons.', ja: 'いずれの側も武器を提供しない。', fil: 'Walang panig ang magbibigay ng sandata.'}[hands.language];
  await page.locator('#clause-no-weapons').getByText(own).first().waitFor();
}

export async function agreeOnTheLaw(hands: Hands): Promise<void> {
  await tryTheWrongFiles(hands);
  await adopt(hands, 'jpn-phl', withCeiling(hands), inDays(-DAYS_BACK), {...assumedClocks, 'conversion.days': CONVERSION_DAYS}, 'law');
  for (const code of ['jpn', 'phl'] as const) await readTheLaw(hands, code);
}

// ---- activities ----

export interface ActivityWords {
  name: string;
  place: string;
  purpose: string;
  from: string;
  until: string;
}

/** The host opens an activity, every other party of the book concurs. Kept as `name`. */
export async function openActivity(hands: Hands, slug: string, host: Code, words: ActivityWords, name: string): Promise<void> {
  const opener = await hands.who(host, 'agreements desk');
  const {page, t} = opener;
  await opener.open(`/b/${slug}/activities`);
  await page.getByRole('button', {name: t('mission:activity.open')}).click();
  const form = page.locator('#act-form');
  await choose(opener, form, t('field.type'), t(`glossary:purpose.${words.purpose}`));
  await fill(form, {[t('field.name')]: words.name, [t('field.from')]: words.from, [t('field.until')]: words.until, [t('field.place')]: words.place});
  hands.cases.set(name, await openCase(opener, 'activities'));
  await hands.agreed(slug, name, 'open_activity');
  for (const code of (slug.split('-') as Code[]).filter((one) => one !== host)) {
    const guest = await hands.who(code, 'agreements desk');
    await openForm(guest, `/b/${slug}/activities/${hands.case(name)}`, 'concur_activity');
    await sign(guest);
    await hands.agreed(slug, name, 'concur_activity');
  }
}

export const EXERCISE = 'Demonstration exercise off Subic Bay';

export async function openTheExercise(hands: Hands): Promise<void> {
  await openActivity(hands, 'jpn-phl', 'phl', {name: EXERCISE, place: 'Subic Bay', purpose: 'exercise', from: inDays(-DAYS_BACK), until: inDays(14)}, 'exercise');
}

// ---- chapter 12 ----

const DRILLS = {
  'jpn-usa': {host: 'jpn', file: 'jpn-usa-acsa-2017.toml', name: 'Replenishment drill, Japan and the United States'},
  'phl-usa': {host: 'phl', file: 'phl-usa-mlsa.toml', name: 'Replenishment drill, the Philippines and the United States'},
} as const;
export type Pair = keyof typeof DRILLS;
export const drillOf = (pair: Pair): string => DRILLS[pair].name;

/** A pair's own agreement and its drill: kept as "law jpn-usa" and "drill jpn-usa". */
export async function readyThePair(hands: Hands, pair: Pair): Promise<void> {
  const {host, file, name} = DRILLS[pair];
  await adopt(hands, pair, instrument(file), inDays(-DAYS_BACK), assumedClocks, `law ${pair}`);
  await openActivity(hands, pair, host, {name, place: 'west of Luzon', purpose: 'exercise', from: inDays(-1), until: inDays(14)}, `drill ${pair}`);
}
