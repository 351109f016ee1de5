// Ed25519 vectors that nobody here wrote, where they are at hand: the same verdicts as the node's own tests count
// (crypto's conformance test), so that browser and node never disagree on a signature.
import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {fromHex, text} from './bytes';
import {verifySignature} from './ed25519';

const folder = new URL('../../../../shared/conformance/', import.meta.url);
const here = existsSync(folder);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

describe.skipIf(!here)(here ? 'Ed25519 conformance' : 'Ed25519 conformance: SKIPPED, the vectors are not here', () => {
  it('Wycheproof: 88 of 151 accepted, each as it says', async () => {
    let accepted = 0;
    let all = 0;
    for (const group of read('ed25519-wycheproof/testvectors_v1/ed25519_test.json').testGroups)
      for (const one of group.tests) {
        const fits = await verifySignature(fromHex(group.publicKey.pk), fromHex(one.msg), fromHex(one.sig));
        expect(fits, `tcId ${one.tcId}`).toBe(one.result === 'valid');
        ++all;
        if (fits) ++accepted;
      }
    expect([accepted, all]).toEqual([88, 151]);
  });
  it('CCTV: 43 of 914 are strict', async () => {
    const cases: {key: string; sig: string; msg: string}[] = read('ed25519-cctv/ed25519/ed25519vectors.json');
    const fits = await Promise.all(cases.map((one) => verifySignature(fromHex(one.key), text(one.msg), fromHex(one.sig))));
    expect([fits.filter(Boolean).length, cases.length]).toEqual([43, 914]);
  });
  it('speccheck: 1 of 12 is strict', async () => {
    const cases: {pub_key: string; signature: string; message: string}[] = read('ed25519-speccheck/cases.json');
    const fits = await Promise.all(cases.map((one) => verifySignature(fromHex(one.pub_key), fromHex(one.message), fromHex(one.signature))));
    expect([fits.filter(Boolean).length, cases.length]).toEqual([1, 12]);
  });
});
