import {Anchor, Button, Card, Checkbox, Group, NativeSelect, SimpleGrid, Stack, Table, Text, TextInput, Title} from '@mantine/core';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import {Link, useNavigate} from 'react-router';
import type {Book} from '@/api/books';
import {useCases, useInstruments} from '@/api/reads';
import {DateField} from '@/parts/fields';
import {InBook, Page} from '@/parts/Page';
import {Empty, ProblemNotice, Waiting} from '@/parts/states';
import {PartyName, Standing, State} from '@/parts/words';
import {SignBar} from '@/pages/work/SignBar';
import {Scroll} from '@/pages/work/Notice';
import {useWords} from '@/pages/work/words';
import {WaitingDebts} from './WaitingDebts';

export default function NettingPage() {
  return <InBook>{(book) => <Netting key={book.id} book={book} />}</InBook>;
}

function Netting({book}: {book: Book}) {
  const {t} = useTranslation(['money', 'work', 'common', 'across'], {nsMode: 'fallback'});
  const [opening, setOpening] = useState(false);
  const rounds = useCases(book, 'round');
  const may = book.seat?.roles.includes('approver') ?? false;
  return (
    <Page title={t('nav.netting')} actions={<>
      <Button size="xs" variant="default" component={Link} to={`/b/${book.slug}/credits`}>{t('credit.title', {ns: 'across'})}</Button>
      {may && <Button size="xs" onClick={() => setOpening(!opening)} aria-expanded={opening}>{t('round.open')}</Button>}
    </>}>
      <Text size="sm">{t('round.what')}</Text>
      {opening && <OpenRound book={book} opened={(rounds.data ?? []).map((one) => one.name ?? '')} />}
      <ProblemNotice error={rounds.error} />
      {rounds.isPending && <Waiting />}
      {rounds.data?.length === 0 && <Empty title={t('round.none')} />}
      {rounds.data && rounds.data.length > 0 && (
        <Scroll label={t('nav.netting')}>
          <Table>
            <caption className="visually-hidden">{t('nav.netting')}</caption>
            <Table.Thead><Table.Tr><Table.Th>{t('round.name')}</Table.Th><Table.Th>{t('column.commodity')}</Table.Th><Table.Th>{t('round.parties')}</Table.Th><Table.Th>{t('column.state')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {rounds.data.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Th scope="row"><Anchor component={Link} to={`/b/${book.slug}/netting/${one.id}`}>{one.name ?? one.id.slice(0, 8)}</Anchor></Table.Th>
                  <Table.Td>{one.commodity}</Table.Td>
                  <Table.Td>{(one.parties ?? []).map((code, i) => <span key={code}>{i > 0 ? ', ' : ''}<PartyName code={code} /></span>)}</Table.Td>
                  <Table.Td><Group gap={6}><State type="round" state={one.state} /><Standing standing={one.standing} /></Group></Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Scroll>
      )}
    </Page>
  );
}

/** A round has a name that is used once, a commodity, who takes part, and a last day. */
function OpenRound({book, opened}: {book: Book; opened: string[]}) {
  const {t} = useWords('money');
  const go = useNavigate();
  const instruments = (useInstruments(book).data ?? []).filter((one) => one.in_force);
  const [words, setWords] = useState({instrument: '', round: '', commodity: '', until: ''});
  // The date's field keeps what is typed in it: filled in from outside, it begins anew.
  const [filled, setFilled] = useState(0);
  const [parties, setParties] = useState(book.parties.map((one) => one.code));
  const set = (more: Partial<typeof words>) => setWords({...words, ...more});
  const instrument = words.instrument || (instruments.length === 1 ? (instruments[0]?.id ?? '') : '');
  const complete = instrument && words.round.trim() && words.commodity.trim() && words.until && parties.length > 1;
  const body = complete ? {instrument, round: words.round.trim(), commodity: words.commodity.normalize('NFKC').trim(), parties: [...parties].sort(), until: words.until} : undefined;
  return (
    <Card withBorder component="section" aria-label={t('round.open')}>
      <Stack gap="sm">
        <Title order={2} size="h4">{t('round.open')}</Title>
        <WaitingDebts book={book} opened={opened} onChosen={({round, commodity, until}) => {
          set({round, commodity, until});
          setFilled(filled + 1);
        }} />
        <SimpleGrid cols={{base: 1, xs: 2, md: 4}}>
          <NativeSelect label={t('field.instrument')} required value={instrument} onChange={(e) => set({instrument: e.currentTarget.value})} data={[{value: '', label: '—'}, ...instruments.map((one) => ({value: one.id, label: one.title ?? one.name ?? one.id.slice(0, 8)}))]} />
          <TextInput label={t('round.name')} description={t('round.name_hint')} required value={words.round} onChange={(e) => set({round: e.currentTarget.value})} />
          <TextInput label={t('column.commodity')} description={t('round.commodity_hint')} required value={words.commodity} onChange={(e) => set({commodity: e.currentTarget.value})} />
          <DateField key={filled} label={t('round.until')} required value={words.until || undefined} onChange={(until) => set({until: until ?? ''})} />
        </SimpleGrid>
        <Checkbox.Group label={t('round.parties')} value={parties} onChange={setParties}>
          <Group mt={4}>{book.parties.map(({code}) => <Checkbox key={code} value={code} label={t(`party.${code}`, {defaultValue: code.toUpperCase()})} />)}</Group>
        </Checkbox.Group>
        <SignBar book={book} kind="open_round" body={body} lacks={body ? undefined : t('round.incomplete')} onSigned={(act) => void go(`/b/${book.slug}/netting/${act.id}`)} />
      </Stack>
    </Card>
  );
}
