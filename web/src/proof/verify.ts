// Everything that makes an act believable, checked here and from signed bytes alone. The one thing taken on trust is the
// partnership's id: it is the hash of the founding statement, which the officers compared in person.
import {fromHex, toHex, type Bytes} from './bytes';
import type {Item} from './cbor';
import {readNote, verifyCosignature, type Checkpoint, type Cosignature} from './checkpoint';
import {verifySignature} from './ed25519';
import {verifyInclusion} from './merkle';
import type {Source} from './source';
import {keyId, openStatement, rootActMessage, signedBy, type Statement} from './statement';

export type CheckName = 'content' | 'founding' | 'seat' | 'signature' | 'inclusion' | 'cosignatures';

export interface Check {
  name: CheckName;
  holds: boolean;
  /** What was seen, for who looks closer. */
  detail: string;
}

export interface Proof {
  /** `pending`: signed by its seat, not yet under an accord. */
  result: 'verified' | 'pending' | 'not_verified';
  checks: Check[];
  statement?: Statement;
  checkpoint?: Checkpoint;
  cosigners: string[];
}

const FOUND = 1;
const CHANGE_ACCORD_KEY = 2;
const APPOINT = 3;

interface Party {
  code: string;
  threshold: bigint;
  roots: Bytes[];
  accordKey: Bytes;
}

/** Proves acts of one partnership; what was checked once (founding, seats, key changes) is not fetched again. */
export class Prover {
  private founding: Promise<Party[]> | undefined;
  private seats = new Map<string, Promise<Bytes>>();

  constructor(
    readonly partnership: string,
    readonly source: Source,
  ) {}

  async prove(id: string): Promise<Proof> {
    const proof: Proof = {result: 'not_verified', checks: [], cosigners: []};
    const check = async (name: CheckName, look: () => Promise<string>): Promise<boolean> => {
      try {
        proof.checks.push({name, holds: true, detail: await look()});
        return true;
      } catch (error) {
        proof.checks.push({name, holds: false, detail: error instanceof Error ? error.message : String(error)});
        return false;
      }
    };
    const content = await check('content', async () => {
      proof.statement = await this.open(id);
      return `SHA-256 ${id}`;
    });
    const founding = await check('founding', async () => (await this.parties()).map((party) => party.code).join(', '));
    const {statement} = proof;
    if (!content || !founding || !statement) return proof;
    let key: Bytes | undefined;
    const seat = await check('seat', async () => {
      key = await this.seatKey(statement.seat);
      return `${statement.seat}: ${toHex(key)}`;
    });
    const signature =
      seat && (await check('signature', async () => {
        demand(await signedBy(statement, key as Bytes), 'the signature does not fit content and key');
        return `Ed25519 ${toHex(statement.signature).slice(0, 32)}…`;
      }));
    if (!signature) return proof;
    return this.proveAgreed(id, proof, check);
  }

  private async proveAgreed(id: string, proof: Proof, check: (name: CheckName, look: () => Promise<string>) => Promise<boolean>): Promise<Proof> {
    const {checkpoint, cosignatures} = readNote(await this.source.note());
    const at = await this.source.inclusion(id, checkpoint.size).catch(() => undefined);
    if (!at) return {...proof, result: 'pending'};
    proof.checkpoint = checkpoint;
    const included = await check('inclusion', async () => {
      demand(checkpoint.partnership === this.partnership, 'the checkpoint is of another partnership');
      demand(await verifyInclusion(fromHex(id), at.position, checkpoint.size, at.hashes, checkpoint.root), 'the proof does not lead to the root');
      return `${at.position + 1} of ${checkpoint.size}, root ${toHex(checkpoint.root).slice(0, 32)}…`;
    });
    const cosigned = await check('cosignatures', async () => {
      proof.cosigners = await this.cosigners(checkpoint, cosignatures);
      return proof.cosigners.join(', ');
    });
    return {...proof, result: included && cosigned ? 'verified' : 'not_verified'};
  }

  /** A statement of this partnership whose id is the hash of what it signs. */
  private async open(id: string): Promise<Statement> {
    const statement = await openStatement(await this.source.statement(id));
    demand(statement.id === id, 'the bytes are not what the id is the hash of');
    demand((statement.partnership ?? statement.id) === this.partnership, 'it is of another partnership');
    return statement;
  }

