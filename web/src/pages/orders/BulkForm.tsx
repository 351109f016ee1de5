import {Button, Group, List, NativeSelect, Stack, Text, Textarea} from '@mantine/core';
import {useQuery, useQueryClient} from '@tanstack/react-query';
import {useRef, useState} from 'react';
import type {Book} from '@/api/books';
import {ProblemNotice, Waiting} from '@/parts/states';
import {Money} from '@/parts/words';
import {Notice, tone} from '@/pages/work/Notice';
import {useWords} from '@/pages/work/words';
import type {Row} from '@/pages/work/text';
import {needsReason, proposalOf, signOne, type BulkKind, type BulkResult} from './bulk';

const KINDS: BulkKind[] = ['accept', 'decline', 'close'];

/** Asks which act and its reason, signs order by order, and says for each what came of it. */
export default function BulkForm({book, rows}: {book: Book; rows: Row[]}) {
  const {t} = useWords('orders');
  const queries = useQueryClient();
  const [kind, setKind] = useState<BulkKind>('accept');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [results, setResults] = useState<Map<string, BulkResult>>(new Map());
  const tries = useRef(new Map<string, {key: string; effective: string}>());
  const ids = rows.map((row) => String(row.order));
  const proposals = useQuery({
    queryKey: ['proposals', book.id, ids],
    queryFn: async () => new Map(await Promise.all(ids.map(async (id) => [id, await proposalOf(book, id)] as const))),
  });
  if (!proposals.data) return proposals.isError ? <ProblemNotice error={proposals.error} /> : <Waiting />;
  const run = async () => {
    setBusy(true);
    const expected = new Map([...proposals.data].map(([id, one]) => [id, one?.id]));
    const so = new Map(results);
    for (const id of ids) {
      if (so.get(id)?.state === 'signed') continue;
      so.set(id, await signOne(book, id, {kind, reason: reason.trim(), expected, tries: tries.current}));
      setResults(new Map(so));
    }
    setBusy(false);
    await queries.invalidateQueries({predicate: (query) => query.queryKey[0] !== 'proposals'});
  };
  const done = ids.filter((id) => results.get(id)?.state === 'signed').length;
  return (
    <Stack gap="sm">
      <NativeSelect label={t('bulk.act')} value={kind} disabled={busy || done > 0} onChange={(e) => {
        setKind(e.currentTarget.value as BulkKind);
        setResults(new Map());
      }}
        data={KINDS.map((value) => ({value, label: t(`act.${value}`, {defaultValue: value})}))} />
      {needsReason(kind) && (
        <Textarea label={t('bulk.reason')} description={t('bulk.reason_hint')} value={reason} onChange={(e) => setReason(e.currentTarget.value)} required minRows={2} autosize />
      )}
      <List listStyleType="none" spacing={8} aria-label={t('bulk.chosen')}>
        {rows.map((row) => {
          const at = proposals.data.get(String(row.order));
          return (
            <List.Item key={String(row.order)}>
              <Group justify="space-between" gap="xs">
                <Text size="sm" fw={600}>{row.reference ?? String(row.order).slice(0, 8)}</Text>
                {at?.total !== undefined && <Text size="sm"><Money minor={at.total} currency={at.currency} /></Text>}
              </Group>
              <ResultWords result={results.get(String(row.order))} />
            </List.Item>
          );
        })}
      </List>
      <div role="status">{results.size > 0 && !busy && <Notice color={done === ids.length ? 'teal' : 'orange'}>{t('bulk.done', {done, of: ids.length})}</Notice>}</div>
      <Group>
        <Button onClick={() => void run()} loading={busy} disabled={(needsReason(kind) && reason.trim() === '') || done === ids.length}>
          {t('bulk.sign', {act: t(`act.${kind}`, {defaultValue: kind}), count: ids.length - done})}
        </Button>
      </Group>
    </Stack>
  );
}

function ResultWords({result}: {result?: BulkResult}) {
  const {t} = useWords('orders');
  if (!result) return null;
  if (result.state === 'refused') return <ProblemNotice error={result.error} />;
  return <Text size="sm" c={result.state === 'signed' ? tone.good : tone.warn}>{result.state === 'signed' ? '✓ ' : '✗ '}{t(`bulk.${result.state}`)}</Text>;
}
