// Chapter 13 by hand: two grants under an exchange of notes, the boats and the boathouse that was built for them.
import {expect} from 'vitest';
import type {Locator} from 'playwright-core';
import {inDays, inMonths} from '../days';
import type {Hands, Office} from '../hands';
import {caseOf, openCase} from '../story';
import {choose, fill, list, openForm, refused, sign} from './forms';
import {adopt, instrument} from './law';

const BOOK = 'jpn-phl';

interface NoteWords {
  title: string;
  yen: string;
  note: string;
  year: number;
  /** Title of the grant that it belongs to, and how. */
  link?: [string, string];
}

const page = (hands: Hands, name: string) => `/b/${BOOK}/grants/${hands.case(name)}`;

/** Fills the form of one act on the grant's page, signs it, and waits until both have cosigned. */
async function act(hands: Hands, nation: 'jpn' | 'phl', office: Office, name: string, kind: string, words: (form: Locator) => Promise<void>): Promise<void> {
  const person = await hands.who(nation, office);
  const form = await openForm(person, page(hands, name), kind);
  await words(form);
  await sign(person);
  await hands.agreed(BOOK, name, kind);
}

async function offer(hands: Hands, words: NoteWords, name: string): Promise<void> {
  const donor = await hands.who('jpn', 'contracting officer');
  const {t} = donor;
  await donor.open(`/b/${BOOK}/grants`);
  await donor.page.getByRole('button', {name: t('grants:grant.offer')}).click();
  const form = donor.page.locator('#act-form');
  await choose(donor, form, t('field.field'), t('grants:grant.field_rule_of_law'));
  await choose(donor, form, t('field.purpose'), t('grants:grant.purpose_maritime_surveillance'));
  await fill(form, {[t('field.title')]: words.title, [t('field.minor')]: words.yen, [t('field.note')]: words.note, [t('field.fiscal_year')]: `${words.year}-04-01`});
  expect(await form.getByRole('textbox', {name: t('field.currency')}).inputValue()).toBe('JPY');
  const site = await one(form, t('form.add', {what: t('field.sites')}), t('field.sites'));
  await fill(site, {[t('field.name')]: 'Subic Bay'});
  await choose(donor, site, t('field.locode'), /PHSFS/);
  if (words.link) {
    const link = await one(form, t('form.add', {what: t('field.links')}), t('field.links'));
    await choose(donor, link, t('field.grant'), words.link[0]);
    await fill(link, {[t('field.relation')]: words.link[1]});
  }
  hands.cases.set(name, await openCase(donor, 'grants'));
  await hands.agreed(BOOK, name, 'offer_grant');
}

/** One more of a list in a form. */
async function one(form: Locator, add: string, title: string): Promise<Locator> {
  await form.getByRole('button', {name: add, exact: true}).click();
  return form.getByRole('group', {name: title}).first();
}

async function answer(hands: Hands, name: string, note: string): Promise<void> {
  const {t, page: window} = await hands.who('phl', 'contracting officer');
  // Found among what is due, as a person finds it.
  await window.goto((await hands.who('phl', 'contracting officer')).nation.url + `/b/${BOOK}/grants`);
  await window.locator(`main a[href="${page(hands, name)}"]`).first().click();
  await act(hands, 'phl', 'contracting officer', name, 'accept_grant', (form) => fill(form, {[t('field.note')]: note}));
}

interface LotWords {
  title: string;
  contractor: string;
  yen: string;
  milestones: {title: string; due: string; yen: string}[];
}

async function fillLot(hands: Hands, form: Locator, words: LotWords): Promise<void> {
  const {t} = await hands.who('jpn', 'contracting officer');
  const milestones = form.getByRole('group', {name: t('field.milestones')});
  const whole = (label: string) => form.getByLabel(label).first();
  await whole(t('field.title')).fill(words.title);
  await fill(form, {[t('field.contractor')]: words.contractor});
  await whole(t('field.amount')).fill(words.yen);
  for (const [i, stone] of words.milestones.entries()) {
    if (i > 0) await milestones.getByRole('button', {name: t('form.add', {what: t('field.milestones')})}).click();
    await milestones.getByRole('textbox', {name: t('field.title')}).nth(i).fill(stone.title);
    await milestones.getByRole('textbox', {name: t('field.due')}).nth(i).fill(stone.due);
    await milestones.getByRole('textbox', {name: t('field.amount')}).nth(i).fill(stone.yen);
  }
}

const award = (hands: Hands, name: string, words: LotWords) => act(hands, 'jpn', 'contracting officer', name, 'award_lot', (form) => fillLot(hands, form, words));

