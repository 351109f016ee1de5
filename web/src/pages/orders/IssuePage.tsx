import {NativeSelect, Stack, Text, TextInput} from '@mantine/core';
import {useState} from 'react';
import {useNavigate, useSearchParams} from 'react-router';
import type {Book} from '@/api/books';
import type {CaseFile} from '@/api/reads';
import {useWords} from '@/pages/work/words';
import {emptyRow, issueLines, issuedUnder, type GoodsRow} from './goods';
import {GoodsTable} from './GoodsTable';
import {OrderFrame} from './OrderFrame';
import type {Issue, Order} from './orderFile';
import {SignBar} from '@/pages/work/SignBar';

export default function IssuePage() {
  const {t} = useWords('goods');
  return <OrderFrame kinds={['issue']} title={t('act.issue')}>{(book, file, order) => <IssueView book={book} file={file} order={order} />}</OrderFrame>;
}

interface Props {
  book: Book;
  file: CaseFile;
  order: Order;
}

function IssueView({book, file, order}: Props) {
  const {t} = useWords('goods');
  const [address, setAddress] = useSearchParams();
  const corrected = order.issues.find((one) => one.id === address.get('corrects') && !one.corrected);
  return (
    <Stack gap="md">
      <Text size="sm">{t('goods.issue_what')}</Text>
      <NativeSelect label={t('goods.corrects')} maw={420} value={corrected?.id ?? ''} onChange={(e) => setAddress(e.currentTarget.value ? {corrects: e.currentTarget.value} : {}, {replace: true})}
        data={[{value: '', label: t('goods.new_issue')}, ...order.issues.filter((one) => !one.corrected).map((one) => ({value: one.id, label: t('draft.issue', {date: one.date, id: one.id.slice(0, 8)})}))]} />
      <IssueForm key={corrected?.id ?? ''} book={book} file={file} order={order} corrected={corrected} />
    </Stack>
  );
}

function IssueForm({book, file, order, corrected}: Props & {corrected?: Issue}) {
  const {t} = useWords('goods');
  const go = useNavigate();
  const [place, setPlace] = useState(order.place);
  const [rows, setRows] = useState<GoodsRow[]>(() => firstRows(order, corrected));
  const lines = issueLines(rows, order, Boolean(corrected));
  const body = lines ? {lines, place, ...(corrected ? {corrects: corrected.id} : {})} : undefined;
  return (
    <Stack gap="md">
      <GoodsTable order={order} rows={rows} onChange={setRows} />
      <TextInput label={t('field.place')} value={place} onChange={(e) => setPlace(e.currentTarget.value)} maw={420} />
      <SignBar book={book} kind="issue" of={file.id} body={body} lacks={body ? undefined : t('goods.incomplete_issue')} onSigned={() => void go(`/b/${book.slug}/orders/${file.id}`)} />
    </Stack>
  );
}

/** What is left to issue; of a correction what the issue said. */
function firstRows(order: Order, corrected?: Issue): GoodsRow[] {
  return order.lines
    .filter((line) => (corrected ? corrected.lines.some((one) => one.number === line.number) : BigInt(line.issued) < BigInt(line.ordered)))
    .map((line) => emptyRow(line, corrected ? issuedUnder(corrected, line.number) : BigInt(line.ordered) - BigInt(line.issued)));
}
