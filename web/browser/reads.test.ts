// Who took what out: an officer takes papers, an auditor sees it, and sees where somebody cut the log.
import {execFileSync} from 'node:child_process';
import {appendFileSync, readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {Person} from './browser';
import {World} from './nodes';
import {ask, bookId, cases} from './views';

const palitan = join(resolve(process.env.PALITAN_BUILD ?? '../build'), 'bin/palitan');
const SLUG = 'jpn-phl';

let world: World;
let officer: Person;
let auditor: Person;

/** The command line on the machine of Japan's node. */
const japan = (...words: string[]): string =>
  execFileSync(palitan, ['--node', world.nations.jpn.folder, '--partnership', SLUG, '--passphrase-file', join(world.folder, 'demo/passphrase'), ...words], {encoding: 'utf8'});

beforeAll(async () => {
  world = await World.play();
  const key = /key {4}([0-9a-f]{64})/.exec(japan('actor', 'make'))?.[1] ?? '';
  japan('actor', 'appoint', '--key', key, '--office', 'inspector', '--role', 'auditor');
  [officer, auditor] = await Promise.all([Person.at(world.nations.jpn), Person.at(world.nations.jpn)]);
  await officer.signIn(world, 'requesting officer');
  await auditor.signIn(world, 'inspector');
});
afterAll(async () => {
  await Promise.all([officer?.leave(), auditor?.leave()]);
  await world?.end();
});

const rows = () => auditor.page.locator('main table tbody tr');

it('shows an auditor which office took which paper, and when', async () => {
  const book = await bookId(officer, SLUG);
  const order = (await cases(officer, book, 'order'))[0];
  const paper = await officer.page.request.get(`${world.nations.jpn.url}/v1/partnerships/${book}/papers/${order?.id}?kind=order&language=ja`);
  expect(paper.ok()).toBe(true);
  await auditor.open(`/b/${SLUG}/acts`);
  await auditor.page.getByRole('link', {name: auditor.t('reads:title')}).click();
  await auditor.settled();
  const newest = rows().first();
  await newest.getByText(auditor.t('reads:kind.paper')).waitFor();
  expect(await newest.innerText()).toContain('equesting officer');
  expect(await newest.innerText()).toContain(order?.id.slice(0, 8));
  await auditor.page.getByText(auditor.t('reads:whole')).waitFor();
  expect(await auditor.findings()).toEqual([]);
});

it('tells any other office that auditors read this, and asks the node for nothing', async () => {
  await officer.open('/reads');
  await officer.page.getByText(officer.t('reads:only_auditors')).waitFor();
  const answer = await officer.page.request.get(`${world.nations.jpn.url}/v1/reads`);
  expect(answer.status()).toBe(401);
  await officer.open(`/b/${SLUG}/acts`);
  expect(await officer.page.getByRole('link', {name: officer.t('reads:title')}).count()).toBe(0);
});

it('shows where the log was cut, also by a line written down earlier', async () => {
  const {tip} = await ask<{tip: string}>(auditor, '/v1/reads');
  const log = join(world.nations.jpn.folder, 'reads.log');
  const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1);
  writeFileSync(log, lines.slice(0, -1).map((line) => `${line}\n`).join(''));
  await auditor.open('/reads');
  await auditor.page.getByRole('alert').getByText(auditor.t('reads:not_whole')).waitFor();
  await auditor.page.getByLabel(auditor.t('reads:expect')).fill(tip);
  await auditor.page.getByRole('button', {name: auditor.t('reads:check')}).click();
  await auditor.page.locator('[role=status] [role=alert]').waitFor();
  appendFileSync(log, `${lines.at(-1)}\n`);
  await auditor.page.getByRole('button', {name: auditor.t('reads:check')}).click();
  await auditor.page.getByText(auditor.t('reads:still')).waitFor();
});
