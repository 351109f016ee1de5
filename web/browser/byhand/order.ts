// An order by hand, from the request to its close: every act through the page that its office is led to.
import type {Locator} from 'playwright-core';
import type {Person} from '../browser';
import type {Code, Hands, Office} from '../hands';
import {field, sign, wordsOf} from '../story';

export interface LineWords {
  category: string;
  item: string;
  description?: string;
  quantity: string;
  unit: string;
  means: string;
  /** Left out: the supplier names it. */
  price?: string;
  exchange?: {item: string; quantity: string; unit: string; description?: string};
  /** When and where it is given back. */
  due?: string;
  dueAt?: string;
  condition?: string;
  metering?: string;
}

export interface OrderWords {
  supplier: Code;
  recipient: Code;
  activity: string;
  lines: LineWords[];
  reference: string;
  place: string;
  /** Title of the agreement, where the book has several. */
  instrument?: string;
  /** Number of the visit that it serves. */
  visit?: string;
  currency?: string;
  neededOn?: string;
  needs?: string;
  unit?: string;
  billTo?: string;
  funds?: string;
  liability?: string;
  /** A day that has passed, of what is entered late. */
  on?: string;
}

/** What every request of the demonstration tells beside its own. */
export const USUAL = {currency: 'JPY', needs: 'none', funds: 'as certified by the office named', liability: 'as the agreement says'};

export interface Form {
  person: Person;
  /** The part of the page that holds the form. */
  part: Locator;
  fill: (label: string, text: string | undefined) => Promise<void>;
  choose: (label: string, option: string | {label: string} | undefined) => Promise<void>;
}

export function formIn(person: Person, part: Locator, area: string): Form {
  const t = wordsOf(person, area);
  return {
    person, part,
    fill: async (label, text) => {
      if (text !== undefined) await field(person, part, t(label)).fill(text);
    },
    choose: async (label, option) => {
      if (option !== undefined) await field(person, part, t(label)).selectOption(option);
    },
  };
}

/** Says when an act took effect, where it was not now. */
export async function takesEffect(form: Form, on: string | undefined): Promise<void> {
  await form.fill('form.effective', on && `${on}T09:00+08:00`);
}

async function fillLine(person: Person, number: number, line: LineWords, currency: string): Promise<void> {
  const t = wordsOf(person, 'request');
  const form = formIn(person, person.page.getByRole('region', {name: t('request.line', {number}), exact: true}), 'request');
  await form.choose('field.category', line.category);
  await form.fill('field.item', line.item);
  await form.fill('field.description', line.description);
  // The unit first: a figure that stands already would be converted.
  await form.choose('field.unit', line.unit);
  await form.fill('field.quantity', line.quantity);
  await form.choose('field.means', line.means);
  if (line.price !== undefined) await field(person, form.part, t('request.price', {currency})).fill(line.price);
  if (line.exchange) {
    await form.fill('request.exchange_item', line.exchange.item);
    await form.fill('request.exchange_quantity', line.exchange.quantity);
    await form.choose('request.exchange_unit', line.exchange.unit);
    await form.fill('request.exchange_description', line.exchange.description);
  }
  await form.fill('request.back_on', line.due);
  await form.fill('request.back_at', line.dueAt);
  await form.fill('field.condition', line.condition);
  await form.fill('field.metering', line.metering);
}

