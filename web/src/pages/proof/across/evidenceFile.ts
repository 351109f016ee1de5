// A file of evidence as `palitan evidence make` and these pages write it, read far enough to say what it is about. Whether
// it proves that is judged by the node that is shown it.
import {toBase64} from '@/proof/bytes';
import {decode} from '@/proof/cbor';
import {openStatement} from '@/proof/statement';

/** As the kernel has it (src/kernel/evidence.h). */
const EVIDENCE_MAX = 64_000;
const STATEMENT = 3n;

export interface EvidenceFile {
  base64: string;
  size: number;
  act: string;
  partnership: string;
  /** Number of the kind, as the vocabulary has it. */
  kind: number;
  effective: string;
}

/** Throws where the file is no evidence. */
export async function readEvidence(bytes: Uint8Array): Promise<EvidenceFile> {
  if (bytes.length > EVIDENCE_MAX) throw new Error('too large');
  const item = decode(bytes);
  const inner = item instanceof Map ? item.get(STATEMENT) : undefined;
  if (!(inner instanceof Uint8Array)) throw new Error('no statement in it');
  const act = await openStatement(inner);
  if (!act.partnership) throw new Error('the act of a founding');
  return {base64: toBase64(bytes), size: bytes.length, act: act.id, partnership: act.partnership, kind: act.kind, effective: new Date(act.effectiveAt).toISOString()};
}
