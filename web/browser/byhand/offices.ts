// Offices by hand: a registrar appoints one whose key was made on its node, and revokes it again.
import {execFile} from 'node:child_process';
import {dirname, join, resolve} from 'node:path';
import {promisify} from 'node:util';
import {expect} from 'vitest';
import type {Person} from '../browser';
import {inDays} from '../days';
import type {Code, Hands, Office} from '../hands';
import {caseOf, eventually, openCase} from '../story';
import {ask, bookId} from '../views';
import {choose, fill, refused, sign} from './forms';

const run = promisify(execFile);
const palitan = join(resolve(process.env.PALITAN_BUILD ?? '../build'), 'bin/palitan');

interface SeatRow {
  seat: string;
  office?: string;
  party?: string;
  standing: string;
  revoked_after?: number;
}

/** What the page tells the holder of a new office to do at the node: the one step that no browser does. */
async function makeKey(hands: Hands, code: Code): Promise<string> {
  const {folder} = hands.world.nations[code];
  const {stdout} = await run(palitan, ['--node', folder, '--passphrase-file', join(dirname(folder), 'passphrase'), 'actor', 'make']);
  return /key\s+([0-9a-f]{64})/.exec(stdout)?.[1] ?? '';
}

const seatOf = async (person: Person, slug: string, office: string): Promise<SeatRow | undefined> =>
  (await ask<{seats: SeatRow[]}>(person, `/v1/partnerships/${await bookId(person, slug)}/seats`)).seats.find((one) => one.office === office);

async function appoint(hands: Hands, slug: string, code: Code, office: string, key: string): Promise<void> {
  const registrar = await hands.who(code, 'registrar' as Office);
  const {page, t} = registrar;
  await registrar.open(`/b/${slug}/offices`);
  await page.getByRole('button', {name: t('admin:office.appoint'), exact: true}).click();
  const form = page.locator('#act-form');
  await form.getByText('palitan actor make').waitFor();
  await fill(form, {[t('field.key')]: key, [t('field.office')]: office, [t('field.holder')]: 'whoever has the watch', [t('field.unit')]: 'Naval Operating Base Subic'});
  const roles = form.getByRole('group', {name: t('field.roles')});
  // Roots alone appoint a registrar.
  await roles.getByRole('checkbox', {name: t('role.registrar'), exact: true}).check();
  await refused(registrar, 'refused_role');
  await roles.getByRole('checkbox', {name: t('role.registrar'), exact: true}).uncheck();
  await roles.getByRole('checkbox', {name: t('role.custodian'), exact: true}).check();
  await form.getByRole('button', {name: t('form.add', {what: t('field.limits')}), exact: true}).click();
  await fill(form, {[t('field.minor')]: '50,000.00'});
  await choose(registrar, form, t('field.currency'), 'PHP');
  await sign(registrar);
  const other = slug.split('-').find((one) => one !== code) as Code;
  const partner = await hands.who(other, 'agreements desk');
  await eventually(async () => expect((await seatOf(partner, slug, office))?.standing).toBe('agreed'));
  await partner.open(`/b/${slug}/offices`);
  const row = partner.page.getByRole('row').filter({hasText: office});
  expect(await row.innerText()).toMatch(/50,000\.00 PHP/);
}

/** The new office signs in and opens an activity. */
async function serve(slug: string, holder: Person, name: string): Promise<void> {
  const {page, t} = holder;
  await holder.open(`/b/${slug}/activities`);
  await page.getByRole('button', {name: t('mission:activity.open')}).click();
  const form = page.locator('#act-form');
  await choose(holder, form, t('field.type'), t('glossary:purpose.routine'));
  await fill(form, {[t('field.name')]: name, [t('field.from')]: inDays(0), [t('field.until')]: inDays(30), [t('field.place')]: 'Subic Bay'});
}

async function revoke(hands: Hands, slug: string, code: Code, office: string): Promise<void> {
  const registrar = await hands.who(code, 'registrar' as Office);
  const {page, t} = registrar;
  await registrar.open(`/b/${slug}/offices`);
  await page.getByRole('button', {name: `${t('admin:office.revoke')}: ${office}`, exact: true}).click();
  await fill(page.locator('#act-form'), {[t('field.reason')]: 'the watch is over'});
  await sign(registrar);
  const other = slug.split('-').find((one) => one !== code) as Code;
  const partner = await hands.who(other, 'agreements desk');
  await eventually(async () => expect((await seatOf(partner, slug, office))?.revoked_after).toBeDefined());
  await partner.open(`/b/${slug}/offices`);
  expect(await partner.page.getByRole('row').filter({hasText: office}).innerText()).toContain(t('admin:office.revoked'));
}

/** REQUIRES: an agreement is in force in the book. */
export async function appointAndRevoke(hands: Hands, slug = 'jpn-phl', code: Code = 'phl', office = 'harbour watch'): Promise<void> {
  const key = await makeKey(hands, code);
  expect(key).toHaveLength(64);
  await appoint(hands, slug, code, office, key);
  const holder = await hands.who(code, office as Office);
  await serve(slug, holder, 'Harbour watch');
  hands.cases.set('watch', await openCase(holder, 'activities'));
  await hands.agreed(slug, 'watch', 'open_activity');
  await revoke(hands, slug, code, office);
  // What it signed so far stands. Its session ended with its warrant: the page asks it to sign in, and nothing signs.
  const registrar = await hands.who(code, 'registrar' as Office);
  expect((await caseOf(registrar, slug, hands.case('watch'))).state).toBe('opened');
  await holder.open(`/b/${slug}/activities`);
  await holder.page.locator('input[type=password]').waitFor();
  expect(await holder.page.getByRole('button', {name: holder.t('mission:activity.open')}).count()).toBe(0);
}