/** Fills the request of an order; signs nothing. */
export async function fillOrder(hands: Hands, slug: string, words: OrderWords): Promise<Person> {
  const person = await hands.who(words.recipient, 'requesting officer');
  const t = wordsOf(person, 'request');
  const currency = words.currency ?? 'JPY';
  await person.open(`/b/${slug}/orders`);
  await person.page.getByRole('link', {name: t('nav.new_request')}).first().click();
  await person.page.waitForURL((url) => url.pathname === `/b/${slug}/orders/new`);
  const ground = formIn(person, person.page.getByRole('group', {name: t('request.ground')}), 'request');
  await ground.choose('field.instrument', words.instrument && {label: words.instrument});
  await ground.choose('field.activity', {label: words.activity});
  await ground.choose('field.visit', words.visit && {label: words.visit});
  await ground.choose('field.supplier', words.supplier);
  await ground.choose('field.currency', currency);
  await ground.fill('field.reference', words.reference);
  await ground.fill('field.place', words.place);
  await ground.fill('field.needed_on', words.neededOn);
  for (const [i, line] of words.lines.entries()) {
    if (i > 0) await person.page.getByRole('button', {name: t('request.add_line')}).click();
    await fillLine(person, i + 1, line, currency);
  }
  const papers = formIn(person, person.page.getByRole('group', {name: t('request.papers')}), 'request');
  for (const [name, text] of [['unit', words.unit], ['bill_to', words.billTo], ['funds', words.funds], ['liability', words.liability], ['needs', words.needs]] as const)
    await papers.fill(`request.${name}`, text);
  await takesEffect(formIn(person, person.page.locator('main'), 'request'), words.on);
  return person;
}

/** Asks for what the words say and keeps the order under a name. */
export async function request(hands: Hands, slug: string, words: OrderWords, name: string): Promise<string> {
  const person = await fillOrder(hands, slug, words);
  await sign(person, (url) => /\/orders\/[0-9a-f]{64}$/.test(url.pathname));
  const id = new URL(person.page.url()).pathname.split('/').at(-1) ?? '';
  hands.cases.set(name, id);
  return id;
}

const OFFICES: Record<string, Office> = {
  offer: 'contracting officer', accept: 'contracting officer', decline: 'contracting officer', amend: 'contracting officer', cancel: 'contracting officer', resolve: 'contracting officer', close: 'contracting officer',
  issue: 'supply officer', return_in_kind: 'supply officer', receive: 'receiving officer', accept_return: 'receiving officer',
  invoice: 'finance officer', pay: 'finance officer', confirm: 'finance officer', convert: 'finance officer', dispute: 'finance officer', credit_note: 'finance officer', refund: 'finance officer', query: 'finance officer', respond: 'finance officer',
};
const AREAS: Record<string, string> = {offer: 'request', amend: 'request', issue: 'goods', receive: 'goods', invoice: 'money', pay: 'money', confirm: 'money', return_in_kind: 'money', accept_return: 'money', credit_note: 'money', refund: 'money'};
/** Done on a page of their own; all else in a form beside the order. */
const PAGES: Record<string, string> = {issue: '/issue', receive: '/receive', invoice: '/invoice', pay: '/settle', confirm: '/settle', return_in_kind: '/settle', accept_return: '/settle'};

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

export interface Step {
  hands: Hands;
  slug: string;
  /** The order's name in `hands.cases`. */
  name: string;
  by: Code;
  kind: string;
  office?: Office;
}

/** Opens an order and follows its own link to a step: a button, or an entry of the menu beside them. Answers its form. */
export async function stepTo({hands, slug, name, by, kind, office}: Step): Promise<Form> {
  const person = await hands.who(by, office ?? OFFICES[kind] ?? 'contracting officer');
  const {page} = person;
  const t = wordsOf(person, 'orders');
  const here = `/b/${slug}/orders/${hands.case(name)}`;
  await waitForCase(person, here);
  const actions = page.getByRole('group', {name: t('order.actions')});
  const link = actions.getByRole('link', {name: capital(t(`act.${kind}`)), exact: true});
  const more = actions.getByRole('button', {name: t('order.more')});
  const entry = page.getByRole('menuitem', {name: capital(t(`act.${kind}`)), exact: true});
  await link.or(more).first().waitFor();
  const place = PAGES[kind];
  const isSeldom = ['convert', 'dispute', 'amend', 'cancel', 'query', 'respond', 'withdraw', 'offset', 'write_off'].includes(kind);
  if (isSeldom) {
    await more.click();
    await entry.click();
  } else await link.click();
  await page.waitForURL((url) => (place ? url.pathname === here + place : url.searchParams.get('do') === kind));
  await person.settled();
  return formIn(person, place ? page.locator('main') : page.getByRole('region', {name: t(`act.${kind}`), exact: true}), AREAS[kind] ?? 'orders');
}

