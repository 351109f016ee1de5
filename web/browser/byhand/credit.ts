// An invoice that was right when it was written: less came in than was paid for, so it is credited and paid back.
import {expect} from 'vitest';
import type {Code, Hands} from '../hands';
import {field, signButton, wordsOf} from '../story';
import {close, confirm, deliver, invoice, issue, pay, receive, signStep, stepTo, USUAL} from './order';
import {EXERCISE} from './law';

const BOOK = 'jpn-phl';

export async function bill(hands: Hands): Promise<void> {
  await deliver(hands, BOOK, 'phl', 'jpn', {
    ...USUAL, activity: EXERCISE, reference: 'J-2026-901', place: 'Subic Bay', unit: 'JS Izumo (DDH-183)', billTo: 'JMSDF Yokosuka District Finance Division',
    lines: [{category: 'fuel', item: 'F-76', description: 'Naval distillate fuel', quantity: '2000', unit: 'LTR', means: 'reimbursement', price: '150'}],
    offered: {unit: 'Naval Operating Base Subic', payee: 'Philippine Navy, Finance Center'},
  }, 'credited');
  await invoice(hands, BOOK, 'credited', 'phl', {number: 'PN-2026-0901'});
}

export async function payIt(hands: Hands): Promise<void> {
  await pay(hands, BOOK, 'credited', 'jpn', {number: 'PN-2026-0901', reference: 'BOJ-4901'});
  await confirm(hands, BOOK, 'credited', 'phl');
}

/** The tank is measured again: 50 litres less than were billed. The giver corrects its issue to that. */
export async function correctTheReceipt(hands: Hands): Promise<void> {
  await receive(hands, BOOK, 'credited', 'jpn', {correcting: true, lines: {1: {received: '1950', reason: 'measurement'}}});
  await hands.agreed(BOOK, 'credited', 'receive');
  await issue(hands, BOOK, 'credited', 'phl', {correcting: true, lines: {1: '1950'}});
  await hands.agreed(BOOK, 'credited', 'issue');
}

/** The form begins with what is billed beyond what came in, by line and in sum. */
export async function credit(hands: Hands): Promise<void> {
  const step = {hands, slug: BOOK, name: 'credited', by: 'phl' as const, kind: 'credit_note'};
  const form = await stepTo(step);
  const t = wordsOf(form.person, 'money');
  expect(await field(form.person, form.part, t('credit_note.quantity_of', {number: 1})).inputValue()).toBe('50');
  expect(await form.part.locator('tfoot').innerText()).toContain('7,500 JPY');
  expect(await signButton(form.person, form.part).isDisabled(), 'without a reason').toBe(true);
  await form.fill('credit_note.number', 'CN-2026-0001');
  await form.fill('field.reason', 'the tank was measured again');
  await signStep(step, form);
  await hands.agreed(BOOK, 'credited', 'credit_note');
}

export async function refund(hands: Hands): Promise<void> {
  const step = {hands, slug: BOOK, name: 'credited', by: 'phl' as const, kind: 'refund'};
  const form = await stepTo(step);
  expect(await field(form.person, form.part, wordsOf(form.person, 'money')('settle.amount', {currency: 'JPY'})).inputValue()).toBe('7500');
  await form.fill('settle.reference', 'BSP-9001');
  await signStep(step, form);
  await confirm(hands, BOOK, 'credited', 'jpn');
  await hands.agreed(BOOK, 'credited', 'confirm');
}

export async function nothingIsLeft(hands: Hands): Promise<void> {
  for (const code of ['jpn', 'phl'] as Code[]) {
    const person = await hands.who(code, 'finance officer');
    const t = wordsOf(person, 'orders');
    await person.open(`/b/${BOOK}/orders/${hands.case('credited')}`);
    const bill = person.page.getByRole('region', {name: t('order.invoices')}).locator('tbody tr');
    await bill.getByText('7,500').first().waitFor();
    expect((await bill.locator('td').allInnerTexts()).at(-2), `open at ${code}`).toBe('0 JPY');
  }
  await close(hands, BOOK, 'credited', 'jpn');
  await hands.agreed(BOOK, 'credited', 'close');
}
