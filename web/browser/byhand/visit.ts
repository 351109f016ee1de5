// Chapter 11 by hand: a visit under the access agreement, and an exercise that becomes relief.
import {expect} from 'vitest';
import {inDays} from '../days';
import type {Hands} from '../hands';
import {caseOf, openCase, signButton} from '../story';
import {choose, fill, list, openForm, refused, sign} from './forms';
import {adopt, instrument, openActivity} from './law';
import {close, confirm, deliver, invoice, pay, USUAL} from './order';

const BOOK = 'jpn-phl';
const ACSA = 'Acquisition and Cross-Servicing Agreement between Japan and the Philippines, signed 15 January 2026';

async function notify(hands: Hands, activity: string, reference: string): Promise<void> {
  const visitor = await hands.who('jpn', 'requesting officer');
  const {page, t} = visitor;
  await visitor.open(`/b/${BOOK}/visits`);
  await page.getByRole('link', {name: t('visits:visit.notify')}).click();
  const main = page.locator('main');
  const exercise = main.getByLabel(t('field.activity'));
  await exercise.selectOption(await exercise.locator('option', {hasText: activity}).last().getAttribute('value'));
  await fill(main, {
    [t('field.reference')]: reference, [t('visits:plan.purpose')]: 'Relief flights, practised together',
    [t('visits:plan.first_day')]: inDays(-1), [t('visits:plan.last_day')]: inDays(7),
    [t('field.units')]: '1st Tactical Airlift Wing', [t('field.contact')]: 'Air Support Command, liaison desk',
  });
  await main.getByRole('button', {name: t('visits:plan.add_places')}).click();
  const place = main.getByRole('group', {name: `${t('visits:plan.places')} 1`});
  await fill(place, {[t('field.place')]: 'Mactan'});
  await place.getByLabel(t('field.locode')).selectOption('PHNOP');
  const on = main.getByRole('button', {name: t('visits:plan.on'), exact: true});
  await on.click();
  await fill(main, {[t('value.officer')]: '6', [t('value.enlisted')]: '24'});
  await on.click();
  await main.getByRole('button', {name: t('visits:plan.add_craft')}).click();
  await main.getByLabel(t('visits:plan.craft_kind')).selectOption('aircraft');
  await fill(main, {[t('visits:plan.type')]: 'C-130H', [t('visits:plan.identifier')]: '75-1075'});
  await on.click();
  await on.click();
  for (const [i, regime, description, quantity] of [[1, 'temporary', 'ground power unit', '1'], [2, 'consumption', 'drinking water, boxes', '800']] as const) {
    await main.getByRole('button', {name: t('visits:plan.add_manifest')}).click();
    const line = main.getByRole('group', {name: `${t('visits:plan.manifest')} ${i}`});
    await line.getByLabel(t('visits:plan.regime')).selectOption(regime);
    await fill(line, {[t('field.description')]: description, [t('field.quantity')]: quantity});
  }
  await on.click();
  expect(await main.innerText()).toContain('75-1075');
  hands.cases.set('visit', await openCase(visitor, 'visits'));
  await hands.agreed(BOOK, 'visit', 'notify_visit');
}

const page = (hands: Hands) => `/b/${BOOK}/visits/${hands.case('visit')}`;

async function consent(hands: Hands): Promise<void> {
  const host = await hands.who('phl', 'contracting officer');
  const {t} = host;
  // Found among what waits for the host, as a person finds it.
  await host.open(`/b/${BOOK}/visits`);
  await host.page.locator(`main a[href="${page(hands)}"]`).first().click();
  const form = await openForm(host, page(hands), 'consent_visit');
  await form.getByRole('button', {name: t('form.add', {what: t('field.conditions')})}).click();
  await fill(form, {[t('field.text')]: 'plant quarantine looks at the cargo hold before it is opened'});
  await sign(host);
  await hands.agreed(BOOK, 'visit', 'consent_visit');
}

async function enter(hands: Hands): Promise<void> {
  const crew = await hands.who('jpn', 'supply officer');
  const form = await openForm(crew, page(hands), 'enter');
  // Filled in with what was declared and has not come.
  expect(await form.getByRole('textbox', {name: `${crew.t('visits:crossing.enter')}: ${crew.t('value.enlisted')}`}).inputValue()).toBe('24');
  await sign(crew);
  await hands.agreed(BOOK, 'visit', 'enter');
}

/** From today on it is relief: by the word of both. */
async function changePurpose(hands: Hands, activity: string): Promise<void> {
  const host = await hands.who('phl', 'agreements desk');
  const {t} = host;
  const path = `/b/${BOOK}/activities/${hands.case('airlift')}`;
  await host.open(`/b/${BOOK}/activities`);
  await host.page.locator(`main a[href="${path}"]`).first().click();
  const form = await openForm(host, path, 'change_activity');
  await choose(host, form, t('field.type'), t('glossary:purpose.relief'));
  await fill(form, {[t('field.place')]: 'Lapu-Lapu', [t('field.reason')]: 'an earthquake struck while the exercise ran'});
  await sign(host);
  await hands.agreed(BOOK, 'airlift', 'change_activity');
  const guest = await hands.who('jpn', 'agreements desk');
  await guest.open(path);
  await guest.page.getByText(t('mission:activity.proposed')).waitFor();
  const concur = await openForm(guest, path, 'concur_activity');
  expect(await list(concur, t('field.change')).inputValue()).toContain(t('glossary:purpose.relief'));
  await sign(guest);
  await hands.agreed(BOOK, 'airlift', 'concur_activity');
  await guest.open(path);
  await guest.page.locator('main strong', {hasText: t('glossary:purpose.relief')}).first().waitFor();
  expect(await guest.page.locator('h1').innerText()).toBe(activity);
}

