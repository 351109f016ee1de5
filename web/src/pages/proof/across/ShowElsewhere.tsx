import {Button, Card, Group, NativeSelect, Stack, Text, Title} from '@mantine/core';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import {Link, useNavigate} from 'react-router';
import type {Book} from '@/api/books';
import type {ActRow} from '@/api/reads';
import {ProblemNotice, Waiting} from '@/parts/states';
import {SignBar} from '@/pages/work/SignBar';
import {useBookName} from './ProvenWords';
import {evidenceAddress, mayShow, SHOWABLE, useEvidence, useOtherBooks, useShownAs} from './reads';

/** An agreed act as a file that proves it to anybody, and the same shown in another book. */
export function ShowElsewhere({book, act}: {book: Book; act: ActRow}) {
  const {t} = useTranslation('across');
  const name = useBookName();
  const others = useOtherBooks(book);
  const [asked, setAsked] = useState(false);
  const [chosen, setChosen] = useState('');
  const meant = (act.body as {partnership?: string} | undefined)?.partnership;
  const books = SHOWABLE.includes(act.kind) ? others.filter((one) => !meant || one.id === meant) : [];
  const there = books.find((one) => one.id === chosen) ?? (books.length === 1 ? books[0] : undefined);
  return (
    <Card withBorder component="section" aria-labelledby="elsewhere" className="no-print">
      <Stack gap="sm">
        <Title order={2} size="h4" id="elsewhere">{t('elsewhere')}</Title>
        <Text size="sm">{t('what_is_shown')}</Text>
        {!SHOWABLE.includes(act.kind) && <Text size="sm">{t('not_showable')}</Text>}
        <Group>
          <Button size="xs" variant="default" component="a" href={evidenceAddress(book.id, act.id)} download={`${act.id.slice(0, 16)}.evidence`}>{t('save_evidence')}</Button>
          {books.some(mayShow) && <Button size="xs" variant="default" onClick={() => setAsked(!asked)} aria-expanded={asked}>{t('show_in_another')}</Button>}
        </Group>
        {books.length === 1 || !asked ? null : (
          <NativeSelect label={t('book')} required value={chosen} onChange={(e) => setChosen(e.currentTarget.value)}
            data={[{value: '', label: '—'}, ...books.filter(mayShow).map((one) => ({value: one.id, label: name(one)}))]} />
        )}
        {books.map((one) => <ShownAlready key={one.id} from={book} act={act.id} here={one} />)}
        {asked && there && <Show from={book} act={act} here={there} />}
      </Stack>
    </Card>
  );
}

/** Says that the act stands in that book already, with a way there. */
function ShownAlready({from, act, here}: {from: Book; act: string; here: Book}) {
  const {t} = useTranslation('across');
  const name = useBookName();
  const shown = useShownAs(here, from.id, act);
  return shown ? <Text size="sm">✓ {t('shown_in', {book: name(here)})} <Link to={`/b/${here.slug}/cases/${shown}`}>{t('action.open', {ns: 'common'})}</Link></Text> : null;
}

/** The act with its proof, ready to be signed into the other book. */
export function Show({from, act, here, onSigned}: {from: Book; act: {id: string; kind: string}; here: Book; onSigned?: () => void}) {
  const {t} = useTranslation('across');
  const name = useBookName();
  const go = useNavigate();
  const shown = useShownAs(here, from.id, act.id);
  const proof = useEvidence(from.id, act.id, shown === null);
  if (shown) return null;
  if (proof.error) return <ProblemNotice error={proof.error} />;
  if (!proof.data) return <Waiting />;
  return (
    <Stack gap="xs">
      <Text size="sm">{t('shows', {kind: t(`act.${act.kind}`, {ns: 'glossary', defaultValue: act.kind}), book: name(here), count: proof.data.size})}</Text>
      <SignBar book={here} kind="disclose" body={{evidence: proof.data.base64, note: ''}}
        onSigned={(signed) => (onSigned ? onSigned() : void go(`/b/${here.slug}/cases/${signed.id}`))} />
    </Stack>
  );
}
