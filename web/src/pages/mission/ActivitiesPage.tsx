import {Button, Stack} from '@mantine/core';
import type {ColumnDef} from '@tanstack/react-table';
import {useMemo, useState} from 'react';
import {useTranslation} from 'react-i18next';
import {useNavigate} from 'react-router';
import type {Book} from '@/api/books';
import {DataTable} from '@/parts/DataTable';
import {InBook, Page} from '@/parts/Page';
import {Empty, ProblemNotice, Waiting} from '@/parts/states';
import {PartyName, State} from '@/parts/words';
import {ActPanel} from './Acting';
import {missing} from './activity';
import {CostWords} from './Costs';
import {placeChoices} from '@/domain/places';
import {useActivitiesView, usePurposes, type ActivitiesView} from './reads';
import {CaseLink, useValue, Window} from './words';

type Row = ActivitiesView['activities'][number];
type Choice = ReturnType<typeof usePurposes>[number];

/** What the parties do together, and what it cost each side. */
export default function ActivitiesPage() {
  return <InBook>{(book) => <Activities book={book} />}</InBook>;
}

function Activities({book}: {book: Book}) {
  const {t} = useTranslation('mission');
  const view = useActivitiesView(book);
  const [opening, setOpening] = useState(false);
  const go = useNavigate();
  const purposes = usePurposes(book);
  const rows = view.data?.activities ?? [];
  const mayOpen = book.seat?.roles.includes('custodian');
  return (
    <Page title={t('common:nav.activities')} actions={mayOpen && <Button onClick={() => setOpening(true)}>{t('activity.open')}</Button>}>
      <Stack gap="md">
        {opening && (
          <ActPanel book={book} kind="open_activity" onClose={() => setOpening(false)} offer={openOffer(book, t('activity.open_words'), purposes)}
            onSigned={(act) => void go(`/b/${book.slug}/activities/${act.id}`)} />
        )}
        <ProblemNotice error={view.error} />
        {view.isPending && <Waiting />}
        {view.data && rows.length === 0 && <Empty title={t('activity.none')}>{t('activity.none_do')}</Empty>}
        {rows.length > 0 && <ActivityTable book={book} rows={rows} />}
      </Stack>
    </Page>
  );
}

const openOffer = (book: Book, words: string, purposes: Choice[]) => ({
  words,
  initial: {parties: book.parties.map((party) => party.code)},
  hidden: ['parties', 'places.latitude', 'places.longitude'],
  choices: {'places.locode': placeChoices(), type: purposes},
});

function ActivityTable({book, rows}: {book: Book; rows: Row[]}) {
  const {t} = useTranslation('mission');
  const go = useNavigate();
  const value = useValue();
  const to = (row: Row) => `/b/${book.slug}/activities/${row.activity}`;
  const columns = useMemo<ColumnDef<Row>[]>(
    () => [
      {accessorKey: 'name', header: t('activity.name'), cell: ({row}) => <CaseLink to={to(row.original)}>{row.original.name}</CaseLink>},
      {accessorKey: 'type', header: t('activity.today'), cell: ({row}) => value('purpose', row.original.type)},
      {accessorKey: 'from', header: t('activity.window'), cell: ({row}) => <Window from={row.original.from} until={row.original.until} />},
      {accessorKey: 'place', header: t('glossary:field.place')},
      {accessorKey: 'state', header: t('activity.state'), cell: ({row}) => <Concurrence row={row.original} />},
      {accessorKey: 'orders', header: t('activity.orders'), meta: {numeric: true}},
      {accessorKey: 'visits', header: t('activity.visits'), meta: {numeric: true}},
      {id: 'costs', header: t('activity.costs'), enableSorting: false, cell: ({row}) => <CostWords costs={row.original.costs} />},
    ],
    [t, book.slug], // eslint-disable-line react-hooks/exhaustive-deps
  );
  return <DataTable caption={t('common:nav.activities')} columns={columns} rows={rows} rowKey={(row) => row.activity} onOpen={(row) => void go(to(row))} />;
}

function Concurrence({row}: {row: Row}) {
  const {t} = useTranslation('mission');
  const lacking = missing(row.parties, row.concurred);
  return (
    <>
      <State state={row.state} type="activity" />
      {lacking.length > 0 && <div>{t('activity.lacks')} {lacking.map((code) => <PartyName key={code} code={code} />)}</div>}
    </>
  );
}
