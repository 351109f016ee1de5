import {Anchor, Button, Group, NativeSelect, Stack, Table, Text} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import {Link, useParams} from 'react-router';
import type {Book} from '@/api/books';
import {api, take, type Schemas} from '@/api/client';
import {useCase, type CaseFile} from '@/api/reads';
import {LazyActForm} from '@/parts/LazyActForm';
import {InBook, Page} from '@/parts/Page';
import {NotFound, ProblemNotice, Waiting} from '@/parts/states';
import {Amount, Day, Fact, Facts, PartyName, ShortId, Standing, State, When} from '@/parts/words';
import {Part} from '@/pages/work/Part';
import {SignBar} from '@/pages/work/SignBar';
import {Timeline} from '@/pages/work/Timeline';
import {Notice, Scroll, tone} from '@/pages/work/Notice';
import {useWords} from '@/pages/work/words';
import {differencesOf, statementOf, type AccountFile, type OpenItem} from './account';
import {AccountMatch} from './AccountMatch';
import {AccountQuery} from './AccountQuery';
import {isOffered} from './offered';

export default function AccountPage() {
  const of = useParams().case ?? '';
  return <InBook>{(book) => <Account key={book.id + of} book={book} of={of} />}</InBook>;
}

function Account({book, of}: {book: Book; of: string}) {
  const {t} = useWords('money');
  const {i18n} = useTranslation();
  const file = useCase(book, of);
  const open = useQuery({queryKey: ['account', book.id, of], queryFn: () => take(api.GET('/v1/partnerships/{id}/accounts/{case}/open', {params: {path: {id: book.id, case: of}}}))});
  const [second, setSecond] = useState(i18n.language === 'fil' ? 'fil' : 'ja');
  const account = file.data?.account as unknown as AccountFile | undefined;
  if (file.error && !file.data) return <ProblemNotice error={file.error} />;
  if (!file.data) return <Waiting />;
  if (!account) return <NotFound />;
  const {cut} = account;
  const paper = `/v1/partnerships/${book.id}/papers/${of}?kind=account&language=${second}`;
  const party = (code: string) => t(`party.${code}`, {defaultValue: code.toUpperCase()});
  return (
    <Page title={t('account.title', {first: party(cut.first), second: party(cut.second)})}
      actions={<><NativeSelect size="xs" aria-label={t('account.second_language')} value={second} onChange={(e) => setSecond(e.currentTarget.value)} data={[{value: 'ja', label: 'English – 日本語'}, {value: 'fil', label: 'English – Filipino'}]} /><Button size="xs" variant="default" component="a" href={paper} target="_blank" rel="noopener">{t('account.paper')}</Button><Button size="xs" variant="default" onClick={() => window.print()}>{t('action.print')}</Button></>}>
      <Group gap="xs"><State type="account" state={file.data.state} /><Standing standing={file.data.standing} /><ShortId id={of} /></Group>
      <Facts>
        <Fact label={t('account.period')}><Day date={cut.from} /> – <Day date={cut.until} /></Fact>
        <Fact label={t('account.cut_at')}><When at={account.cut_at} /></Fact>
        {cut.reference && <Fact label={t('field.reference')}>{cut.reference}</Fact>}
      </Facts>
      <Differences book={book} account={account} />
      <ProblemNotice error={open.error} />
      {open.data && <Open book={book} open={open.data} />}
      <Words account={account} />
      <Queries book={book} account={account} />
      <Stack gap="md" className="no-print"><Steps book={book} file={file.data} account={account} open={open.data} /></Stack>
      <Balances account={account} />
      <div className="no-print"><AccountMatch book={book} of={of} /></div>
      <Part title={t('round.acts')}><Timeline book={book} acts={file.data.acts} /></Part>
    </Page>
  );
}

/** Why an item is open, in the reader's words. */
function useCause() {
  const {t} = useWords('money');
  return (cause: string) => t([`value.cause.${cause}`, `value.${cause}`], {defaultValue: cause.replaceAll('_', ' ')});
}

/** Where the two words differ comes before everything else. */
function Differences({book, account}: {book: Book; account: AccountFile}) {
  const {t} = useWords('money');
  const cause = useCause();
  const rows = differencesOf(account);
  if (account.words.length < 2) return null;
  if (rows.length === 0) return <Notice color="teal">✓ {t('account.same')}</Notice>;
  const said = (item: OpenItem | undefined) => (item ? <><Amount value={item.amount} commodity={item.commodity} /> · {cause(item.cause)}</> : t('account.not_named'));
  return (
    <Notice color="orange" title={t('account.differ', {count: rows.length})}>
      <Scroll label={t('account.differ', {count: rows.length})}>
        <Table>
          <caption className="visually-hidden">{t('account.differ', {count: rows.length})}</caption>
          <Table.Thead><Table.Tr><Table.Th>{t('account.item')}</Table.Th><Table.Th><PartyName code={account.cut.first} /></Table.Th><Table.Th><PartyName code={account.cut.second} /></Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.in + row.line + row.commodity}><Table.Td><CaseLink book={book} id={row.in} line={row.line} /></Table.Td><Table.Td>{said(row.first)}</Table.Td><Table.Td>{said(row.second)}</Table.Td></Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
    </Notice>
  );
}

function CaseLink({book, id, line, reference}: {book: Book; id: string; line: number; reference?: string}) {
  const {t} = useWords('money');
  return <Anchor component={Link} to={`/b/${book.slug}/cases/${id}`}>{reference || id.slice(0, 8)}{line > 0 ? ` · ${t('account.line', {number: line})}` : ''}</Anchor>;
}