/** The order's page, once its request has come to this node. */
async function waitForCase(person: Person, path: string): Promise<void> {
  const {page} = person;
  for (let tries = 0; ; ++tries) {
    await person.open(path);
    if (tries > 20 || (await page.locator('[data-refusal=local_not_found]').count()) === 0) return;
    await page.waitForTimeout(200);
  }
}

/** Signs a step and waits until the page is back at the order, without a form. */
export async function signStep({hands, slug, name}: Step, form: Form, on?: string): Promise<void> {
  const here = `/b/${slug}/orders/${hands.case(name)}`;
  await takesEffect(form, on);
  await sign(form.person, (url) => url.pathname === here && !url.searchParams.has('do'), form.part);
}

/** A step that needs nothing but its signature. */
export async function plainly(step: Step, on?: string): Promise<void> {
  await signStep(step, await stepTo(step), on);
}

export interface OfferWords {
  unit?: string;
  payee?: string;
  remitTo?: string;
  note?: string;
  /** By number of the line: what is offered otherwise than asked. */
  lines?: Record<number, {price?: string; quantity?: string}>;
  currency?: string;
}

export async function offer(hands: Hands, slug: string, name: string, by: Code, words: OfferWords = {}, on?: string): Promise<void> {
  const step = {hands, slug, name, by, kind: 'offer'};
  const form = await stepTo(step);
  const {person} = form;
  const t = wordsOf(person, 'request');
  for (const [number, line] of Object.entries(words.lines ?? {})) {
    const part = formIn(person, form.part.getByRole('region', {name: t('request.line', {number}), exact: true}), 'request');
    await part.fill('field.quantity', line.quantity);
    if (line.price !== undefined) await field(person, part.part, t('request.price', {currency: words.currency ?? 'JPY'})).fill(line.price);
  }
  await form.fill('offer.unit', words.unit);
  await form.fill('offer.payee', words.payee);
  await form.fill('offer.remit_to', words.remitTo ?? words.payee);
  await form.fill('field.note', words.note);
  await signStep(step, form, on);
}

export const accept = (hands: Hands, slug: string, name: string, by: Code, on?: string) => plainly({hands, slug, name, by, kind: 'accept'}, on);
export const close = (hands: Hands, slug: string, name: string, by: Code, on?: string) => plainly({hands, slug, name, by, kind: 'close'}, on);
export const convert = (hands: Hands, slug: string, name: string, by: Code, on?: string) => plainly({hands, slug, name, by, kind: 'convert'}, on);

/** Gives what was ordered, or of each line named as much as said; `correcting`: in place of the first issue that stands. */
export async function issue(hands: Hands, slug: string, name: string, by: Code, {lines, correcting, on}: {lines?: Record<number, string>; correcting?: boolean; on?: string} = {}): Promise<void> {
  const step = {hands, slug, name, by, kind: 'issue'};
  const form = await stepTo(step);
  const t = wordsOf(form.person, 'goods');
  if (correcting) await field(form.person, form.part, t('goods.corrects')).selectOption({index: 1});
  for (const [number, text] of Object.entries(lines ?? {})) await field(form.person, form.part, t('goods.now_of', {number})).fill(text);
  await signStep(step, form, on);
}

export interface ReceiptWords {
  lines?: Record<number, {received: string; damaged?: string; reason?: string}>;
  /** Replaces the receipt that stands, rather than telling of more. */
  correcting?: boolean;
  on?: string;
}

export async function receive(hands: Hands, slug: string, name: string, by: Code, {lines, correcting, on}: ReceiptWords = {}): Promise<void> {
  const step = {hands, slug, name, by, kind: 'receive'};
  const form = await stepTo(step);
  const {person, part} = form;
  const t = wordsOf(person, 'goods');
  if (correcting) await field(person, part, t('goods.corrects')).selectOption({index: 1});
  for (const [number, line] of Object.entries(lines ?? {})) {
    await field(person, part, t('goods.received_of', {number})).fill(line.received);
    if (line.damaged !== undefined) await field(person, part, t('goods.damaged_of', {number})).fill(line.damaged);
    if (line.reason !== undefined) await field(person, part, t('goods.reason_of', {number})).selectOption(line.reason);
  }
  await signStep(step, form, on);
}

