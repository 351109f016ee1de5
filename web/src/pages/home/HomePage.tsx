import {Anchor, Group, SegmentedControl, SimpleGrid, Stack, Table, Text, Title} from '@mantine/core';
import {useState} from 'react';
import {Link} from 'react-router';
import {useBooks, useStatus} from '@/api/books';
import {Page} from '@/parts/Page';
import {ProblemNotice, Waiting} from '@/parts/states';
import {KindName, PartyName, When} from '@/parts/words';
import {Level} from '@/pages/work/cells';
import {Scroll, tone} from '@/pages/work/Notice';
import {amountText} from '@/pages/work/text';
import {useWords} from '@/pages/work/words';
import {byPressure, GROUPS, groupOf, placeOf, tally, WHOSE, type BookRow, type Whose} from './board';
import {Beside, Coming} from './Coming';
import {BookName, Clock, Section} from './parts';
import {SHOWN, useBoard, useEvery, type Gathered} from './reading';

/** "What do I owe an answer to?" All books together; every row leads to its case. */
export default function HomePage() {
  const {t} = useWords('home');
  const books = useBooks();
  const [whose, setWhose] = useState<Whose>('mine');
  const {board, totals, counting, uncounted, differences} = useBoard(books, whose);
  const unbilled = useEvery(books, 'unbilled', () => ({provisional: true, count: SHOWN}));
  const pending = useEvery(books, 'pending', () => ({count: SHOWN}));
  return (
    <Page title={t('title')}>
      <ProblemNotice error={board.error ?? uncounted ?? differences.error ?? unbilled.error ?? pending.error} />
      {counting && <Waiting />}
      {!counting && (totals.all > 0 || !uncounted) && <Section title={t('board.title')} count={totals.all} none={t('board.nothing')}>
        <SegmentedControl value={whose} onChange={(value) => setWhose(value as Whose)} aria-label={t('board.whose')} style={{alignSelf: 'flex-start', flexWrap: 'wrap'}}
          data={WHOSE.map((value) => ({value, label: `${t(`board.${value}`)} (${totals[value]})`}))} />
        {board.waiting ? <Waiting /> : <Board board={board} none={t(`board.none_${whose}`)} />}
      </Section>}
      <Beside books={books} />
      <SimpleGrid cols={{base: 1, lg: 2}}>
        <Section title={t('unbilled.title')} count={unbilled.total} none={t('unbilled.none')}><Unbilled rows={unbilled.rows} /></Section>
        <Shortages rows={differences.rows} />
        <Section title={t('pending.title')} count={pending.total} none={t('pending.none')}><Pending rows={pending.rows} /></Section>
        <Coming books={books} />
      </SimpleGrid>
    </Page>
  );
}

/** What is owed and awaited, most pressing first, and what it comes to. */
function Board({board, none}: {board: Gathered; none: string}) {
  const {t} = useWords('home');
  const rows = byPressure(board.rows);
  const sum = tally(rows);
  return (
    <>
      {rows.length === 0 && <Text size="sm">{none}</Text>}
      {GROUPS.filter((group) => sum.groups[group] > 0).map((group) => (
        <BoardTable key={group} title={t(`board.${group}`, {count: sum.groups[group]})} rows={rows.filter(({row}) => groupOf(row) === group)} />
      ))}
      {rows.length > 0 && (
        <Text size="sm" role="status">
          {t('board.together', {count: sum.rows, groups: GROUPS.map((group) => sum.groups[group]).join(' + ')})}
          {sum.sums.length > 0 && ` · ${t('board.owed')} ${sum.sums.map((one) => `${amountText(one.sum, one.key)} ${one.key}`).join(', ')}`}
        </Text>
      )}
      {board.rows.length < board.total && <Text size="sm" c={tone.warn}>{t('board.cut', {shown: board.rows.length, total: board.total})}</Text>}
    </>
  );
}

