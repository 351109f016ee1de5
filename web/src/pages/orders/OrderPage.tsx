import {Anchor, Button, Card, Group, SimpleGrid, Stack, Text} from '@mantine/core';
import {Link, useParams, useSearchParams} from 'react-router';
import type {Book} from '@/api/books';
import {useCase, useCases, useReport, type CaseFile} from '@/api/reads';
import {InBook, Page} from '@/parts/Page';
import {NotFound, ProblemNotice, Waiting} from '@/parts/states';
import {Day, Fact, Facts, PartyName, ShortId, Standing, State} from '@/parts/words';
import {Level} from '@/pages/work/cells';
import {Notice} from '@/pages/work/Notice';
import {useWords} from '@/pages/work/words';
import {EvidenceMeter} from './EvidenceMeter';
import {Flag} from '@/pages/work/Flag';
import {useLaws, type Law} from './law';
import {Differences, OrderLines} from './OrderLines';
import {OrderActions, StepForm} from './OrderActions';
import {orderOf, type Order} from './orderFile';
import {OrderMoney} from './OrderMoney';
import {OrderPapers} from './OrderPapers';
import {Part} from '@/pages/work/Part';
import {Timeline} from '@/pages/work/Timeline';

export default function OrderPage() {
  const of = useParams().case;
  return <InBook>{(book) => <OrderView key={`${book.id}${of}`} book={book} of={of ?? ''} />}</InBook>;
}

function OrderView({book, of}: {book: Book; of: string}) {
  const file = useCase(book, of);
  const order = orderOf(file.data);
  const law = useLaws(book, order ? [{id: order.instrument}] : undefined)[0];
  if (file.error && !file.data) return <ProblemNotice error={file.error} />;
  if (!file.data) return <Waiting />;
  if (!order) return <NotFound />;
  return <OrderBody book={book} file={file.data} order={order} law={law} />;
}

interface BodyProps {
  book: Book;
  file: CaseFile;
  order: Order;
  law: Law | undefined;
}

function OrderBody({book, file, order, law}: BodyProps) {
  const {t} = useWords('orders');
  const [address, setAddress] = useSearchParams();
  const kind = address.get('do');
  const title = order.reference || file.id.slice(0, 8);
  return (
    <Page title={t('order.title', {reference: title})} actions={<HeadActions book={book} of={file.id} />}>
      <Group gap="xs"><State state={file.state} /><Standing standing={file.standing} /><ShortId id={file.id} /></Group>
      {order.disowned && <Notice color="red">{t('order.disowned')}</Notice>}
      {file.agreed_state && file.agreed_state !== file.state && <Text size="sm">{t('order.agreed_state', {state: t(`state.${file.agreed_state}`)})}</Text>}
      <NextWords book={book} of={file.id} reference={order.reference} />
      <OrderActions book={book} file={file} />
      {kind && <StepForm book={book} file={file} order={order} law={law} kind={kind} onClose={() => setAddress({})} onSigned={() => setAddress({})} />}
      <Differences order={order} />
      <Head book={book} order={order} law={law} />
      <Part title={t('order.lines')}><OrderLines order={order} /></Part>
      <OrderMoney order={order} />
      <SimpleGrid cols={{base: 1, md: 2}} spacing="md">
        <Part title={t('order.timeline')}><Timeline book={book} acts={file.acts} /></Part>
        <Stack gap="md">
          <Part title={t('order.evidence')}><EvidenceMeter order={order} law={law} /></Part>
          <Part title={t('order.papers')}><OrderPapers book={book} of={file.id} order={order} /></Part>
        </Stack>
      </SimpleGrid>
    </Page>
  );
}

function HeadActions({book, of}: {book: Book; of: string}) {
  const {t} = useWords('orders');
  return (
    <>
      {book.seat?.roles.includes('requester') && <Button size="xs" variant="default" component={Link} to={`/b/${book.slug}/orders/new?from=${of}`}>{t('order.repeat')}</Button>}
      <Button size="xs" variant="default" onClick={() => window.print()}>{t('action.print')}</Button>
    </>
  );
}

/** The most pressing step as the node reckons it, and whose it is. */
function NextWords({book, of, reference}: {book: Book; of: string; reference: string}) {
  const {t} = useWords('orders');
  const answer = useReport(book, 'orders', {provisional: true, count: 100, ...(reference ? {q: reference} : {})} as Parameters<typeof useReport>[2], reference !== '');
  const row = (answer.data?.rows as Record<string, string | number>[] | undefined)?.find((one) => one.order === of);
  if (!row?.next_step) return null;
  return (
    <Notice color="cyan" title={t('order.next')}>
      <Group gap="sm">
        <Text size="sm" fw={600}>{t(`step.${row.next_step}`)}</Text>
        <Text size="sm"><Flag code={String(row.next_by)} /> <PartyName code={String(row.next_by)} /></Text>
        {row.next_due && <Text size="sm">{t('order.by')} <Day date={String(row.next_due)} /></Text>}
        {row.level && <Level level={String(row.level)} />}
      </Group>
    </Notice>
  );
}

function Head({book, order, law}: {book: Book; order: Order; law: Law | undefined}) {
  const {t} = useWords('orders');
  const {papers} = order;
  const activity = useCases(book, 'activity').data?.find((one) => one.id === order.activity)?.name;
  const texts: [string, string][] = [
    ['place', order.place], ['receiving_unit', papers.receiving_unit], ['unit', papers.issuing_unit], ['bill_to', papers.bill_to], ['payee', papers.payee],
    ['remit_to', papers.remit_to], ['funds', papers.funds], ['liability', papers.liability], ['needs', papers.needs],
  ];
  return (
    <Card withBorder>
      <Facts>
        <Fact label={t('field.supplier')}><Flag code={order.supplier} /> <PartyName code={order.supplier} /></Fact>
        <Fact label={t('field.recipient')}><Flag code={order.recipient} /> <PartyName code={order.recipient} /></Fact>
        <Fact label={t('field.instrument')}><Anchor component={Link} to={`/b/${book.slug}/law/${order.instrument}`}>{law?.rules.name ?? order.instrument.slice(0, 8)}</Anchor></Fact>
        <Fact label={t('field.activity')}><Anchor component={Link} to={`/b/${book.slug}/activities/${order.activity}`}>{activity ?? order.activity.slice(0, 8)}</Anchor></Fact>
        {order.visit && <Fact label={t('field.visit')}><Anchor component={Link} to={`/b/${book.slug}/visits/${order.visit}`}>{order.visit.slice(0, 8)}</Anchor></Fact>}
        <Fact label={t('order.requested_on')}><Day date={papers.requested_on} /></Fact>
        {papers.needed_on && <Fact label={t('field.needed_on')}><Day date={papers.needed_on} /></Fact>}
        {papers.accepted_on && <Fact label={t('order.accepted_on')}><Day date={papers.accepted_on} /></Fact>}
        {texts.filter(([, text]) => text).map(([name, text]) => <Fact key={name} label={t(`order.${name}`)}>{text}</Fact>)}
      </Facts>
    </Card>
  );
}
