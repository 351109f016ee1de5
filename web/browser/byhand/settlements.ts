// The other two means of settlement, and what happens when something goes wrong: a dispute, an overdue debt, a ceiling.
import {expect} from 'vitest';
import {inDays, inMonths} from '../days';
import type {Hands} from '../hands';
import {signButton} from '../story';
import {EXERCISE} from './law';
import {accept, acceptReturn, close, confirm, convert, dispute, giveBack, invoice, issue, offer, pay, receive, request, resolve, stepTo, type LineWords, type OrderWords} from './order';
import {isClosed} from './orders';

const BOOK = 'jpn-phl';
/** So many days ago was entered late what became overdue. */
const ENTERED_LATE = -25;

/** Everything that the papers of an order ask for, as the Philippines asks Japan. */
const asked = (reference: string, place: string, line: LineWords, on?: string): OrderWords => ({
  supplier: 'jpn', recipient: 'phl', activity: EXERCISE, reference, place, lines: [line], on, currency: 'JPY', needs: 'none', unit: 'BRP Jose Rizal (FF-150)',
  billTo: 'Philippine Navy, Naval Finance Center, Manila', funds: 'DBM 2026-0117', liability: 'as the agreement says',
});
const OFFER = {unit: 'JS Izumo (DDH-183)', payee: 'Paymaster, Japan Maritime Self-Defense Force', remitTo: 'JMSDF Yokosuka District Finance Division'};

/** Airlift for lodging: fixed on the signed order, before anything is given. */
export async function exchange(hands: Hands): Promise<void> {
  await request(hands, BOOK, asked('P-2026-015', 'Naha to Clark', {
    category: 'transport', item: 'AIRLIFT', description: 'C-130 flight hours', quantity: '4', unit: 'HUR', means: 'equal_value_exchange', price: '300000',
    exchange: {item: 'LODGING', quantity: '120', unit: 'DAY', description: 'nights at Clark Air Base'}, due: inMonths(3), dueAt: 'Clark Air Base', metering: 'flight log',
  }), 'exchange');
  await offer(hands, BOOK, 'exchange', 'jpn', OFFER);
  await accept(hands, BOOK, 'exchange', 'phl');
  await issue(hands, BOOK, 'exchange', 'jpn');
  await receive(hands, BOOK, 'exchange', 'phl');
  await giveBack(hands, BOOK, 'exchange', 'phl', {means: 'equal_value_exchange'});
  await acceptReturn(hands, BOOK, 'exchange', 'jpn');
  await close(hands, BOOK, 'exchange', 'jpn');
  await isClosed(hands, 'exchange');
}

/** Lent and given back; one of the things is disputed on the way. */
export async function lend(hands: Hands): Promise<void> {
  await request(hands, BOOK, asked('P-2026-016', 'Subic Bay', {
    category: 'spare_parts', item: 'PUMP', description: 'Fuel transfer pump', quantity: '2', unit: 'EA', means: 'return_of_the_same', price: '1450000',
    condition: 'clean and tested', due: inMonths(2), dueAt: 'Yokosuka',
  }), 'loan');
  await offer(hands, BOOK, 'loan', 'jpn', OFFER);
  await accept(hands, BOOK, 'loan', 'phl');
  await issue(hands, BOOK, 'loan', 'jpn');
  await receive(hands, BOOK, 'loan', 'phl', {lines: {1: {received: '1', reason: 'not_received'}}});
  await dispute(hands, BOOK, 'loan', 'jpn', {reason: 'measurement', note: 'the delivery note shows two'});
  await resolve(hands, BOOK, 'loan', 'phl', {outcome: 'upheld', note: 'the second stood on the pier'});
  await receive(hands, BOOK, 'loan', 'phl', {correcting: true, lines: {1: {received: '2'}}});
  await giveBack(hands, BOOK, 'loan', 'phl', {means: 'return_of_the_same'});
  await acceptReturn(hands, BOOK, 'loan', 'jpn');
  await close(hands, BOOK, 'loan', 'phl');
  await isClosed(hands, 'loan');
}

/** A debt in fuel that was not replaced in time becomes money at the order's price. */
export async function convertTheOverdue(hands: Hands): Promise<void> {
  const on = inDays(ENTERED_LATE);
  const due = inDays(ENTERED_LATE + 10);
  await request(hands, BOOK, asked('P-2026-009', 'Subic Bay', {
    category: 'fuel', item: 'F-76', description: 'Naval distillate fuel', quantity: '30000', unit: 'LTR', means: 'replacement_in_kind', price: '95', due, dueAt: 'Subic Bay',
  }, on), 'overdue');
  await offer(hands, BOOK, 'overdue', 'jpn', OFFER, on);
  await accept(hands, BOOK, 'overdue', 'phl', on);
  await issue(hands, BOOK, 'overdue', 'jpn', {on});
  await receive(hands, BOOK, 'overdue', 'phl', {on});
  await convert(hands, BOOK, 'overdue', 'jpn');
  const biller = await hands.who('jpn', 'finance officer');
  await biller.page.getByText('2,850,000').first().waitFor();
  await invoice(hands, BOOK, 'overdue', 'jpn', {number: 'JN-2026-0042', due: inDays(30)});
  await pay(hands, BOOK, 'overdue', 'phl', {number: 'JN-2026-0042', reference: 'BSP-2211'});
  await confirm(hands, BOOK, 'overdue', 'jpn');
  await close(hands, BOOK, 'overdue', 'jpn');
  await isClosed(hands, 'overdue');
}

/** Accepting is refused where the year's ceiling would be passed; a smaller order fits. */
export async function reachTheCeiling(hands: Hands): Promise<void> {
  await request(hands, BOOK, asked('P-2026-017', 'Yokosuka', {category: 'training', item: 'COURSE', description: 'Damage control course', quantity: '40', unit: 'DAY', means: 'reimbursement', price: '90000'}), 'course');
  await offer(hands, BOOK, 'course', 'jpn', OFFER);
  const {person, part} = await stepTo({hands, slug: BOOK, name: 'course', by: 'phl', kind: 'accept'});
  await part.getByText('3,600,000').waitFor();
  await signButton(person, part).click();
  const refusal = person.page.locator('[data-refusal=refused_ceiling]');
  await refusal.waitFor();
  expect(await refusal.innerText()).toContain('demonstration');
  await offer(hands, BOOK, 'course', 'jpn', {...OFFER, lines: {1: {quantity: '30'}}});
  await person.page.getByText('2,700,000').first().waitFor();
  await accept(hands, BOOK, 'course', 'phl');
  await hands.agreed(BOOK, 'course', 'accept');
}
