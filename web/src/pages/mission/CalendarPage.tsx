import {Alert, Anchor, Badge, Button, CopyButton, Group, List, Stack, Text, Title} from '@mantine/core';
import {useQueries} from '@tanstack/react-query';
import {useMemo, useState} from 'react';
import {useTranslation} from 'react-i18next';
import {Link} from 'react-router';
import {useBooks, type Book} from '@/api/books';
import {reportQuery, type ReportQuery} from '@/api/reads';
import {localDay} from '@/domain/time';
import {Page} from '@/parts/Page';
import {ProblemNotice} from '@/parts/states';
import {Day, PartyName} from '@/parts/words';
import {tone} from '@/pages/work/Notice';
import {useSession} from '@/session/session';
import {addDays, addMonths, inMonth, late, ofActivities, ofGrants, ofOverdue, ofUnbilled, ofVisits, onDay, weeksOf, type Entry} from './calendar';
import {MonthGrid} from './MonthGrid';
import {activitiesQuery, grantsQuery, visitsQuery} from './reads';
import {Window} from './words';

/** What falls due in all books, by day; and the address by which a calendar program follows it. */
export default function CalendarPage() {
  const {t} = useTranslation('places');
  const books = useBooks();
  const today = localDay();
  const [month, setMonth] = useState(today.slice(0, 7));
  const [day, setDay] = useState(today);
  const weeks = weeksOf(month);
  const due = useDue(books, {due_from: weeks[0]?.[0], due_until: weeks.at(-1)?.[6], count: 100});
  const past = useDue(books, {due_until: addDays(today, -1), count: 50});
  const beside = useBeside(books);
  const entries = [...due.entries, ...beside.entries];
  const go = (months: number) => {
    const next = addMonths(month, months);
    setMonth(next.slice(0, 7));
    setDay(next);
  };
  const overdue = late([...past.entries, ...beside.entries], today);
  return (
    <Page title={t('common:nav.calendar')} actions={
      <Group gap="xs">
        <Button variant="default" onClick={() => go(-1)} aria-label={t('calendar.before')}>←</Button>
        <Button variant="default" onClick={() => { setMonth(today.slice(0, 7)); setDay(today); }}>{t('calendar.today')}</Button>
        <Button variant="default" onClick={() => go(1)} aria-label={t('calendar.after')}>→</Button>
      </Group>
    }>
      <ProblemNotice error={due.error ?? past.error ?? beside.error} />
      <div role="status" className="visually-hidden">{due.pending || beside.pending ? '…' : t('calendar.count', {count: inMonth(entries, month).length})}</div>
      <MonthGrid month={month} day={day} entries={entries} onDay={(next) => { setDay(next); setMonth(next.slice(0, 7)); }} />
      <Stack gap="lg">
        <EntryList title={t('calendar.on', {day})} entries={onDay(entries, day)} none={t('calendar.nothing')} />
        {overdue.length > 0 && <EntryList title={t('calendar.late')} entries={overdue} />}
        <Cut due={past} />
        <EntryList title={t('calendar.month', {month})} entries={inMonth(entries, month)} none={t('calendar.nothing')} />
        <Cut due={due} />
        <Feed />
      </Stack>
    </Page>
  );
}

const everything = {all: true, provisional: true} satisfies ReportQuery;

interface Dated {
  entries: Entry[];
  /** More than entries where a list was cut. */
  total: number;
  error: unknown;
  pending: boolean;
}

/** Debts and steps of orders that fall due in a span of days, from every book. */
function useDue(books: Book[], span: ReportQuery): Dated {
  const query = {...everything, ...span};
  const all = useQueries({queries: books.map((book) => reportQuery(book, 'overdue', query))});
  return {
    entries: books.flatMap((book, i) => (all[i]?.data ? ofOverdue(book, all[i].data) : [])),
    total: all.reduce((sum, one) => sum + (one.data?.total ?? 0), 0), error: all.find((one) => one.error)?.error, pending: all.some((one) => one.isPending),
  };
}

/** What else has a day, from every book. */
function useBeside(books: Book[]): {entries: Entry[]; error: unknown; pending: boolean} {
  const unbilled = useQueries({queries: books.map((book) => reportQuery(book, 'unbilled', {...everything, count: 100}))});
  const visits = useQueries({queries: books.map(visitsQuery)});
  const grants = useQueries({queries: books.map(grantsQuery)});
  const activities = useQueries({queries: books.map(activitiesQuery)});
  const all = [...unbilled, ...visits, ...grants, ...activities];
  const stamp = all.map((one) => one.dataUpdatedAt).join();
  const entries = useMemo(
    () => books.flatMap((book, i) => [
      ...(unbilled[i]?.data ? ofUnbilled(book, unbilled[i].data) : []),
      ...(visits[i]?.data ? ofVisits(book, visits[i].data) : []),
      ...(grants[i]?.data ? ofGrants(book, grants[i].data) : []),
      ...(activities[i]?.data ? ofActivities(book, activities[i].data) : []),
    ]),
    [stamp, books.length], // eslint-disable-line react-hooks/exhaustive-deps
  );
  return {entries, error: all.find((one) => one.error)?.error, pending: all.some((one) => one.isPending)};
}

function Cut({due}: {due: Dated}) {
  const {t} = useTranslation('places');
  if (due.pending || due.entries.length >= due.total) return null;
  return <Text size="sm" c={tone.warn}>{t('calendar.cut', {shown: due.entries.length, total: due.total})}</Text>;
}

function EntryList({title, entries, none}: {title: string; entries: Entry[]; none?: string}) {
  const {t} = useTranslation(['places', 'grants']);
  return (
    <Stack gap="xs" component="section" aria-label={title}>
      <Title order={2} size="h4">{title}</Title>
      {entries.length === 0 && <Text size="sm">{none}</Text>}
      <List size="sm" spacing={6} listStyleType="none" withPadding={false}>
        {entries.map((one, i) => (
          <List.Item key={i}>
            <Group gap="xs">
              {one.until ? <Window from={one.day} until={one.until} /> : <Day date={one.day} />}
              <Badge variant="default" styles={{label: {textTransform: 'none'}}}>{t(`calendar.kind_${one.kind}`)}</Badge>
              <Anchor component={Link} to={one.to} size="sm" underline="always">{one.title || one.book}</Anchor>
              {one.step && <span>{t(one.kind === 'grant' ? `grants:grant.step_${one.step}` : `glossary:step.${one.step}`, {defaultValue: one.step})}</span>}
              {one.by && <span>(<PartyName code={one.by} />)</span>}
            </Group>
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

/** The address by which a calendar program follows these days; whoever has it reads them. */
function Feed() {
  const {t, i18n} = useTranslation('places');
  const {calendar_key: key} = useSession();
  if (!key) return null;
  const address = `${location.origin}/v1/calendar.ics?key=${key}&language=${i18n.language}`;
  return (
    <Stack gap="xs" component="section" aria-labelledby="feed" className="no-print">
      <Title order={2} size="h4" id="feed">{t('calendar.feed')}</Title>
      <Text size="sm">{t('calendar.feed_words')}</Text>
      <Text size="sm" className="mono">{address}</Text>
      <Group>
        <CopyButton value={address}>{({copied, copy}) => <Button size="compact-sm" variant="light" onClick={copy}>{copied ? t('common:action.copied') : t('calendar.copy')}</Button>}</CopyButton>
        <Anchor href={address} download="palitan.ics" size="sm" underline="always">{t('calendar.download')}</Anchor>
      </Group>
      <Alert color="yellow" variant="light">{t('calendar.feed_care')}</Alert>
    </Stack>
  );
}
