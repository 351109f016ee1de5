// The subset of deterministic CBOR (RFC 8949 section 4.2) that statements are made of: spec/statement.md section 1.
// Strict: what breaks a rule throws, nothing is repaired.
import {concat, text, type Bytes} from './bytes';

export type Item = bigint | Bytes | string | Item[] | Map<Item, Item>;

const DEPTH_MAX = 16;

class Reader {
  at = 0;
  constructor(readonly bytes: Uint8Array) {}

  private take(size: number): Bytes {
    if (this.at + size > this.bytes.length) throw new Error('cut off');
    const out = this.bytes.slice(this.at, this.at + size) as Bytes;
    this.at += size;
    return out;
  }

  /** Major type and argument; the shortest form only. */
  private head(): [number, bigint] {
    const first = this.take(1)[0] as number;
    const small = first & 0x1f;
    if (small < 24) return [first >> 5, BigInt(small)];
    if (small > 27) throw new Error('indefinite or reserved length');
    const size = 1 << (small - 24);
    let value = 0n;
    for (const byte of this.take(size)) value = (value << 8n) | BigInt(byte);
    const least = size === 1 ? 24n : 1n << BigInt(4 * size);
    if (value < least) throw new Error('not the shortest form');
    return [first >> 5, value];
  }

  item(depth: number): Item {
    if (depth > DEPTH_MAX) throw new Error('nested too deeply');
    const [major, value] = this.head();
    switch (major) {
      case 0:
        return value;
      case 1:
        return -1n - value;
      case 2:
        return this.take(this.count(value));
      case 3:
        return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(this.take(this.count(value)));
      case 4:
        return Array.from({length: this.count(value)}, () => this.item(depth + 1));
      case 5:
        return this.map(this.count(value), depth);
      default:
        throw new Error('a tag, float or simple value');
    }
  }

  private count(value: bigint): number {
    if (value > BigInt(this.bytes.length - this.at)) throw new Error('cut off');
    return Number(value);
  }

  private map(size: number, depth: number): Map<Item, Item> {
    const out = new Map<Item, Item>();
    let before: Uint8Array | undefined;
    for (let i = 0; i < size; ++i) {
      const from = this.at;
      const key = this.item(depth + 1);
      const encoded = this.bytes.slice(from, this.at);
      if (before && compare(before, encoded) >= 0) throw new Error('map keys out of order or twice');
      before = encoded;
      out.set(key, this.item(depth + 1));
    }
    return out;
  }
}

function compare(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < Math.min(a.length, b.length); ++i) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  return a.length - b.length;
}

/** One item and nothing behind it. */
export function decode(bytes: Uint8Array): Item {
  const reader = new Reader(bytes);
  const out = reader.item(1);
  if (reader.at !== bytes.length) throw new Error('bytes behind the end');
  return out;
}

function head(major: number, value: bigint): Bytes {
  const first = major << 5;
  if (value < 24n) return Uint8Array.of(first | Number(value));
  for (const [i, size] of [1, 2, 4, 8].entries())
    if (value < 1n << BigInt(8 * size))
      return Uint8Array.of(first | (24 + i), ...Array.from({length: size}, (_, n) => Number((value >> BigInt(8 * (size - 1 - n))) & 0xffn)));
  throw new Error('larger than 64 bits');
}

/** The one encoding of an item; keys of a map are put in order. */
export function encode(item: Item): Bytes {
  if (typeof item === 'bigint') return item < 0n ? head(1, -1n - item) : head(0, item);
  if (typeof item === 'string') {
    const bytes = text(item);
    return concat(head(3, BigInt(bytes.length)), bytes);
  }
  if (item instanceof Uint8Array) return concat(head(2, BigInt(item.length)), item);
  if (Array.isArray(item)) return concat(head(4, BigInt(item.length)), ...item.map(encode));
  const pairs = [...item].map(([key, value]) => [encode(key), encode(value)] as const).sort((a, b) => compare(a[0], b[0]));
  return concat(head(5, BigInt(pairs.length)), ...pairs.flat());
}
