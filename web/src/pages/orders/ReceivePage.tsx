import {Group, NativeSelect, Stack, Text, TextInput} from '@mantine/core';
import {useState} from 'react';
import {useNavigate, useSearchParams} from 'react-router';
import type {Book} from '@/api/books';
import type {CaseFile} from '@/api/reads';
import {formatQuantity} from '@/domain/decimal';
import {useWords} from '@/pages/work/words';
import {nextIssue} from './actDrafts';
import {emptyRow, issuedUnder, receiveLines, takenBefore, type GoodsRow} from './goods';
import {GoodsTable} from './GoodsTable';
import {OrderFrame} from './OrderFrame';
import type {Issue, Order} from './orderFile';
import {SignBar} from '@/pages/work/SignBar';

export default function ReceivePage() {
  const {t} = useWords('goods');
  return <OrderFrame kinds={['receive']} title={t('act.receive')}>{(book, file, order) => <Receive book={book} file={file} order={order} />}</OrderFrame>;
}

interface Props {
  book: Book;
  file: CaseFile;
  order: Order;
}

/** Which issue is answered, and whether an earlier receipt of it is corrected. */
function Receive({book, file, order}: Props) {
  const {t} = useWords('goods');
  const [address, setAddress] = useSearchParams();
  const corrects = address.get('corrects') ?? undefined;
  const corrected = order.receipts.find((one) => one.id === corrects && !one.corrected);
  const issues = order.issues.filter((one) => !one.corrected);
  // The one that the page began with, also when another receipt of it arrives while a person types.
  const [first] = useState(() => nextIssue(order)?.id);
  const issue = issues.find((one) => one.id === (address.get('issue') ?? corrected?.issue ?? first)) ?? nextIssue(order);
  if (!issue) return <Text>{t('goods.no_issue')}</Text>;
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(address);
    if (value) next.set(name, value);
    else next.delete(name);
    setAddress(next, {replace: true});
  };
  return (
    <Stack gap="md">
      <Text size="sm">{t('goods.receive_what')}</Text>
      <Group align="flex-start">
        <NativeSelect label={t('goods.of_issue')} value={issue.id} onChange={(e) => change('issue', e.currentTarget.value)}
          data={issues.map((one) => ({value: one.id, label: t('draft.issue', {date: one.date, id: one.id.slice(0, 8)})}))} />
        <NativeSelect label={t('goods.corrects')} value={corrected?.id ?? ''} onChange={(e) => change('corrects', e.currentTarget.value)}
          data={[{value: '', label: t('goods.new_receipt')}, ...order.receipts.filter((one) => !one.corrected).map((one) => ({value: one.id, label: t('draft.receipt', {date: one.date, id: one.id.slice(0, 8)})}))]} />
      </Group>
      <ReceiveForm key={issue.id + (corrected?.id ?? '')} book={book} file={file} order={order} issue={issue} corrects={corrected?.id} />
    </Stack>
  );
}

function ReceiveForm({book, file, order, issue, corrects}: Props & {issue: Issue; corrects?: string}) {
  const {t} = useWords('goods');
  const go = useNavigate();
  const [place, setPlace] = useState(order.place);
  const [rows, setRows] = useState<GoodsRow[]>(() => firstRows(order, issue, corrects));
  const lines = receiveLines(rows, order, issue, corrects);
  const body = lines ? {issue: issue.id, lines, place, ...(corrects ? {corrects} : {})} : undefined;
  return (
    <Stack gap="md">
      <GoodsTable order={order} rows={rows} onChange={setRows} issue={issue} except={corrects} />
      <TextInput label={t('field.place')} value={place} onChange={(e) => setPlace(e.currentTarget.value)} maw={420} />
      <Text size="xs">{t('goods.rejected_hint')}</Text>
      <SignBar book={book} kind="receive" of={file.id} body={body} lacks={body ? undefined : t('goods.incomplete')} onSigned={() => void go(`/b/${book.slug}/orders/${file.id}`)} />
    </Stack>
  );
}

/** As issued, until a person says otherwise; of a correction what the receipt said. */
function firstRows(order: Order, issue: Issue, corrects?: string): GoodsRow[] {
  const old = order.receipts.find((one) => one.id === corrects);
  return issue.lines.flatMap(({number}) => {
    const line = order.lines.find((one) => one.number === number);
    if (!line) return [];
    const said = old?.lines.find((one) => one.number === number);
    const row = emptyRow(line, said ? BigInt(said.received) : issuedUnder(issue, number) - takenBefore(order, issue, number, corrects));
    return [said ? {...row, damaged: formatQuantity(said.damaged).replaceAll(',', ''), reason: said.reason ?? ''} : row];
  });
}
