import {Alert, Button, Group, NativeSelect, SimpleGrid, Stack, TextInput} from '@mantine/core';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import {useNavigate} from 'react-router';
import type {Book} from '@/api/books';
import {useSignAct} from '@/api/sign';
import {effectiveNow} from '@/domain/time';
import {clean} from '@/parts/clean';
import {InBook, Page} from '@/parts/Page';
import {ProblemNotice} from '@/parts/states';
import {useAgreements} from '@/pages/law/rules';
import {Faults} from './Faults';
import {emptyPlan, planOf, type PlanFault} from './plan';
import {PlanForm} from './PlanForm';
import {useActivitiesView} from './reads';

/** Declares a visit before it comes: who, with what, where and when. */
export default function NotifyPage() {
  return <InBook>{(book) => <Notify book={book} />}</InBook>;
}

interface Head {
  instrument: string;
  activity: string;
  host: string;
  reference: string;
  effective: string;
}

function Notify({book}: {book: Book}) {
  const {t} = useTranslation('visits');
  const go = useNavigate();
  const sign = useSignAct(book);
  const [draft, setDraft] = useState(emptyPlan());
  const [head, setHead] = useState<Head>({instrument: '', activity: '', host: '', reference: '', effective: effectiveNow()});
  const chosen = useChosen(book, head);
  const submit = () => {
    const body = {...chosen, reference: head.reference, visitor: book.me, plan: planOf(draft).plan};
    sign.mutate({kind: 'notify_visit', effective: head.effective, body: clean(body) as Record<string, unknown>}, {onSuccess: (act) => void go(`/b/${book.slug}/visits/${act.id}`)});
  };
  return (
    <Page title={t('visit.notify')}>
      {!book.seat && <Alert color="yellow" variant="light">{t('visit.no_seat')}</Alert>}
      <PlanForm draft={draft} onChange={setDraft} lead={<Lead book={book} head={head} onChange={setHead} chosen={chosen} />}
        sign={(faults) => <Sign faults={faults} head={head} onChange={setHead} busy={sign.isPending} error={sign.error} onSign={submit} />} />
    </Page>
  );
}

/** What is chosen, or would be: the first there is. */
function useChosen(book: Book, head: Head): Pick<Head, 'instrument' | 'activity' | 'host'> {
  const agreements = (useAgreements(book).data ?? []).filter((one) => one.rules.visits);
  const activities = useActivitiesView(book).data?.activities ?? [];
  return {
    instrument: head.instrument || agreements[0]?.id || '',
    activity: head.activity || activities[0]?.activity || '',
    host: head.host || book.others[0] || '',
  };
}

interface LeadProps {
  book: Book;
  head: Head;
  chosen: ReturnType<typeof useChosen>;
  onChange: (head: Head) => void;
}

function Lead({book, head, chosen, onChange}: LeadProps) {
  const {t} = useTranslation('visits');
  const agreements = useAgreements(book);
  const activities = useActivitiesView(book);
  const rows = (agreements.data ?? []).filter((one) => one.rules.visits);
  return (
    <Stack gap="sm">
      <ProblemNotice error={agreements.error ?? activities.error} />
      {agreements.data && rows.length === 0 && <Alert color="yellow" variant="light">{t('visit.no_agreement')}</Alert>}
      <SimpleGrid cols={{base: 1, sm: 2}}>
        <NativeSelect label={t('glossary:field.instrument')} required value={chosen.instrument} onChange={(e) => onChange({...head, instrument: e.currentTarget.value})}
          data={rows.map((one) => ({value: one.id, label: one.rules.title}))} />
        <NativeSelect label={t('glossary:field.activity')} required value={chosen.activity} onChange={(e) => onChange({...head, activity: e.currentTarget.value})}
          data={(activities.data?.activities ?? []).map((one) => ({value: one.activity, label: `${one.name} (${one.from} – ${one.until})`}))} />
        <NativeSelect label={t('visit.host')} required value={chosen.host} onChange={(e) => onChange({...head, host: e.currentTarget.value})}
          data={book.others.map((code) => ({value: code, label: t(`glossary:party.${code}`, {defaultValue: code})}))} />
        <TextInput label={t('glossary:field.reference')} value={head.reference} onChange={(e) => onChange({...head, reference: e.currentTarget.value})} />
      </SimpleGrid>
    </Stack>
  );
}

interface SignProps {
  faults: PlanFault[];
  head: Head;
  onChange: (head: Head) => void;
  busy: boolean;
  error: unknown;
  onSign: () => void;
}

function Sign({faults, head, onChange, busy, error, onSign}: SignProps) {
  const {t} = useTranslation('visits');
  return (
    <Stack gap="sm">
      <Faults faults={faults} />
      <TextInput maw="24rem" label={t('common:form.effective')} description={t('common:form.effective_hint')} value={head.effective} required
        onChange={(e) => onChange({...head, effective: e.currentTarget.value})} />
      <ProblemNotice error={error} />
      <Group><Button onClick={onSign} loading={busy} disabled={faults.length > 0}>{t('common:form.sign', {act: t('glossary:act.notify_visit')})}</Button></Group>
    </Stack>
  );
}
