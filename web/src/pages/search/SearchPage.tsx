import {Anchor, Badge, Button, Group, Stack, Text, TextInput, Title} from '@mantine/core';
import {keepPreviousData, useQuery} from '@tanstack/react-query';
import {useState, type FormEvent} from 'react';
import {useTranslation} from 'react-i18next';
import {Link, useSearchParams} from 'react-router';
import {api, take, type Schemas} from '@/api/client';
import type {Book} from '@/api/books';
import {caseAddress} from '@/domain/addresses';
import {InBook, Page} from '@/parts/Page';
import {Empty, ProblemNotice, Waiting} from '@/parts/states';
import {Day, KindName, Standing, State} from '@/parts/words';
import {highlight} from './highlight';

type Found = Schemas['FoundRow'];

/** Everything in a book that holds some words, by kind of case. The query stands in the address. */
export default function SearchPage() {
  return <InBook>{(book) => <Search book={book} />}</InBook>;
}

const PAGE = 30;
const MOST = 200;

function Search({book}: {book: Book}) {
  const {t} = useTranslation('search');
  const [address, setAddress] = useSearchParams();
  const q = address.get('q') ?? '';
  const count = Math.min(MOST, Math.max(PAGE, Number(address.get('count')) || PAGE));
  const [typed, setTyped] = useState(q);
  const found = useQuery({
    queryKey: ['search', book.id, q, count],
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
    queryFn: () => take(api.GET('/v1/partnerships/{id}/search', {params: {path: {id: book.id}, query: {q: q.slice(0, 200), count}}})),
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setAddress({q: typed.trim()});
  };
  const data = q.trim() === '' ? undefined : found.data;
  return (
    <Page title={t('common:nav.search')}>
      <form onSubmit={submit} role="search">
        <Group align="flex-end">
          <TextInput label={t('search.words')} description={t('search.hint')} value={typed} maxLength={200} onChange={(e) => setTyped(e.currentTarget.value)} style={{flex: '1 1 16rem'}} type="search" />
          <Button type="submit" loading={found.isFetching}>{t('search.go')}</Button>
        </Group>
      </form>
      <ProblemNotice error={found.error} />
      {found.isLoading && <Waiting />}
      <Text size="sm" role="status">{data ? (data.total >= 1000 ? t('search.many') : t('search.found', {count: data.total})) : ''}</Text>
      {data?.rows.length === 0 && <Empty title={t('search.none')}>{t('search.none_do')}</Empty>}
      {data && <Groups book={book} rows={data.rows} q={q} />}
      {data && data.total > data.rows.length && count < MOST && (
        <Group><Button variant="light" onClick={() => setAddress({q, count: String(count + PAGE)})}>{t('search.more')}</Button></Group>
      )}
      {data && data.total > data.rows.length && count >= MOST && <Text size="sm">{t('search.narrow')}</Text>}
    </Page>
  );
}

/** The kind of case; acts of the partnership itself belong to none. */
const kindOf = (row: Found): string => row.type ?? 'partnership';
const addressOf = (book: Book, row: Found): string => (row.type ? caseAddress(book.slug, row.type, row.case) : `/b/${book.slug}/acts/${row.act}`);

/** By kind of case, kinds in the order in which the best of each was found. */
function Groups({book, rows, q}: {book: Book; rows: Found[]; q: string}) {
  const {t} = useTranslation('search');
  const types = [...new Set(rows.map(kindOf))];
  return (
    <Stack gap="lg">
      {types.map((type) => (
        <Stack key={type} gap="xs" component="section" aria-labelledby={`found-${type}`}>
          <Title order={2} size="h4" id={`found-${type}`}>{t(`type.${type}`)} ({rows.filter((row) => kindOf(row) === type).length})</Title>
          <ul style={{margin: 0, paddingInlineStart: '1.2rem'}}>
            {rows.filter((row) => kindOf(row) === type).map((row, i) => <li key={i} style={{marginBottom: 8}}><Result book={book} row={row} q={q} /></li>)}
          </ul>
        </Stack>
      ))}
    </Stack>
  );
}

function Result({book, row, q}: {book: Book; row: Found; q: string}) {
  const {t} = useTranslation('search');
  const field = row.field.replace(/\[\d+\]/g, '').split('.').filter(Boolean);
  const name = field.length > 0 ? t([`glossary:field.${field.join('.')}`, `glossary:field.${field[field.length - 1]}`], {defaultValue: field.join(' ')}) : '';
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Anchor component={Link} to={addressOf(book, row)} underline="always" fw={600}><Marked text={row.title || row.case.slice(0, 8)} q={q} /></Anchor>
        {row.state && <State state={row.state} type={row.type} />}
        {row.standing && <Standing standing={row.standing} />}
      </Group>
      <Text size="sm"><Marked text={row.text} q={q} /></Text>
      <Group gap="xs">
        {name && <Badge variant="default" size="sm" styles={{label: {textTransform: 'none'}}}>{name}</Badge>}
        {row.kind && <Text size="xs"><KindName kind={row.kind} /></Text>}
        {row.at && <Text size="xs"><Day date={row.at} /></Text>}
        {row.act && <Anchor component={Link} to={`/b/${book.slug}/acts/${row.act}`} size="xs" underline="always">{t('search.proof')}</Anchor>}
      </Group>
    </Stack>
  );
}

const Marked = ({text, q}: {text: string; q: string}) => (
  <>{highlight(text, q).map((piece, i) => (piece.hit ? <mark key={i}>{piece.text}</mark> : <span key={i}>{piece.text}</span>))}</>
);
