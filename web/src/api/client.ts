import createClient from 'openapi-fetch';
import type {components, paths} from './schema';

/** Everything that `spec/openapi.yaml` names. */
export type Schemas = components['schemas'];
/** A sheet's faults come beside the usual words, one a cell. */
export type Problem = Schemas['Problem'] & {errors?: {row?: number; column?: string; cell?: string; sentence?: string}[]};

/** A fault that answers what somebody has just sent; their focus goes to it. Others come while something is read. */
class Answerable extends Error {
  sent = false;
}

/** What is wrong with what `sending` sent, marked so. */
export const asSent = <T>(sending: Promise<T>): Promise<T> =>
  sending.catch((error: unknown) => {
    if (error instanceof Answerable) error.sent = true;
    throw error;
  });
export const wasSent = (error: unknown): boolean => error instanceof Answerable && error.sent;

/** A refusal as the node gave it, or what came of it where the node could not be asked at all. */
export class Refused extends Answerable {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'Refused';
  }
  /** Without its prefix: `refused_limit`, `local_busy` … */
  get code(): string {
    return this.problem.type.replace('urn:palitan:refusal:', '');
  }
}

/** No answer came: the node, or the way to it, is away. Nothing was signed that the node did not acknowledge. */
export class NodeAway extends Answerable {
  constructor() {
    super('no answer from the node');
    this.name = 'NodeAway';
  }
}

/** Shows the node that the call comes from these pages: another site's form cannot send it. */
export const pageHeader = {'x-palitan': '1'} as const;

export const api = createClient<paths>({baseUrl: '/', credentials: 'same-origin', headers: pageHeader});

/** A page that stands open reads by itself what changes; that must not keep a session alive which nobody uses. */
const ATTENDED_MS = 60_000;
let touched = Date.now();
for (const kind of ['pointerdown', 'keydown', 'wheel'] as const) globalThis.addEventListener?.(kind, () => (touched = Date.now()), {capture: true, passive: true});
api.use({
  onRequest({request}) {
    if (request.method === 'GET' && Date.now() - touched > ATTENDED_MS) request.headers.set('x-palitan', 'background');
  },
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The data of an answer; throws Refused or NodeAway. */
export async function take<T>(answer: Promise<Answer<T>>): Promise<T> {
  let got: Answer<T>;
  try {
    got = await answer;
  } catch {
    throw new NodeAway();
  }
  if (got.response.ok) return got.data as T;
  throw refusedBy(got.error, got.response.status);
}

/** Any other call to the node, for bodies that are not JSON. Throws as take() does. */
export async function call(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {...init, credentials: 'same-origin', headers: {...pageHeader, ...init.headers}});
  } catch {
    throw new NodeAway();
  }
  if (response.ok) return response;
  throw refusedBy(await response.json().catch(() => undefined), response.status);
}

function refusedBy(body: unknown, status: number): Refused {
  if (body && typeof body === 'object' && 'type' in body && 'detail' in body) return new Refused(body as Problem);
  return refusedHere('local_busy', `HTTP ${status}`, status);
}

/** A refusal that the pages themselves give, in the shape of the node's. */
export function refusedHere(name: string, detail: string, status = 400): Refused {
  return new Refused({type: `urn:palitan:refusal:${name}`, title: name, status, code: 0, detail, advice: ''});
}
