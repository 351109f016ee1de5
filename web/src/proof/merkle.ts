// The log's tree (RFC 9162 with SHA-256): that an id is in it.
import {concat, equal, sha256, type Bytes} from './bytes';

export const leafHash = (id: Uint8Array): Promise<Bytes> => sha256(concat(Uint8Array.of(0), id));
const nodeHash = (left: Uint8Array, right: Uint8Array): Promise<Bytes> => sha256(concat(Uint8Array.of(1), left, right));

/** RFC 9162 section 2.1.3.2. Positions are below 2^53. */
export async function verifyInclusion(id: Uint8Array, index: number, size: number, proof: Uint8Array[], root: Uint8Array): Promise<boolean> {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  let node = BigInt(index);
  let last = BigInt(size - 1);
  let hash = await leafHash(id);
  for (const step of proof) {
    if (step.length !== 32 || last === 0n) return false;
    if ((node & 1n) === 1n || node === last) {
      hash = await nodeHash(step, hash);
      while ((node & 1n) === 0n && node !== 0n) {
        node >>= 1n;
        last >>= 1n;
      }
    } else hash = await nodeHash(hash, step);
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n && equal(hash, root);
}
