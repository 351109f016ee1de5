// The prover against the record of spec/vectors/checkpoint.json: five statements under two accords.
import {readFileSync} from 'node:fs';
import {beforeAll, describe, expect, it} from 'vitest';
import {concat, fromHex, sha256, toHex, type Bytes} from './bytes';
import {leafHash} from './merkle';
import type {Source} from './source';
import {openStatement, type Statement} from './statement';
import {Prover} from './verify';

const file = JSON.parse(readFileSync(new URL('../../../spec/vectors/checkpoint.json', import.meta.url), 'utf8'));
const log: {bytes: Bytes; read: Statement}[] = [];

/** RFC 9162 section 2.1.3.1, slowly. */
async function root(ids: Bytes[]): Promise<Bytes> {
  if (ids.length === 1) return leafHash(ids[0] as Bytes);
  const half = 2 ** Math.floor(Math.log2(ids.length - 1));
  return sha256(concat(Uint8Array.of(1), await root(ids.slice(0, half)), await root(ids.slice(half))));
}
async function path(ids: Bytes[], at: number): Promise<Bytes[]> {
  if (ids.length === 1) return [];
  const half = 2 ** Math.floor(Math.log2(ids.length - 1));
  return at < half ? [...(await path(ids.slice(0, half), at)), await root(ids.slice(half))] : [...(await path(ids.slice(half), at - half)), await root(ids.slice(0, half))];
}

function source(over: Partial<Source> = {}): Source {
  const ids = () => log.map((one) => fromHex(one.read.id));
  return {
    statement: async (id) => {
      const found = log.find((one) => one.read.id === id);
      if (!found) throw new Error('not here');
      return found.bytes;
    },
    note: async () => file.accords[1].final,
    inclusion: async (id) => {
      const position = log.findIndex((one) => one.read.id === id);
      return {position, hashes: await path(ids(), position)};
    },
    appointment: async (seat) => {
      for (const one of log) if (one.read.kind === 3 && toHex((await sha256(one.read.body.get(1n) as Bytes)).subarray(0, 8)) === seat) return one.read.id;
      return undefined;
    },
    keyChanges: async () => [],
    ...over,
  };
}

beforeAll(async () => {
  for (const hex of file.statements as string[]) log.push({bytes: fromHex(hex), read: await openStatement(fromHex(hex))});
  // The file lists them in no order of its own: the root says which is the log's.
  expect(toHex(await root(log.map((one) => fromHex(one.read.id))))).toBe(file.accords[1].root);
});

describe('the prover', () => {
  it('verifies every act of the record', async () => {
    const prover = new Prover(file.partnership, source());
    for (const one of log) {
      const proof = await prover.prove(one.read.id);
      expect(proof.checks.filter((check) => !check.holds)).toEqual([]);
      expect(proof.result).toBe('verified');
      expect(proof.cosigners).toEqual(['jpn/accord', 'phl/accord']);
    }
  });
  it('does not verify an act altered in the database', async () => {
    const id = log[4]?.read.id as string;
    const altered = (log[4]?.bytes as Bytes).slice();
    altered[altered.length - 90] = (altered[altered.length - 90] as number) ^ 1;
    const proof = await new Prover(file.partnership, source({statement: async (asked) => (asked === id ? altered : source().statement(asked))})).prove(id);
    expect(proof.result).toBe('not_verified');
  });
  it('does not take another act in its place', async () => {
    const proof = await new Prover(file.partnership, source({statement: async () => log[2]?.bytes as Bytes})).prove(log[4]?.read.id as string);
    expect(proof.result).toBe('not_verified');
  });
  it('calls an act without an inclusion proof pending, never verified', async () => {
    const proof = await new Prover(file.partnership, source({inclusion: () => Promise.reject(new Error('none'))})).prove(log[4]?.read.id as string);
    expect(proof.result).toBe('pending');
  });
  it.each((file.bad_finals as {name: string; final: string}[]).map((one) => [one.name, one.final]))('does not take an accord where: %s', async (_, final) => {
    const proof = await new Prover(file.partnership, source({note: async () => final})).prove(log[4]?.read.id as string).catch(() => ({result: 'not_verified'}));
    expect(proof.result).toBe('not_verified');
  });
  it('does not take a wrong inclusion proof', async () => {
    const proof = await new Prover(file.partnership, source({inclusion: async () => ({position: 1, hashes: await path(log.map((one) => fromHex(one.read.id)), 4)})})).prove(log[4]?.read.id as string);
    expect(proof.result).toBe('not_verified');
  });
  it('does not take a seat whose appointment is another', async () => {
    const proof = await new Prover(file.partnership, source({appointment: async () => log[1]?.read.id})).prove(log[4]?.read.id as string);
    expect(proof.result).toBe('not_verified');
  });
});
