import {Alert, Button, List, Stack} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import {Link} from 'react-router';
import type {Book} from '@/api/books';
import {InBook, Page} from '@/parts/Page';
import {Empty, ProblemNotice, Waiting} from '@/parts/states';
import {Day, KindName, Money, PartyName, Quantity, State} from '@/parts/words';
import {useVisitsView, type VisitsView} from './reads';
import {Clock, Rows} from './Rows';
import {CaseLink, useValue, Window} from './words';

/** Who is in the country today, and what waits for whom. */
export default function VisitsPage() {
  return <InBook>{(book) => <Visits book={book} />}</InBook>;
}

function Visits({book}: {book: Book}) {
  const {t} = useTranslation('visits');
  const view = useVisitsView(book);
  const may = book.seat?.roles.includes('requester');
  return (
    <Page title={t('common:nav.visits')} actions={may && <Button component={Link} to={`/b/${book.slug}/visits/new`}>{t('visit.notify')}</Button>}>
      <ProblemNotice error={view.error} />
      {view.isPending && <Waiting />}
      {view.data && (
        <Stack gap="lg">
          <Here view={view.data} />
          <Awaited book={book} view={view.data} />
          <AllVisits book={book} view={view.data} />
        </Stack>
      )}
    </Page>
  );
}

function Here({view}: {view: VisitsView}) {
  const {t} = useTranslation('visits');
  return (
    <Rows title={t('visit.here', {day: view.on})} none={t('visit.nobody')} numeric={[2, 3, 4, 5, 6]}
      heads={[t('visit.visitor'), t('visit.host'), t('visit.officers'), t('visit.enlisted'), t('visit.civilians'), t('visit.craft'), t('visit.visits')]}
      rows={view.in_country.map((one) => ({
        key: one.host + one.visitor,
        cells: [<PartyName code={one.visitor} />, <PartyName code={one.host} />, one.officers, one.enlisted, one.civilians, one.craft, one.visits],
      }))} />
  );
}

function Awaited({book, view}: {book: Book; view: VisitsView}) {
  const {t} = useTranslation('visits');
  const value = useValue();
  const name = (id: string) => {
    const visit = view.visits.find((one) => one.visit === id);
    return <CaseLink to={`/b/${book.slug}/visits/${id}`}>{visit?.reference || visit?.purpose || id.slice(0, 8)}</CaseLink>;
  };
  const affairs = (rows: VisitsView['claims'], title: string) => (
    <Rows title={title} heads={[t('visit.visit'), t('visit.what'), t('visit.amount'), t('visit.waits_for'), t('visit.since')]} numeric={[2]}
      rows={rows.map((one) => ({
        key: one.act,
        cells: [
          name(one.visit), one.detail || <KindName kind={one.what} />, one.amount ? <Money minor={one.amount.minor} currency={one.amount.currency} /> : '—',
          one.waits_for ? <PartyName code={one.waits_for} /> : t('visit.both'), <Day date={one.on} />,
        ],
      }))} />
  );
  return (
    <>
      <Rows title={t('visit.consents')} heads={[t('visit.visit'), t('visit.asks'), t('visit.host'), t('visit.declared_on'), t('visit.answer_by')]}
        rows={view.consents_awaited.map((one) => ({
          key: one.act,
          cells: [name(one.visit), t(one.amendment ? 'visit.an_amendment' : 'visit.a_notification'), <PartyName code={one.host} />, <Day date={one.declared_on} />, <Clock by={one.by} on={view.on} />],
        }))} />
      <Rows title={t('visit.conditions_open')} heads={[t('visit.visit'), t('visit.condition'), t('visit.meet_by')]}
        rows={view.conditions_open.map((one) => ({key: `${one.visit}${one.number}`, cells: [name(one.visit), `${one.number}. ${one.text}`, <Clock by={one.by} on={view.on} />]}))} />
      <Rows title={t('visit.imports')} heads={[t('visit.visit'), t('visit.goods'), t('visit.inside'), t('visit.out_by')]} numeric={[2]}
        rows={view.imports_inside.map((one) => ({
          key: `${one.visit}${one.number}`, cells: [name(one.visit), one.description, <Quantity value={one.inside} unit={one.unit} />, <Clock by={one.by} on={view.on} />],
        }))} />
      <Rows title={t('visit.incidents')} heads={[t('visit.visit'), t('visit.what'), t('visit.reported_by'), t('visit.day')]}
        rows={view.incidents.map((one) => ({key: one.act, cells: [name(one.visit), value('incident', one.incident), <PartyName code={one.party} />, <Day date={one.on} />]}))} />
      {affairs(view.claims, t('visit.claims'))}
      {affairs(view.items, t('visit.items'))}
      {affairs(view.uncovered, t('visit.uncovered'))}
    </>
  );
}

function AllVisits({book, view}: {book: Book; view: VisitsView}) {
  const {t} = useTranslation('visits');
  const late = view.visits.filter((one) => one.overstayed);
  if (view.visits.length === 0) return <Empty title={t('visit.none')}>{t('visit.none_do')}</Empty>;
  return (
    <>
      {late.length > 0 && (
        <Alert color="red" variant="light" title={t('visit.overstayed')}>
          <List size="sm">{late.map((one) => <List.Item key={one.visit}>{one.reference || one.purpose}, {t('visit.until', {day: one.until})}</List.Item>)}</List>
        </Alert>
      )}
      <Rows title={t('visit.all')} heads={[t('visit.visit'), t('visit.state'), t('visit.visitor'), t('visit.host'), t('visit.purpose'), t('visit.window')]}
        rows={view.visits.map((one) => ({
          key: one.visit,
          cells: [
            <CaseLink to={`/b/${book.slug}/visits/${one.visit}`}>{one.reference || one.visit.slice(0, 8)}</CaseLink>,
            <><State state={one.state} type="visit" />{one.live && one.state !== 'closed' ? ` ${t('visit.live')}` : ''}{one.overstayed ? ` ⚠ ${t('visit.overstayed')}` : ''}</>,
            <PartyName code={one.visitor} />, <PartyName code={one.host} />, one.purpose, <Window from={one.from} until={one.until} />,
          ],
        }))} />
    </>
  );
}
