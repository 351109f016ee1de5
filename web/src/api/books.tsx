import {useQuery} from '@tanstack/react-query';
import {useParams} from 'react-router';
import {useSession, type SessionSeat} from '@/session/session';
import {api, take, type Schemas} from './client';

export type Status = Schemas['Status'];

/** A partnership as the pages name it: by its parties ("jpn-phl"), by its id's first digits where two are alike. */
export interface Book {
  id: string;
  slug: string;
  parties: {code: string; name: string}[];
  /** The node's own party. */
  me: string;
  /** Of the parties, those that are not `me`. */
  others: string[];
  /** The seat that signs in this book for who is signed in; none where they only read. */
  seat?: SessionSeat;
}

export const statusKey = ['status'] as const;
export const useStatus = () => useQuery({queryKey: statusKey, queryFn: () => take(api.GET('/v1/status'))});

/** Every book of the node: those of fewest parties first, then by name. Waits (suspends nothing): empty until the node has answered. */
export function useBooks(): Book[] {
  const session = useSession();
  const status = useStatus().data;
  if (!status) return [];
  const names = status.partnerships.map((one) => (one.parties ?? []).map((party) => party.code).join('-'));
  const books = status.partnerships.map((one, i) => {
    const parties = (one.parties ?? []).map(({code, name}) => ({code, name}));
    const name = names[i] ?? '';
    const alone = names.filter((other) => other === name).length === 1;
    return {
      id: one.id,
      slug: alone ? name : `${name}-${one.id.slice(0, 8)}`,
      parties,
      me: status.party,
      others: parties.map((party) => party.code).filter((code) => code !== status.party),
      seat: session.seats?.find((seat) => seat.partnership === one.id),
    };
  });
  return books.sort((a, b) => a.parties.length - b.parties.length || (a.slug < b.slug ? -1 : 1));
}

/** The book of the address (`/b/:book/…`). Undefined while the node has not answered, or where there is none. */
export function useBook(): Book | undefined {
  const {book} = useParams();
  return useBooks().find((one) => one.slug === book);
}

/** May who is signed in do this step of a case? Roles come from the appointment; the node has the last word. */
export const mayDo = (book: Book, step: {party: string; role: string}): boolean =>
  step.party === book.me && (book.seat?.roles.includes(step.role) ?? false);
