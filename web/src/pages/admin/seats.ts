// Offices of a book, as a registrar reads them.
import type {Schemas} from '@/api/client';

/** A seat with what the node says of it beyond spec/openapi.yaml's required fields. */
export type Seat = Schemas['SeatRow'] & {head_sequence?: number; revoked_after?: number; fork_from?: number; trained_on?: string; combines?: boolean};

export type Validity = 'valid' | 'not_yet' | 'expired' | 'revoked' | 'forked';

/** How a warrant stands on a day. A fork or a revocation weighs more than dates. */
export function validityOf(seat: Seat, day: string): Validity {
  if (seat.fork_from !== undefined) return 'forked';
  if (seat.revoked_after !== undefined) return 'revoked';
  if (seat.valid_from && day < seat.valid_from) return 'not_yet';
  return seat.valid_until && day > seat.valid_until ? 'expired' : 'valid';
}

export interface Sorted {
  /** Of people, by party and office. */
  offices: Seat[];
  roots: Seat[];
}

/** Offices apart from root keys; the keys of nodes and accords hold no warrant and are left out. */
export function sortSeats(seats: Seat[]): Sorted {
  const order = (a: Seat, b: Seat) => (a.party ?? '').localeCompare(b.party ?? '') || (a.office ?? '').localeCompare(b.office ?? '') || a.seat.localeCompare(b.seat);
  return {
    offices: seats.filter((seat) => !seat.root && (seat.roles ?? []).length > 0).sort(order),
    roots: seats.filter((seat) => seat.root).sort(order),
  };
}
