// Evidence carried as a file, a file erased by agreement, rounds that lapse, and services counted in units: what the
// demonstration does not play, done in the pages all the same. After the hop and the netting.
import {expect} from 'vitest';
import {join} from 'node:path';
import {inDays} from '../days';
import type {Code, Hands} from '../hands';
import type {Person} from '../browser';
import {eventually, openCase} from '../story';
import {ask, bookId} from '../views';
import {inField, reach, reachFor, showHeld, enterDebt, showEnd, signPart, signReach, wholeCase, type Reach} from './across';
import {takesEffect, formIn} from './order';
import {openActivity} from './law';

const ALL = 'jpn-phl-usa';
const MICRO = 1_000_000;
const effective = (person: Person, on: string) => takesEffect(formIn(person, person.page.locator('main'), 'work'), on);

/** A consent with a paper beside it goes to the other book as a file; the act's page says so afterwards. */
export async function carryAFile(hands: Hands): Promise<void> {
  const asking: Reach = {hands, slug: 'jpn-usa', name: 'hop fuel', by: 'usa', office: 'contracting officer', kind: 'ask_transfer'};
  const asks = await reachFor(asking);
  await inField(asks, 'across:transfer.quantity').fill('1000');
  await asks.page.locator('main select').filter({hasText: asks.t('glossary:party.phl')}).first().selectOption({index: 1});
  await inField(asks, 'glossary:field.purpose').fill('for a second patrol ship');
  await asks.page.locator('main input[type=file]').setInputFiles({name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('a letter with a name that should not have been in it')});
  await signReach(asks, asking);
  hands.cases.set('letter', await hands.agreed('jpn-usa', 'hop fuel', 'ask_transfer'));
  const answering: Reach = {...asking, by: 'jpn', kind: 'answer_transfer'};
  const answers = await reachFor(answering);
  await answers.page.getByRole('radio', {name: answers.t('across:transfer.yes'), exact: true}).check();
  await signReach(answers, answering);
  const consent = await hands.agreed('jpn-usa', 'hop fuel', 'answer_transfer');

  const desk = await hands.who('usa', 'agreements desk');
  await desk.open(`/b/jpn-usa/acts/${consent}`);
  const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.page.getByRole('link', {name: desk.t('across:save_evidence')}).click()]);
  const file = join(hands.world.folder, `${desk.language}.evidence`);
  await download.saveAs(file);
  await desk.open('/b/phl-usa/acts');
  await desk.page.getByRole('link', {name: desk.t('across:evidence_title')}).click();
  await desk.page.getByRole('button', {name: desk.t('across:from_file')}).click();
  await desk.page.locator('main input[type=file]').first().setInputFiles(file);
  await desk.page.getByText(desk.t('across:file_says', {kind: desk.t('glossary:act.answer_transfer')})).waitFor();
  hands.cases.set('carried', await openCase(desk, 'cases'));
  await desk.page.getByRole('region', {name: desk.t('across:proven')}).waitFor();
  await hands.agreed('phl-usa', 'carried', 'disclose');
  await desk.open(`/b/jpn-usa/acts/${consent}`);
  await desk.page.getByText(desk.t('across:shown_in', {book: ['phl', 'usa'].map((code) => desk.t(`glossary:party.${code}`)).join(' · ')})).waitFor();
}

