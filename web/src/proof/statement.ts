// A statement's envelope and content as spec/statement.md sections 2 and 3 fix them, read without the node's help.
import {concat, equal, sha256, text, toHex, type Bytes} from './bytes';
import {decode, encode, type Item} from './cbor';
import {verifySignature} from './ed25519';

const STATEMENT_MAX = 65_535;
const AFTER_MAX = 16;
const HEADER = Uint8Array.of(0xa2, 0x01, 0x32, 0x04, 0x48);

export interface Statement {
  id: string;
  /** Key id: the first 8 bytes of SHA-256 of the key that signed. */
  seat: string;
  partnership?: string;
  case?: string;
  kind: number;
  sequence: bigint;
  previous?: string;
  after: string[];
  madeAt: number;
  effectiveAt: number;
  offsetMinutes: number;
  body: Map<Item, Item>;
  /** What was signed, and the signature over it. */
  signed: Bytes;
  signature: Bytes;
}

/** The bytes that a COSE_Sign1 signature covers (RFC 9052 section 4.4). */
export const sigStructure = (header: Bytes, payload: Bytes): Bytes => encode(['Signature1', header, new Uint8Array(0), payload]);

/** Reads a statement strictly; throws where a rule is broken. The signature is not looked at. */
export async function openStatement(bytes: Uint8Array): Promise<Statement> {
  if (bytes.length > STATEMENT_MAX) throw new Error('too large');
  const outer = decode(bytes);
  if (!Array.isArray(outer) || outer.length !== 4) throw new Error('not a COSE_Sign1');
  const [header, open, payload, signature] = outer;
  if (!isBytes(header) || !(open instanceof Map) || open.size !== 0 || !isBytes(payload) || !isBytes(signature) || signature.length !== 64)
    throw new Error('not the envelope of a statement');
  if (header.length !== 13 || !equal(header.subarray(0, 5), HEADER)) throw new Error('not Ed25519 with a key id');
  const content = decode(payload);
  if (!(content instanceof Map)) throw new Error('the payload is no map');
  const out = readContent(content);
  if (out.seat !== toHex(header.subarray(5))) throw new Error('another seat in the header');
  const signed = sigStructure(header, payload);
  return {...out, id: toHex(await sha256(signed)), signed, signature};
}

const isBytes = (item: Item | undefined): item is Bytes => item instanceof Uint8Array;

function readContent(content: Map<Item, Item>): Omit<Statement, 'id' | 'signed' | 'signature'> {
  for (const key of content.keys()) if (typeof key !== 'bigint' || key < 1n || key > 14n) throw new Error('a field that nobody knows');
  const whole = (key: bigint, least: bigint, most: bigint): bigint => {
    const item = content.get(key);
    if (typeof item !== 'bigint') throw new Error(`field ${key} is missing or no integer`);
    if (item < least || item > most) throw new Error(`field ${key} is out of its range`);
    return item;
  };
  const id = (key: bigint): string | undefined => {
    const item = content.get(key);
    if (item === undefined) return undefined;
    if (!isBytes(item) || item.length !== 32) throw new Error(`field ${key} is no id`);
    return toHex(item);
  };
  const seat = content.get(5n);
  if (!isBytes(seat) || seat.length !== 8) throw new Error('no seat');
  const body = content.get(13n);
  if (!(body instanceof Map)) throw new Error('the body is no map');
  onlyIntegerKeys(body);
  const last = BigInt(Date.UTC(9999, 11, 31, 23, 59, 59, 999));
  if (whole(1n, 0n, 1n << 64n) !== 1n) throw new Error('another version');
  const kind = Number(whole(4n, 0n, 0xffffn));
  const out = {
    seat: toHex(seat), partnership: id(2n), case: id(3n), kind, sequence: whole(6n, 1n, (1n << 64n) - 1n), previous: id(7n),
    after: readAfter(content.get(8n)), madeAt: Number(whole(9n, 0n, last)), effectiveAt: Number(whole(10n, 0n, last)),
    offsetMinutes: Number(whole(11n, -840n, 840n)), body,
  };
  whole(12n, 0n, 2n);
  if (kind !== 1 && !(out.partnership && out.previous)) throw new Error('no partnership or previous');
  return out;
}

function readAfter(item: Item | undefined): string[] {
  if (item === undefined) return [];
  if (!Array.isArray(item) || item.length === 0) throw new Error('"after" is no list');
  if (item.length > AFTER_MAX) throw new Error('"after" names too many');
  const ids = item.map((one) => {
    if (!isBytes(one) || one.length !== 32) throw new Error('"after" names no id');
    return toHex(one);
  });
  if (ids.some((one, i) => i > 0 && (ids[i - 1] as string) >= one)) throw new Error('"after" is not ascending');
  return ids;
}

function onlyIntegerKeys(item: Item): void {
  if (item instanceof Map)
    for (const [key, value] of item) {
      if (typeof key !== 'bigint') throw new Error('a key that is no integer');
      onlyIntegerKeys(value);
    }
  else if (Array.isArray(item)) item.forEach(onlyIntegerKeys);
}

export const keyId = async (key: Uint8Array): Promise<string> => toHex((await sha256(key)).subarray(0, 8));

/** Did this key sign it? The seat named inside must be the key's. */
export const signedBy = async (statement: Statement, key: Bytes): Promise<boolean> =>
  (await keyId(key)) === statement.seat && (await verifySignature(key, statement.signed, statement.signature));

/** What further roots sign to endorse a root act (spec/statement.md section 5, Endorsements). */
export async function rootActMessage(act: Statement, partnership: Bytes, seat: Bytes): Promise<Bytes> {
  const body = new Map([...act.body].filter(([key]) => key !== 15n));
  const content = encode([partnership, BigInt(act.kind), seat, act.sequence, body]);
  return concat(text('palitan/root-act/1\n'), await sha256(content));
}