/** What is open by the node's own reckoning, each with its cause. */
function Open({book, open}: {book: Book; open: Schemas['AccountOpen']}) {
  const {t} = useWords('money');
  const cause = useCause();
  return (
    <Part title={t('account.open', {count: open.open.length})}>
      {!open.agreed && <Text size="sm" c={tone.warn}>{t('account.cut_pending')}</Text>}
      {open.open.length === 0 && <Text size="sm">{t('account.nothing_open')}</Text>}
      {open.open.length > 0 && (
        <Scroll label={t('account.open', {count: open.open.length})}>
          <Table>
            <caption className="visually-hidden">{t('account.open', {count: open.open.length})}</caption>
            <Table.Thead><Table.Tr><Table.Th>{t('account.item')}</Table.Th><Table.Th>{t('account.cause')}</Table.Th><Table.Th className="num">{t('column.amount')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {open.open.map((one) => (
                <Table.Tr key={one.in + one.line + one.commodity + one.cause}>
                  <Table.Th scope="row"><CaseLink book={book} id={one.in} line={one.line} reference={one.reference} /></Table.Th>
                  <Table.Td>{cause(one.cause)}</Table.Td>
                  <Table.Td className="num">{one.text || <Amount value={one.amount} commodity={one.commodity} />}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Scroll>
      )}
    </Part>
  );
}

function Words({account}: {account: AccountFile}) {
  const {t} = useWords('money');
  return (
    <Facts>
      {[account.cut.first, account.cut.second].map((code) => {
        const word = account.words.find((one) => one.party === code);
        return <Fact key={code} label={t(`party.${code}`, {defaultValue: code.toUpperCase()})}>{word ? `✓ ${t('account.stated', {count: word.open.length})}` : `… ${t('account.not_stated')}`}</Fact>;
      })}
    </Facts>
  );
}

function Queries({book, account}: {book: Book; account: AccountFile}) {
  const {t} = useWords('money');
  const cause = useCause();
  if (account.queries.length === 0) return null;
  return (
    <Part title={t('account.queries')}>
      {account.queries.map((one) => (
        <Text size="sm" key={one.id}>
          <PartyName code={one.by} />: <Asked book={book} asked={one.asked} /> {one.asked.commodity} · {cause(one.asked.cause)} · {one.asked.note}
          {' → '}{one.answer ? one.note : t('account.unanswered')}
        </Text>
      ))}
    </Part>
  );
}

/** The case, or the balance in words. */
function Asked({book, asked}: {book: Book; asked: AccountFile['queries'][number]['asked']}) {
  const {t} = useWords('money');
  if (asked.in) return <CaseLink book={book} id={asked.in} line={asked.line} />;
  const [holder = '', kind = '', other = ''] = asked.account.split(':');
  return <><PartyName code={holder} /> {t(`account.${kind}`, {ns: 'glossary', defaultValue: kind})} <PartyName code={other} /></>;
}

interface StepsProps {
  book: Book;
  file: CaseFile;
  account: AccountFile;
  open?: Schemas['AccountOpen'];
}

/** One's own word on the cut, a question, an answer. */
function Steps({book, file, account, open}: StepsProps) {
  const {t} = useWords('money');
  const mine = account.cut.first === book.me || account.cut.second === book.me;
  if (!mine || file.state === 'agreed' || file.state === 'replaced') return null;
  const toAnswer = account.queries.filter((one) => !one.answer && one.by !== book.me).map((one) => ({value: one.id, label: `${one.asked.account || one.asked.in?.slice(0, 8)} · ${one.asked.note}`}));
  return (
    <>
      {isOffered(book, file, 'state_account') && open && (
        <Part title={t('act.state_account')}>
          <Text size="sm">{t('account.state_what')}</Text>
          <SignBar book={book} kind="state_account" of={file.id} body={open.agreed ? statementOf(open as Parameters<typeof statementOf>[0]) : undefined} lacks={open.agreed ? undefined : t('account.cut_pending')} onSigned={() => undefined} />
        </Part>
      )}
      {isOffered(book, file, 'answer_account') && toAnswer.length > 0 && (
        <Part title={t('act.answer_account')}><LazyActForm book={book} kind="answer_account" of={file.id} initial={{query: toAnswer[0]?.value}} choices={{query: toAnswer}} /></Part>
      )}
      {isOffered(book, file, 'query_account') && open && (
        <Part title={t('act.query_account')}><AccountQuery book={book} of={file.id} account={account} open={open} /></Part>
      )}
    </>
  );
}

/** The books as they were cut; they never move again. */
function Balances({account}: {account: AccountFile}) {
  const {t} = useWords('money');
  return (
    <Part title={t('account.balances')}>
      <Scroll label={t('account.balances')}>
        <Table>
          <caption className="visually-hidden">{t('account.balances')}</caption>
          <Table.Thead><Table.Tr><Table.Th>{t('column.holder')}</Table.Th><Table.Th>{t('column.kind')}</Table.Th><Table.Th>{t('column.other')}</Table.Th><Table.Th className="num">{t('column.amount')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {account.balances.map((one) => {
              const [holder = '', kind = '', other = ''] = one.account.split(':');
              return (
                <Table.Tr key={one.account + one.commodity}>
                  <Table.Td><PartyName code={holder} /></Table.Td><Table.Td>{t(`account.${kind}`, {ns: 'glossary', defaultValue: kind})}</Table.Td><Table.Td><PartyName code={other} /></Table.Td>
                  <Table.Td className="num"><Amount value={one.amount} commodity={one.commodity} /></Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Scroll>
    </Part>
  );
}