/** Who attached a paper proposes to erase it; once agreed, no node has its bytes, and every page says so. */
export async function eraseAFile(hands: Hands): Promise<void> {
  const path = `/b/jpn-usa/acts/${hands.case('letter')}`;
  const other = await hands.who('jpn', 'contracting officer');
  await eventually(async () => {
    await other.open(path);
    await other.page.locator('[data-bytes]').waitFor();
    expect(await other.page.locator('[data-bytes]').getAttribute('data-bytes'), 'the paper has come to the other node').toBe('held');
  });
  expect(await other.page.getByRole('button', {name: other.t('across:erase')}).count(), 'only who attached it may propose').toBe(0);
  const person = await hands.who('usa', 'contracting officer');
  await person.open(path);
  const hash = await person.page.locator('main a[href^="/v1/attachments/"]').getAttribute('href');
  await person.page.getByRole('button', {name: person.t('across:erase')}).click();
  await inField(person, 'glossary:field.reason').fill('it names a person');
  await signPart(person, 'erase', () => person.page.locator('main').getByText('it names a person').waitFor());
  await hands.agreed('jpn-usa', 'hop fuel', 'erase');
  for (const one of [person, other]) {
    await eventually(async () => expect((await one.page.request.get(one.nation.url + hash)).status(), `gone at ${one.nation.code}`).toBe(404));
    await one.open(path);
    await one.page.getByText(one.t('across:bytes_state.erased')).waitFor();
  }
}

interface LockedOrder {
  order: {lines: {locked: number}[]; locks: {id: string; state: string}[]};
}
const HELD = {slug: 'jpn-phl', name: 'airlift phl jpn', office: 'finance officer'} as const;

async function holdAnHour(hands: Hands, round: string, {on, until}: {on?: string; until: string}): Promise<string> {
  const step: Reach = {hands, ...HELD, by: 'phl', kind: 'lock_debt'};
  const holds = await reachFor(step);
  await inField(holds, 'across:lock.round').fill(round);
  await inField(holds, 'across:lock.amount').fill('1');
  await inField(holds, 'across:lock.until').fill(until);
  if (on) await effective(holds, on);
  await signReach(holds, step);
  await hands.agreed(HELD.slug, HELD.name, 'lock_debt');
  const agreeing: Reach = {...step, by: 'jpn', kind: 'agree_lock'};
  const agrees = await reachFor(agreeing);
  if (on) await effective(agrees, on);
  await signReach(agrees, agreeing);
  await hands.agreed(HELD.slug, HELD.name, 'agree_lock');
  return (await locksNow(hands)).at(-1)?.id ?? '';
}
async function locksNow(hands: Hands): Promise<LockedOrder['order']['locks']> {
  return (await wholeCase<LockedOrder>(await hands.who('phl', 'agreements desk'), HELD.slug, hands.case(HELD.name))).order.locks;
}

/** A round without a circle lapses; on that proof the hour is free again. */
export async function lapseAndRelease(hands: Hands, round: string): Promise<void> {
  const lock = await holdAnHour(hands, round, {until: inDays(30)});
  const opener = await hands.who('jpn', 'contracting officer');
  await opener.open(`/b/${ALL}/netting`);
  await opener.page.getByRole('button', {name: opener.t('money:round.open'), exact: true}).click();
  await opener.page.getByRole('button', {name: opener.t('across:waiting.fill', {round}), exact: true}).click();
  const id = await openCase(opener, 'netting');
  hands.cases.set('lapsing', id);
  await hands.agreed(ALL, 'lapsing', 'open_round');
  await showHeld(hands, 'phl', ALL, id, lock);
  await enterDebt(hands, 'phl', ALL, 'lapsing', lock);
  await opener.open(`/b/${ALL}/netting/${id}`);
  await inField(opener, 'glossary:field.reason').fill('no circle came together');
  await signPart(opener, 'lapse_round', () => opener.page.getByText(opener.t('money:round.lapsed')).waitFor());
  await hands.agreed(ALL, 'lapsing', 'lapse_round');
  await showEnd(hands, 'phl', ALL, id, HELD.slug);
  const step: Reach = {hands, ...HELD, by: 'phl', kind: 'release_lock'};
  const frees = await reachFor(step);
  await frees.page.getByText(frees.t('across:release.proven', {round})).waitFor();
  await signReach(frees, step);
  await hands.agreed(HELD.slug, HELD.name, 'release_lock');
  expect((await locksNow(hands)).find((one) => one.id === lock)?.state).toBe('released');
}

