// Papers and what is carried away by hand: each paper from its page, the acts of a year, a report as a file, the proof.
import {execFile} from 'node:child_process';
import {join, resolve} from 'node:path';
import {readFileSync} from 'node:fs';
import {promisify} from 'node:util';
import {expect} from 'vitest';
import {fiscalYear} from '../../src/domain/time';
import type {Person} from '../browser';
import {inDays} from '../days';
import type {Hands} from '../hands';
import {eventually} from '../story';
import {bookId, cases} from '../views';

const run = promisify(execFile);
const verify = join(resolve(process.env.PALITAN_BUILD ?? '../build'), 'bin/palitan-verify');
/** The typeface of Japanese text in the papers: a paper in English and Filipino has no use for it. */
const JAPANESE = /BaseFont \/[A-Z]{6}\+BIZUDPGothic/;

/** A link of the page, as this person's browser would open it: a paper in English and the language named. */
async function isPaper(person: Person, href: string, language: 'ja' | 'fil'): Promise<void> {
  const answer = await person.page.request.get(person.nation.url + href);
  expect(answer.status(), href).toBe(200);
  expect(answer.headers()['content-type']).toBe('application/pdf');
  const text = (await answer.body()).toString('latin1');
  expect(text.slice(0, 5), href).toBe('%PDF-');
  expect(JAPANESE.test(text), `${href} in ${language}`).toBe(language === 'ja');
}

/** Every paper of every order of a book, in both pairs of languages. Answers how many. */
async function papersOfOrders(person: Person, slug: string): Promise<number> {
  let count = 0;
  for (const {id} of await cases(person, await bookId(person, slug), 'order')) {
    await person.open(`/b/${slug}/orders/${id}`);
    const part = person.page.getByRole('region', {name: person.t('orders:order.papers'), exact: true});
    for (const language of ['ja', 'fil'] as const) {
      await part.getByLabel(person.t('orders:paper.language')).selectOption(language);
      const links = await part.getByRole('link').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
      expect(links.length).toBeGreaterThan(0);
      for (const href of links) {
        expect(href).toContain(`language=${language}`);
        await isPaper(person, href, language);
        ++count;
      }
    }
  }
  return count;
}

async function paperOfAccount(person: Person, slug: string): Promise<void> {
  await person.open(`/b/${slug}/accounts`);
  await person.page.locator(`main a[href^="/b/${slug}/accounts/"]`).first().click();
  const link = person.page.getByRole('link', {name: person.t('money:account.paper'), exact: true});
  for (const language of ['ja', 'fil'] as const) {
    await person.page.getByLabel(person.t('money:account.second_language')).selectOption(language);
    await isPaper(person, (await link.getAttribute('href')) ?? '', language);
  }
}

export async function everyPaper(hands: Hands, slug = 'jpn-phl'): Promise<void> {
  const person = await hands.who('phl', 'finance officer');
  expect(await papersOfOrders(person, slug)).toBeGreaterThan(4);
  await paperOfAccount(person, slug);
}

/** The acts of a year, of a party, of a kind. */
export async function theYear(hands: Hands, slug = 'jpn-phl'): Promise<void> {
  const person = await hands.who('phl', 'agreements desk');
  const {page, t} = person;
  await person.open(`/b/${slug}/acts`);
  const main = page.locator('main');
  const rows = main.locator('tbody tr');
  await rows.first().waitFor();
  const now = fiscalYear(inDays(0), 4);
  await main.getByLabel(t('proof:year'), {exact: true}).selectOption(String(now));
  await rows.first().waitFor();
  await main.getByLabel(t('proof:year'), {exact: true}).selectOption(String(now - 2));
  await main.getByText(t('proof:no_acts')).waitFor();
  await main.getByLabel(t('proof:year'), {exact: true}).selectOption(String(now));
  await main.getByLabel(t('proof:kind')).selectOption('request');
  await main.getByLabel(t('proof:party')).selectOption('jpn');
  await eventually(async () => expect(new Set(await rows.locator('td:nth-child(3)').allInnerTexts())).toEqual(new Set([t('glossary:act.request')])));
  expect(new Set((await rows.locator('td:nth-child(2)').allInnerTexts()).map((text) => text.split('\n')[0]))).toEqual(new Set([t('glossary:party.jpn')]));
}

async function download(person: Person, click: () => Promise<void>, tries = 3): Promise<string> {
  const coming = person.page.waitForEvent('download', {timeout: 8_000}).catch(() => undefined);
  await click();
  const file = await coming;
  // Pressed while the report under it was exchanged for another, a link does nothing; people press it again.
  if (!file && tries > 1) return download(person, click, tries - 1);
  if (!file) throw new Error('nothing was downloaded');
  return file.path();
}

/** A report as a file for a spreadsheet, and the whole record as a bundle that is proven without the node. */
export async function carriedAway(hands: Hands, slug = 'jpn-phl'): Promise<void> {
  const person = await hands.who('phl', 'finance officer');
  const {page, t} = person;
  await person.open(`/b/${slug}/reports`);
  for (const report of await page.getByLabel(t('money:reports.which')).locator('option').evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))) {
    await page.getByLabel(t('money:reports.which')).selectOption(report);
    await person.settled();
    const csv = await download(person, () => page.getByRole('link', {name: t('work:export', {format: 'CSV'}), exact: true}).click());
    expect(readFileSync(csv, 'utf8').split(/\r?\n/)[0], report).toContain(',');
    const sheet = await download(person, () => page.getByRole('link', {name: t('work:export', {format: 'XLSX'}), exact: true}).click());
    expect(readFileSync(sheet).subarray(0, 2).toString(), report).toBe('PK');
  }
  await person.open(`/b/${slug}/acts`);
  const bundle = await download(person, () => page.getByRole('link', {name: t('proof:save_bundle'), exact: true}).click());
  const {stdout} = await run(verify, [bundle, '--expect', await bookId(person, slug)]);
  expect(stdout).toMatch(/./);
}
