// Chapters 5 and 6 by hand: the link between two nations is paused, both work on, and it is resumed.
import {expect} from 'vitest';
import type {Person} from '../browser';
import type {Code, Hands} from '../hands';
import {eventually} from '../story';
import {ask, bookId} from '../views';

const PAIR: Code[] = ['jpn', 'phl'];

interface Head {
  height: number;
  size: number;
  pending: number;
}

const headOf = async (person: Person, slug: string): Promise<Head> => ask<Head>(person, `/v1/partnerships/${await bookId(person, slug)}`);

/** The button of the link to a partner, in either state. */
function linkButton(person: Person, partner: Code, what: 'pause' | 'resume') {
  const party = person.t(`glossary:party.${partner}`);
  return person.page.getByRole('button', {name: person.t(`admin:partner.${what}`, {party}), exact: true});
}

async function turn(hands: Hands, what: 'pause' | 'resume'): Promise<void> {
  const other = what === 'pause' ? 'resume' : 'pause';
  for (const code of PAIR) {
    const desk = await hands.who(code, 'agreements desk');
    await desk.open('/partners');
    for (const partner of PAIR.filter((one) => one !== code)) {
      await linkButton(desk, partner, what).click();
      await linkButton(desk, partner, other).waitFor();
    }
  }
}

/** Both agreements desks pause the link to the other; the frame says so, and who keeps no agreements has no button. */
export async function cut(hands: Hands): Promise<void> {
  await turn(hands, 'pause');
  for (const code of PAIR) {
    const {page, t} = await hands.who(code, 'agreements desk');
    await page.locator('header').getByText(t('common:link.paused', {count: 1})).waitFor();
    await page.locator('main').getByText(t('admin:partner.paused_by', {office: 'agreements desk'})).waitFor();
  }
  const officer = await hands.who('jpn', 'requesting officer');
  await officer.open('/partners');
  await officer.page.getByText(officer.t('admin:partner.links_who')).waitFor();
  expect(await linkButton(officer, 'phl', 'resume').count()).toBe(0);
}

export const join = (hands: Hands): Promise<void> => turn(hands, 'resume');

/** How far the book was agreed at each node. */
export type Before = Map<Code, Head>;

export async function heads(hands: Hands, slug = 'jpn-phl'): Promise<Before> {
  const out: Before = new Map();
  for (const code of PAIR) out.set(code, await headOf(await hands.who(code, 'agreements desk'), slug));
  return out;
}

/** Each node counts its own act at once and marks it as pending, on the page of the order and in the frame; it agrees on nothing alone. */
export async function apart(hands: Hands, before: Before, acts: Record<'jpn' | 'phl', {order: string; kind: string}>, slug = 'jpn-phl'): Promise<void> {
  for (const code of PAIR) {
    const desk = await hands.who(code, 'agreements desk');
    const {page, t} = desk;
    const head = await headOf(desk, slug);
    expect(head.height, `${code} agrees on nothing alone`).toBe(before.get(code)?.height);
    expect(head.pending, `${code} has one act of its own`).toBe(1);
    const mine = acts[code as 'jpn' | 'phl'];
    const theirs = acts[code === 'jpn' ? 'phl' : 'jpn'];
    const rows = async (order: string) => (await ask<{acts: {kind: string; standing: string}[]}>(desk, `/v1/partnerships/${await bookId(desk, slug)}/cases/${hands.case(order)}`)).acts;
    expect((await rows(mine.order)).find((act) => act.kind === mine.kind)?.standing).toBe('pending');
    expect((await rows(theirs.order)).some((act) => act.kind === theirs.kind), `${code} has not heard of the other's act`).toBe(false);
    // Home names what waits and leads to it; the order's page marks it.
    await desk.open('/');
    await page.locator('main').getByRole('link', {name: t(`glossary:act.${mine.kind}`)}).first().waitFor();
    await desk.open(`/b/${slug}/orders/${hands.case(mine.order)}`);
    await page.locator('main').getByText(t('common:standing.pending')).first().waitFor();
    await desk.open('/partners');
    await page.locator('main').getByText(t('admin:partner.not_linked', {party: t(`glossary:party.${code === 'jpn' ? 'phl' : 'jpn'}`)})).first().waitFor();
  }
}

/** Balances of the book at a node as the page of positions shows them, everything pending included or not. */
export async function balances(person: Person, slug: string, provisional: boolean): Promise<unknown> {
  return (await ask<{balances: unknown}>(person, `/v1/partnerships/${await bookId(person, slug)}/balances?provisional=${provisional}`)).balances;
}

/** While the link is paused the two see different pending balances, and the same agreed ones. */
export async function balancesApart(hands: Hands, slug = 'jpn-phl'): Promise<void> {
  const [jpn, phl] = await Promise.all(PAIR.map((code) => hands.who(code, 'agreements desk'))) as [Person, Person];
  expect(await balances(jpn, slug, true)).not.toEqual(await balances(phl, slug, true));
  expect(await balances(jpn, slug, false)).toEqual(await balances(phl, slug, false));
}

/** Everything signed apart is agreed, in one order, at both nodes; the frame says so. */
export async function together(hands: Hands, acts: Record<'jpn' | 'phl', {order: string; kind: string}>, slug = 'jpn-phl'): Promise<void> {
  for (const {order, kind} of Object.values(acts)) await hands.agreed(slug, order, kind);
  const [jpn, phl] = await Promise.all(PAIR.map((code) => hands.who(code, 'agreements desk'))) as [Person, Person];
  await eventually(async () => expect([(await headOf(jpn, slug)).pending, (await headOf(phl, slug)).pending]).toEqual([0, 0]));
  expect((await headOf(jpn, slug)).size).toBe((await headOf(phl, slug)).size);
  for (const provisional of [true, false]) expect(await balances(jpn, slug, provisional)).toEqual(await balances(phl, slug, provisional));
  for (const person of [jpn, phl]) await person.page.locator('header').getByText(person.t('common:link.in_step')).waitFor();
}
