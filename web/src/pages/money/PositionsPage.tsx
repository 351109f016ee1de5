import {Anchor, Button, Checkbox, Group, Stack, Table, Text} from '@mantine/core';
import {Link, useSearchParams} from 'react-router';
import type {Book} from '@/api/books';
import {useReport, type ReportQuery} from '@/api/reads';
import {DateField} from '@/parts/fields';
import {DataTable} from '@/parts/DataTable';
import {InBook, Page} from '@/parts/Page';
import {Empty, ProblemNotice, Waiting} from '@/parts/states';
import {PartyName} from '@/parts/words';
import {Part} from '@/pages/work/Part';
import {reportColumns} from '@/pages/work/cells';
import {Notice, Scroll} from '@/pages/work/Notice';
import {ExportButtons} from '@/pages/work/exports';
import {amountText, type Row} from '@/pages/work/text';
import {partyIn, useWords} from '@/pages/work/words';
import {byPartner, isClaim, unbalanced} from './positions';

export default function PositionsPage() {
  return <InBook>{(book) => <Positions key={book.id} book={book} />}</InBook>;
}

/** Who owes whom what, by partner, agreement, means and commodity; each figure opens on the acts behind it. */
function Positions({book}: {book: Book}) {
  const {t} = useWords('money');
  const [address, setAddress] = useSearchParams();
  const on = address.get('on') ?? undefined;
  const provisional = !on && address.get('agreed') === null;
  const query: ReportQuery = on ? {on} : {provisional};
  const answer = useReport(book, 'position', query);
  const rows = (answer.data?.rows ?? []) as Row[];
  const set = (name: string, value: string | undefined) => setAddress((old) => {
    const next = new URLSearchParams(old);
    if (value) next.set(name, value);
    else next.delete(name);
    return next;
  }, {replace: true});
  const drill = address.get('account');
  const crooked = unbalanced(rows);
  return (
    <Page title={t('nav.positions')} actions={<><ExportButtons book={book} report="position" query={query} /><Button size="xs" variant="default" onClick={() => window.print()}>{t('action.print')}</Button></>}>
      <Group align="flex-end" className="no-print">
        <DateField label={t('positions.on')} value={on} onChange={(day) => set('on', day)} />
        {!on && <Checkbox label={t('positions.pending')} checked={provisional} onChange={(e) => set('agreed', e.currentTarget.checked ? undefined : '1')} />}
      </Group>
      <ProblemNotice error={answer.error} />
      {answer.isPending && <Waiting />}
      {answer.data && rows.length === 0 && <Empty title={t('positions.none')} />}
      {drill && <Behind book={book} account={drill} commodity={address.get('commodity') ?? ''} instrument={address.get('instrument') ?? undefined} on={on} onClose={() => set('account', undefined)} />}
      {byPartner(rows, book.me).map(({partner, rows: list}) => (
        <Part key={partner} title={t('positions.with', {party: partyIn(t, partner)})}>
          <PositionTable caption={t('positions.claims')} rows={list.filter(isClaim)} none={t('positions.even')} />
          <PositionTable caption={t('positions.moved')} rows={list.filter((row) => !isClaim(row))} />
        </Part>
      ))}
      {rows.length > 0 && <Text size="sm" role="status">{crooked.length === 0 ? t('positions.zero') : t('positions.crooked', {list: crooked.join(', ')})}</Text>}
    </Page>
  );
}

function PositionTable({caption, rows, none}: {caption: string; rows: Row[]; none?: string}) {
  const {t} = useWords('money');
  const [address] = useSearchParams();
  if (rows.length === 0) return none ? <Text size="sm">{none}</Text> : null;
  const to = (row: Row) => {
    const next = new URLSearchParams(address);
    for (const [name, value] of [['account', row.account], ['commodity', row.commodity], ['instrument', row.instrument_id]] as const) if (value) next.set(name, String(value));
    return `?${next}`;
  };
  return (
    <Scroll label={caption}>
      <Table captionSide="top">
        <caption style={{textAlign: 'start'}}>{caption}</caption>
        <Table.Thead><Table.Tr><Table.Th>{t('column.instrument')}</Table.Th><Table.Th>{t('column.settled_by')}</Table.Th><Table.Th>{t('column.kind')}</Table.Th><Table.Th>{t('column.commodity')}</Table.Th><Table.Th className="num">{t('column.amount')}</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={`${row.account}${row.commodity}${row.instrument_id}`}>
              <Table.Td>{row.instrument}</Table.Td>
              <Table.Td>{row.settled_by ? t(`means.${row.settled_by}`) : ''}</Table.Td>
              <Table.Td>{t(`account.${row.kind}`, {defaultValue: String(row.kind)})}</Table.Td>
              <Table.Td>{row.commodity}</Table.Td>
              <Table.Td className="num"><Anchor component={Link} to={to(row)} aria-label={t('positions.open', {account: row.account, commodity: row.commodity})}>{amountText(row.amount ?? '0', String(row.commodity))}</Anchor></Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scroll>
  );
}

interface BehindProps {
  book: Book;
  account: string;
  commodity: string;
  instrument?: string;
  on?: string;
  onClose: () => void;
}

/** The agreed acts that make a figure, each with a way to its signatures. */
function Behind({book, account, commodity, instrument, on, onClose}: BehindProps) {
  const {t} = useWords('money');
  const query: ReportQuery = {account, commodity, ...(instrument ? {instrument} : {}), ...(on ? {on} : {})};
  const answer = useReport(book, 'position', query);
  const [holder = '', kind = '', other = ''] = account.split(':');
  return (
    <Notice color="cyan" title={<>{t('positions.behind')} <PartyName code={holder} />: {t(`account.${kind}`, {defaultValue: kind})} → <PartyName code={other} />, {commodity}</>} withCloseButton closeButtonLabel={t('action.close')} onClose={onClose}>
      <Stack gap="xs">
        <ProblemNotice error={answer.error} />
        {answer.isPending && <Waiting />}
        {answer.data && answer.data.rows.length === 0 && <Text size="sm">{t('positions.pending_only')}</Text>}
        {answer.data && answer.data.rows.length > 0 && (
          <DataTable caption={t('positions.behind')} columns={reportColumns(answer.data, book, t)} rows={answer.data.rows.map((row) => ({...row, commodity})) as Row[]} rowKey={(row) => String(row.act) + String(row.position)} />
        )}
        {answer.data?.notes.map((note) => <Text size="sm" key={note} lang="en">{note}</Text>)}
      </Stack>
    </Notice>
  );
}
