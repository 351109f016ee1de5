import {Button, Group, Table, Text} from '@mantine/core';
import {lazy, Suspense, useState} from 'react';
import {useTranslation} from 'react-i18next';
import {Link} from 'react-router';
import type {Book} from '@/api/books';
import type {Schemas} from '@/api/client';
import {useCase, useCases} from '@/api/reads';
import {InBook, Page} from '@/parts/Page';
import {Empty, ProblemNotice, Waiting} from '@/parts/states';
import {PartyName, Standing, State} from '@/parts/words';
import {Scroll} from '@/pages/work/Notice';
import {useCreditLaws} from './creditLaws';
import {CreditWords} from './CreditWords';

const forms = {
  record: lazy(async () => ({default: (await import('./CreditForms')).RecordService})),
  assign: lazy(async () => ({default: (await import('./CreditForms')).AssignCredit})),
};

/** What each says is read one by one, so not of all at once. */
const SHOWN = 30;

/** Services counted in units that are not money, and credit handed on. */
export default function CreditsPage() {
  return <InBook>{(book) => <Credits key={book.id} book={book} />}</InBook>;
}

function Credits({book}: {book: Book}) {
  const {t} = useTranslation(['across', 'proof']);
  const [shown, setShown] = useState(SHOWN);
  const [open, setOpen] = useState<keyof typeof forms>();
  const credits = useCases(book, 'credit');
  const laws = useCreditLaws(book);
  const roles = book.seat?.roles ?? [];
  const may = {record: roles.includes('issuer') || roles.includes('receiver'), assign: roles.includes('approver') && laws.data.some((law) => law.credits.assignment_clause)};
  const Form = open && forms[open];
  return (
    <Page title={t('credit.title')} actions={laws.data.length > 0 && (['record', 'assign'] as const).filter((one) => may[one]).map((one) => (
      <Button key={one} size="xs" variant={open === one ? 'filled' : 'default'} onClick={() => setOpen(open === one ? undefined : one)} aria-expanded={open === one}>{t(`credit.${one}`)}</Button>
    ))}>
      <Text size="sm">{t('credit.what')}</Text>
      {Form && <Suspense fallback={<Waiting />}><Form book={book} laws={laws.data} /></Suspense>}
      <ProblemNotice error={credits.error} />
      {!laws.waiting && laws.data.length === 0 && <Empty title={t('credit.no_law')} />}
      {laws.data.length > 0 && credits.data?.length === 0 && <Empty title={t('credit.none')} />}
      {credits.data && credits.data.length > 0 && (
        <Scroll label={t('credit.title')}>
          <Table>
            <caption className="visually-hidden">{t('credit.title')}</caption>
            <Table.Thead><Table.Tr><Table.Th>{t('credit.title')}</Table.Th><Table.Th>{t('credit.touches')}</Table.Th><Table.Th>{t('state', {ns: 'proof'})}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {credits.data.slice(0, shown).map((one) => <Row key={one.id} book={book} row={one} />)}
            </Table.Tbody>
          </Table>
        </Scroll>
      )}
      {credits.data && credits.data.length > shown && <Group><Button variant="default" onClick={() => setShown(shown + SHOWN)}>{t('more')}</Button></Group>}
    </Page>
  );
}

function Row({book, row}: {book: Book; row: Schemas['CaseSummary']}) {
  const file = useCase(book, row.id).data;
  return (
    <Table.Tr>
      <Table.Td><Link to={`/b/${book.slug}/cases/${row.id}`}>{row.commodity} · {row.id.slice(0, 8)}</Link>{file && <CreditWords file={file} />}</Table.Td>
      <Table.Td>{(row.touched ?? []).map((code, i) => <span key={code}>{i > 0 ? ', ' : ''}<PartyName code={code} /></span>)}</Table.Td>
      <Table.Td><Group gap={6}><State type="credit" state={row.state} /><Standing standing={row.standing} /></Group></Table.Td>
    </Table.Tr>
  );
}
