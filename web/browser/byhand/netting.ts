// Hours of airlift that three nations owe each other in a circle: held in the books of two, cleared in the book of all, and
// posted on the proof. As the demonstration plays it (src/cli/demo_across.cpp); the forged clearing is left to it.
import {expect} from 'vitest';
import {inDays, inMonths} from '../days';
import type {Code, Hands} from '../hands';
import {openCase} from '../story';
import {enterDebt, inField, reach, reachFor, showEnd, showHeld, signPart, signReach, wholeCase, type Reach} from './across';
import {adopt, DAYS_BACK, instrument} from './law';
import {deliver, USUAL} from './order';

const ALL = 'jpn-phl-usa';
const MICRO = 1_000_000;
/** What runs in the whole circle is the least of the three debts. */
const CIRCLE = 4;

export interface Debt {
  slug: string;
  giver: Code;
  taker: Code;
  hours: number;
  currency: string;
  price: string;
  activity: string;
  instrument?: string;
}
export const debts: Debt[] = [
  {slug: 'jpn-phl', giver: 'phl', taker: 'jpn', hours: 6, currency: 'JPY', price: '750000', activity: 'Demonstration exercise off Subic Bay', instrument: 'Acquisition and Cross-Servicing Agreement between Japan and the Philippines, signed 15 January 2026'},
  {slug: 'phl-usa', giver: 'usa', taker: 'phl', hours: 5, currency: 'USD', price: '5000.00', activity: 'Replenishment drill, the Philippines and the United States'},
  {slug: 'jpn-usa', giver: 'jpn', taker: 'usa', hours: 4, currency: 'JPY', price: '750000', activity: 'Replenishment drill, Japan and the United States'},
];
const nameOf = (debt: Debt) => `airlift ${debt.giver} ${debt.taker}`;

interface OrderCase {
  order: {lines: {cleared: number; locked: number; open: {to_settle?: number}}[]; locks: {id: string; state: string; cleared: number}[]};
}

/** Hours flown by one for the other, owed in the same. */
async function fly(hands: Hands, debt: Debt, reference: string): Promise<void> {
  const hours = String(debt.hours);
  await deliver(hands, debt.slug, debt.giver, debt.taker, {
    ...USUAL, activity: debt.activity, instrument: debt.instrument, reference, place: 'at sea west of Luzon', currency: debt.currency, unit: 'an airlift wing', billTo: 'its finance office',
    lines: [{
      category: 'transport', item: 'FLIGHT', description: 'flight hours', quantity: hours, unit: 'HUR', means: 'equal_value_exchange', price: debt.price,
      exchange: {item: 'AIRLIFT', quantity: hours, unit: 'HUR', description: 'flight hours'}, due: inMonths(6), dueAt: 'Clark Air Base', metering: 'flight log',
    }],
    offered: {unit: 'an airlift wing', payee: 'its finance office', currency: debt.currency},
  }, nameOf(debt));
}

/** Who is owed holds the hours for the round; the other side agrees, and that this is shown to the third. */
async function hold(hands: Hands, debt: Debt, round: string): Promise<void> {
  const step: Reach = {hands, slug: debt.slug, name: nameOf(debt), by: debt.giver, office: 'finance officer', kind: 'lock_debt'};
  const holds = await reachFor(step);
  await inField(holds, 'across:lock.round').fill(round);
  await inField(holds, 'across:lock.until').fill(inDays(30));
  expect(await inField(holds, 'across:lock.amount').inputValue(), 'all that is free stands there').toBe(String(debt.hours));
  await signReach(holds, step);
  await hands.agreed(debt.slug, step.name, 'lock_debt');
  await reach({...step, by: debt.taker, kind: 'agree_lock'});
  await hands.agreed(debt.slug, step.name, 'agree_lock');
}

async function openRound(hands: Hands, round: string): Promise<void> {
  const person = await hands.who('jpn', 'contracting officer');
  await person.open(`/b/${ALL}/netting`);
  await person.page.getByRole('button', {name: person.t('money:round.open'), exact: true}).click();
  // What the pairs' books hold already says the round's name and what it is of.
  await person.page.getByRole('button', {name: person.t('across:waiting.fill', {round}), exact: true}).click();
  expect(await inField(person, 'work:column.commodity').inputValue()).toBe('AIRLIFT/HUR');
  await inField(person, 'money:round.until').fill(inDays(20));
  hands.cases.set('round', await openCase(person, 'netting'));
  await hands.agreed(ALL, 'round', 'open_round');
}

const roundPage = (hands: Hands) => `/b/${ALL}/netting/${hands.case('round')}`;

