import {Anchor, Button, Card, Group, NativeSelect, SimpleGrid, Stack, Table, Text, TextInput, Title} from '@mantine/core';
import {useState} from 'react';
import {Link, useNavigate} from 'react-router';
import type {Book} from '@/api/books';
import {useCases} from '@/api/reads';
import {localDay} from '@/domain/time';
import {DateField} from '@/parts/fields';
import {InBook, Page} from '@/parts/Page';
import {Empty, ProblemNotice, Waiting} from '@/parts/states';
import {Day, PartyName, Standing, State} from '@/parts/words';
import {SignBar} from '@/pages/work/SignBar';
import {Scroll} from '@/pages/work/Notice';
import {useWords} from '@/pages/work/words';
import {nextPeriod} from './account';

export default function AccountsPage() {
  return <InBook>{(book) => <Accounts key={book.id} book={book} />}</InBook>;
}

function Accounts({book}: {book: Book}) {
  const {t} = useWords('money');
  const [cutting, setCutting] = useState(false);
  const accounts = useCases(book, 'account');
  const may = book.seat?.roles.some((role) => role === 'biller' || role === 'payer') ?? false;
  const rows = [...(accounts.data ?? [])].sort((a, b) => (b.until ?? '').localeCompare(a.until ?? ''));
  return (
    <Page title={t('nav.accounts')} actions={may && <Button size="xs" onClick={() => setCutting(!cutting)} aria-expanded={cutting}>{t('account.cut')}</Button>}>
      <Text size="sm">{t('account.what')}</Text>
      {cutting && accounts.data && <CutAccount book={book} accounts={accounts.data} />}
      <ProblemNotice error={accounts.error} />
      {accounts.isPending && <Waiting />}
      {accounts.data && rows.length === 0 && <Empty title={t('account.none')} />}
      {rows.length > 0 && (
        <Scroll label={t('nav.accounts')}>
          <Table>
            <caption className="visually-hidden">{t('nav.accounts')}</caption>
            <Table.Thead><Table.Tr><Table.Th>{t('account.period')}</Table.Th><Table.Th>{t('account.between')}</Table.Th><Table.Th>{t('column.state')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {rows.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Th scope="row"><Anchor component={Link} to={`/b/${book.slug}/accounts/${one.id}`}><Day date={one.from} /> – <Day date={one.until} /></Anchor></Table.Th>
                  <Table.Td><PartyName code={one.first ?? ''} /> · <PartyName code={one.second ?? ''} /></Table.Td>
                  <Table.Td><Group gap={6}><State type="account" state={one.state} /><Standing standing={one.standing} /></Group></Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Scroll>
      )}
    </Page>
  );
}

/** Closes the books between two parties for a period that is over; the next begins on the day after. */
function CutAccount({book, accounts}: {book: Book; accounts: Parameters<typeof nextPeriod>[0]}) {
  const {t} = useWords('money');
  const go = useNavigate();
  const [other, setOther] = useState(book.others[0] ?? '');
  const pair = [book.me, other].sort();
  const after = nextPeriod(accounts, pair);
  const [from, setFrom] = useState<string | undefined>();
  const [until, setUntil] = useState<string | undefined>();
  const [reference, setReference] = useState('');
  const begins = after ?? from;
  const over = until !== undefined && until < localDay();
  const body = begins && until && over && begins <= until ? {first: pair[0], second: pair[1], from: begins, until, reference: reference.trim()} : undefined;
  return (
    <Card withBorder component="section" aria-label={t('account.cut')}>
      <Stack gap="sm">
        <Title order={2} size="h4">{t('account.cut')}</Title>
        <SimpleGrid cols={{base: 1, xs: 2, md: 4}}>
          <NativeSelect label={t('account.partner')} value={other} onChange={(e) => setOther(e.currentTarget.value)} data={book.others.map((value) => ({value, label: t(`party.${value}`, {defaultValue: value.toUpperCase()})}))} />
          {after ? <TextInput label={t('account.from')} description={t('account.from_hint')} value={after} readOnly /> : <DateField label={t('account.from')} required value={from} onChange={setFrom} />}
          <DateField label={t('account.until')} required value={until} onChange={setUntil} />
          <TextInput label={t('field.reference')} value={reference} onChange={(e) => setReference(e.currentTarget.value)} />
        </SimpleGrid>
        <SignBar book={book} kind="cut_account" body={body} lacks={body ? undefined : t('account.incomplete')} onSigned={(act) => void go(`/b/${book.slug}/accounts/${act.id}`)} />
      </Stack>
    </Card>
  );
}
