import {Button, Group, NativeSelect, Stack, Table, Text} from '@mantine/core';
import {useInfiniteQuery} from '@tanstack/react-query';
import {useTranslation} from 'react-i18next';
import {Link, useSearchParams} from 'react-router';
import type {Book} from '@/api/books';
import {api, take} from '@/api/client';
import {useVocabulary, type ActRow} from '@/api/reads';
import {caseAddress} from '@/domain/addresses';
import {fiscalYear, localDay} from '@/domain/time';
import {InBook, Page} from '@/parts/Page';
import {Empty, ProblemNotice, Waiting} from '@/parts/states';
import {Day, KindName, PartyName, Standing} from '@/parts/words';
import {lineReasons, reasonOf} from './changes';
import {yearSpan} from './years';

const PAGE = 50;

/** Every act of the book, newest first: who, what, why, agreed or not; by fiscal year, party and kind. */
export default function AuditPage() {
  return <InBook>{(book) => <Trail book={book} />}</InBook>;
}

function Trail({book}: {book: Book}) {
  const {t} = useTranslation('proof');
  const [search, setSearch] = useSearchParams();
  const begins = Number(search.get('begins') ?? 4);
  const span = yearSpan(search.get('year'), begins);
  const query = {
    ...(search.get('party') ? {party: search.get('party') as string} : {}),
    ...(search.get('kind') ? {kind: search.get('kind') as string} : {}),
    ...span,
  };
  const acts = useInfiniteQuery({
    queryKey: ['acts', book.id, query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({pageParam}) => take(api.GET('/v1/partnerships/{id}/acts', {params: {path: {id: book.id}, query: {...query, from: pageParam, count: PAGE}}})),
    getNextPageParam: (last) => last.next,
  });
  const rows = acts.data?.pages.flatMap((page) => page.acts) ?? [];
  const choose = (name: string, value: string) => {
    // From the address as it is now: two choices in a row must not undo each other.
    const next = new URLSearchParams(location.search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next, {replace: true});
  };
  return (
    <Page title={t('trail_title')} actions={<Actions book={book} />}>
      <Text size="sm">{t('trail_what')}</Text>
      <Filters book={book} search={search} choose={choose} begins={begins} />
      <ProblemNotice error={acts.error} />
      {acts.isPending ? <Waiting /> : rows.length === 0 ? <Empty title={t('no_acts')} /> : <Rows book={book} rows={rows} />}
      {acts.hasNextPage && (
        <Group><Button variant="default" loading={acts.isFetchingNextPage} onClick={() => void acts.fetchNextPage()}>{t('older')}</Button></Group>
      )}
    </Page>
  );
}

function Actions({book}: {book: Book}) {
  const {t} = useTranslation(['proof', 'across', 'reads']);
  return (
    <>
      {book.seat?.roles.includes('auditor') && <Button size="xs" variant="default" component={Link} to="/reads">{t('title', {ns: 'reads'})}</Button>}
      <Button size="xs" variant="default" component={Link} to={`/b/${book.slug}/evidence`}>{t('evidence_title', {ns: 'across'})}</Button>
      <Button size="xs" variant="default" component="a" href={`/v1/partnerships/${book.id}/bundle`} download={`${book.slug}.bundle`}>{t('save_bundle')}</Button>
    </>
  );
}

interface FiltersProps {
  book: Book;
  search: URLSearchParams;
  choose: (name: string, value: string) => void;
  begins: number;
}

function Filters({book, search, choose, begins}: FiltersProps) {
  const {t} = useTranslation('proof');
  const kinds = useVocabulary().data?.acts ?? [];
  const now = fiscalYear(localDay(), begins);
  const years = Array.from({length: 8}, (_, i) => now + 1 - i);
  return (
    <Group align="flex-end" className="no-print">
      <NativeSelect label={t('begins')} value={String(begins)} onChange={(e) => choose('begins', e.currentTarget.value)}
        data={[{value: '4', label: t('apr')}, {value: '10', label: t('oct')}, {value: '1', label: t('jan')}]} />
      <NativeSelect label={t('year')} value={search.get('year') ?? ''} onChange={(e) => choose('year', e.currentTarget.value)}
        data={[{value: '', label: t('all')}, ...years.map((year) => ({value: String(year), label: begins === 1 ? String(year) : `${year}/${String((year + 1) % 100).padStart(2, '0')}`}))]} />
      <NativeSelect label={t('party')} value={search.get('party') ?? ''} onChange={(e) => choose('party', e.currentTarget.value)}
        data={[{value: '', label: t('all')}, ...book.parties.map((party) => ({value: party.code, label: t(`party.${party.code}`, {ns: 'glossary', defaultValue: party.name})}))]} />
      <NativeSelect label={t('kind')} value={search.get('kind') ?? ''} onChange={(e) => choose('kind', e.currentTarget.value)}
        data={[{value: '', label: t('all')}, ...kinds.map((one) => ({value: one.kind, label: t(`act.${one.kind}`, {ns: 'glossary', defaultValue: one.kind})}))]} />
    </Group>
  );
}

function Rows({book, rows}: {book: Book; rows: ActRow[]}) {
  const {t} = useTranslation('proof');
  return (
    <div className="scroll-x">
      <Table>
        <caption className="visually-hidden">{t('trail_title')}</caption>
        <Table.Thead>
          <Table.Tr>
            {['effective', 'who', 'what', 'why', 'verdict', 'standing', 'case'].map((name) => <Table.Th key={name}>{t(name)}</Table.Th>)}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((act) => (
            <Table.Tr key={act.id}>
              <Table.Td><Day date={act.effective} /></Table.Td>
              <Table.Td><PartyName code={act.party ?? ''} /><Text size="xs">{act.office && t(`office.${act.office}`, {ns: 'glossary', defaultValue: act.office})}</Text></Table.Td>
              <Table.Td><Link to={`/b/${book.slug}/acts/${act.id}`}><KindName kind={act.kind} /></Link></Table.Td>
              <Table.Td maw={260}>{[reasonOf(act.body), ...lineReasons(act.body).map((one) => t([`value.reason.${one}`, `value.${one}`], {ns: 'glossary', defaultValue: one}))].filter(Boolean).join(' · ')}</Table.Td>
              <Table.Td>{act.verdict && act.verdict.name !== 'accepted' ? <Stack gap={0}><Text size="sm">{act.verdict.name}</Text><Text size="xs">{act.verdict.clause}</Text></Stack> : '✓'}</Table.Td>
              <Table.Td><Standing standing={act.standing} /></Table.Td>
              <Table.Td><Link to={`${caseAddress(book.slug, 'case', act.case)}?trail=1`}>{act.case.slice(0, 8)}</Link></Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