/** The agreements desk of who is owed shows the held debt in the book of all; its finance officer enters it. */
async function enter(hands: Hands, debt: Debt): Promise<void> {
  const lock = await lockOf(hands, debt);
  await showHeld(hands, debt.giver, ALL, hands.case('round'), lock.id);
  await enterDebt(hands, debt.giver, ALL, 'round', lock.id);
}

/** One works it out and proposes it with its proof; the others look at it and agree. */
async function clear(hands: Hands): Promise<void> {
  const proposer = await hands.who('phl', 'contracting officer');
  await proposer.open(roundPage(hands));
  await proposer.page.getByRole('button', {name: proposer.t('money:round.solve')}).click();
  await proposer.page.getByText(proposer.t('money:round.fair')).waitFor();
  await signPart(proposer, 'propose_clearing', () => proposer.page.getByText(proposer.t('money:round.agreement')).waitFor());
  await hands.agreed(ALL, 'round', 'propose_clearing');
  for (const code of ['jpn', 'usa'] as Code[]) {
    const person = await hands.who(code, 'contracting officer');
    await person.open(roundPage(hands));
    await person.page.getByText(person.t('money:round.fair')).waitFor();
    const sign = person.page.locator('main').getByRole('button', {name: person.t('form.sign', {act: person.t('glossary:act.agree_clearing')}), exact: true});
    await signPart(person, 'agree_clearing', () => sign.waitFor({state: 'detached'}));
    await hands.agreed(ALL, 'round', 'agree_clearing');
  }
  const round = await wholeCase<{state: string; round: {debts: unknown[]; clearing: {cleared: {amount: number}[]}}}>(proposer, ALL, hands.case('round'));
  expect(round.state).toBe('cleared');
  expect(round.round.clearing.cleared.map((one) => one.amount), 'the round clears every debt of the circle').toEqual(round.round.debts.map(() => CIRCLE * MICRO));
}

async function orderOf(hands: Hands, code: Code, debt: Debt): Promise<OrderCase['order']> {
  return (await wholeCase<OrderCase>(await hands.who(code, 'agreements desk'), debt.slug, hands.case(nameOf(debt)))).order;
}
async function lockOf(hands: Hands, debt: Debt): Promise<OrderCase['order']['locks'][number]> {
  const lock = (await orderOf(hands, debt.giver, debt)).locks.at(-1);
  if (!lock) throw new Error(`nothing is held in ${debt.slug}`);
  return lock;
}

/** The pair's own book is shown what the round cleared, and posts it. */
async function post(hands: Hands, debt: Debt, round: string): Promise<void> {
  await showEnd(hands, debt.giver, ALL, hands.case('round'), debt.slug);
  const step: Reach = {hands, slug: debt.slug, name: nameOf(debt), by: debt.giver, office: 'finance officer', kind: 'post_clearing'};
  const posts = await reachFor(step);
  await posts.page.getByText(posts.t('across:post.cleared', {amount: `${CIRCLE} HUR AIRLIFT`, of: `${debt.hours} HUR AIRLIFT`, round})).waitFor();
  await signReach(posts, step);
  await hands.agreed(debt.slug, step.name, 'post_clearing');
  const order = await orderOf(hands, debt.taker, debt);
  expect([order.lines[0]?.cleared, order.lines[0]?.locked, order.lines[0]?.open.to_settle ?? 0], `of ${debt.hours} hours in ${debt.slug}`).toEqual([CIRCLE * MICRO, 0, (debt.hours - CIRCLE) * MICRO]);
}

/** The agreement of the three under which rounds run. */
export const adoptTheExchange = (hands: Hands): Promise<unknown> => adopt(hands, ALL, instrument('jpn-phl-usa-exchange.toml'), inDays(-DAYS_BACK), {'netting.lock_days': 60}, 'law exchange');

/** Each pair flies, and holds the hours for the round. References begin with `document`, then who gives and who takes. */
export async function flyAndHold(hands: Hands, round: string, document = 'A-2026-'): Promise<void> {
  for (const debt of debts) {
    await fly(hands, debt, `${document}${debt.giver}${debt.taker}`);
    await hold(hands, debt, round);
  }
}

/** The round is opened in the book of all, and every debt shown there and entered. */
export async function openAndEnter(hands: Hands, round: string): Promise<void> {
  await openRound(hands, round);
  for (const debt of debts) await enter(hands, debt);
}

/** Proposed, agreed by all, and posted in the book of each pair. */
export async function clearAndPost(hands: Hands, round: string): Promise<void> {
  await clear(hands);
  for (const debt of debts) await post(hands, debt, round);
}
