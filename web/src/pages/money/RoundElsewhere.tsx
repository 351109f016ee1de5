import {Button, Group, Stack, Text} from '@mantine/core';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import {Link} from 'react-router';
import type {Book} from '@/api/books';
import type {ActRow} from '@/api/reads';
import {ProblemNotice, Waiting} from '@/parts/states';
import {Standing} from '@/parts/words';
import {ProvenWords, useBookName} from '@/pages/proof/across/ProvenWords';
import {mayShow, useHeldFor, useOtherBooks, useShownAs} from '@/pages/proof/across/reads';
import {Show} from '@/pages/proof/across/ShowElsewhere';
import type {LockTerms} from '@/pages/proof/across/shown';
import {Part} from '@/pages/work/Part';
import type {RoundProps} from './RoundSteps';

/** What the books of two hold for a round, shown here; and what the round came to, shown there. */
export default function RoundElsewhere({book, file, round}: RoundProps) {
  const {t} = useTranslation('across');
  const books = useOtherBooks(book).filter((one) => one.parties.every(({code}) => round.round.parties.includes(code)));
  const over = file.state === 'cleared' || file.state === 'lapsed';
  if (books.length === 0) return null;
  if (!over) return <Part title={t('held.title')}><Text size="sm">{t('held.what')}</Text>{books.map((one) => <Held key={one.id} here={book} there={one} round={round} />)}</Part>;
  const kind = file.state === 'cleared' ? 'agree_clearing' : 'lapse_round';
  // The last accepted word is the one that ended it.
  const end = file.acts.findLast((act) => act.kind === kind && act.verdict?.name === 'accepted');
  const concerned = books.filter((one) => round.debts.some((debt) => debt.partnership === one.id));
  if (!end || concerned.length === 0) return null;
  return (
    <Part title={t('ended.title')}>
      <Text size="sm">{t(end.standing === 'agreed' ? 'ended.what' : 'ended.wait')}</Text>
      {end.standing === 'agreed' && concerned.map((one) => <Ended key={one.id} from={book} end={end} here={one} />)}
    </Part>
  );
}

/** The debts that one book of two holds for the round. */
function Held({here, there, round}: {here: Book; there: Book; round: RoundProps['round']}) {
  const {t} = useTranslation('across');
  const name = useBookName();
  const {held, acts} = useHeldFor(round.round.round, here, there, true);
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>{name(there)}</Text>
      <ProblemNotice error={acts.error} />
      {acts.isPending && <Waiting />}
      {!acts.isPending && held.length === 0 && <Text size="sm">{t('held.none')}</Text>}
      {held.map((act) => <HeldDebt key={act.id} here={here} there={there} act={act} round={round} />)}
      {acts.hasNextPage && <Group><Button size="compact-sm" variant="default" loading={acts.isFetchingNextPage} onClick={() => void acts.fetchNextPage()}>{t('held.further')}</Button></Group>}
    </Stack>
  );
}

function HeldDebt({here, there, act, round}: {here: Book; there: Book; act: ActRow; round: RoundProps['round']}) {
  const {t} = useTranslation('across');
  const [asked, setAsked] = useState(false);
  const shown = useShownAs(here, there.id, act.id);
  const terms = act.body as unknown as LockTerms;
  const entered = round.debts.some((one) => one.lock === terms.lock);
  const fits = terms.commodity === round.round.commodity;
  return (
    <Stack gap={4} pl="sm" style={{borderInlineStart: '3px solid var(--mantine-color-default-border)'}} data-held={terms.lock}>
      <ProvenWords kind="agree_lock" body={act.body as Record<string, unknown>} />
      <Group gap="xs">
        <Link to={`/b/${there.slug}/orders/${act.case}`}>{t('held.order')}</Link>
        <Standing standing={act.standing} />
        {!fits && <Text size="sm">{t('held.other_commodity', {commodity: round.round.commodity})}</Text>}
        {entered ? <Text size="sm">✓ {t('held.entered')}</Text> : shown ? <Text size="sm">✓ <Link to={`/b/${here.slug}/cases/${shown}`}>{t('held.shown')}</Link></Text> : null}
        {fits && shown === null && act.standing === 'agreed' && mayShow(here) && <Button size="compact-sm" variant="default" aria-expanded={asked} onClick={() => setAsked(!asked)}>{t('held.show')}</Button>}
        {fits && shown === null && !mayShow(here) && <Text size="sm">{t('held.desk')}</Text>}
      </Group>
      {asked && <Show from={there} act={act} here={here} onSigned={() => setAsked(false)} />}
    </Stack>
  );
}

/** One book of two that is told how the round ended. */
function Ended({from, end, here}: {from: Book; end: ActRow; here: Book}) {
  const {t} = useTranslation('across');
  const name = useBookName();
  const [asked, setAsked] = useState(false);
  const shown = useShownAs(here, from.id, end.id);
  return (
    <Stack gap={4} data-ended={here.slug}>
      <Group gap="xs">
        <Text size="sm" fw={600}>{name(here)}</Text>
        {shown && <Text size="sm">✓ <Link to={`/b/${here.slug}/cases/${shown}`}>{t('ended.shown')}</Link></Text>}
        {shown === null && (mayShow(here)
          ? <Button size="compact-sm" variant="default" aria-expanded={asked} onClick={() => setAsked(!asked)}>{t('ended.show')}</Button>
          : <Text size="sm">{t('ended.desk')}</Text>)}
      </Group>
      {asked && <Show from={from} act={end} here={here} onSigned={() => setAsked(false)} />}
    </Stack>
  );
}
