import {Button, Group, Text} from '@mantine/core';
import {useQueries} from '@tanstack/react-query';
import {useTranslation} from 'react-i18next';
import type {Book} from '@/api/books';
import {api, take} from '@/api/client';
import {useOtherBooks} from '@/pages/proof/across/reads';
import type {LockTerms} from '@/pages/proof/across/shown';
import {Notice} from '@/pages/work/Notice';

interface Wanted {
  round: string;
  commodity: string;
  until: string;
  count: number;
}

/** Rounds for which the books of two hold debts already, and which nobody has opened: filled in with one press. */
export function WaitingDebts({book, opened, onChosen}: {book: Book; opened: string[]; onChosen: (wanted: Wanted) => void}) {
  const {t} = useTranslation('across');
  const others = useOtherBooks(book);
  const answers = useQueries({
    queries: others.map((one) => ({
      queryKey: ['acts', one.id, {kind: 'agree_lock', newest: true}],
      queryFn: async () => (await take(api.GET('/v1/partnerships/{id}/acts', {params: {path: {id: one.id}, query: {kind: 'agree_lock', count: 200}}}))).acts,
    })),
  });
  const held = answers.flatMap((one) => one.data ?? []).filter((act) => act.verdict?.name === 'accepted').map((act) => act.body as unknown as LockTerms)
    .filter((terms) => terms.partnership === book.id && !opened.includes(terms.round));
  const rounds = new Map<string, Wanted>();
  for (const {round, commodity, until} of held) {
    const key = `${round} ${commodity}`;
    const so = rounds.get(key);
    // It may run no longer than the first of its debts is held.
    rounds.set(key, so ? {...so, until: until < so.until ? until : so.until, count: so.count + 1} : {round, commodity, until, count: 1});
  }
  if (rounds.size === 0) return null;
  return (
    <Notice color="cyan">
      {[...rounds.values()].map((one) => (
        <Group key={one.round + one.commodity} gap="sm">
          <Text size="sm">{t('waiting.held', {round: one.round, commodity: one.commodity, until: one.until, count: one.count})}</Text>
          <Button size="compact-sm" variant="default" onClick={() => onChosen(one)}>{t('waiting.fill', {round: one.round})}</Button>
        </Group>
      ))}
    </Notice>
  );
}
