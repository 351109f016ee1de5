// Two orders, asked for and agreed; given while the link is cut; received when it is joined; settled in money and in kind.
import {expect} from 'vitest';
import {inMonths} from '../days';
import type {Code, Hands} from '../hands';
import {caseOf, signButton} from '../story';
import {drillOf, EXERCISE} from './law';
import {accept, acceptReturn, close, confirm, deliver, fillOrder, giveBack, invoice, issue, offer, pay, receive, request, USUAL} from './order';

const BOOK = 'jpn-phl';
const NO_WEAPONS = {en: 'Neither side gives weapons.', ja: 'いずれの側も武器を提供しない。', fil: 'Walang panig ang magbibigay ng sandata.'};

/** What the agreement forbids is refused before anything is signed, with the clause in the reader's language. */
export async function tryTheForbidden(hands: Hands): Promise<void> {
  const person = await fillOrder(hands, BOOK, {
    supplier: 'jpn', recipient: 'phl', activity: EXERCISE, reference: 'P-2026-013', place: 'Subic Bay',
    lines: [{category: 'weapons', item: 'RIFLE', quantity: '10', unit: 'EA', means: 'reimbursement', price: '90000'}],
  });
  await signButton(person).click();
  const refusal = person.page.locator('[data-refusal=refused_excluded]');
  await refusal.waitFor();
  const words = await refusal.innerText();
  expect(words).toContain('no-weapons');
  expect(words).toContain(NO_WEAPONS[hands.language]);
  expect(new URL(person.page.url()).pathname).toBe(`/b/${BOOK}/orders/new`);
}

/** Berthing and water for a Japanese ship, fuel at sea for a Philippine one. */
export async function agreeOnBothOrders(hands: Hands): Promise<void> {
  await request(hands, BOOK, {
    ...USUAL, supplier: 'phl', recipient: 'jpn', activity: EXERCISE, reference: 'J-2026-001', place: 'Alava Wharf, Subic Bay', unit: 'JS Izumo (DDH-183)', billTo: 'JMSDF Yokosuka District Finance Division',
    lines: [
      {category: 'port_airport_services', item: 'BERTH', description: 'Berthing at Alava Wharf', quantity: '3', unit: 'DAY', means: 'reimbursement'},
      {category: 'water', item: 'WATER', description: 'Fresh water', quantity: '60', unit: 'MTQ', means: 'reimbursement'},
    ],
  }, 'port');
  await request(hands, BOOK, {
    ...USUAL, supplier: 'jpn', recipient: 'phl', activity: EXERCISE, reference: 'P-2026-014', place: 'at sea west of Luzon', unit: 'BRP Jose Rizal (FF-150)', billTo: 'Philippine Navy, Naval Finance Center, Manila',
    lines: [{category: 'fuel', item: 'F-76', description: 'Naval distillate fuel', quantity: '100000', unit: 'LTR', means: 'replacement_in_kind', price: '95'}],
  }, 'fuel');
  await offer(hands, BOOK, 'port', 'phl', {unit: 'Naval Operating Base Subic', payee: 'Philippine Navy, Finance Center', lines: {1: {price: '185000'}, 2: {price: '450'}}});
  await accept(hands, BOOK, 'port', 'jpn');
  await offer(hands, BOOK, 'fuel', 'jpn', {unit: 'JS Izumo (DDH-183)', payee: 'Paymaster, Japan Maritime Self-Defense Force', remitTo: 'JMSDF Yokosuka District Finance Division'});
  await accept(hands, BOOK, 'fuel', 'phl');
  await hands.agreed(BOOK, 'port', 'accept');
  await hands.agreed(BOOK, 'fuel', 'accept');
  const desk = await hands.who('jpn', 'contracting officer');
  await desk.open(`/b/${BOOK}/orders/${hands.case('port')}`);
  await desk.page.getByText('555,000').first().waitFor();
}

