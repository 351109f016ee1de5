import {Anchor, Group, Stack, Text} from '@mantine/core';
import {Link} from 'react-router';
import type {Book} from '@/api/books';
import {Day, State} from '@/parts/words';
import {Level} from '@/pages/work/cells';
import {useWords} from '@/pages/work/words';
import {BookName, Clock, Section} from './parts';
import {useAhead, useWaitingCases, type Ahead} from './reading';

/** Next visits, conditions, imports, and the days of grants: evaluations, milestones, inspections. */
export function Coming({books}: {books: Book[]}) {
  const {t} = useWords('home');
  const {list} = useAhead(books);
  const dated = list.filter((one) => one.due);
  const undated = list.filter((one) => !one.due);
  return (
    <Section title={t('ahead.title')} count={list.length} none={t('ahead.none')}>
      <Stack gap={6}>
        {dated.map((one) => <AheadLine key={one.key} one={one} />)}
        {undated.length > 0 && <Text size="sm" fw={600}>{t('board.no_day')}</Text>}
        {undated.map((one) => <AheadLine key={one.key} one={one} />)}
      </Stack>
    </Section>
  );
}

function AheadLine({one}: {one: Ahead}) {
  const {t} = useWords('home');
  const values = one.values.step ? {...one.values, step: t(`grant_step.${one.values.step}`)} : one.values;
  return (
    <Group gap="xs">
      {one.due && (one.what === 'ahead.visit' ? <Day date={one.due} /> : <Clock due={one.due} />)}
      <Anchor component={Link} to={one.to} size="sm">{t(one.what, values)}</Anchor>
      {one.level && <Level level={one.level} />}
      {one.mine && <Text size="sm" fw={700}>{t('ahead.yours')}</Text>}
      <Text size="xs"><BookName book={one.book} /></Text>
    </Group>
  );
}

/** Accounts, activities, rounds and agreements that wait for a word. */
export function Beside({books}: {books: Book[]}) {
  const {t} = useWords('home');
  const list = useWaitingCases(books);
  if (list.length === 0) return null;
  return (
    <Section title={t('beside.title')} count={list.length} none="">
      <Stack gap={6}>
        {list.map((one) => (
          <Group gap="xs" key={one.key}>
            <Text size="sm">{t(`beside.${one.type}`)}</Text>
            <Anchor component={Link} to={one.to} size="sm">{one.name}</Anchor>
            <State type={one.type} state={one.state} />
            <Text size="xs"><BookName book={one.book} /></Text>
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
