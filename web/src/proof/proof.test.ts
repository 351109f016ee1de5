// The browser's proofs against the vectors of spec/: the same files that the node's own tests read.
import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {equal, fromBase64, fromHex, sha256, toHex} from './bytes';
import {decode, encode} from './cbor';
import {readCheckpoint, readNote, verifyCosignature} from './checkpoint';
import {verifySignature} from './ed25519';
import {leafHash, verifyInclusion} from './merkle';
import {keyId, openStatement, rootActMessage, signedBy} from './statement';

const vectors = (name: string): any => JSON.parse(readFileSync(new URL(`../../../spec/vectors/${name}.json`, import.meta.url), 'utf8'));

/** The public key of a vector's seed: the byte `seed`, 32 times. */
async function publicKey(seed: number) {
  const pkcs8 = fromHex(`302e020100300506032b657004220420${seed.toString(16).padStart(2, '0').repeat(32)}`);
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, {name: 'Ed25519'}, true, ['sign']);
  const jwk = await crypto.subtle.exportKey('jwk', key);
  return fromBase64(`${(jwk.x as string).replaceAll('-', '+').replaceAll('_', '/')}=`);
}

describe('statements', () => {
  const file = vectors('statement');
  it.each(file.statements as any[])('reads and verifies: $name', async (one) => {
    const statement = await openStatement(fromHex(one.bytes));
    expect(statement.id).toBe(one.id);
    expect(statement.seat).toBe(one.seat);
    expect(statement.sequence).toBe(BigInt(one.sequence));
    expect(statement.after).toEqual(one.after);
    expect(new Date(statement.madeAt).toISOString()).toBe(one.made_at);
    expect(toHex(encode(statement.body))).toBe(one.body);
    expect(await signedBy(statement, fromHex(one.public_key))).toBe(true);
    expect(await signedBy(statement, await publicKey(99))).toBe(false);
  });
  it.each(file.bad as {name: string; bytes: string}[])('does not take: $name', async ({bytes}) => {
    const keys = await Promise.all((file.statements as {public_key: string}[]).map((one) => fromHex(one.public_key)));
    const holds = await openStatement(fromHex(bytes)).then(
      async (one) => (await Promise.all(keys.map((key) => signedBy(one, key)))).some(Boolean),
      () => false,
    );
    expect(holds).toBe(false);
  });
  it('finds every single changed byte of a statement', async () => {
    const one = file.statements[3];
    const bytes = fromHex(one.bytes);
    const key = fromHex(one.public_key);
    let taken = 0;
    for (let i = 0; i < bytes.length; ++i) {
      const changed = bytes.slice();
      changed[i] = (changed[i] as number) ^ 0x10;
      const fits = await openStatement(changed).then((read) => signedBy(read, key), () => false);
      if (fits) ++taken;
    }
    expect(taken).toBe(0);
  });
  it.each(vectors('root_act').cases as any[])('endorsement: $name', async (one) => {
    const statement = await openStatement(fromHex(one.bytes));
    const message = await rootActMessage(statement, fromHex(one.partnership), fromHex(one.seat));
    expect(toHex(message)).toBe(one.message);
    expect(await verifySignature(await publicKey(one.endorser_seed), message, fromHex(one.signature))).toBe(true);
  });
});

describe('the tree', () => {
  const file = vectors('merkle');
  const leaf = (i: number) => new Uint8Array(32).fill(i);
  it('hashes leaves as the vectors do', async () => {
    for (const {size, leaf: hash} of file.roots) expect(toHex(await leafHash(leaf(size - 1)))).toBe(hash);
  });
  it('takes every inclusion proof, and none with another place, root or step', async () => {
    const roots = new Map<number, string>(file.roots.map((one: {size: number; root: string}) => [one.size, one.root]));
    for (const {index, size, proof} of file.inclusion) {
      const root = fromHex(roots.get(size) as string);
      const steps = (proof as string[]).map(fromHex);
      expect(await verifyInclusion(leaf(index), index, size, steps, root)).toBe(true);
      expect(await verifyInclusion(leaf(index + 1), index, size, steps, root)).toBe(false);
      expect(await verifyInclusion(leaf(index), index, size, [...steps, leaf(1)], root)).toBe(false);
      expect(await verifyInclusion(leaf(index), size, size, steps, root)).toBe(false);
      if (steps.length > 0) expect(await verifyInclusion(leaf(index), index, size, steps.slice(1), root)).toBe(false);
    }
  });
});

describe('checkpoints', () => {
  const file = vectors('checkpoint');
  it('reads and verifies the final accords', async () => {
    for (const accord of file.accords) {
      const {checkpoint, cosignatures} = readNote(accord.final);
      expect(checkpoint.height).toBe(accord.height);
      expect(checkpoint.size).toBe(accord.size);
      expect(toHex(checkpoint.root)).toBe(accord.root);
      expect(toHex(checkpoint.results)).toBe(accord.results);
      expect(toHex(await sha256(new TextEncoder().encode(checkpoint.text)))).toBe(accord.hash);
      if (accord.height === 0) continue;
      for (const [i, party] of Object.keys(file.accord_key_seeds).entries()) {
        const key = await publicKey(file.accord_key_seeds[party]);
        const one = cosignatures[i];
        expect(one && (await verifyCosignature(checkpoint, one, `${party}/accord`, key))).toBe(true);
        expect(one && (await verifyCosignature({...checkpoint, text: checkpoint.text.replace('height 1', 'height 2')}, one, `${party}/accord`, key))).toBe(false);
      }
    }
  });
  it.each(file.bad_texts as {name: string; text: string}[])('does not take: $name', ({text}) => {
    expect(() => readCheckpoint(text)).toThrow();
  });
  it.each(file.bad_finals as {name: string; final: string}[])('does not take the note: $name', async ({final}) => {
    const parties = Object.keys(file.accord_key_seeds);
    const holds = await (async () => {
      const {checkpoint, cosignatures} = readNote(final);
      if (cosignatures.length !== parties.length) return false;
      for (const [i, party] of parties.entries()) {
        const one = cosignatures[i];
        if (!one || !(await verifyCosignature(checkpoint, one, `${party}/accord`, await publicKey(file.accord_key_seeds[party])))) return false;
      }
      return true;
    })().catch(() => false);
    expect(holds).toBe(false);
  });
});

describe('CBOR', () => {
  it('encodes what it decoded to the same bytes', () => {
    for (const one of vectors('statement').statements) expect(equal(encode(decode(fromHex(one.bytes))), fromHex(one.bytes))).toBe(true);
  });
  it.each(['1800', '190017', 'a2010201', 'a201000100', 'c000', 'f4', 'fb3ff0000000000000', '9f00ff', '62c328', '0000', '5b7fffffffffffffff', '81'.repeat(17) + '00'])('refuses %s', (hex) => {
    expect(() => decode(fromHex(hex))).toThrow();
  });
  it('knows a key by the first eight bytes of its hash', async () => {
    expect(await keyId(fromHex('5c9c6df261c9cb840475776aaefcd944b405328fab28f9b3a95ef40490d3de84'))).toBe('79fb38ef414ebed5');
  });
});
