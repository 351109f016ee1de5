// Strict Ed25519 (spec/statement.md section 2): A and R canonical and not of small order, S below the group order; then
// WebCrypto decides. Libraries disagree on crafted signatures only where one of these checks is missing.
import {toHex, type Bytes} from './bytes';

const P = (1n << 255n) - 19n;
const ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;

/** y of the eight points of small order, without the sign bit; the same list as RFC 8032 implementations block. */
const SMALL_ORDER_Y = new Set<bigint>([
  0n,
  1n,
  P - 1n,
  2707385501144840649318225287225658788936804267575313519463743609750303402022n,
  55188659117513257062467267217118295137698188065244968500265048394206261417927n,
]);

function little(bytes: Uint8Array): bigint {
  let out = 0n;
  for (let i = bytes.length - 1; i >= 0; --i) out = (out << 8n) | BigInt(bytes[i] as number);
  return out;
}

/** Is this a canonical encoding of a y that is not of small order? Whether it lies on the curve WebCrypto finds out. */
export function strictPoint(bytes: Uint8Array): boolean {
  if (bytes.length !== 32) return false;
  const y = little(bytes) & ((1n << 255n) - 1n);
  return y < P && !SMALL_ORDER_Y.has(y);
}

const keys = new Map<string, Promise<CryptoKey>>();

/** Does the signature fit? False too for a key or signature that is not strict. */
export async function verifySignature(key: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  if (signature.length !== 64 || !strictPoint(key) || !strictPoint(signature.subarray(0, 32))) return false;
  if (little(signature.subarray(32)) >= ORDER) return false;
  const name = toHex(key);
  let imported = keys.get(name);
  if (!imported) {
    imported = crypto.subtle.importKey('raw', key, {name: 'Ed25519'}, false, ['verify']);
    keys.set(name, imported);
  }
  try {
    return await crypto.subtle.verify({name: 'Ed25519'}, await imported, signature, message);
  } catch (error) {
    // A key that is no point of the curve; a browser without Ed25519 must not look like a bad signature.
    if (error instanceof DOMException && error.name === 'NotSupportedError') throw error;
    return false;
  }
}
