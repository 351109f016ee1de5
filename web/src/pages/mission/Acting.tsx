import {Alert, Anchor, Button, Group, List, Paper, Stack, Text, Title} from '@mantine/core';
import {Suspense, useEffect, useRef, useState, type ReactNode} from 'react';
import {useTranslation} from 'react-i18next';
import {Link} from 'react-router';
import {mayDo, type Book} from '@/api/books';
import type {Schemas} from '@/api/client';
import type {SignedAct} from '@/api/sign';
import type {ActFormProps} from '@/parts/ActForm';
import {LazyActForm} from '@/parts/LazyActForm';
import {Waiting} from '@/parts/states';
import {KindName, PartyName} from '@/parts/words';

/** What a view knows of an act before a person fills the rest in. */
export interface Offer extends Pick<ActFormProps, 'initial' | 'hidden' | 'choices' | 'currency'> {
  /** Above the fields. */
  words?: ReactNode;
  /** A form made for it, instead of the one that the act's description gives. */
  form?: (done: (act: SignedAct) => void) => ReactNode;
}
export type Offers = Partial<Record<string, Offer | false>>;

export interface ActingProps {
  book: Book;
  of: string;
  next: Schemas['Next'][];
  /** By kind of act; false: there is nothing for it to be about. Not named: the plain form. */
  offers?: Offers;
}

/** What who is signed in may do in a case, each in a form below; and what is whose turn otherwise. */
export function Acting({book, of, next, offers = {}}: ActingProps) {
  const {t} = useTranslation('mission');
  const [open, setOpen] = useState<string>();
  const [signed, setSigned] = useState<SignedAct>();
  const mine = [...new Set(next.filter((step) => mayDo(book, step)).map((step) => step.kind))].filter((kind) => offers[kind] !== false);
  const done = (act: SignedAct) => {
    setSigned(act);
    setOpen(undefined);
  };
  return (
    <Stack gap="sm" component="section" aria-labelledby="acting" className="no-print">
      <Title order={2} size="h4" id="acting">{t('acting.title')}</Title>
      {signed && <Signed book={book} act={signed} />}
      {mine.length === 0 && <Text size="sm">{t('acting.nothing')}</Text>}
      <Group gap="xs">
        {mine.map((kind) => (
          <Button key={kind} variant={open === kind ? 'filled' : 'light'} aria-expanded={open === kind} aria-controls="act-form"
            onClick={() => setOpen(open === kind ? undefined : kind)}>
            <span className="cap"><KindName kind={kind} /></span>
          </Button>
        ))}
      </Group>
      {open && <ActPanel key={open} book={book} of={of} kind={open} offer={offers[open] || {}} onSigned={done} onClose={() => setOpen(undefined)} order={3} />}
      <Others book={book} next={next} offers={offers} />
    </Stack>
  );
}

interface PanelProps {
  book: Book;
  of?: string;
  kind: string;
  offer?: Offer;
  onSigned: (act: SignedAct) => void;
  onClose: () => void;
  /** Of its heading. */
  order?: 2 | 3;
}

/** The form of one act; its title takes the focus when it opens. */
export function ActPanel({book, of, kind, offer = {}, onSigned, onClose, order = 2}: PanelProps) {
  const {t} = useTranslation('common');
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <Paper withBorder p="md" id="act-form" component="section" aria-labelledby="act-title">
      <Group justify="space-between" mb="sm">
        <Title order={order} size="h5" id="act-title" ref={title} tabIndex={-1}><KindName kind={kind} /></Title>
        <Button variant="subtle" size="compact-sm" onClick={onClose}>{t('action.close')}</Button>
      </Group>
      {offer.form ? (
        <Suspense fallback={<Waiting />}><Stack gap="sm">{offer.words}{offer.form(onSigned)}</Stack></Suspense>
      ) : (
        <LazyActForm book={book} kind={kind} of={of} onSigned={onSigned} initial={offer.initial} hidden={offer.hidden} choices={offer.choices} currency={offer.currency}>
          {offer.words}
        </LazyActForm>
      )}
    </Paper>
  );
}

/** Says that an act is signed, and where its proof is. */
export function Signed({book, act}: {book: Book; act: SignedAct}) {
  const {t} = useTranslation('mission');
  const irregular = act.verdict.code !== 0;
  return (
    <Alert role="status" color={irregular ? 'orange' : 'teal'} variant="light">
      {t('common:form.signed')}{irregular && act.verdict.detail ? ` ${act.verdict.detail}` : ''}{' '}
      <Anchor component={Link} to={`/b/${book.slug}/acts/${act.id}`} underline="always" c="inherit">{t('acting.proof')}</Anchor>
    </Alert>
  );
}

function Others({book, next, offers}: Pick<ActingProps, 'book' | 'next' | 'offers'>) {
  const {t} = useTranslation('mission');
  const rest = next.filter((step) => !mayDo(book, step) && offers?.[step.kind] !== false);
  if (rest.length === 0) return null;
  return (
    <details>
      <summary>{t('acting.others')}</summary>
      <List size="sm" mt="xs">
        {rest.map((step, i) => (
          <List.Item key={i}>
            <PartyName code={step.party} />, {t(`role.${step.role}`, {ns: 'glossary', defaultValue: step.role})}: <KindName kind={step.kind} />
          </List.Item>
        ))}
      </List>
    </details>
  );
}
