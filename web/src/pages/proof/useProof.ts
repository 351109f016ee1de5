import {useQuery} from '@tanstack/react-query';
import type {Book} from '@/api/books';
import {nodeSource} from '@/proof/source';
import {Prover} from '@/proof/verify';

/** Proves an act in this browser. Asked again with everything else when something changes. */
export const useProof = (book: Book, act: string | undefined) =>
  useQuery({
    queryKey: ['proof', book.id, act],
    enabled: Boolean(act),
    staleTime: 60_000,
    queryFn: () => new Prover(book.id, nodeSource(book.id)).prove(act ?? ''),
  });
