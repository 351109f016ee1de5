// Goods that go on to a third nation: the first giver is asked and consents in one book, the consent is shown in the other,
// and the line there names it. As the demonstration plays it (src/cli/demo_across.cpp).
import {expect} from 'vitest';
import {inDays, inMonths} from '../days';
import type {Code, Hands} from '../hands';
import {caseOf, signButton} from '../story';
import {capital, inField, reachFor, showAct, signReach, wholeCase, type Reach} from './across';
import {accept, deliver, issue, offer, receive, request, USUAL} from './order';

const FIRST = 'jpn-usa';
const SECOND = 'phl-usa';
const CONDITIONS = ['used at sea only', 'no further transfer'];

export interface HopWords {
  /** Document numbers of the two orders. */
  first: string;
  second: string;
}

/** Japan's fuel, with the United States, is wanted by the Philippines: asked and answered in the first book. */
export async function askTheFirstGiver(hands: Hands, {first}: HopWords): Promise<string> {
  await deliver(hands, FIRST, 'jpn', 'usa', {
    ...USUAL, activity: 'Replenishment drill, Japan and the United States', reference: first, place: 'at sea west of Luzon', unit: 'USS Shoup (DDG-86)', billTo: 'Fleet Logistics Center, Yokosuka',
    lines: [{category: 'fuel', item: 'F-76', description: 'Naval distillate fuel', quantity: '20000', unit: 'LTR', means: 'replacement_in_kind', price: '95', due: inMonths(6), dueAt: 'Yokosuka'}],
    offered: {unit: 'JS Izumo (DDH-183)', payee: 'JMSDF Yokosuka District Finance Division'},
  }, 'hop fuel');
  const asking: Reach = {hands, slug: FIRST, name: 'hop fuel', by: 'usa', office: 'contracting officer', kind: 'ask_transfer'};
  const asks = await reachFor(asking);
  await inField(asks, 'across:transfer.quantity').fill('5000');
  await inField(asks, 'across:transfer.taker').selectOption({label: asks.t('across:transfer.to_in', {party: asks.t('glossary:party.phl'), book: [asks.t('glossary:party.phl'), asks.t('glossary:party.usa')].join(' · ')})});
  await inField(asks, 'glossary:field.purpose').fill('a Philippine patrol ship is short of fuel');
  await signReach(asks, asking);
  await hands.agreed(FIRST, 'hop fuel', 'ask_transfer');

  const answering: Reach = {...asking, by: 'jpn', kind: 'answer_transfer'};
  const answers = await reachFor(answering);
  await answers.page.getByRole('radio', {name: answers.t('across:transfer.yes'), exact: true}).check();
  await inField(answers, 'across:transfer.conditions').fill(CONDITIONS.join('\n'));
  await inField(answers, 'across:transfer.until').fill(inDays(30));
  await signReach(answers, answering);
  return hands.agreed(FIRST, 'hop fuel', 'answer_transfer');
}

/** The consent is shown in the book with the taker, and the line of the order there names it. */
export async function handItOn(hands: Hands, consent: string, {second}: HopWords): Promise<void> {
  const proof = await showAct(hands, 'usa', FIRST, `/b/${FIRST}/orders/${hands.case('hop fuel')}`, consent, SECOND);
  hands.cases.set('hop consent', proof);
  await hands.agreed(SECOND, 'hop consent', 'disclose');
  await readTheConsent(hands);
  await request(hands, SECOND, {
    ...USUAL, supplier: 'usa', recipient: 'phl', activity: 'Replenishment drill, the Philippines and the United States', reference: second, place: 'at sea west of Luzon', currency: 'USD',
    unit: 'BRP Ramon Alcaraz (PS-16)', billTo: 'Philippine Navy, Finance Center',
    lines: [{category: 'fuel', item: 'F-76', description: 'Naval distillate fuel', quantity: '5000', unit: 'LTR', means: 'reimbursement', price: '1.02'}],
  }, 'hop order');
  await offer(hands, SECOND, 'hop order', 'usa', {unit: 'USS Shoup (DDG-86)', payee: 'Fleet Logistics Center, Yokosuka', currency: 'USD'});
  const naming: Reach = {hands, slug: SECOND, name: 'hop order', by: 'usa', office: 'contracting officer', kind: 'name_origin'};
  const names = await reachFor(naming);
  await inField(names, 'across:transfer.consent').selectOption(proof);
  await inField(names, 'across:transfer.quantity').fill('5000');
  await signReach(names, naming);
  await hands.agreed(SECOND, 'hop order', 'name_origin');
  await accept(hands, SECOND, 'hop order', 'phl');
  await issue(hands, SECOND, 'hop order', 'usa');
  await receive(hands, SECOND, 'hop order', 'phl');
  await hands.agreed(SECOND, 'hop order', 'receive');
  await onceAndNoMore(hands, proof);
  for (const code of ['phl', 'usa'] as Code[]) {
    const {order} = await wholeCase<{order: {origins: {giver: string; conditions: string[]}[]}}>(await hands.who(code, 'agreements desk'), SECOND, hands.case('hop order'));
    expect(order.origins.map((one) => [one.giver, one.conditions]), `the conditions travel with the goods at ${code}`).toEqual([['jpn', CONDITIONS]]);
  }
}

/** The taker reads in its own pages what the first giver consented to. */
async function readTheConsent(hands: Hands): Promise<void> {
  const person = await hands.who('phl', 'contracting officer');
  await person.open(`/b/${SECOND}/cases/${hands.case('hop consent')}`);
  const said = await person.page.getByRole('region', {name: person.t('across:proven')}).innerText();
  const party = (code: Code) => person.t([`glossary:party_in.${code}`, `glossary:party.${code}`]);
  expect(said).toContain(capital(person.t('across:says.consents', {giver: party('jpn'), holder: party('usa'), to: party('phl'), quantity: '5,000', unit: 'LTR', item: 'F-76'})));
  for (const condition of CONDITIONS) expect(said).toContain(condition);
}

/** A consent is used up once: to name it for more is refused, and nothing is signed. */
async function onceAndNoMore(hands: Hands, proof: string): Promise<void> {
  const again = await reachFor({hands, slug: SECOND, name: 'hop order', by: 'usa', office: 'contracting officer', kind: 'name_origin'});
  await inField(again, 'across:transfer.consent').selectOption(proof);
  await inField(again, 'across:transfer.quantity').fill('1');
  await signButton(again).click();
  const refusal = again.page.locator('[data-refusal]');
  await refusal.waitFor();
  expect(await refusal.getAttribute('data-refusal')).toMatch(/^refused_/);
  expect((await caseOf(again, SECOND, hands.case('hop order'))).acts.filter((one) => one.kind === 'name_origin').length).toBe(1);
}

/** Goods that go on to a third nation, with the first giver's consent. */
export async function hop(hands: Hands, words: HopWords): Promise<void> {
  await handItOn(hands, await askTheFirstGiver(hands, words), words);
}