/** Bills what came in, by the day that the agreement's clock gives unless another is said. */
export async function invoice(hands: Hands, slug: string, name: string, by: Code, {number, due, on}: {number: string; due?: string; on?: string}): Promise<void> {
  const step = {hands, slug, name, by, kind: 'invoice'};
  const form = await stepTo(step);
  await form.fill('invoice.number', number);
  await form.fill('field.due', due);
  await signStep(step, form, on);
}

/** The part of the page on settling that this title heads. */
const partOf = (form: Form, title: string): Form => formIn(form.person, form.part.getByRole('region', {name: title, exact: true}), 'money');

export async function pay(hands: Hands, slug: string, name: string, by: Code, {number, reference, on}: {number: string; reference?: string; on?: string}): Promise<void> {
  const step = {hands, slug, name, by, kind: 'pay'};
  const whole = await stepTo(step);
  const form = partOf(whole, wordsOf(whole.person, 'money')('settle.pay', {number}));
  await form.fill('settle.reference', reference);
  await signStep(step, form, on);
}

export async function confirm(hands: Hands, slug: string, name: string, by: Code, on?: string): Promise<void> {
  const step = {hands, slug, name, by, kind: 'confirm'};
  const whole = await stepTo(step);
  await signStep(step, partOf(whole, wordsOf(whole.person, 'money')('settle.confirm')), on);
}

export async function giveBack(hands: Hands, slug: string, name: string, by: Code, {means, place, on}: {means: string; place?: string; on?: string}): Promise<void> {
  const step = {hands, slug, name, by, kind: 'return_in_kind'};
  const whole = await stepTo(step);
  const form = partOf(whole, wordsOf(whole.person, 'money')(`means.${means}`));
  await form.fill('field.place', place);
  await signStep(step, form, on);
}

export async function acceptReturn(hands: Hands, slug: string, name: string, by: Code, on?: string): Promise<void> {
  await plainly({hands, slug, name, by, kind: 'accept_return'}, on);
}

/** Disputes the last receipt, as who gave what it tells of. */
export async function dispute(hands: Hands, slug: string, name: string, by: Code, {reason, note}: {reason: string; note: string}): Promise<void> {
  const step = {hands, slug, name, by, kind: 'dispute'};
  const form = await stepTo(step);
  const {person} = form;
  const t = wordsOf(person, 'orders');
  await field(person, form.part, t('field.of')).click();
  const [before] = t('draft.receipt', {date: '\n', id: '\n'}).split('\n');
  await person.page.getByRole('option', {name: before}).last().click();
  await form.choose('field.reason', reason);
  await form.fill('field.note', note);
  await signStep(step, form);
}

export async function resolve(hands: Hands, slug: string, name: string, by: Code, {outcome, note}: {outcome: string; note: string}): Promise<void> {
  const step = {hands, slug, name, by, kind: 'resolve'};
  const form = await stepTo(step);
  await form.choose('field.outcome', outcome);
  await form.fill('field.note', note);
  await signStep(step, form);
}

/** One order from its request to the receipt, agreed by all. */
export async function deliver(hands: Hands, slug: string, giver: Code, taker: Code, words: Omit<OrderWords, 'supplier' | 'recipient'> & {offered?: OfferWords}, name: string): Promise<string> {
  const {offered, on, ...asked} = words;
  const id = await request(hands, slug, {...asked, on, supplier: giver, recipient: taker}, name);
  await offer(hands, slug, name, giver, {currency: words.currency, ...offered}, on);
  await accept(hands, slug, name, taker, on);
  await issue(hands, slug, name, giver, {on});
  await receive(hands, slug, name, taker, {on});
  await hands.agreed(slug, name, 'receive');
  return id;
}
