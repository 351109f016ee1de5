// What reaches from one book into another: other books of this node, what was shown here of them, and held debts.
import {useInfiniteQuery, useQueries, useQuery} from '@tanstack/react-query';
import {useBooks, type Book} from '@/api/books';
import {api, call, take} from '@/api/client';
import {useCases, type ActRow} from '@/api/reads';
import {toBase64} from '@/proof/bytes';
import type {LockTerms, Shown} from './shown';

/** Acts that say themselves for which book they are meant; nothing else may be shown elsewhere. */
export const SHOWABLE = ['answer_transfer', 'agree_lock', 'agree_clearing', 'lapse_round'];

/** Who shows an act in a book: who keeps the agreements there, or decides. */
export const mayShow = (book: Book): boolean => book.seat?.roles.some((role) => role === 'custodian' || role === 'approver') ?? false;

export const useOtherBooks = (book: Book): Book[] => useBooks().filter((one) => one.id !== book.id);

const shownOf = (book: Book, id: string) => ({
  queryKey: ['case', book.id, id],
  queryFn: () => take(api.GET('/v1/partnerships/{id}/cases/{case}', {params: {path: {id: book.id, case: id}}})),
});

/** What was shown here of other books, of these kinds, each with what it says. */
export function useShown(book: Book, kinds: string[]): {shown: Shown[]; waiting: boolean} {
  const cases = useCases(book, 'evidence');
  const rows = (cases.data ?? []).filter((one) => kinds.includes(one.kind ?? ''));
  const files = useQueries({queries: rows.map((one) => shownOf(book, one.id))});
  const shown = files.flatMap(({data}) =>
    data?.evidence && data.proves
      ? [{id: data.id, standing: data.standing, act: data.evidence.act, partnership: data.evidence.partnership, kind: data.proves.kind, state: data.proves.state, body: data.proves.body as Record<string, unknown>}]
      : [],
  );
  return {shown, waiting: cases.isPending || files.some((one) => one.isPending)};
}

/** The case here in which that act of the other book was shown already; null where it was not. */
export function useShownAs(here: Book, there: string, act: string): string | null | undefined {
  const cases = useCases(here, 'evidence').data;
  return cases && (cases.find((one) => one.act === act && one.partnership === there)?.id ?? null);
}

export const evidenceAddress = (book: string, act: string): string => `/v1/partnerships/${book}/acts/${act}/evidence`;

/** The bytes that prove an act of a book, as a draft takes them. */
export const useEvidence = (book: string, act: string, enabled: boolean) =>
  useQuery({
    queryKey: ['evidence', book, act],
    enabled,
    queryFn: async () => {
      const bytes = new Uint8Array(await (await call(evidenceAddress(book, act))).arrayBuffer());
      return {size: bytes.length, base64: toBase64(bytes)};
    },
  });

const READ_AT_ONCE = 5;

/** The agreed words to debts that another book holds for this one's round, newest first. Reads back in pieces. */
export function useHeldFor(round: string, here: Book, there: Book, enabled: boolean) {
  const acts = useInfiniteQuery({
    queryKey: ['acts', there.id, {kind: 'agree_lock', round}],
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({pageParam}) => {
      let from = pageParam;
      const held: ActRow[] = [];
      for (let i = 0; i < READ_AT_ONCE; ++i) {
        const page = await take(api.GET('/v1/partnerships/{id}/acts', {params: {path: {id: there.id}, query: {kind: 'agree_lock', count: 200, ...(from ? {from} : {})}}}));
        held.push(...page.acts);
        from = page.next;
        if (!from) break;
      }
      return {held, next: from};
    },
    getNextPageParam: (last) => last.next,
  });
  const held = (acts.data?.pages.flatMap((page) => page.held) ?? []).filter((act) => {
    const terms = act.body as unknown as LockTerms | undefined;
    return terms?.partnership === here.id && terms.round === round && act.verdict?.name === 'accepted';
  });
  return {held, acts};
}
