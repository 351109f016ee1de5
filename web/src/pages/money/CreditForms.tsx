import {NativeSelect, SimpleGrid, Text, TextInput} from '@mantine/core';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import {useNavigate} from 'react-router';
import type {Book} from '@/api/books';
import {useCases} from '@/api/reads';
import {forJson, formatQuantity, parseQuantity} from '@/domain/decimal';
import {localDay, parseDate} from '@/domain/time';
import {Part} from '@/pages/work/Part';
import {SignBar} from '@/pages/work/SignBar';
import {assetsOf, creditFor, type CreditLaw} from './credit';

interface FormProps {
  book: Book;
  laws: CreditLaw[];
}

/** Which agreement counts it; asked only where several do. */
function useLaw(laws: CreditLaw[]) {
  const {t} = useTranslation('across');
  const [chosen, setChosen] = useState('');
  const law = laws.find((one) => one.id === chosen) ?? laws[0];
  const choice = laws.length > 1 && <NativeSelect label={t('field.instrument', {ns: 'glossary'})} required value={law?.id} onChange={(e) => setChosen(e.currentTarget.value)} data={laws.map((one) => ({value: one.id, label: one.title}))} />;
  return {law, choice};
}

function useParty() {
  const {t} = useTranslation('across');
  return (code: string) => t(`party.${code}`, {ns: 'glossary', defaultValue: code.toUpperCase()});
}

const figure = (text: string): bigint | undefined => {
  const value = parseQuantity(text);
  return value !== undefined && value > 0n ? value : undefined;
};

/** A service that was given; the table of its day says what it counts for. */
export function RecordService({book, laws}: FormProps) {
  const {t} = useTranslation('across');
  const go = useNavigate();
  const party = useParty();
  const {law, choice} = useLaw(laws);
  const activities = useCases(book, 'activity').data ?? [];
  const gives = book.seat?.roles.includes('issuer') ?? false;
  const [words, setWords] = useState({activity: '', provider: gives ? book.me : '', user: gives ? '' : book.me, asset: '', measured: '', place: '', day: localDay()});
  const set = (more: Partial<typeof words>) => setWords({...words, ...more});
  if (!law) return null;
  const parties = [{value: '', label: '—'}, ...law.parties.map((code) => ({value: code, label: party(code)}))];
  const measured = figure(words.measured);
  const day = parseDate(words.day);
  const credit = words.asset && measured && day ? creditFor(law, words.asset, measured, day) : undefined;
  const ready = credit && measured && words.activity && words.provider && words.user && words.provider !== words.user;
  const body = ready ? {instrument: law.id, activity: words.activity, provider: words.provider, user: words.user, asset: words.asset, measured: forJson(measured), credit: forJson(credit), place: words.place.trim()} : undefined;
  return (
    <Part title={t('credit.record')}>
      <Text size="sm">{t('credit.record_what')}</Text>
      <SimpleGrid cols={{base: 1, xs: 2, md: 4}}>
        {choice}
        <NativeSelect label={t('field.activity', {ns: 'glossary'})} required value={words.activity} onChange={(e) => set({activity: e.currentTarget.value})} data={[{value: '', label: '—'}, ...activities.map((one) => ({value: one.id, label: one.name ?? one.id.slice(0, 8)}))]} />
        <NativeSelect label={t('field.provider', {ns: 'glossary'})} required value={words.provider} onChange={(e) => set({provider: e.currentTarget.value})} data={parties} />
        <NativeSelect label={t('field.user', {ns: 'glossary'})} required value={words.user} onChange={(e) => set({user: e.currentTarget.value})} data={parties} />
        <NativeSelect label={t('field.asset', {ns: 'glossary'})} required value={words.asset} onChange={(e) => set({asset: e.currentTarget.value})} data={[{value: '', label: '—'}, ...assetsOf(law)]} />
        <TextInput label={t('credit.measured', {unit: law.credits.unit})} required inputMode="decimal" classNames={{input: 'num'}} value={words.measured} onChange={(e) => set({measured: e.currentTarget.value})} error={words.measured !== '' && !measured ? t('transfer.no_quantity') : undefined} />
        <TextInput label={t('field.place', {ns: 'glossary'})} value={words.place} onChange={(e) => set({place: e.currentTarget.value})} />
      </SimpleGrid>
      {credit !== undefined && <Text size="sm" role="status">{t('credit.counts', {credit: formatQuantity(credit), unit: law.credits.unit, item: law.credits.item})}</Text>}
      {words.asset && measured && credit === undefined && <Text size="sm" role="status">{t('credit.no_rate', {asset: words.asset})}</Text>}
      <SignBar book={book} kind="record_service" body={body} lacks={body ? undefined : t('credit.record_incomplete')} onEffective={(effective) => set({day: effective.slice(0, 10)})}
        onSigned={(act) => void go(`/b/${book.slug}/cases/${act.id}`)} />
    </Part>
  );
}

/** Credit of this party handed to another, also for the need of a third. */
export function AssignCredit({book, laws}: FormProps) {
  const {t} = useTranslation('across');
  const go = useNavigate();
  const party = useParty();
  const {law, choice} = useLaw(laws.filter((one) => one.credits.assignment_clause));
  const [words, setWords] = useState({to: '', beneficiary: '', credit: '', purpose: ''});
  const set = (more: Partial<typeof words>) => setWords({...words, ...more});
  if (!law) return null;
  const others = law.parties.filter((code) => code !== book.me).map((code) => ({value: code, label: party(code)}));
  const credit = figure(words.credit);
  const body = words.to && credit && words.purpose.trim()
    ? {instrument: law.id, from: book.me, to: words.to, beneficiary: words.beneficiary || words.to, credit: forJson(credit), purpose: words.purpose.trim()}
    : undefined;
  return (
    <Part title={t('credit.assign')}>
      <Text size="sm">{t('credit.assign_what')}</Text>
      <SimpleGrid cols={{base: 1, xs: 2, md: 4}}>
        {choice}
        <NativeSelect label={t('field.to', {ns: 'glossary'})} required value={words.to} onChange={(e) => set({to: e.currentTarget.value})} data={[{value: '', label: '—'}, ...others]} />
        <NativeSelect label={t('field.beneficiary', {ns: 'glossary'})} value={words.beneficiary} onChange={(e) => set({beneficiary: e.currentTarget.value})} data={[{value: '', label: t('credit.same')}, ...others]} />
        <TextInput label={t('credit.credit', {unit: law.credits.unit, item: law.credits.item})} required inputMode="decimal" classNames={{input: 'num'}} value={words.credit} onChange={(e) => set({credit: e.currentTarget.value})} error={words.credit !== '' && !credit ? t('transfer.no_quantity') : undefined} />
        <TextInput label={t('field.purpose', {ns: 'glossary'})} required value={words.purpose} onChange={(e) => set({purpose: e.currentTarget.value})} />
      </SimpleGrid>
      <SignBar book={book} kind="assign_credit" body={body} lacks={body ? undefined : t('credit.assign_incomplete')} onSigned={(act) => void go(`/b/${book.slug}/cases/${act.id}`)} />
    </Part>
  );
}
