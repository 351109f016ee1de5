import {Button, Card, Group, Stack, Table, Text, Title} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import {Link, Navigate, useParams} from 'react-router';
import {mayDo, type Book} from '@/api/books';
import {useBodies, useCase, type CaseFile} from '@/api/reads';
import {caseAddress} from '@/domain/addresses';
import {InBook, Page} from '@/parts/Page';
import {ProblemNotice, Waiting} from '@/parts/states';
import {Fact, Facts, KindName, PartyName, ShortId, Standing, State, When} from '@/parts/words';
import {ProvenCase} from './across/ProvenCase';
import {CreditWords} from '@/pages/money/CreditWords';
import {BodyTable, Plain} from './BodyTable';
import {lineReasons, reasonOf, trail, type Change} from './changes';

/** Any case whole, with its audit trail; cases that have a view of their own are shown there unless `?trail=1`. */
export default function CasePage() {
  const {case: id} = useParams();
  return <InBook>{(book) => <OneCase book={book} id={id ?? ''} />}</InBook>;
}

function OneCase({book, id}: {book: Book; id: string}) {
  const {t} = useTranslation('proof');
  const asked = useCase(book, id);
  if (asked.isError) return <ProblemNotice error={asked.error} />;
  const file = asked.data;
  if (!file) return <Waiting />;
  const own = caseAddress(book.slug, file.type, id);
  if (!own.includes('/cases/') && !new URLSearchParams(location.search).has('trail')) return <Navigate to={own} replace />;
  const fact = (file as Record<string, unknown>)[file.type];
  return (
    <Page title={t('case_title', {type: t(`case_type.${file.type}`)})}
      actions={!own.includes('/cases/') && <Button size="xs" variant="default" component={Link} to={own}>{t('action.open', {ns: 'common'})}</Button>}>
      <Facts>
        <Fact label={t('id')}><ShortId id={id} /></Fact>
        <Fact label={t('state')}><State state={file.state} type={file.type} /></Fact>
        <Fact label={t('standing')}><Standing standing={file.standing} /></Fact>
      </Facts>
      <CreditWords file={file} />
      <Steps book={book} file={file} />
      <ProvenCase file={file} />
      <TrailTable book={book} file={file} />
      {fact !== undefined && !file.evidence && <Card withBorder><BodyTable value={fact} kind="" /></Card>}
    </Page>
  );
}

function Steps({book, file}: {book: Book; file: CaseFile}) {
  const steps = file.next.filter((step) => mayDo(book, step));
  if (steps.length === 0) return null;
  return (
    <Group className="no-print">
      {steps.map((step) => (
        <Button key={step.kind + step.role} size="xs" variant="light" component={Link} to={`/b/${book.slug}/cases/${file.id}/act/${step.kind}`}><KindName kind={step.kind} /></Button>
      ))}
    </Group>
  );
}

/** Old -> new -> who -> why, for every act of a case. */
export function TrailTable({book, file}: {book: Book; file: CaseFile}) {
  const {t} = useTranslation(['proof', 'glossary']);
  // A case lists its acts without what they say.
  const bodies = useBodies(book, file.acts);
  const acts = file.acts.map((act, i) => ({...act, body: bodies[i] ?? act.body}));
  const changes = trail(acts);
  const currency = (file as {order?: {currency?: string}}).order?.currency ?? 'JPY';
  const field = (name: string): string => {
    const parts = name.split('.');
    const [, number, sum] = /^lines\.(\d+)\.(issued|received|damaged|billed)$/.exec(name) ?? [];
    if (sum) return t(`sum.${sum}`, {number});
    return parts.map((part) => t(`field.${part}`, {ns: 'glossary', defaultValue: part})).join(' ');
  };
  const value = (one: Change, text: string | undefined) =>
    text === undefined ? '—' : one.field === 'state' ? t([`state.${file.type}.${text}`, `state.${text}`], {ns: 'glossary', defaultValue: text}) : <Plain name={one.field.split('.').pop() ?? ''} value={text} currency={currency} />;
  return (
    <Card withBorder component="section" aria-labelledby="trail">
      <Title order={2} size="h4" id="trail" mb="xs">{t('trail')}</Title>
      <div className="scroll-x">
        <Table>
          <Table.Thead>
            <Table.Tr>{['when', 'who', 'what', 'changed', 'why', 'standing'].map((name) => <Table.Th key={name}>{t(name)}</Table.Th>)}</Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {acts.map((act) => (
              <Table.Tr key={act.id}>
                <Table.Td><When at={act.effective} /></Table.Td>
                <Table.Td><PartyName code={act.party ?? ''} /><Text size="xs">{act.office && t(`office.${act.office}`, {ns: 'glossary', defaultValue: act.office})}</Text></Table.Td>
                <Table.Td><Link to={`/b/${book.slug}/acts/${act.id}`}><KindName kind={act.kind} /></Link></Table.Td>
                <Table.Td>
                  <Stack gap={2}>
                    {(changes.get(act.id) ?? []).map((one) => (
                      <Text size="sm" key={one.field}>{field(one.field)}: <del>{value(one, one.from)}</del> → <ins>{value(one, one.to)}</ins></Text>
                    ))}
                  </Stack>
                </Table.Td>
                <Table.Td maw={240}>{[reasonOf(act.body), ...lineReasons(act.body).map((one) => t([`value.reason.${one}`, `value.${one}`], {ns: 'glossary', defaultValue: one}))].filter(Boolean).join(' · ')}{act.verdict && act.verdict.name !== 'accepted' ? <Text size="sm" c="red.9">{act.verdict.name} {act.verdict.clause}</Text> : null}</Table.Td>
                <Table.Td><Standing standing={act.standing} /></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Card>
  );
}
