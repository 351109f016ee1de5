// Signing in and out; what a role may not do; a partner out of reach; a node that is away; an altered database.
import {execFileSync} from 'node:child_process';
import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {Person} from './browser';
import {World} from './nodes';
import {ask, bookId} from './views';

let world: World;
let person: Person;

beforeAll(async () => {
  world = await World.play();
  person = await Person.at(world.nations.jpn);
});
afterAll(async () => {
  await person?.leave();
  await world?.end();
});

describe('signing in', () => {
  it('refuses a wrong passphrase with a sentence, and shows nothing of the record', async () => {
    await person.open('/b/jpn-phl/orders');
    await person.page.locator('input[type=radio][value="supply officer"]').check();
    await person.page.locator('input[type=password]').fill('not the passphrase');
    await person.page.locator('button[type=submit]').click();
    await person.page.locator('[data-refusal=local_passphrase]').waitFor();
    expect(await person.page.locator('table').count()).toBe(0);
    const answer = await person.page.request.get(`${world.nations.jpn.url}/v1/status`);
    expect(answer.ok()).toBe(false);
  });
  it('makes who guesses wait, and says so', async () => {
    await person.open('/');
    await person.page.locator('input[type=radio][value="registrar"]').check();
    for (let i = 0; i < 6; ++i) {
      await person.page.locator('input[type=password]').fill(`guess ${i}`);
      await person.page.locator('button[type=submit]').click();
      await person.page.locator(`[data-refusal=${i < 5 ? 'local_passphrase' : 'local_busy'}]`).waitFor();
    }
  });
  it('opens the office, in a cookie that no script reads', async () => {
    await person.signIn(world, 'supply officer');
    const cookies = await person.page.context().cookies();
    const cookie = cookies.find((one) => one.name.startsWith('palitan_session'));
    expect(cookie).toMatchObject({httpOnly: true, sameSite: 'Strict'});
    expect(await person.page.evaluate(() => document.cookie)).toBe('');
  });
  it('takes nothing that another site could send, and asks no other host', async () => {
    const book = await bookId(person, 'jpn-phl');
    const answer = await person.page.request.post(`${world.nations.jpn.url}/v1/partnerships/${book}/acts`, {data: {seat: '0'.repeat(16), kind: 'close'}});
    expect(answer.status()).toBeGreaterThanOrEqual(401);
    expect(await answer.text()).toContain('local_not_authorised');
    const hosts = new Set<string>();
    person.page.on('request', (request) => hosts.add(new URL(request.url()).host));
    await person.open('/');
    await person.open('/map');
    expect([...hosts].filter((host) => host !== new URL(world.nations.jpn.url).host && host !== '')).toEqual([]);
  });
  it('refuses an act of a role that the office does not hold, and offers none', async () => {
    const book = await bookId(person, 'jpn-phl');
    const session = await ask<{seats: {partnership: string; seat: string}[]}>(person, '/v1/session');
    const seat = session.seats.find((one) => one.partnership === book)?.seat;
    const {cases} = await ask<{cases: {id: string; state: string}[]}>(person, `/v1/partnerships/${book}/cases?type=order&count=100`);
    const requested = cases.find((one) => one.state === 'requested' || one.state === 'offered' || one.state === 'accepted');
    const refused = await person.page.evaluate(
      async ([path, draft]) => {
        const answer = await fetch(path as string, {method: 'POST', headers: {'content-type': 'application/json', 'x-palitan': '1'}, body: draft as string});
        return {status: answer.status, body: await answer.json()};
      },
      [`/v1/partnerships/${book}/acts`, JSON.stringify({seat, kind: 'cancel', case: requested?.id, body: {reason: 'a try'}})],
    );
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(refused.body)).toMatch(/refused_(role|side|state)/);
  });
  it('signs out, and what was open is closed', async () => {
    await person.page.locator('header button[aria-haspopup=menu]').click();
    await person.page.getByRole('menuitem', {name: 'Sign out'}).click();
    await person.page.locator('input[type=password]').waitFor();
    const answer = await person.page.request.get(`${world.nations.jpn.url}/v1/status`);
    expect(answer.ok()).toBe(false);
  });
});

describe('what is away', () => {
  it('says that a partner is out of reach and that acts wait, and that it is back', async () => {
    await person.signIn(world, 'requesting officer');
    await world.nations.phl.stop();
    await person.page.getByText(/partners? away/).waitFor({timeout: 30_000});
    await world.nations.phl.start();
    await person.page.getByText(/partners? away/).waitFor({state: 'detached', timeout: 30_000});
  });
  it('says that the node itself is away, keeps the page, and comes back by itself', async () => {
    await person.open('/b/jpn-phl/orders');
    await world.nations.jpn.stop();
    await person.page.getByText('Node away').waitFor({timeout: 30_000});
    expect(await person.page.locator('h1').count()).toBe(1);
    await world.nations.jpn.start();
    // Sessions live in memory: the office signs in again.
    await person.signIn(world, 'requesting officer');
  });
});

describe('an altered database', () => {
  it('shows as not verified in the browser', async () => {
    const book = await bookId(person, 'jpn-phl');
    const {acts} = await ask<{acts: {id: string; kind: string}[]}>(person, `/v1/partnerships/${book}/log?from=0&count=1000`);
    const request = acts.find((one) => one.kind === 'request');
    expect(request).toBeDefined();
    await person.open(`/b/jpn-phl/acts/${request?.id}`);
    await person.page.locator('[data-proof=verified]').waitFor();

    await world.nations.jpn.stop();
    const record = join(world.nations.jpn.folder, 'record', `${book}.db`);
    expect(existsSync(record), readdirSync(join(world.nations.jpn.folder, 'record')).join()).toBe(true);
    alter(record, request?.id ?? '');
    await world.nations.jpn.start();
    await person.signIn(world, 'requesting officer');
    await person.open(`/b/jpn-phl/acts/${request?.id}`);
    await person.page.locator('[data-proof=not_verified]').waitFor();
  });
});

/** Changes one byte inside the statement's payload, as somebody with the machine in hand could. */
function alter(record: string, id: string): void {
  const sql = (query: string): string => execFileSync('sqlite3', [record, query], {encoding: 'utf8'}).trim();
  const hex = sql(`select hex(bytes) from statements where id = x'${id}'`);
  expect(hex.length).toBeGreaterThan(400);
  const at = 300;
  const digit = hex[at] === '0' ? '1' : '0';
  sql(`update statements set bytes = x'${hex.slice(0, at)}${digit}${hex.slice(at + 1)}' where id = x'${id}'; pragma wal_checkpoint(truncate)`);
}