/** Reached by the one, confirmed by the other, paid, and confirmed again: each form already knows which milestone is next. */
async function payMilestone(hands: Hands, name: string, number: number, title: string, yen: string, what: string): Promise<void> {
  const {t} = await hands.who('jpn', 'contracting officer');
  const note = t('field.note');
  await act(hands, 'phl', 'receiving officer', name, 'reach_milestone', async (form) => {
    expect(await list(form, t('field.milestone')).inputValue()).toContain(title);
    await fill(form, {[note]: what});
  });
  await act(hands, 'jpn', 'contracting officer', name, 'confirm_grant', (form) => fill(form, {[note]: 'seen on site'}));
  await act(hands, 'jpn', 'finance officer', name, 'disburse', async (form) => {
    expect(await list(form, t('field.milestone')).inputValue()).toContain(title);
    expect(await form.getByRole('textbox', {name: t('field.amount')}).inputValue()).toBe(yen);
    await fill(form, {[t('field.reference')]: `Transfer ${number}`});
  });
  await act(hands, 'phl', 'receiving officer', name, 'confirm_grant', async () => undefined);
}

async function handOver(hands: Hands, name: string, things: [string, string][]): Promise<void> {
  const {t} = await hands.who('jpn', 'supply officer');
  await act(hands, 'jpn', 'supply officer', name, 'hand_over', async (form) => {
    const items = form.getByRole('group', {name: t('field.items')});
    for (const [i, [serial, description]] of things.entries()) {
      if (i > 0) await items.getByRole('button', {name: t('form.add', {what: t('field.items')})}).click();
      await items.getByRole('textbox', {name: t('field.serial')}).nth(i).fill(serial);
      await items.getByRole('textbox', {name: t('field.description')}).nth(i).fill(description);
    }
    // Where the note says that they belong.
    expect(await form.getByRole('group', {name: t('field.place')}).getByRole('textbox', {name: t('field.name')}).inputValue()).toBe('Subic Bay');
  });
  await act(hands, 'phl', 'receiving officer', name, 'confirm_grant', async () => undefined);
}

/** What papers made of it in other currencies: kept with rate, source and day, and never owed. */
async function convert(hands: Hands, name: string): Promise<void> {
  const keeper = await hands.who('phl', 'agreements desk');
  const {t} = keeper;
  for (const [currency, amount, rate, per, source] of [['USD', '6,000,000.00', '2', '3', 'a first newspaper'], ['PHP', '337,000,000.00', '337', '9', 'a second newspaper']] as const) {
    await act(hands, 'phl', 'agreements desk', name, 'record_conversion', async (form) => {
      // The amount before its currency: it is read anew once the currency is chosen.
      await fill(form, {[t('field.minor')]: amount, [t('field.numerator')]: rate, [t('field.denominator')]: per, [t('field.source')]: source});
      await choose(keeper, form, t('field.currency'), currency);
    });
  }
  await keeper.open(page(hands, name));
  await keeper.page.locator('summary', {hasText: t('grants:grant.conversions')}).click();
  expect(await keeper.page.locator('main').innerText()).toMatch(/6,000,000\.00 USD[^]*337,000,000\.00 PHP/);
}

interface Stand {
  serial: string;
  readiness: 'ready' | 'limited';
  custodian: string;
  berth?: string;
  note?: string;
}

/** Reported by the holder, then found the same on site by the donor: the form of the second begins with what the first said. */
async function stand(hands: Hands, name: string, things: Stand[], findings: string): Promise<void> {
  const {t} = await hands.who('phl', 'agreements desk');
  await act(hands, 'phl', 'agreements desk', name, 'report_condition', async (form) => {
    const items = form.getByRole('group', {name: t('field.items')});
    for (const [i, thing] of things.entries()) {
      expect(await list(items, t('field.serial')).nth(i).inputValue()).toContain(thing.serial);
      await items.getByRole('combobox', {name: t('field.readiness')}).nth(i).selectOption(thing.readiness);
      await items.getByRole('textbox', {name: t('field.custodian')}).nth(i).fill(thing.custodian);
      if (thing.berth) await items.getByRole('textbox', {name: t('field.berth')}).nth(i).fill(thing.berth);
      if (thing.note) await items.getByRole('textbox', {name: t('field.note')}).nth(i).fill(thing.note);
    }
  });
  await act(hands, 'jpn', 'agreements desk', name, 'inspect', async (form) => {
    for (const [i, thing] of things.entries()) expect(await form.getByRole('combobox', {name: t('field.readiness')}).nth(i).inputValue()).toBe(thing.readiness);
    await fill(form, {[t('field.findings')]: findings});
  });
}

const words = (suffix: string) => ({boats: `Rigid-hulled inflatable boats${suffix}`, house: `Boathouses and slipways${suffix}`});