function BoardTable({title, rows}: {title: string; rows: BookRow[]}) {
  const {t} = useWords('home');
  return (
    <div>
      <Title order={3} size="h5">{title}</Title>
      <Scroll label={title}>
        <Table highlightOnHover>
          <caption className="visually-hidden">{title}</caption>
          <Table.Thead><Table.Tr><Table.Th>{t('column.reference')}</Table.Th><Table.Th>{t('board.step')}</Table.Th><Table.Th>{t('board.by')}</Table.Th><Table.Th className="num">{t('column.amount')}</Table.Th><Table.Th>{t('column.due')}</Table.Th><Table.Th>{t('board.with')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>{rows.map((at, i) => <BoardLine key={`${at.row.order}${at.row.awaits}${at.row.line ?? ''}${at.row.act ?? i}`} at={at} />)}</Table.Tbody>
        </Table>
      </Scroll>
    </div>
  );
}

function BoardLine({at}: {at: BookRow}) {
  const {t} = useWords('home');
  const {row, book} = at;
  return (
    <Table.Tr>
      <Table.Th scope="row"><Anchor component={Link} to={placeOf(at)}>{row.reference ?? String(row.order).slice(0, 8)}</Anchor></Table.Th>
      <Table.Td>{t(`step.${row.awaits}`)}{row.standing === 'pending' ? ` (${t('standing.pending')})` : ''}</Table.Td>
      <Table.Td><PartyName code={String(row.from)} /></Table.Td>
      <Table.Td className="num">{row.amount !== undefined ? `${amountText(row.amount, String(row.commodity))} ${row.commodity}` : ''}</Table.Td>
      <Table.Td>{row.due ? <Group gap={6} wrap="nowrap"><Clock due={String(row.due)} /><Level level={String(row.level)} /></Group> : t('board.no_day')}</Table.Td>
      <Table.Td><BookName book={book} /></Table.Td>
    </Table.Tr>
  );
}

function Unbilled({rows}: {rows: BookRow[]}) {
  const {t} = useWords('home');
  return (
    <Scroll label={t('unbilled.title')}>
      <Table>
        <caption className="visually-hidden">{t('unbilled.title')}</caption>
        <Table.Thead><Table.Tr><Table.Th>{t('column.reference')}</Table.Th><Table.Th className="num">{t('column.amount')}</Table.Th><Table.Th>{t('column.biller')}</Table.Th><Table.Th>{t('column.bill_by')}</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {rows.map(({book, row}, i) => {
            const mine = row.biller === book.me && book.seat?.roles.includes('biller');
            return (
              <Table.Tr key={`${row.order}${row.line ?? i}`}>
                <Table.Th scope="row"><Anchor component={Link} to={`/b/${book.slug}/orders/${row.order}${mine ? '/invoice' : ''}`}>{row.reference ?? String(row.order).slice(0, 8)}</Anchor></Table.Th>
                <Table.Td className="num">{amountText(row.amount ?? '0', String(row.commodity))} {row.commodity}</Table.Td>
                <Table.Td><PartyName code={String(row.biller)} /></Table.Td>
                <Table.Td>{row.bill_by ? <Clock due={String(row.bill_by)} /> : <>{t('board.no_day')}</>}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Scroll>
  );
}

/** What was issued and what was received differ: somebody has to correct the one or the other. */
function Shortages({rows}: {rows: BookRow[]}) {
  const {t} = useWords('home');
  return (
    <Section title={t('short.title')} count={rows.length} none={t('short.none')}>
      <Stack gap={4}>
        {rows.map((at, i) => (
          <Text size="sm" key={`${at.row.order}${at.row.line ?? i}`}>
            <Anchor underline="always" component={Link} to={`/b/${at.book.slug}/orders/${at.row.order}`}>{at.row.reference ?? String(at.row.order).slice(0, 8)}</Anchor> · {t('short.line', {number: at.row.line})} · <PartyName code={String(at.row.from)} /> {t('short.explains')}
          </Text>
        ))}
      </Stack>
    </Section>
  );
}

/** Signed and not cosigned by all: since when, and who is waited for. */
function Pending({rows}: {rows: BookRow[]}) {
  const {t} = useWords('home');
  const stalls = (useStatus().data?.partnerships ?? []).filter((one) => one.pending > 0 && one.stall.waiting);
  return (
    <Stack gap="xs">
      {stalls.map((one) => <Text size="sm" key={one.id}>{t('pending.waits')} {one.stall.waiting_for ? <PartyName code={one.stall.waiting_for} /> : '—'} {one.stall.since && <>· {t('pending.since')} <When at={one.stall.since} /></>}</Text>)}
      <Scroll label={t('pending.title')}>
        <Table>
          <caption className="visually-hidden">{t('pending.title')}</caption>
          <Table.Thead><Table.Tr><Table.Th>{t('column.act')}</Table.Th><Table.Th>{t('column.reference')}</Table.Th><Table.Th>{t('column.party')}</Table.Th><Table.Th>{t('column.arrived')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {rows.map(({book, row}) => (
              <Table.Tr key={String(row.id)}>
                <Table.Th scope="row"><Anchor component={Link} to={`/b/${book.slug}/acts/${row.id}`}><KindName kind={String(row.act)} /></Anchor></Table.Th>
                <Table.Td>{row.reference}</Table.Td><Table.Td><PartyName code={String(row.party)} /></Table.Td><Table.Td><When at={String(row.arrived)} /></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
    </Stack>
  );
}
