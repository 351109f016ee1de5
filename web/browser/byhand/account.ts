// Chapter 16 by hand: the account that two nations agree, a question about it, and a partner's own list beside the record.
import {expect} from 'vitest';
import type {Person} from '../browser';
import {inDays} from '../days';
import type {Code, Hands} from '../hands';
import {field, openCase, signButton} from '../story';
import {bookId, cases} from '../views';
import {fill} from './forms';
import {DAYS_BACK} from './law';
import {acceptReturn, issue, signStep, stepTo} from './order';

const BOOK = 'jpn-phl';

/** Keeps an order of earlier chapters by its document number. */
async function orderCalled(hands: Hands, reference: string): Promise<string> {
  const reader = await hands.who('jpn', 'finance officer');
  const found = (await cases(reader, await bookId(reader, BOOK), 'order')).find((one) => (one as {reference?: string}).reference === reference);
  if (!found) throw new Error(`no order ${reference}`);
  hands.cases.set(reference, found.id);
  return reference;
}

export interface OpenWords {
  /** Numbers of an order of airlift owed in the same, and of one of training. */
  hours: string;
  course: string;
}

/** An hour flown back that nobody has accepted yet, and days of training without a receipt. */
export async function leaveSomethingOpen(hands: Hands, {hours, course}: OpenWords): Promise<void> {
  const step = {hands, slug: BOOK, name: await orderCalled(hands, hours), by: 'jpn' as const, kind: 'return_in_kind'};
  const form = await stepTo(step);
  await form.part.getByRole('textbox', {name: form.person.t('money:settle.hand_over_of', {number: 1})}).fill('1');
  await signStep(step, form);
  await issue(hands, BOOK, await orderCalled(hands, course), 'jpn', {lines: {1: '10'}});
  for (const [name, kind] of [[hours, 'return_in_kind'], [course, 'issue']] as const) await hands.agreed(BOOK, name, kind);
}

export interface Sides {
  slug: string;
  first: Code;
  second: Code;
}

const path = (hands: Hands, slug: string) => `/b/${slug}/accounts/${hands.case('account')}`;
const part = (person: Person, kind: string) => person.page.getByRole('region', {name: person.t(`glossary:act.${kind}`), exact: true});

/** The open items as a side's page lists them. */
async function openItems(person: Person, hands: Hands, slug: string): Promise<string[]> {
  await person.open(path(hands, slug));
  const before = person.t('money:account.open', {count: 0}).split('0')[0] ?? '';
  const items = person.page.locator('section[aria-label]').filter({has: person.page.getByRole('heading', {name: before})});
  await items.waitFor();
  return (await items.locator('tbody tr').allInnerTexts()).map((row) => row.replace(/\s+/g, ' '));
}

async function cut(hands: Hands, {slug, first, second}: Sides): Promise<void> {
  const biller = await hands.who(first, 'finance officer');
  const {page, t} = biller;
  await biller.open(`/b/${slug}/accounts`);
  await page.getByRole('button', {name: t('money:account.cut'), exact: true}).click();
  const main = page.locator('main');
  await main.getByLabel(t('money:account.partner')).selectOption(second);
  // A day that is not over ends no period.
  await fill(main, {[t('money:account.from')]: inDays(-DAYS_BACK), [t('money:account.until')]: inDays(0), [t('field.reference')]: 'the exercise'});
  await page.getByText(t('money:account.incomplete')).waitFor();
  expect(await signButton(biller).isDisabled()).toBe(true);
  await fill(main, {[t('money:account.until')]: inDays(-1)});
  hands.cases.set('account', await openCase(biller, 'accounts'));
  await hands.agreed(slug, 'account', 'cut_account');
}

