// Orders out of a spreadsheet, handed in on the page of the request: every fault by its cell, and all of them or none.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'vitest';
import type {Person} from '../browser';
import type {Hands} from '../hands';
import {wordsOf} from '../story';
import {bookId, cases} from '../views';
import {EXERCISE} from './law';

const BOOK = 'jpn-phl';
const HEAD = 'document,instrument,supplier,currency,place,activity,line,category,item,description,quantity,unit,means,price\n';

const sheetOf = (quantity: string, means: string) =>
  `${HEAD}P-2026-041,jpn-phl-acsa-2026,jpn,JPY,Subic Bay,${EXERCISE},1,fuel,F-76,Naval distillate,${quantity},LTR,replacement_in_kind,95\n` +
  `P-2026-042,jpn-phl-acsa-2026,jpn,JPY,Subic Bay,${EXERCISE},1,water,WATER,Fresh water,40,MTQ,${means},450\n`;

/** Chooses a file on the page and has it judged, signing nothing. */
async function tryOut(person: Person, file: string): Promise<void> {
  const {page} = person;
  const t = wordsOf(person, 'request');
  await person.open(`/b/${BOOK}/orders/new`);
  await page.getByRole('button', {name: t('request.sheet')}).click();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('region', {name: t('request.sheet')}).getByLabel(t('sheet.file')).click();
  await (await choosing).setFiles(file);
  await page.getByRole('button', {name: t('sheet.try')}).click();
}

export async function handInASheet(hands: Hands): Promise<void> {
  const person = await hands.who('phl', 'requesting officer');
  const {page} = person;
  const t = wordsOf(person, 'request');
  const folder = mkdtempSync(join(tmpdir(), 'palitan-sheet-'));
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  try {
    const book = await bookId(person, BOOK);
    const orders = async () => (await cases(person, book, 'order')).length;
    const before = await orders();
    // Full-width digits, which a sheet does not take, and a means that no agreement knows.
    await tryOut(person, file('wrong.csv', sheetOf('１００', 'barter')));
    await page.getByText(t('sheet.faults', {count: 2})).first().waitFor();
    const faults = page.getByRole('alert').locator('tbody tr');
    expect(await faults.count()).toBe(2);
    expect(await page.getByRole('button', {name: t('sheet.sign', {count: 0})}).isDisabled()).toBe(true);
    expect(await orders()).toBe(before);

    const right = file('right.csv', sheetOf('2000', 'reimbursement'));
    await tryOut(person, right);
    await page.getByText(t('sheet.would', {count: 2})).waitFor();
    expect(await orders()).toBe(before);
    await page.getByRole('button', {name: t('sheet.sign', {count: 2})}).click();
    await page.getByText(t('sheet.signed', {count: 2})).waitFor();
    expect(await orders()).toBe(before + 2);

    await tryOut(person, right);
    await page.getByText(t('sheet.nothing', {count: 0})).waitFor();
    for (const document of ['P-2026-041', 'P-2026-042']) await page.getByText(t('sheet.already', {document})).waitFor();
    expect(await page.getByRole('button', {name: t('sheet.sign', {count: 0})}).isDisabled()).toBe(true);
    expect(await orders()).toBe(before + 2);

    await person.open(`/b/${BOOK}/orders`);
    for (const document of ['P-2026-041', 'P-2026-042']) await page.getByRole('link', {name: document}).waitFor();
  } finally {
    rmSync(folder, {recursive: true});
  }
}
