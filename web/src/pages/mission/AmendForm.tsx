import {Button, Group, Stack, TextInput} from '@mantine/core';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import type {Book} from '@/api/books';
import {useSignAct, type SignedAct} from '@/api/sign';
import {effectiveNow} from '@/domain/time';
import {clean} from '@/parts/clean';
import {ProblemNotice} from '@/parts/states';
import {Faults} from './Faults';
import {draftOf, emptyPlan, planOf} from './plan';
import {PlanForm} from './PlanForm';
import type {VisitFigures} from './shapes';

/** The whole plan anew, from the one that stands; the host answers it. */
export function AmendForm({book, of, visit, onSigned}: {book: Book; of: string; visit: VisitFigures; onSigned: (act: SignedAct) => void}) {
  const {t} = useTranslation('visits');
  const sign = useSignAct(book);
  const standing = visit.proposed?.plan ?? visit.plan;
  const [draft, setDraft] = useState(() => (standing ? draftOf(standing) : emptyPlan()));
  const [reason, setReason] = useState('');
  const [effective, setEffective] = useState(effectiveNow());
  const submit = () => sign.mutate({kind: 'amend_visit', case: of, effective, body: clean({plan: planOf(draft).plan, reason}) as Record<string, unknown>}, {onSuccess: onSigned});
  return (
    <PlanForm draft={draft} onChange={setDraft}
      lead={<TextInput label={t('glossary:field.reason')} required value={reason} onChange={(e) => setReason(e.currentTarget.value)} />}
      sign={(faults) => (
        <Stack gap="sm">
          <Faults faults={faults} />
          <TextInput maw="24rem" label={t('common:form.effective')} description={t('common:form.effective_hint')} value={effective} onChange={(e) => setEffective(e.currentTarget.value)} />
          <ProblemNotice error={sign.error} />
          <Group><Button onClick={submit} loading={sign.isPending} disabled={faults.length > 0}>{t('common:form.sign', {act: t('glossary:act.amend_visit')})}</Button></Group>
        </Stack>
      )} />
  );
}
