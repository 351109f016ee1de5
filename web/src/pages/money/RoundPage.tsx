import {Button, Group, Stack, Text} from '@mantine/core';
import {lazy, Suspense} from 'react';
import {useParams} from 'react-router';
import type {Book} from '@/api/books';
import {useCase} from '@/api/reads';
import {InBook, Page} from '@/parts/Page';
import {Empty, NotFound, ProblemNotice, Waiting} from '@/parts/states';
import {Day, Fact, Facts, PartyName, ShortId, Standing, State} from '@/parts/words';
import {Part} from '@/pages/work/Part';
import {Timeline} from '@/pages/work/Timeline';
import {Notice} from '@/pages/work/Notice';
import {useWords} from '@/pages/work/words';
import {debtsOf, type RoundFile} from './round';
import {Explained} from './RoundExplained';

const RoundSteps = lazy(() => import('./RoundSteps'));
const RoundElsewhere = lazy(() => import('./RoundElsewhere'));

export default function RoundPage() {
  const of = useParams().case ?? '';
  return <InBook>{(book) => <Round key={book.id + of} book={book} of={of} />}</InBook>;
}

function Round({book, of}: {book: Book; of: string}) {
  const {t} = useWords('money');
  const file = useCase(book, of);
  const round = file.data?.round as unknown as RoundFile | undefined;
  if (file.error && !file.data) return <ProblemNotice error={file.error} />;
  if (!file.data) return <Waiting />;
  if (!round) return <NotFound />;
  const {commodity, parties} = round.round;
  const debts = debtsOf(round);
  return (
    <Page title={t('round.title', {name: round.round.round})} actions={<Button size="xs" variant="default" onClick={() => window.print()}>{t('action.print')}</Button>}>
      <Group gap="xs"><State type="round" state={file.data.state} /><Standing standing={file.data.standing} /><ShortId id={of} /></Group>
      <Facts>
        <Fact label={t('column.commodity')}>{commodity}</Fact>
        <Fact label={t('round.opened')}><Day date={round.opened_on} /></Fact>
        <Fact label={t('round.until')}><Day date={round.round.until} /></Fact>
      </Facts>
      {round.lapsed && <Notice color="gray" title={t('round.lapsed')}>{round.lapsed}</Notice>}
      {debts.length === 0 ? <Empty title={t('round.no_debts')} /> : <Explained parties={parties} debts={debts} commodity={commodity} />}
      {round.clearing && <Agreement round={round} />}
      <Stack gap="md" className="no-print">
        <Suspense fallback={<Waiting />}>
          <RoundSteps book={book} file={file.data} round={round} />
          <RoundElsewhere book={book} file={file.data} round={round} />
        </Suspense>
      </Stack>
      <Part title={t('round.acts')}><Timeline book={book} acts={file.data.acts} /></Part>
    </Page>
  );
}

function Agreement({round}: {round: RoundFile}) {
  const {t} = useWords('money');
  const clearing = round.clearing;
  if (!clearing) return null;
  return (
    <Notice color={clearing.agreed.length === round.round.parties.length ? 'teal' : 'yellow'} title={t('round.agreement')}>
      {round.round.parties.map((code) => (
        <Text size="sm" key={code}>{clearing.agreed.includes(code) ? '✓' : '…'} <PartyName code={code} /> {t(clearing.by === code ? 'round.proposed' : clearing.agreed.includes(code) ? 'round.agreed' : 'round.awaited')}</Text>
      ))}
    </Notice>
  );
}