/** REQUIRES: the agreement on grants is in force. `suffix` tells notes and serial numbers apart from others of the same book. */
export async function giveTheBoats(hands: Hands, suffix = ''): Promise<void> {
  await offer(hands, {title: words(suffix).boats, yen: '1,600,000,000', note: `J-2024-1${suffix}`, year: 2024}, 'boats');
  await answer(hands, 'boats', `P-2024-1${suffix}`);
  await award(hands, 'boats', {title: 'Boats', contractor: 'a boatyard', yen: '1,600,000,000', milestones: [{title: 'Sea trials passed', due: inDays(0), yen: '1600000000'}]});
  await payMilestone(hands, 'boats', 1, 'Sea trials passed', '1,600,000,000', 'sea trials passed');
  await handOver(hands, 'boats', [[`RHIB-1${suffix}`, 'Rigid-hulled inflatable boat'], [`RHIB-2${suffix}`, 'Rigid-hulled inflatable boat']]);
}

/** REQUIRES: the boats were given. */
export async function buildTheHouse(hands: Hands, suffix = ''): Promise<void> {
  await offer(hands, {title: words(suffix).house, yen: '900,000,000', note: `J-2026-1${suffix}`, year: 2025, link: [words(suffix).boats, 'boathouse for']}, 'house');
  await answer(hands, 'house', `P-2026-1${suffix}`);
  await convert(hands, 'house');
  await award(hands, 'house', {
    title: 'Boathouse and slipway', contractor: 'a builder', yen: '900,000,000',
    milestones: [{title: 'Foundations', due: inMonths(3), yen: '450000000'}, {title: 'House and slipway', due: inMonths(9), yen: '450000000'}],
  });
  const {t} = await hands.who('jpn', 'finance officer');
  // Nobody pays before anybody saw the foundations.
  const payer = await hands.who('jpn', 'finance officer');
  const early = await openForm(payer, page(hands, 'house'), 'disburse');
  await fill(early, {[t('field.reference')]: 'too early'});
  await refused(payer, 'refused_milestone');
  await payMilestone(hands, 'house', 1, 'Foundations', '450,000,000', 'foundations poured');
  await payMilestone(hands, 'house', 2, 'House and slipway', '450,000,000', 'house and slipway stand');
  // Not one yen is awarded past the note.
  const donor = await hands.who('jpn', 'contracting officer');
  const more = await openForm(donor, page(hands, 'house'), 'award_lot');
  await fillLot(hands, more, {title: 'A gate', contractor: 'a builder', yen: '1', milestones: [{title: 'Gate', due: inDays(0), yen: '1'}]});
  await refused(donor, 'refused_obligation');
  await handOver(hands, 'house', [[`BH-1${suffix}`, 'Boathouse'], [`SLIP-1${suffix}`, 'Slipway']]);
}

export async function adoptTheAssistance(hands: Hands): Promise<void> {
  const settings = {'grants.evaluation_months': 24, 'grants.inspection_months': 12, 'grants.loss_days': 30, 'grants.report_months': 6};
  await adopt(hands, BOOK, instrument('jpn-phl-osa.toml'), '2024-04-01', settings, 'grant law');
}

/** The boats lie in the house, and both sides say the same of each thing. REQUIRES: the house was built. */
export async function berthTheBoats(hands: Hands, suffix = ''): Promise<void> {
  const stands = (serial: string): Stand => ({serial: serial + suffix, readiness: 'ready', custodian: 'Naval base'});
  await stand(hands, 'house', [stands('BH-1'), stands('SLIP-1')], 'built as agreed');
  await stand(hands, 'boats', [
    {serial: `RHIB-1${suffix}`, readiness: 'ready', custodian: 'Boat squadron', berth: `BH-1${suffix}`},
    {serial: `RHIB-2${suffix}`, readiness: 'limited', custodian: 'Boat squadron', berth: `BH-1${suffix}`, note: 'one engine in repair'},
  ], 'found as reported');
  for (const code of ['jpn', 'phl'] as const) {
    const reader = await hands.who(code, 'agreements desk');
    expect((await caseOf(reader, BOOK, hands.case('house'))).state).toBe('delivered');
    await reader.open(page(hands, 'house'));
    const text = await reader.page.locator('main').innerText();
    expect(text).toContain('900,000,000 JPY (100 %)');
    // Each thing with where it stands, and the boats that lie in the house one link away.
    await reader.page.getByRole('link', {name: words(suffix).boats}).first().click();
    await reader.page.getByRole('heading', {level: 1, name: words(suffix).boats}).waitFor();
    expect(await reader.page.getByRole('table', {name: reader.t('grants:grant.register')}).innerText()).toContain(`BH-1${suffix}`);
  }
}
