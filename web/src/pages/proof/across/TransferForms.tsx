import {NativeSelect, Radio, SimpleGrid, Stack, Text, Textarea, TextInput} from '@mantine/core';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import {Link} from 'react-router';
import {forJson, formatQuantity, parseQuantity, type Integer} from '@/domain/decimal';
import {parseDate} from '@/domain/time';
import {Empty, Waiting} from '@/parts/states';
import {Notice} from '@/pages/work/Notice';
import {capital} from '@/pages/work/words';
import {SignBar} from '@/pages/work/SignBar';
import type {Line, Order} from '@/pages/orders/orderFile';
import type {GuidedProps} from './guided';
import {BookOf, ProvenWords, useBookName, usePartyIn} from './ProvenWords';
import {useOtherBooks, useShown} from './reads';
import type {Consent} from './shown';

const lineLabel = (line: Line) => `${line.number}: ${line.item} · ${formatQuantity(line.ordered)} ${line.unit}${line.description ? ` · ${line.description}` : ''}`;

/** A figure of a line, up to a most. */
function useQuantity(most: Integer | undefined) {
  const {t} = useTranslation('across');
  const [text, setText] = useState<string>();
  const shown = text ?? (most === undefined ? '' : formatQuantity(most));
  const value = parseQuantity(shown);
  const fits = value !== undefined && value > 0n;
  const field = (label: string, unit?: string) => (
    <TextInput label={label} description={unit} required inputMode="decimal" classNames={{input: 'num'}} value={shown} onChange={(e) => setText(e.currentTarget.value)}
      error={shown !== '' && !fits ? t('transfer.no_quantity') : undefined} />
  );
  return {quantity: fits ? forJson(value) : undefined, field, forget: () => setText(undefined)};
}

function LineSelect({order, number, onChange}: {order: Order; number: number | undefined; onChange: (number: number) => void}) {
  const {t} = useTranslation('across');
  return <NativeSelect label={t('transfer.line')} required value={String(number ?? '')} onChange={(e) => onChange(Number(e.currentTarget.value))} data={order.lines.map((one) => ({value: String(one.number), label: lineLabel(one)}))} />;
}

/** Asks the first giver whether some of a line may go on to a party of another book. */
export function AskTransfer({book, file, order, onSigned}: GuidedProps) {
  const {t} = useTranslation('across');
  const name = useBookName();
  const takers = useOtherBooks(book).flatMap((there) =>
    there.others.filter((code) => code !== order.supplier && code !== order.recipient)
      .map((code) => ({value: `${there.id} ${code}`, label: t('transfer.to_in', {party: t(`party.${code}`, {ns: 'glossary', defaultValue: code.toUpperCase()}), book: name(there)})})));
  const [number, setNumber] = useState(order.lines[0]?.number);
  const [taker, setTaker] = useState('');
  const [purpose, setPurpose] = useState('');
  const line = order.lines.find((one) => one.number === number);
  const asked = useQuantity(line?.ordered);
  const [partnership = '', to = ''] = (taker || (takers.length === 1 ? takers[0]?.value ?? '' : '')).split(' ');
  if (takers.length === 0) return <Empty title={t('transfer.no_taker')} />;
  const body = line && asked.quantity && partnership && purpose.trim() ? {line: line.number, quantity: asked.quantity, to, partnership, purpose: purpose.trim()} : undefined;
  return (
    <Stack gap="sm">
      <Text size="sm">{t('transfer.ask_what')}</Text>
      <SimpleGrid cols={{base: 1, xs: 2}}>
        <LineSelect order={order} number={number} onChange={(next) => { setNumber(next); asked.forget(); }} />
        {asked.field(t('transfer.quantity'), line?.unit)}
        <NativeSelect label={t('transfer.taker')} required value={partnership ? `${partnership} ${to}` : ''} onChange={(e) => setTaker(e.currentTarget.value)} data={[{value: '', label: '—'}, ...takers]} />
        <TextInput label={t('field.purpose', {ns: 'glossary'})} required value={purpose} onChange={(e) => setPurpose(e.currentTarget.value)} />
      </SimpleGrid>
      <SignBar book={book} kind="ask_transfer" of={file.id} body={body} lacks={body ? undefined : t('transfer.ask_incomplete')} onSigned={onSigned} />
    </Stack>
  );
}

