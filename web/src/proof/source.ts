import {api, call, take} from '@/api/client';
import {fromHex, type Bytes} from './bytes';

/** What a proof asks the node for. Nothing of it is believed: every answer is checked against what was signed. */
export interface Source {
  statement(id: string): Promise<Bytes>;
  /** The last final accord's note. */
  note(): Promise<string>;
  inclusion(id: string, size: number): Promise<{position: number; hashes: Bytes[]}>;
  /** The act that appointed a seat; where to look, no more. */
  appointment(seat: string): Promise<string | undefined>;
  /** Acts that changed an accord key, in log order. */
  keyChanges(): Promise<string[]>;
}

/** The node's own API as the source, for one book. */
export function nodeSource(partnership: string): Source {
  const path = {path: {id: partnership}};
  const seats = take(api.GET('/v1/partnerships/{id}/seats', {params: path}));
  return {
    statement: async (id) => {
      const answer = await call(`/v1/partnerships/${partnership}/acts/${id}`, {headers: {accept: 'application/cose'}});
      return new Uint8Array(await answer.arrayBuffer());
    },
    note: async () => (await call(`/v1/partnerships/${partnership}/checkpoint`)).text(),
    inclusion: async (id, size) => {
      const proof = await take(api.GET('/v1/partnerships/{id}/proofs/inclusion/{act}', {params: {path: {id: partnership, act: id}, query: {size}}}));
      return {position: proof.position, hashes: proof.hashes.map(fromHex)};
    },
    appointment: async (seat) => (await seats).seats.find((one) => one.seat === seat)?.appointment,
    keyChanges: async () => {
      const ids: string[] = [];
      let from: string | undefined;
      do {
        // Acts of the partnership are a case of their own (spec/statement.md): without it the node looks through its whole log.
        const query = {case: partnership, kind: 'change_accord_key', count: 200, from};
        const {acts, next} = await take(api.GET('/v1/partnerships/{id}/acts', {params: {...path, query}}));
        ids.push(...acts.filter((one) => one.standing === 'agreed').map((one) => one.id));
        from = next;
      } while (from !== undefined);
      return ids.reverse();
    },
  };
}