async function useUp(hands: Hands): Promise<void> {
  const crew = await hands.who('jpn', 'supply officer');
  const {t} = crew;
  const form = await openForm(crew, page(hands), 'declare_change');
  await form.getByRole('textbox', {name: `${t('visits:crossing.change')}: ${t('value.consumption')} 2. drinking water, boxes`}).fill('800');
  await fill(form, {[t('field.note')]: 'handed out at Lapu-Lapu'});
  await sign(crew);
  await hands.agreed(BOOK, 'visit', 'declare_change');
  const host = await hands.who('phl', 'contracting officer');
  const met = await openForm(host, page(hands), 'meet_condition');
  await fill(met, {[t('field.note')]: 'hold inspected'});
  await sign(host);
  await hands.agreed(BOOK, 'visit', 'meet_condition');
}

/** Nobody leaves for good while a temporary import stays behind unsaid. */
async function leave(hands: Hands): Promise<void> {
  const crew = await hands.who('jpn', 'supply officer');
  const {t} = crew;
  const form = await openForm(crew, page(hands), 'depart');
  const power = form.getByRole('textbox', {name: `${t('visits:crossing.depart')}: ${t('value.temporary')} 1. ground power unit`});
  expect(await power.inputValue()).toBe('1');
  await power.fill('');
  await form.getByRole('checkbox', {name: t('visits:crossing.last')}).check();
  await refused(crew, 'refused_inside');
  await power.fill('1');
  await sign(crew);
  await hands.agreed(BOOK, 'visit', 'depart');
  const host = await hands.who('phl', 'contracting officer');
  const close = await openForm(host, page(hands), 'close_visit');
  await fill(close, {[t('field.note')]: 'nothing is left inside'});
  await sign(host);
  await hands.agreed(BOOK, 'visit', 'close_visit');
  for (const code of ['jpn', 'phl'] as const) expect((await caseOf(await hands.who(code, 'agreements desk'), BOOK, hands.case('visit'))).state).toBe('closed');
}

/** What the visitor needs while it helps: an order of the relief, for the visit. */
async function serve(hands: Hands, activity: string, visit: string, reference: string): Promise<void> {
  await deliver(hands, BOOK, 'phl', 'jpn', {
    ...USUAL, activity, reference, instrument: ACSA, visit, place: 'Lapu-Lapu', unit: '1st Tactical Airlift Wing', billTo: 'Air Support Command, finance office',
    lines: [{category: 'port_airport_services', item: 'RAMP', description: 'Parking and ground handling of a C-130H', quantity: '2', unit: 'DAY', means: 'reimbursement', price: '40000'}],
    offered: {unit: 'Mactan Air Base', payee: 'Philippine Air Force, Finance'},
  }, 'ramp');
  await invoice(hands, BOOK, 'ramp', 'phl', {number: 'PN-2026-0161', due: inDays(30)});
  await pay(hands, BOOK, 'ramp', 'jpn', {number: 'PN-2026-0161', reference: 'BOJ-4790'});
  await confirm(hands, BOOK, 'ramp', 'phl');
  await close(hands, BOOK, 'ramp', 'jpn');
  await hands.agreed(BOOK, 'ramp', 'close');
  const {order} = (await caseOf(await hands.who('phl', 'agreements desk'), BOOK, hands.case('ramp'))) as unknown as {order: {visit: string; activity: string}};
  expect(order).toMatchObject({visit: hands.case('visit'), activity: hands.case('airlift')});
}

export async function adoptTheAccess(hands: Hands): Promise<void> {
  await adopt(hands, BOOK, instrument('jpn-phl-raa-2024.toml'), '2025-09-11', {'visits.consent_days': 10}, 'access law');
}

export interface VisitWords {
  activity: string;
  /** Its number, and that of the order for it: new to the book. */
  visit: string;
  order: string;
}
const MACTAN: VisitWords = {activity: 'Airlift exercise at Mactan', visit: 'ASC-2026-31', order: 'J-2026-061'};

/** REQUIRES: the access agreement is in force. */
export async function comeForAnExercise(hands: Hands, {activity, visit} = MACTAN): Promise<void> {
  await openActivity(hands, BOOK, 'phl', {name: activity, purpose: 'exercise', from: inDays(-1), until: inDays(14), place: 'Mactan'}, 'airlift');
  await notify(hands, activity, visit);
  await consent(hands);
  await enter(hands);
}

export async function stayForRelief(hands: Hands, {activity, visit, order} = MACTAN): Promise<void> {
  await changePurpose(hands, activity);
  await useUp(hands);
  await serve(hands, activity, visit, order);
  await leave(hands);
  // The button of the last act is gone: there is nothing to sign after the end.
  expect(await signButton(await hands.who('phl', 'contracting officer')).count()).toBe(0);
}
