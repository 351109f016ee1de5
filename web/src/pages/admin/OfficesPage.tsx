import {Badge, Button, Group, Stack, Text} from '@mantine/core';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import type {Book} from '@/api/books';
import {useSeats} from '@/api/reads';
import type {SignedAct} from '@/api/sign';
import {currencyChoices} from '@/domain/decimal';
import {localDay} from '@/domain/time';
import {InBook, Page} from '@/parts/Page';
import {ProblemNotice, Waiting} from '@/parts/states';
import {Day, Money, PartyName, ShortId, Standing} from '@/parts/words';
import {ActPanel, Signed, type Offer} from '@/pages/mission/Acting';
import {Rows} from '@/pages/mission/Rows';
import {sortSeats, validityOf, type Seat} from './seats';

/** Who may sign in a book, with which warrant. A registrar appoints and revokes. */
export default function OfficesPage() {
  return <InBook>{(book) => <Offices book={book} />}</InBook>;
}

interface Open {
  kind: 'appoint' | 'revoke';
  offer: Offer;
  key: string;
}

function Offices({book}: {book: Book}) {
  const {t} = useTranslation('admin');
  const seats = useSeats(book);
  const [open, setOpen] = useState<Open>();
  const [signed, setSigned] = useState<SignedAct>();
  const {offices, roots} = sortSeats((seats.data ?? []) as Seat[]);
  const registrar = book.seat?.roles.includes('registrar') ?? false;
  const revoke = (seat: Seat) => setOpen({kind: 'revoke', key: seat.seat, offer: revocation(seat, t('office.revoke_words', {office: seat.office, sequence: seat.head_sequence ?? 0}))});
  return (
    <Page title={t('common:nav.offices')} actions={registrar && <Button onClick={() => setOpen({kind: 'appoint', key: 'new', offer: appointment(t('office.appoint_words'))})}>{t('office.appoint')}</Button>}>
      <ProblemNotice error={seats.error} />
      {seats.isPending && <Waiting />}
      {signed && <Signed book={book} act={signed} />}
      {open && (
        <ActPanel key={open.key} book={book} kind={open.kind} offer={open.offer} onClose={() => setOpen(undefined)}
          onSigned={(act) => {
            setSigned(act);
            setOpen(undefined);
          }} />
      )}
      <Text size="sm">{t(registrar ? 'office.registrar_words' : 'office.words')}</Text>
      {book.parties.map((party) => (
        <OfficesOf key={party.code} book={book} party={party.code} seats={offices.filter((seat) => seat.party === party.code)} onRevoke={registrar && party.code === book.me ? revoke : undefined} />
      ))}
      <Rows title={t('office.roots')} heads={[t('office.party'), t('office.seat'), t('office.standing')]}
        rows={roots.map((seat) => ({key: seat.seat, cells: [<PartyName code={seat.party ?? ''} />, <ShortId id={seat.seat} />, <Standing standing={seat.standing} />]}))}>
        <Text size="sm">{t('office.roots_words')}</Text>
        <Text size="sm">{t('office.roots_how')} <code>palitan actor make</code> · <code>palitan actor appoint --key KEY --office registrar --role registrar</code></Text>
      </Rows>
    </Page>
  );
}

/** As long as a warrant runs unless said otherwise. */
const inTwoYears = (day: string): string => `${Number(day.slice(0, 4)) + 2}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;

const appointment = (words: string): Offer => ({
  words: <Text size="sm">{words}</Text>,
  initial: {valid_from: localDay(), valid_until: inTwoYears(localDay()), roles: [], limits: []},
  hidden: ['endorsements'],
  choices: {'limits.currency': currencyChoices.map((one) => ({value: one, label: one}))},
});

const revocation = (seat: Seat, words: string): Offer => ({
  words: <Text size="sm">{words}</Text>,
  initial: {seat: seat.seat, last_sequence: seat.head_sequence ?? 0},
  hidden: ['seat', 'endorsements'],
});

interface TableProps {
  book: Book;
  party: string;
  seats: Seat[];
  onRevoke?: (seat: Seat) => void;
}

function OfficesOf({book, party, seats, onRevoke}: TableProps) {
  const {t} = useTranslation('admin');
  const name = t(`glossary:party.${party}`, {defaultValue: book.parties.find((one) => one.code === party)?.name ?? party});
  const office = (seat: Seat) => t(`glossary:office.${seat.office}`, {defaultValue: seat.office ?? ''});
  return (
    <Rows title={name} none={t('office.nobody')}
      heads={[t('office.office'), t('office.holder'), t('office.roles'), t('office.limits'), t('office.valid'), t('office.trained'), t('office.stands'), t('office.key'), ...(onRevoke ? [t('office.do')] : [])]}
      rows={seats.map((seat) => ({
        key: seat.seat,
        cells: [
          <>{office(seat)} <ShortId id={seat.seat} /></>, <>{seat.holder || '—'}{seat.unit ? `, ${seat.unit}` : ''}</>,
          (seat.roles ?? []).map((role) => t(`glossary:role.${role}`, {defaultValue: role})).join(', ') + (seat.combines ? ` (${t('office.combines')})` : ''),
          <Limits seat={seat} />, <Warrant seat={seat} />, <Day date={seat.trained_on} />,
          <Group gap={4}><Standing standing={seat.standing} /><Stands seat={seat} /></Group>, t(`office.here_${seat.here}`),
          ...(onRevoke ? [validityOf(seat, localDay()) === 'revoked' ? '—' : <Button size="compact-sm" variant="default" onClick={() => onRevoke(seat)} aria-label={`${t('office.revoke')}: ${office(seat)}`}>{t('office.revoke')}</Button>] : []),
        ],
      }))} />
  );
}

function Limits({seat}: {seat: Seat}) {
  const {t} = useTranslation('admin');
  const limits = (seat.limits ?? []) as {minor: number | string; currency: string}[];
  if (limits.length === 0) return <>{t('office.no_limit')}</>;
  return <Stack gap={0}>{limits.map((one) => <Money key={one.currency} minor={one.minor} currency={one.currency} />)}</Stack>;
}

const Warrant = ({seat}: {seat: Seat}) => <><Day date={seat.valid_from} /> – <Day date={seat.valid_until} /></>;

function Stands({seat}: {seat: Seat}) {
  const {t} = useTranslation('admin');
  const how = validityOf(seat, localDay());
  return <Badge variant={how === 'valid' ? 'light' : 'default'} color="teal" styles={{label: {textTransform: 'none'}}}>{how === 'valid' ? '✓ ' : '⚠ '}{t(how === 'valid' ? 'office.valid_word' : `office.${how}`)}</Badge>;
}