/** A debt whose round never came, entered late: both sides say that it is free. */
export async function releaseByWord(hands: Hands, round: string): Promise<void> {
  const lock = await holdAnHour(hands, round, {on: inDays(-5), until: inDays(-3)});
  for (const by of ['phl', 'jpn'] as Code[]) {
    const step: Reach = {hands, ...HELD, by, kind: 'release_lock'};
    await reach(step);
    await hands.agreed(HELD.slug, HELD.name, 'release_lock');
    expect((await locksNow(hands)).find((one) => one.id === lock)?.state).toBe(by === 'phl' ? 'held' : 'released');
  }
}

interface CreditCase {
  state: string;
  credit: {service?: {credit: number}};
}

/** An hour of C-2 counts for more than one of the reference; credit of it is handed on; all that are touched confirm. */
export async function countServices(hands: Hands): Promise<void> {
  await openActivity(hands, ALL, 'jpn', {name: 'Airlift pool', place: 'Clark Air Base', purpose: 'exercise', from: inDays(-1), until: inDays(14)}, 'pool');
  const gives = await hands.who('jpn', 'supply officer');
  await gives.open(`/b/${ALL}/netting`);
  await gives.page.getByRole('link', {name: gives.t('across:credit.title')}).click();
  await gives.page.getByRole('button', {name: gives.t('across:credit.record')}).click();
  await inField(gives, 'glossary:field.activity').selectOption({label: 'Airlift pool'});
  await inField(gives, 'glossary:field.user').selectOption('usa');
  await inField(gives, 'glossary:field.asset').selectOption('C-2');
  await gives.page.getByLabel(gives.t('across:credit.measured', {unit: 'HUR'})).fill('4');
  await gives.page.getByText(gives.t('across:credit.counts', {credit: '7', unit: 'HUR', item: 'EFH'})).waitFor();
  hands.cases.set('service', await openCase(gives, 'cases'));
  await hands.agreed(ALL, 'service', 'record_service');
  await confirm(hands, 'usa', 'receiving officer', 'service');
  const assigns = await hands.who('jpn', 'contracting officer');
  await assigns.open(`/b/${ALL}/credits`);
  await assigns.page.getByRole('button', {name: assigns.t('across:credit.assign')}).click();
  await inField(assigns, 'glossary:field.to').selectOption('phl');
  await assigns.page.getByLabel(assigns.t('across:credit.credit', {unit: 'HUR', item: 'EFH'})).fill('2.5');
  await inField(assigns, 'glossary:field.purpose').fill('relief flights');
  hands.cases.set('handed', await openCase(assigns, 'cases'));
  await hands.agreed(ALL, 'handed', 'assign_credit');
  await confirm(hands, 'phl', 'contracting officer', 'handed');
  const {balances} = await ask<{balances: {account: string; amount: number}[]}>(assigns, `/v1/partnerships/${await bookId(assigns, ALL)}/balances`);
  expect(balances.find((one) => one.account === 'jpn:credit:phl')?.amount, JSON.stringify(balances)).toBe(-2.5 * MICRO);
}

/** Who is touched says yes, from the case's own page. */
async function confirm(hands: Hands, by: Code, office: 'receiving officer' | 'contracting officer', name: string): Promise<void> {
  const person = await hands.who(by, office);
  await person.open(`/b/${ALL}/credits`);
  await person.page.locator(`main a[href$="/cases/${hands.case(name)}"]`).click();
  await person.page.getByRole('link', {name: person.t('glossary:act.confirm_credit'), exact: true}).click();
  await signPart(person, 'confirm_credit', () => person.page.waitForURL(new RegExp(`/cases/${hands.case(name)}$`)));
  await hands.agreed(ALL, name, 'confirm_credit');
  expect((await wholeCase<CreditCase>(person, ALL, hands.case(name))).state).toBe('agreed');
}
