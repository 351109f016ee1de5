import {Anchor, Group} from '@mantine/core';
import type {ReactNode} from 'react';
import {Link, useParams} from 'react-router';
import {mayDo, type Book} from '@/api/books';
import {useCase, type CaseFile} from '@/api/reads';
import {InBook, Page} from '@/parts/Page';
import {Empty, NotFound, ProblemNotice, Waiting} from '@/parts/states';
import {State, Standing} from '@/parts/words';
import {capital, useWords} from '@/pages/work/words';
import {orderOf, type Order} from './orderFile';

interface FrameProps {
  /** The act that the page is for; several where the page has several ways. */
  kinds: string[];
  title: string;
  children: (book: Book, file: CaseFile, order: Order) => ReactNode;
}

/** A page for a step of an order: waits for it, and offers nothing that the case or the role does not. */
export function OrderFrame({kinds, title, children}: FrameProps) {
  const of = useParams().case ?? '';
  return <InBook>{(book) => <Framed key={book.id + of} book={book} of={of} kinds={kinds} title={title}>{children}</Framed>}</InBook>;
}

function Framed({book, of, kinds, title, children}: FrameProps & {book: Book; of: string}) {
  const {t} = useWords('work');
  const file = useCase(book, of);
  const order = orderOf(file.data);
  if (file.error && !file.data) return <ProblemNotice error={file.error} />;
  if (!file.data) return <Waiting />;
  if (!order) return <NotFound />;
  const may = file.data.next.some((step) => kinds.includes(step.kind) && mayDo(book, step));
  return (
    <Page title={`${capital(title)}: ${order.reference || of.slice(0, 8)}`}>
      <Group gap="xs">
        <Anchor component={Link} to={`/b/${book.slug}/orders/${of}`}>{t('frame.back_to')}</Anchor>
        <State state={file.data.state} /><Standing standing={file.data.standing} />
      </Group>
      {may ? children(book, file.data, order) : <Empty title={t('frame.not_offered')} />}
    </Page>
  );
}