/** The first giver's yes, with conditions that travel with the goods, or no. */
export function AnswerTransfer({book, file, order, onSigned}: GuidedProps) {
  const {t} = useTranslation('across');
  const party = usePartyIn();
  const open = (order.transfers ?? []).filter((one) => !one.answer);
  const [chosen, setChosen] = useState('');
  const [granted, setGranted] = useState('');
  const [conditions, setConditions] = useState('');
  const [until, setUntil] = useState('');
  const of = open.find((one) => one.id === chosen) ?? (open.length === 1 ? open[0] : undefined);
  const line = order.lines.find((one) => one.number === of?.asked.line);
  if (open.length === 0) return <Empty title={t('transfer.nothing_asked')} />;
  const yes = granted === 'yes';
  // A last day that is none would leave a consent without end.
  const last = parseDate(until);
  const body = of && line && granted && (!yes || until === '' || last)
    ? {
        of: of.id, granted: yes, item: line.item, unit: line.unit, quantity: of.asked.quantity, to: of.asked.to, partnership: of.asked.partnership, giver: order.supplier, holder: order.recipient,
        conditions: yes ? conditions.split('\n').map((one) => one.trim()).filter(Boolean) : [], ...(yes && last ? {until: last} : {}),
      }
    : undefined;
  return (
    <Stack gap="sm">
      {open.length > 1 && <NativeSelect label={t('transfer.which')} required value={chosen} onChange={(e) => setChosen(e.currentTarget.value)} data={[{value: '', label: '—'}, ...open.map((one) => ({value: one.id, label: `${party(one.asked.to)} · ${formatQuantity(one.asked.quantity)} · ${one.asked.purpose}`}))]} />}
      {of && line && (
        <Notice color="gray">
          <Text size="sm">{capital(t('transfer.asked', {holder: party(order.recipient), to: party(of.asked.to), quantity: formatQuantity(of.asked.quantity), unit: line.unit, item: line.item, purpose: of.asked.purpose}))}</Text>
          <Text size="sm">{t('transfer.shown_in')} <BookOf id={of.asked.partnership} /></Text>
        </Notice>
      )}
      <Radio.Group label={t('transfer.answer')} required value={granted} onChange={setGranted}>
        <Stack gap={4} mt={4}><Radio value="yes" label={t('transfer.yes')} /><Radio value="no" label={t('transfer.no')} /></Stack>
      </Radio.Group>
      {yes && (
        <SimpleGrid cols={{base: 1, xs: 2}}>
          <Textarea label={t('transfer.conditions')} description={t('transfer.conditions_hint')} autosize minRows={2} value={conditions} onChange={(e) => setConditions(e.currentTarget.value)} />
          <TextInput label={t('transfer.until')} placeholder="YYYY-MM-DD" value={until} onChange={(e) => setUntil(e.currentTarget.value)}
            description={last && last !== until ? last : undefined} error={until !== '' && !last ? t('form.no_date', {ns: 'common'}) : undefined} />
        </SimpleGrid>
      )}
      <SignBar book={book} kind="answer_transfer" of={file.id} body={body} lacks={body ? undefined : t('transfer.answer_incomplete')} onSigned={onSigned} />
    </Stack>
  );
}

/** Names a line as the goods of a first giver, whose consent was shown in this book. */
export function NameOrigin({book, file, order, onSigned}: GuidedProps) {
  const {t} = useTranslation('across');
  const party = (code: string) => t(`party.${code}`, {ns: 'glossary', defaultValue: code.toUpperCase()});
  const {shown, waiting} = useShown(book, ['answer_transfer']);
  const consents = shown.map((one) => ({...one, said: one.body as unknown as Consent}))
    .filter(({said}) => said.granted && said.partnership === book.id && said.to === order.recipient && said.holder === order.supplier);
  const [chosen, setChosen] = useState('');
  const consent = consents.find((one) => one.id === chosen) ?? (consents.length === 1 ? consents[0] : undefined);
  const fitting = order.lines.filter((one) => !consent || (one.item === consent.said.item && one.unit === consent.said.unit));
  const [wanted, setWanted] = useState<number>();
  const line = fitting.find((one) => one.number === wanted) ?? fitting[0];
  const named = useQuantity(line && consent ? smaller(line.ordered, consent.said.quantity) : undefined);
  if (waiting) return <Waiting />;
  if (consents.length === 0) return <Empty title={t('transfer.no_consent')}><Link to={`/b/${book.slug}/evidence`}>{t('evidence_title')}</Link></Empty>;
  const body = consent && line && named.quantity ? {line: line.number, quantity: named.quantity, evidence: consent.id} : undefined;
  return (
    <Stack gap="sm">
      <NativeSelect label={t('transfer.consent')} required value={consent?.id ?? ''} onChange={(e) => { setChosen(e.currentTarget.value); named.forget(); }}
        data={[{value: '', label: '—'}, ...consents.map(({id, said}) => ({value: id, label: `${party(said.giver)}: ${formatQuantity(said.quantity)} ${said.unit} ${said.item}${said.until ? ` · ${t('says.until')} ${said.until}` : ''}`}))]} />
      {consent && <Notice color="gray"><ProvenWords kind="answer_transfer" body={consent.body} /></Notice>}
      {consent && fitting.length === 0 && <Text size="sm">{t('transfer.no_line')}</Text>}
      <SimpleGrid cols={{base: 1, xs: 2}}>
        {line && <LineSelect order={{...order, lines: fitting}} number={line.number} onChange={(next) => { setWanted(next); named.forget(); }} />}
        {named.field(t('transfer.quantity'), line?.unit)}
      </SimpleGrid>
      <SignBar book={book} kind="name_origin" of={file.id} body={body} lacks={body ? undefined : t('transfer.name_incomplete')} onSigned={onSigned} />
    </Stack>
  );
}

const smaller = (a: Integer, b: Integer): Integer => (BigInt(a) < BigInt(b) ? a : b);
