// What an act changed, old -> new, from the acts of a case alone: the audit trail never says "changed" without values.

export interface ActLike {
  id: string;
  kind: string;
  party?: string;
  standing: string;
  verdict?: {name: string; state?: string; clause?: string};
  body?: unknown;
}

export interface Change {
  field: string;
  from?: string;
  to?: string;
}

/** Acts whose body is a newer form of what an earlier one stated as a whole. */
const FOLLOWS: Record<string, string[]> = {
  offer: ['amend', 'offer', 'request'],
  amend: ['amend', 'offer', 'request'],
  amend_visit: ['amend_visit', 'notify_visit'],
  change_activity: ['change_activity', 'open_activity'],
};

/** Acts that add to what their lines had come to before: what each of their figures is a part of. */
const ADDS: Record<string, Record<string, string>> = {
  issue: {quantity: 'issued'},
  receive: {received: 'received', damaged: 'damaged'},
  invoice: {quantity: 'billed'},
};

/** Flat names and plain values: {"lines.1.quantity": "100"}. Lines go by their own number, not by their place. */
export function flatten(value: unknown, path = ''): Map<string, string> {
  const out = new Map<string, string>();
  const put = (name: string, one: unknown) => {
    for (const [key, text] of flatten(one, name)) out.set(key, text);
  };
  if (Array.isArray(value)) {
    value.forEach((one, i) => {
      const number = one && typeof one === 'object' && 'number' in one ? String(one.number) : String(i + 1);
      put(`${path}.${number}`, one);
    });
  } else if (value && typeof value === 'object') {
    for (const [name, one] of Object.entries(value)) put(path ? `${path}.${name}` : name, one);
  } else if (value !== undefined && value !== null && value !== '') out.set(path, String(value));
  return out;
}

/** The differences of two bodies, in the order of the newer one, what is gone last. */
export function differences(before: unknown, after: unknown): Change[] {
  const old = flatten(before);
  const now = flatten(after);
  const out: Change[] = [];
  for (const [field, to] of now) if (old.get(field) !== to) out.push({field, from: old.get(field), to});
  for (const [field, from] of old) if (!now.has(field)) out.push({field, from});
  return out;
}

/** Of each act of a case, in its order: the state it led from and to, and what it says differently from what stood. */
export function trail(acts: ActLike[]): Map<string, Change[]> {
  const out = new Map<string, Change[]>();
  const standing = new Map<string, unknown>();
  const sums = new Map<string, bigint>();
  let state: string | undefined;
  for (const act of acts) {
    const changes: Change[] = [];
    const reached = act.verdict?.state;
    if (reached && reached !== state) changes.push({field: 'state', from: state, to: reached});
    if (reached) state = reached;
    const before = FOLLOWS[act.kind]?.map((kind) => standing.get(kind)).find((body) => body !== undefined);
    if (before !== undefined) {
      const common = keep(before, act.body);
      // The organisation that issues, where a request names the one that receives.
      if (act.kind === 'offer' && !standing.has('offer') && !standing.has('amend')) delete (common as {unit?: unknown}).unit;
      changes.push(...differences(common, act.body));
    }
    if (!act.verdict || act.verdict.name.startsWith('accepted')) {
      changes.push(...added(act, acts, sums));
      for (const kind of FOLLOWS[act.kind] ?? []) standing.delete(kind);
      standing.set(act.kind, before === undefined ? act.body : {...(before as object), ...(act.body as object)});
    }
    out.set(act.id, changes);
  }
  return out;
}

interface Counted {
  corrects?: string;
  lines?: Record<string, unknown>[];
}

/** What the lines come to with this act, beside what they came to before it; a correction takes back what it corrects. */
function added(act: ActLike, acts: ActLike[], sums: Map<string, bigint>): Change[] {
  const names = ADDS[act.kind];
  if (!names) return [];
  const before = new Map(sums);
  const touched = new Set<string>();
  const count = (body: unknown, sign: bigint) => {
    for (const line of (body as Counted | undefined)?.lines ?? [])
      for (const [name, sum] of Object.entries(names)) {
        const key = `lines.${line.number}.${sum}`;
        sums.set(key, (sums.get(key) ?? 0n) + sign * BigInt(String(line[name] ?? 0)));
        touched.add(key);
      }
  };
  const corrected = (act.body as Counted | undefined)?.corrects;
  if (corrected) count(acts.find((one) => one.id === corrected)?.body, -1n);
  count(act.body, 1n);
  return [...touched].filter((key) => sums.get(key) !== (before.get(key) ?? 0n)).map((key) => ({field: key, from: String(before.get(key) ?? 0n), to: String(sums.get(key))}));
}

/** Only the fields that the newer body speaks of: an offer does not repeat what the request said of place or need. */
function keep(before: unknown, after: unknown): object {
  if (!before || !after || typeof before !== 'object' || typeof after !== 'object') return {};
  return Object.fromEntries(Object.entries(before).filter(([name]) => name in after));
}

/** The codes of the reasons that an act gives line by line, as a receipt with a shortage does. */
export function lineReasons(body: unknown): string[] {
  const lines = (body as {lines?: {reason?: string}[]} | undefined)?.lines;
  return Array.isArray(lines) ? [...new Set(lines.map((line) => line.reason ?? '').filter((one) => one !== ''))] : [];
}

/** The reason an act gives, where it gives one. */
export function reasonOf(body: unknown): string | undefined {
  if (!body || typeof body !== 'object') return undefined;
  for (const name of ['reason', 'note', 'cause']) {
    const said = (body as Record<string, unknown>)[name];
    if (typeof said === 'string' && said !== '') return said;
  }
  return undefined;
}
