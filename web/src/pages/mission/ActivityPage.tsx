import {Alert, Anchor, List, Stack, Text, Title} from '@mantine/core';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import {Link, useParams} from 'react-router';
import type {Book} from '@/api/books';
import {useCase, type CaseFile} from '@/api/reads';
import {localDay} from '@/domain/time';
import {placeChoices} from '@/domain/places';
import {DateField} from '@/parts/fields';
import {InBook, Page} from '@/parts/Page';
import {ProblemNotice, Waiting} from '@/parts/states';
import {Day, Fact, Facts, PartyName, Standing, State} from '@/parts/words';
import {Acting, type Offers} from './Acting';
import {missing, versionOn} from './activity';
import {CostBySide, CostLines} from './Costs';
import {useActivitiesView, usePurposes, useVisitsView} from './reads';
import type {ActivityFigures, ActivityVersion} from './shapes';
import {Timeline} from './Timeline';
import {PlaceName, useValue, Window} from './words';

/** One activity: what it is on a day, what it cost, what hangs on it. */
export default function ActivityPage() {
  const {case: id} = useParams();
  return <InBook>{(book) => <Loaded book={book} id={id ?? ''} />}</InBook>;
}

function Loaded({book, id}: {book: Book; id: string}) {
  const file = useCase(book, id);
  if (file.error) return <ProblemNotice error={file.error} />;
  if (!file.data?.activity) return <Waiting />;
  return <Activity book={book} file={file.data} activity={file.data.activity as unknown as ActivityFigures} />;
}

function Activity({book, file, activity}: {book: Book; file: CaseFile; activity: ActivityFigures}) {
  const {t} = useTranslation('mission');
  const value = useValue();
  const purposes = usePurposes(book);
  const [day, setDay] = useState<string | undefined>(localDay());
  const then = versionOn(activity, day ?? localDay());
  const lacking = missing(activity.activity.parties, activity.concurred);
  return (
    <Page title={activity.activity.name}>
      <Facts>
        <Fact label={t('activity.state')}><State state={file.state} type="activity" /> <Standing standing={file.standing} /></Fact>
        <Fact label={t('glossary:field.parties')}>{activity.activity.parties.map((code, i) => <span key={code}>{i > 0 ? ', ' : ''}<PartyName code={code} /></span>)}</Fact>
        {lacking.length > 0 && <Fact label={t('activity.lacks')}>{lacking.map((code) => <PartyName key={code} code={code} />)}</Fact>}
      </Facts>
      <Stack gap="xs" component="section" aria-labelledby="purpose">
        <Title order={2} size="h4" id="purpose">{t('activity.on_day')}</Title>
        <div style={{maxWidth: '16rem'}} className="no-print"><DateField label={t('activity.day')} value={day} onChange={setDay} /></div>
        <div aria-live="polite">
          <Facts>
            <Fact label={t('activity.purpose')}><strong>{value('purpose', then.type)}</strong></Fact>
            <Fact label={t('activity.window')}><Window from={then.from} until={then.until} /></Fact>
            <Fact label={t('glossary:field.place')}>{then.place || '—'}{then.places.map((place) => <div key={place.name}><PlaceName place={place} /></div>)}</Fact>
            {then.units.length > 0 && <Fact label={t('glossary:field.units')}>{then.units.join(', ')}</Fact>}
            {then.reason && <Fact label={t('glossary:field.reason')}>{then.reason}</Fact>}
          </Facts>
        </div>
      </Stack>
      <Versions activity={activity} />
      <Costs book={book} id={file.id} />
      <Hanging book={book} id={file.id} />
      <Acting book={book} of={file.id} next={file.next} offers={offersOf(activity, purposes, value)} />
      <Timeline book={book} acts={file.acts} />
    </Page>
  );
}

function offersOf(activity: ActivityFigures, purposes: ReturnType<typeof usePurposes>, value: ReturnType<typeof useValue>): Offers {
  const now = versionOn(activity, localDay());
  const changes = activity.proposed.map(({version}) => ({value: version.change ?? '', label: `${value('purpose', version.type)}, ${version.from} – ${version.until}, ${version.since}`}));
  const places = {hidden: ['places.latitude', 'places.longitude', 'place.latitude', 'place.longitude'], choices: {'places.locode': placeChoices(), 'place.locode': placeChoices()}};
  return {
    concur_activity: changes.length > 0 ? {choices: {change: changes}, initial: {change: changes[0]?.value}} : {hidden: ['change']},
    change_activity: {
      ...places,
      choices: {...places.choices, type: purposes},
      initial: {type: now.type, since: localDay(), from: now.from, until: now.until, place: now.place, units: now.units, places: now.places},
    },
    record_event: places,
  };
}

function Versions({activity}: {activity: ActivityFigures}) {
  const {t} = useTranslation('mission');
  const value = useValue();
  const line = (one: ActivityVersion, since?: string) => (
    <>
      {since ? <><Day date={since} />: </> : null}<strong>{value('purpose', one.type)}</strong>, <Window from={one.from} until={one.until} />, {one.place}{one.reason ? ` – ${one.reason}` : ''}
    </>
  );
  if (activity.versions.length + activity.proposed.length + activity.events.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-labelledby="versions">
      <Title order={2} size="h4" id="versions">{t('activity.changes')}</Title>
      <List size="sm">
        <List.Item>{t('activity.opened_as')} {line(activity.activity)}</List.Item>
        {activity.versions.map((one, i) => <List.Item key={i}>{line(one, one.since)}</List.Item>)}
      </List>
      {activity.proposed.map(({version, concurred}, i) => (
        <Alert key={i} color="cyan" variant="light" title={t('activity.proposed')}>
          <Text size="sm">{line(version, version.since)}</Text>
          <Text size="sm">{t('activity.concurred')} {concurred.map((code, n) => <span key={code}>{n > 0 ? ', ' : ''}<PartyName code={code} /></span>)}</Text>
        </Alert>
      ))}
      {activity.events.map((one) => <Text size="sm" key={one.event}>{value('event', one.event)}: {one.count}</Text>)}
    </Stack>
  );
}

function Costs({book, id}: {book: Book; id: string}) {
  const {t} = useTranslation('mission');
  const view = useActivitiesView(book);
  const row = view.data?.activities.find((one) => one.activity === id);
  return (
    <Stack gap="xs" component="section" aria-labelledby="costs">
      <Title order={2} size="h4" id="costs">{t('activity.costs')}</Title>
      <ProblemNotice error={view.error} />
      {row && <CostBySide costs={row.costs} />}
      {row && row.costs.length > 0 && <CostLines costs={row.costs} />}
    </Stack>
  );
}

function Hanging({book, id}: {book: Book; id: string}) {
  const {t} = useTranslation('mission');
  const visits = (useVisitsView(book).data?.visits ?? []).filter((one) => one.activity === id);
  const activity = useActivitiesView(book).data?.activities.find((one) => one.activity === id);
  return (
    <Stack gap="xs" component="section" aria-labelledby="hanging">
      <Title order={2} size="h4" id="hanging">{t('activity.hanging')}</Title>
      <Text size="sm">{t('activity.orders_count', {count: activity?.orders ?? 0})}</Text>
      <List size="sm">
        {visits.map((one) => (
          <List.Item key={one.visit}>
            <Anchor component={Link} to={`/b/${book.slug}/visits/${one.visit}`} underline="always">{one.reference || one.purpose}</Anchor>{' '}
            <State state={one.state} type="visit" /> <Window from={one.from} until={one.until} />
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
