import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useRef} from 'react';
import {effectiveNow} from '@/domain/time';
import {say} from '@/parts/said';
import {api, asSent, refusedHere, take, type Schemas} from './client';
import type {Book} from './books';

export type SignedAct = Schemas['SignedAct'];

export interface DraftWords {
  kind: string;
  case?: string;
  body?: Record<string, unknown>;
  effective?: string;
  marking?: Schemas['Marking'];
  attachments?: Schemas['Attachment'][];
}

/**
 * Signs acts in a book under the seat of who is signed in. One form has one idempotency key until it is signed, so that
 * a second click or a retry after a cut link signs nothing twice. Throws Refused; NodeAway where nothing is known to be
 * signed: the same form may be sent again.
 */
export function useSignAct(book: Book | undefined) {
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  return useMutation<SignedAct, Error, DraftWords>({
    mutationFn: async (words) => {
      if (!book?.seat) throw refusedHere('local_no_seat', 'You hold no seat in this book.', 403);
      const draft = {...words, effective: words.effective ?? effectiveNow(), seat: book.seat.seat, key: key.current};
      return asSent(take(api.POST('/v1/partnerships/{id}/acts', {params: {path: {id: book.id}}, body: draft})));
    },
    onSuccess: async (act, {kind}) => {
      say({signed: {id: act.id, kind}});
      key.current = crypto.randomUUID();
      await queries.invalidateQueries();
    },
  });
}
