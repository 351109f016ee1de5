// A final accord as a signed note (C2SP tlog-checkpoint with cosignature/v1): spec/log.md section 2.
import {concat, equal, fromBase64, sha256, text, type Bytes} from './bytes';
import {verifySignature} from './ed25519';

export interface Checkpoint {
  partnership: string;
  size: number;
  root: Bytes;
  height: number;
  attempt: number;
  /** UTC milliseconds. */
  time: number;
  rules: number;
  results: Bytes;
  previous: Bytes;
  /** The nine lines that are signed. */
  text: string;
}

export interface Cosignature {
  name: string;
  keyHash: Bytes;
  time: bigint;
  signature: Bytes;
}

const LINES = [
  /^palitan\/1\/([0-9a-f]{64})$/,
  /^(0|[1-9]\d*)$/,
  /^([A-Za-z0-9+/]{43}=)$/,
  /^height (0|[1-9]\d*)$/,
  /^attempt (0|[1-9]\d*)$/,
  /^time (0|[1-9]\d*)$/,
  /^rules (0|[1-9]\d*)$/,
  /^results ([A-Za-z0-9+/]{43}=)$/,
  /^previous ([A-Za-z0-9+/]{43}=)$/,
];

/** The nine lines, in this order and no others; throws otherwise. */
export function readCheckpoint(words: string): Checkpoint {
  const lines = words.split('\n');
  if (lines.length !== 10 || lines[9] !== '') throw new Error('not nine lines');
  const parts = LINES.map((line, i) => {
    const match = line.exec(lines[i] as string);
    if (!match) throw new Error(`line ${i + 1} is not as it must be`);
    return match[1] as string;
  });
  const figure = (i: number): number => {
    const value = Number(parts[i]);
    if (!Number.isSafeInteger(value)) throw new Error('a figure too large');
    return value;
  };
  const hash = (i: number): Bytes => fromBase64(parts[i] as string);
  return {
    partnership: parts[0] as string, size: figure(1), root: hash(2), height: figure(3), attempt: figure(4), time: figure(5), rules: figure(6),
    results: hash(7), previous: hash(8), text: words,
  };
}

/** The note of a final accord: the text, an empty line, and cosignatures, nothing else. */
export function readNote(note: string): {checkpoint: Checkpoint; cosignatures: Cosignature[]} {
  const end = note.indexOf('\n\n');
  if (end < 0) throw new Error('no empty line');
  const checkpoint = readCheckpoint(note.slice(0, end + 1));
  const lines = note.slice(end + 2).split('\n');
  if (lines.pop() !== '' || lines.length === 0) throw new Error('no cosignature, or an unfinished line');
  return {checkpoint, cosignatures: lines.map(readCosignature)};
}

function readCosignature(line: string): Cosignature {
  const match = /^— (\S+) (\S+)$/.exec(line);
  if (!match) throw new Error('not a line of a cosignature');
  const bytes = fromBase64(match[2] as string);
  if (bytes.length !== 4 + 8 + 64) throw new Error('not a cosignature/v1');
  return {
    name: match[1] as string,
    keyHash: bytes.slice(0, 4),
    time: new DataView(bytes.buffer, bytes.byteOffset + 4).getBigUint64(0),
    signature: bytes.slice(12),
  };
}

/** Does the cosignature fit checkpoint, name and key? Its time is the accord's, in whole seconds. */
export async function verifyCosignature(checkpoint: Checkpoint, cosignature: Cosignature, name: string, key: Bytes): Promise<boolean> {
  if (cosignature.name !== name || cosignature.time !== BigInt(Math.floor(checkpoint.time / 1000))) return false;
  const hash = await sha256(concat(text(`${name}\n`), Uint8Array.of(0x04), key));
  if (!equal(hash.subarray(0, 4), cosignature.keyHash)) return false;
  return verifySignature(key, text(`cosignature/v1\ntime ${cosignature.time}\n${checkpoint.text}`), cosignature.signature);
}
