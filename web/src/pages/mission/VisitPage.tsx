import {Alert, Anchor, Stack, Title} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import {Link, useParams} from 'react-router';
import type {Book} from '@/api/books';
import {useCase, type CaseFile} from '@/api/reads';
import {localDay} from '@/domain/time';
import {InBook, Page} from '@/parts/Page';
import {ProblemNotice, Waiting} from '@/parts/states';
import {Day, Fact, Facts, KindName, Money, PartyName, Standing, State} from '@/parts/words';
import {Acting} from './Acting';
import {Compare} from './Compare';
import {PlanView} from './PlanView';
import {useActivitiesView} from './reads';
import {Clock, Rows} from './Rows';
import type {VisitFigures} from './shapes';
import {Timeline} from './Timeline';
import {visitOffers} from './visitOffers';
import {useValue, Window} from './words';

/** One visit: what was declared and what in fact came, what is open, and what comes next. */
export default function VisitPage() {
  const {case: id} = useParams();
  return <InBook>{(book) => <Loaded book={book} id={id ?? ''} />}</InBook>;
}

function Loaded({book, id}: {book: Book; id: string}) {
  const file = useCase(book, id);
  if (file.error) return <ProblemNotice error={file.error} />;
  if (!file.data?.visit) return <Waiting />;
  return <Visit book={book} file={file.data} visit={file.data.visit as unknown as VisitFigures} />;
}

function Visit({book, file, visit}: {book: Book; file: CaseFile; visit: VisitFigures}) {
  const {t} = useTranslation('visits');
  const value = useValue();
  const plan = visit.plan ?? visit.proposed?.plan;
  return (
    <Page title={t('visit.title', {reference: visit.reference || file.id.slice(0, 8)})}>
      <Summary book={book} file={file} visit={visit} />
      {visit.proposed && (
        <Alert color="cyan" variant="light" title={t(visit.plan ? 'visit.amendment_waits' : 'visit.notification_waits')}>
          {t('visit.declared_on')} <Day date={visit.proposed.on} />
        </Alert>
      )}
      <Acting book={book} of={file.id} next={file.next} offers={visitOffers(book, file, visit, t, value)} />
      <Compare visit={visit} state={file.state} day={localDay()} />
      <Open visit={visit} />
      {plan && (
        <Stack gap="xs" component="section" aria-labelledby="plan">
          <Title order={2} size="h4" id="plan">{t(visit.plan ? 'visit.plan_consented' : 'visit.plan_waiting')}</Title>
          <PlanView plan={plan} />
        </Stack>
      )}
      {visit.plan && visit.proposed && (
        <Stack gap="xs" component="section" aria-labelledby="plan-new">
          <Title order={2} size="h4" id="plan-new">{t('visit.plan_amended')}</Title>
          <PlanView plan={visit.proposed.plan} />
        </Stack>
      )}
      <Timeline book={book} acts={file.acts} />
    </Page>
  );
}

function Summary({book, file, visit}: {book: Book; file: CaseFile; visit: VisitFigures}) {
  const {t} = useTranslation('visits');
  const activity = useActivitiesView(book).data?.activities.find((one) => one.activity === visit.activity);
  const plan = visit.plan ?? visit.proposed?.plan;
  return (
    <Facts>
      <Fact label={t('visit.state')}><State state={file.state} type="visit" /> <Standing standing={file.standing} /></Fact>
      <Fact label={t('visit.visitor')}><PartyName code={visit.visitor} /></Fact>
      <Fact label={t('visit.host')}><PartyName code={visit.host} /></Fact>
      {plan && <Fact label={t('visit.window')}><Window from={plan.from} until={plan.until} /></Fact>}
      <Fact label={t('glossary:field.activity')}><Anchor component={Link} to={`/b/${book.slug}/activities/${visit.activity}`} underline="always" size="sm">{activity?.name ?? visit.activity.slice(0, 8)}</Anchor></Fact>
      <Fact label={t('glossary:field.instrument')}><Anchor component={Link} to={`/b/${book.slug}/law/${visit.instrument}`} underline="always" size="sm">{t('visit.agreement')}</Anchor></Fact>
      {visit.clearance && <Fact label={t('visit.clearance')}>{visit.clearance}</Fact>}
      {visit.consented_on && <Fact label={t('visit.consented_on')}><Day date={visit.consented_on} /></Fact>}
      {visit.ended_on && <Fact label={t('visit.ended_on')}><Day date={visit.ended_on} /></Fact>}
    </Facts>
  );
}

function Open({visit}: {visit: VisitFigures}) {
  const {t} = useTranslation('visits');
  const value = useValue();
  return (
    <>
      <Rows title={t('visit.conditions')} heads={[t('visit.condition'), t('visit.meet_by'), t('visit.met')]}
        rows={visit.conditions.map((one) => ({
          key: String(one.condition.number),
          cells: [`${one.condition.number}. ${one.condition.text}`, one.met ? <Day date={one.condition.by} /> : <Clock by={one.condition.by} />, one.met ? <>✓ <Day date={one.met} /></> : t('visit.not_met')],
        }))} />
      <Rows title={t('visit.incidents')} heads={[t('visit.what'), t('visit.reported_by'), t('visit.day')]}
        rows={visit.incidents.map((one) => ({key: one.id, cells: [value('incident', one.incident), <PartyName code={one.by} />, <Day date={one.on} />]}))} />
      <Rows title={t('visit.claims')} numeric={[1, 3]} heads={[t('visit.claimed_by'), t('visit.amount'), t('visit.outcome'), t('visit.paid'), t('visit.day')]}
        rows={visit.claims.map((one) => ({
          key: one.id,
          cells: [<PartyName code={one.by} />, <Money minor={one.amount.minor} currency={one.amount.currency} />, one.outcome ? value('outcome', one.outcome) : t('visit.open'), <Money minor={one.paid} currency={one.amount.currency} />, <Day date={one.on} />],
        }))} />
      <Rows title={t('visit.items')} heads={[t('visit.what'), t('visit.raised_by'), t('visit.day'), t('visit.state')]}
        rows={visit.items.map((one) => ({
          key: one.id,
          cells: [one.subject, <PartyName code={one.by} />, <Day date={one.on} />,
            one.resolved ? t('visit.resolved') : one.said.length > 0 ? <>{t('visit.said_by')} {one.said.map((said) => <PartyName key={said.party} code={said.party} />)}</> : t('visit.open')],
        }))} />
      <Rows title={t('visit.uncovered')} heads={[t('visit.what'), t('common:refused.clause'), t('visit.day'), t('visit.state')]}
        rows={visit.uncovered.map((one) => ({key: one.act + one.clause, cells: [<KindName kind={one.kind} />, one.clause || '—', <Day date={one.on} />, one.settled ? t('visit.settled') : t('visit.open')]}))} />
    </>
  );
}
