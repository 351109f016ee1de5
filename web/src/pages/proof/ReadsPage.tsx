import {Alert, Button, Code, Group, Stack, Text, TextInput} from '@mantine/core';
import {useInfiniteQuery, useMutation} from '@tanstack/react-query';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import {useBooks} from '@/api/books';
import {api, asSent, take, type Schemas} from '@/api/client';
import {Page} from '@/parts/Page';
import {Empty, ProblemNotice, Waiting} from '@/parts/states';
import {ShortId, When} from '@/parts/words';
import {Rows} from '@/pages/mission/Rows';
import {itemOf, readerOf} from './reads';

/** Who took which paper, file or export out of this node, for those who audit; and whether the log of it is whole. */
export default function ReadsPage() {
  const {t} = useTranslation('reads');
  const books = useBooks();
  const audits = books.some((book) => book.seat?.roles.includes('auditor'));
  return (
    <Page title={t('title')}>
      <Text size="sm">{t('words')}</Text>
      {books.length === 0 ? <Waiting /> : audits ? <Log /> : <Empty title={t('only_auditors')} />}
    </Page>
  );
}

function Log() {
  const {t} = useTranslation('reads');
  const reads = useInfiniteQuery({
    queryKey: ['reads'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({pageParam}) => take(api.GET('/v1/reads', {params: {query: {before: pageParam}}})),
    getNextPageParam: (last) => last.next,
  });
  const newest = reads.data?.pages[0];
  const rows = reads.data?.pages.flatMap((page) => page.reads) ?? [];
  return (
    <Stack gap="md">
      <ProblemNotice error={reads.error} />
      {reads.isPending && <Waiting />}
      {newest && <Whole faults={newest.faults} tip={newest.tip} />}
      {newest && <Lines rows={rows} />}
      {reads.hasNextPage && (
        <Group><Button variant="default" loading={reads.isFetchingNextPage} onClick={() => void reads.fetchNextPage()}>{t('older')}</Button></Group>
      )}
      {newest && <Expected />}
    </Stack>
  );
}

function Whole({faults, tip}: {faults: string[]; tip?: string}) {
  const {t} = useTranslation('reads');
  if (faults.length > 0) {
    return (
      <Alert role="alert" color="red" variant="light" title={t('not_whole')}>
        {faults.map((fault) => <Text key={fault} size="sm" lang="en">{fault}</Text>)}
      </Alert>
    );
  }
  if (!tip) return null;
  return (
    <Stack gap={2}>
      <Text size="sm">✓ {t('whole')} {t('tip')}:</Text>
      <Code style={{overflowWrap: 'anywhere', whiteSpace: 'normal'}}>{tip}</Code>
    </Stack>
  );
}

function Lines({rows}: {rows: Schemas['Read'][]}) {
  const {t} = useTranslation('reads');
  const books = useBooks();
  const slug = (id?: string) => books.find((book) => book.id === id)?.slug ?? '—';
  const by = (read: Schemas['Read']) => {
    const who = readerOf(read.by);
    return who.office ? t(`office.${who.office}`, {ns: 'glossary', defaultValue: who.office}) : t(who.word, {party: who.party?.toUpperCase()});
  };
  const of = (read: Schemas['Read']) => {
    const {id, rest} = itemOf(read.item ?? '');
    return <>{id && <ShortId id={id} />} <span lang="en">{rest}</span></>;
  };
  return (
    <Rows title={t('title')} none={t('none')} numeric={[0]} heads={[t('number'), t('when'), t('by'), t('what'), t('book'), t('of')]}
      rows={rows.map((read) => ({
        key: String(read.number),
        cells: [read.number, <When at={read.at} />, by(read), t(`kind.${read.what}`), slug(read.partnership), of(read)],
      }))} />
  );
}

/** A line that somebody wrote down earlier: cut the end off, and it is missing. */
function Expected() {
  const {t} = useTranslation('reads');
  const [tip, setTip] = useState('');
  const check = useMutation({mutationFn: () => asSent(take(api.GET('/v1/reads', {params: {query: {expect: tip.trim(), count: 1}}})))});
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      check.mutate();
    }}>
      <Stack gap="xs">
        <Group align="flex-end">
          <TextInput label={t('expect')} value={tip} onChange={(e) => setTip(e.currentTarget.value)} required miw="18rem" />
          <Button type="submit" variant="default" loading={check.isPending}>{t('check')}</Button>
        </Group>
        <ProblemNotice error={check.error} />
        <div role="status">
          {check.data && (check.data.faults.length === 0 ? <Text size="sm">✓ {t('still')}</Text> : <Whole faults={check.data.faults} />)}
        </div>
      </Stack>
    </form>
  );
}