/** While the link is cut: each gives, and its own node counts it. */
export async function issueBoth(hands: Hands): Promise<void> {
  await issue(hands, BOOK, 'fuel', 'jpn');
  await issue(hands, BOOK, 'port', 'phl');
}

export async function receiveBoth(hands: Hands): Promise<void> {
  await receive(hands, BOOK, 'port', 'jpn');
  await receive(hands, BOOK, 'fuel', 'phl');
  await hands.agreed(BOOK, 'port', 'receive');
  await hands.agreed(BOOK, 'fuel', 'receive');
  for (const code of ['jpn', 'phl'] as const) await seesOwed(hands, code);
}

/** What is owed after delivery stands in the positions of both, and adds up to zero. */
async function seesOwed(hands: Hands, code: Code): Promise<void> {
  const person = await hands.who(code, 'finance officer');
  await person.open(`/b/${BOOK}/positions`);
  await person.page.getByText(person.t('money:positions.zero')).waitFor();
  const words = await person.page.locator('main').innerText();
  expect(words, code).toContain('100,000');
  expect(words, code).toContain('582,000');
}

export async function settleBoth(hands: Hands): Promise<void> {
  await invoice(hands, BOOK, 'port', 'phl', {number: 'PN-2026-0117'});
  await pay(hands, BOOK, 'port', 'jpn', {number: 'PN-2026-0117', reference: 'BOJ-4711'});
  await confirm(hands, BOOK, 'port', 'phl');
  await close(hands, BOOK, 'port', 'jpn');
  await giveBack(hands, BOOK, 'fuel', 'phl', {means: 'replacement_in_kind', place: 'Yokosuka'});
  await acceptReturn(hands, BOOK, 'fuel', 'jpn');
  await close(hands, BOOK, 'fuel', 'phl');
  await isClosed(hands, 'port');
  await isClosed(hands, 'fuel');
}

/** Closed, and told so by the pages of both. */
export async function isClosed(hands: Hands, name: string): Promise<void> {
  await hands.agreed(BOOK, name, 'close');
  for (const code of ['jpn', 'phl'] as const) {
    const person = await hands.who(code, 'contracting officer');
    expect((await caseOf(person, BOOK, hands.case(name))).agreed_state ?? 'closed', `${name} at ${code}`).toBe('closed');
    await person.open(`/b/${BOOK}/orders/${hands.case(name)}`);
    await person.page.locator('main').getByText(person.t('glossary:state.closed'), {exact: true}).first().waitFor();
  }
}

/** Chapter 12: one order under each pair's own agreement, in its own book. */
export async function serveTheOtherPairs(hands: Hands): Promise<void> {
  const asked = {...USUAL, unit: 'USS Shoup (DDG-86)', billTo: 'Fleet Logistics Center, Yokosuka'};
  await deliver(hands, 'jpn-usa', 'jpn', 'usa', {
    ...asked, activity: drillOf('jpn-usa'), reference: 'U-2026-003', place: 'at sea west of Luzon',
    lines: [{category: 'fuel', item: 'F-76', description: 'Naval distillate fuel', quantity: '50000', unit: 'LTR', means: 'replacement_in_kind', price: '95', due: inMonths(6), dueAt: 'Yokosuka'}],
    offered: {unit: 'JS Izumo (DDH-183)', payee: 'JMSDF Yokosuka District Finance Division'},
  }, 'fuel jpn-usa');
  await deliver(hands, 'phl-usa', 'phl', 'usa', {
    ...asked, currency: 'USD', activity: drillOf('phl-usa'), reference: 'U-2026-004', place: 'Alava Wharf, Subic Bay',
    lines: [{category: 'facilities', item: 'BERTH', description: 'Berthing at Alava Wharf', quantity: '2', unit: 'DAY', means: 'reimbursement', price: '1200.00'}],
    offered: {unit: 'Naval Operating Base Subic', payee: 'Philippine Navy, Finance Center'},
  }, 'berth phl-usa');
}
