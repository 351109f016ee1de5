import {Button, Group, Stack, Text, TextInput} from '@mantine/core';
import {useState, type FormEvent} from 'react';
import {useTranslation} from 'react-i18next';
import type {Book} from '@/api/books';
import {useSignAct, type SignedAct} from '@/api/sign';
import {effectiveNow} from '@/domain/time';
import {clean} from '@/parts/clean';
import {ProblemNotice} from '@/parts/states';
import {crossingOf, unreadable, type Typed} from './crossing';
import {CrossingFigures} from './CrossingFigures';
import type {VisitFigures} from './shapes';

/** What was expended, consumed or used up of what is inside, line by line. */
export function ChangeForm({book, of, visit, onSigned}: {book: Book; of: string; visit: VisitFigures; onSigned: (act: SignedAct) => void}) {
  const {t} = useTranslation('visits');
  const sign = useSignAct(book);
  const [typed, setTyped] = useState<Typed>({});
  const [note, setNote] = useState('');
  const [effective, setEffective] = useState(effectiveNow());
  const bad = unreadable(visit, typed);
  const submit = (e: FormEvent) => {
    e.preventDefault();
    const used = crossingOf(visit, typed);
    const body = {expended: used.arms, consumed: used.manifest, goods: used.goods, note};
    sign.mutate({kind: 'declare_change', case: of, effective, body: clean(body) as Record<string, unknown>}, {onSuccess: onSigned});
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">{t('crossing.change_words')}</Text>
        <CrossingFigures visit={visit} column="change" typed={typed} onChange={setTyped} bad={bad} />
        <TextInput label={t('glossary:field.note')} value={note} onChange={(e) => setNote(e.currentTarget.value)} />
        <TextInput maw="24rem" label={t('common:form.effective')} description={t('common:form.effective_hint')} required value={effective} onChange={(e) => setEffective(e.currentTarget.value)} />
        <ProblemNotice error={sign.error} />
        <Group><Button type="submit" loading={sign.isPending} disabled={bad.length > 0}>{t('common:form.sign', {act: t('glossary:act.declare_change')})}</Button></Group>
      </Stack>
    </form>
  );
}
