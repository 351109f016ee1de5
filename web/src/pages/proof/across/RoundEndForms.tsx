import {NativeSelect, Stack, Text} from '@mantine/core';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import {Link} from 'react-router';
import type {Book} from '@/api/books';
import {useCases} from '@/api/reads';
import {Empty, Waiting} from '@/parts/states';
import {Notice} from '@/pages/work/Notice';
import {SignBar} from '@/pages/work/SignBar';
import {locksOf, type Lock} from './debts';
import type {GuidedProps} from './guided';
import {BookOf, useBookName} from './ProvenWords';
import {useOtherBooks, useShown} from './reads';
import {amountOf, endFor} from './shown';

const ENDS = ['agree_clearing', 'lapse_round'];

/** Posts in this book what the round's own record proves of a held debt. */
export function PostClearing({book, file, order, onSigned}: GuidedProps) {
  const {t} = useTranslation('across');
  const {lock, choice} = useLock(order, ['held']);
  const {shown, waiting} = useShown(book, ENDS);
  if (waiting) return <Waiting />;
  if (!choice) return <Empty title={t('post.nothing_held')} />;
  const end = lock && endFor(lock, shown);
  const body = lock && end?.cleared !== undefined ? {lock: lock.id, evidence: end.by.id, amount: end.cleared} : undefined;
  return (
    <Stack gap="sm">
      {choice}
      {lock && !end && <NotShown book={book} lock={lock} />}
      {lock && end && (
        <Notice color="gray">
          <Text size="sm">{body ? t('post.cleared', {amount: amountOf(body.amount, lock.commodity), of: amountOf(lock.terms.amount, lock.commodity), round: lock.terms.round}) : t('post.not_cleared', {round: lock.terms.round})}</Text>
          <Link to={`/b/${book.slug}/cases/${end.by.id}`}>{t('post.evidence')}</Link>
        </Notice>
      )}
      {lock && end && !body && <Link to={`/b/${book.slug}/cases/${file.id}/act/release_lock`}>{t('act.release_lock', {ns: 'glossary'})}</Link>}
      <SignBar book={book} kind="post_clearing" of={file.id} body={body} onSigned={onSigned} />
    </Stack>
  );
}

/** Frees a held debt: on the proof that the round took nothing of it, or by both sides' word after its last day. */
export function ReleaseLock({book, file, order, onSigned}: GuidedProps) {
  const {t} = useTranslation('across');
  const {lock, choice} = useLock(order, ['held', 'proposed']);
  const {shown, waiting} = useShown(book, ENDS);
  if (waiting) return <Waiting />;
  if (!choice) return <Empty title={t('post.nothing_held')} />;
  const end = lock && endFor(lock, shown);
  const taken = end?.cleared !== undefined;
  const said = lock?.release.includes(book.me) ?? false;
  const body = lock && !taken && !said ? {lock: lock.id, ...(end ? {evidence: end.by.id} : {})} : undefined;
  return (
    <Stack gap="sm">
      {choice}
      {lock && (
        <Notice color="gray">
          <Text size="sm">{t(taken ? 'release.taken' : end ? 'release.proven' : said ? 'release.said' : lock.state === 'proposed' ? 'release.proposed' : 'release.by_word', {round: lock.terms.round, until: lock.terms.until})}</Text>
        </Notice>
      )}
      {lock && !end && lock.state === 'held' && <NotShown book={book} lock={lock} />}
      <SignBar book={book} kind="release_lock" of={file.id} body={body} onSigned={onSigned} />
    </Stack>
  );
}

/** One of the locks in these states, and how it is chosen; no choice where there is none. */
function useLock(order: GuidedProps['order'], states: string[]) {
  const {t} = useTranslation('across');
  const [chosen, setChosen] = useState('');
  const locks = locksOf(order).filter((one) => states.includes(one.state));
  const lock = locks.find((one) => one.id === chosen) ?? (locks.length === 1 ? locks[0] : undefined);
  const label = (one: Lock) => t('post.lock', {round: one.terms.round, amount: amountOf(one.terms.amount, one.commodity), until: one.terms.until});
  const choice = locks.length === 0 ? undefined : locks.length === 1 && locks[0] ? <Text size="sm" fw={600}>{label(locks[0])}</Text> : (
    <NativeSelect label={t('lock.which')} required value={chosen} onChange={(e) => setChosen(e.currentTarget.value)} data={[{value: '', label: '—'}, ...locks.map((one) => ({value: one.id, label: label(one)}))]} />
  );
  return {lock, choice};
}

/** The round's end does not stand in this book yet: who shows it, and where. */
function NotShown({book, lock}: {book: Book; lock: Lock}) {
  const {t} = useTranslation('across');
  const name = useBookName();
  const there = useOtherBooks(book).find((one) => one.id === lock.terms.partnership);
  return (
    <Notice color="yellow" role="status">
      <Text size="sm">{t('post.not_shown', {round: lock.terms.round})}</Text>
      {there ? <RoundLink there={there} round={lock.terms.round} label={`${lock.terms.round} · ${name(there)}`} /> : <BookOf id={lock.terms.partnership} to="netting" />}
    </Notice>
  );
}

function RoundLink({there, round, label}: {there: Book; round: string; label: string}) {
  const of = useCases(there, 'round').data?.find((one) => one.name === round);
  return <Link to={`/b/${there.slug}/netting${of ? `/${of.id}` : ''}`}>{label}</Link>;
}