  private parties(): Promise<Party[]> {
    this.founding ??= (async () => {
      const founding = await this.open(this.partnership);
      demand(founding.kind === FOUND, 'the partnership does not begin with its founding');
      return list(founding.body.get(1n)).map(readParty);
    })();
    return this.founding;
  }

  /** The public key of a seat, by its appointment up to the roots of the founding. */
  private seatKey(seat: string): Promise<Bytes> {
    const known = this.seats.get(seat);
    if (known) return known;
    const found = this.findSeatKey(seat);
    this.seats.set(seat, found);
    return found;
  }

  private async findSeatKey(seat: string): Promise<Bytes> {
    for (const party of await this.parties()) for (const root of party.roots) if ((await keyId(root)) === seat) return root;
    const from = await this.source.appointment(seat);
    demand(from !== undefined, `no appointment of seat ${seat}`);
    const appointment = await this.open(from as string);
    demand(appointment.kind === APPOINT, 'what should appoint the seat is no appointment');
    const key = octets(appointment.body.get(1n), 32);
    demand((await keyId(key)) === seat, 'the appointment is of another key');
    demand(appointment.seat !== seat, 'a seat cannot appoint itself');
    await this.demandSigned(appointment);
    return key;
  }

  /** Signed by its seat; where that is a root, by as many roots of that party as its founding asks for. */
  private async demandSigned(act: Statement): Promise<Party | undefined> {
    const key = await this.seatKey(act.seat);
    demand(await signedBy(act, key), `the signature on ${act.id.slice(0, 8)} does not fit`);
    const party = (await this.parties()).find((one) => one.roots.some((root) => toHex(root) === toHex(key)));
    if (!party) return undefined;
    const message = await rootActMessage(act, fromHex(this.partnership), fromHex(act.seat));
    const signers = new Set([toHex(key)]);
    for (const item of list(act.body.get(15n) ?? [])) {
      const endorsement = map(item);
      const root = octets(endorsement.get(1n), 32);
      const known = party.roots.some((one) => toHex(one) === toHex(root));
      if (known && (await verifySignature(root, message, octets(endorsement.get(2n), 64)))) signers.add(toHex(root));
    }
    demand(BigInt(signers.size) >= party.threshold, `${signers.size} of ${party.threshold} roots signed ${act.id.slice(0, 8)}`);
    return party;
  }

  /** The parties' names on the note, every party once and in order; throws where one does not fit. */
  private async cosigners(checkpoint: Checkpoint, cosignatures: Cosignature[]): Promise<string[]> {
    const parties = await this.parties();
    const keys =
      checkpoint.height === 0
        ? parties.flatMap((party) => party.roots.map((root, i) => [`${party.code}/root-${i}`, root] as const))
        : await this.accordKeys(parties);
    demand(cosignatures.length === keys.length, `${cosignatures.length} of ${keys.length} cosignatures`);
    for (const [i, [name, key]] of keys.entries())
      demand(await verifyCosignature(checkpoint, cosignatures[i] as Cosignature, name, key), `the cosignature of ${name} does not fit`);
    return keys.map(([name]) => name);
  }

  private async accordKeys(parties: Party[]): Promise<(readonly [string, Bytes])[]> {
    const keys = new Map(parties.map((party) => [party.code, party.accordKey]));
    for (const id of await this.source.keyChanges()) {
      const change = await this.open(id);
      const party = await this.demandSigned(change);
      if (party && change.kind === CHANGE_ACCORD_KEY) keys.set(party.code, octets(change.body.get(1n), 32));
    }
    return parties.map((party) => [`${party.code}/accord`, keys.get(party.code) as Bytes] as const);
  }
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

function list(item: Item | undefined): Item[] {
  if (!Array.isArray(item)) throw new Error('not a list');
  return item;
}
function map(item: Item | undefined): Map<Item, Item> {
  if (!(item instanceof Map)) throw new Error('not a map');
  return item;
}
function octets(item: Item | undefined, size: number): Bytes {
  if (!(item instanceof Uint8Array) || item.length !== size) throw new Error(`not ${size} bytes`);
  return item;
}

function readParty(item: Item): Party {
  const fields = map(item);
  const code = fields.get(1n);
  const threshold = fields.get(3n) ?? 1n;
  if (typeof code !== 'string' || typeof threshold !== 'bigint') throw new Error('not a party');
  return {code, threshold, roots: list(fields.get(4n)).map((root) => octets(root, 32)), accordKey: octets(fields.get(5n), 32)};
}