/** One side asks about an open item; nothing can be stated until the other has answered. */
async function askAndAnswer(hands: Hands, {slug, first, second}: Sides): Promise<void> {
  const asks = await hands.who(first, 'finance officer');
  await asks.open(path(hands, slug));
  const question = part(asks, 'query_account');
  const about = field(asks, question, asks.t('money:account.ask_about'));
  await about.selectOption({index: 1});
  await field(asks, question, asks.t('money:account.ask_words')).fill('Which ship was it for?');
  await signButton(asks, question).click();
  await hands.agreed(slug, 'account', 'query_account');
  const answers = await hands.who(second, 'finance officer');
  await answers.open(path(hands, slug));
  const answer = part(answers, 'answer_account');
  await answer.waitFor();
  expect(await part(answers, 'state_account').count()).toBe(0);
  await fill(answer, {[answers.t('field.note')]: 'The one that the order names.'});
  await signButton(answers, answer).click();
  await hands.agreed(slug, 'account', 'answer_account');
  await asks.open(path(hands, slug));
  await asks.page.getByText('The one that the order names.').waitFor();
}

async function state(hands: Hands, slug: string, by: Code): Promise<void> {
  const person = await hands.who(by, 'finance officer');
  await person.open(path(hands, slug));
  await signButton(person, part(person, 'state_account')).click();
  await hands.agreed(slug, 'account', 'state_account');
}

/** Cut by the one, seen alike by both, asked about, stated by both: agreed. `late` comes between the cut and the words. */
export async function agreeOnTheAccount(hands: Hands, sides: Sides = {slug: BOOK, first: 'jpn', second: 'phl'}, late?: (hands: Hands) => Promise<void>): Promise<string[]> {
  await cut(hands, sides);
  await late?.(hands);
  const [one, other] = [await hands.who(sides.first, 'finance officer'), await hands.who(sides.second, 'finance officer')];
  const open = await openItems(one, hands, sides.slug);
  expect(await openItems(other, hands, sides.slug)).toEqual(open);
  await askAndAnswer(hands, sides);
  await state(hands, sides.slug, sides.first);
  await state(hands, sides.slug, sides.second);
  for (const person of [one, other]) {
    await person.open(path(hands, sides.slug));
    await person.page.getByText(person.t('money:account.same')).waitFor();
    // What is agreed is closed: nothing more is offered.
    expect(await signButton(person).count()).toBe(0);
  }
  return open;
}

/** The whole chapter, after the orders of the chapters before. */
export async function theAccount(hands: Hands, words: OpenWords = {hours: 'A-2026-phljpn', course: 'P-2026-017'}): Promise<void> {
  await leaveSomethingOpen(hands, words);
  // What comes after the cut shows in the next account, not in this one.
  const open = await agreeOnTheAccount(hands, undefined, (here) => acceptReturn(here, BOOK, words.hours, 'phl'));
  const {t} = await hands.who('jpn', 'finance officer');
  const has = (document: string, cause: string) => expect(open.some((row) => row.includes(document) && row.includes(t(`value.cause.${cause}`))), `${document} ${cause}: ${open.join(' / ')}`).toBe(true);
  has(words.hours, 'not_yet_agreed');
  has(words.course, 'missing_receipt');
}

/** A partner's own list of invoices is laid beside the record: one that stands in both, one that nobody here knows. */
export async function layBesideTheRecord(hands: Hands, known: {document: string; amount: string; currency: string}, slug = BOOK): Promise<void> {
  const person = await hands.who('jpn', 'finance officer');
  const {page, t} = person;
  await person.open(`/b/${slug}/accounts`);
  await page.locator(`main a[href^="/b/${slug}/accounts/"]`).first().click();
  const match = page.getByRole('region', {name: t('money:match.title'), exact: true});
  const list = `document,date,amount,currency\n${known.document},${inDays(0)},${known.amount},${known.currency}\nPN-2026-9999,${inDays(-5)},12345,JPY\n`;
  await match.locator('input[type=file]').setInputFiles({name: 'theirs.csv', mimeType: 'text/csv', buffer: Buffer.from(list)});
  await match.getByRole('button', {name: t('money:match.run')}).click();
  await match.getByRole('status').waitFor();
  const said = await match.getByRole('status').innerText();
  expect(said).toContain(t('money:match.only_theirs', {count: 1}));
  expect(said).toContain('PN-2026-9999');
  expect(await match.getByRole('table').innerText()).toContain(known.document);
  // Nothing of it is kept.
  await page.reload();
  await person.settled();
  expect(await page.locator('main').innerText()).not.toContain('PN-2026-9999');
}
