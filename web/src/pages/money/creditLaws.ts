import {useQueries} from '@tanstack/react-query';
import type {Book} from '@/api/books';
import {api, take} from '@/api/client';
import {useInstruments} from '@/api/reads';
import type {CreditLaw} from './credit';

/** The agreements in force of a book that count services in units of account. */
export function useCreditLaws(book: Book): {data: CreditLaw[]; waiting: boolean} {
  const instruments = useInstruments(book);
  const files = useQueries({
    queries: (instruments.data ?? []).filter((one) => one.in_force).map((one) => ({
      queryKey: ['case', book.id, one.id],
      queryFn: () => take(api.GET('/v1/partnerships/{id}/cases/{case}', {params: {path: {id: book.id, case: one.id}}})),
    })),
  });
  const data = files.flatMap(({data: file}) => {
    const rules = file?.instrument?.rules;
    if (!file || !rules?.credits) return [];
    const {title, name, parties, rounding, credits} = rules;
    return [{id: file.id, title: title || name, parties, rounding, credits}];
  });
  return {data, waiting: instruments.isPending || files.some((one) => one.isPending)};
}
