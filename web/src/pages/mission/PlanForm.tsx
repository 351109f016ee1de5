import {Button, Group, SimpleGrid, Stack, Textarea, TextInput, Title} from '@mantine/core';
import {useEffect, useRef, useState, type ReactNode} from 'react';
import {useTranslation} from 'react-i18next';
import {DateField} from '@/parts/fields';
import {ListEditor} from './ListEditor';
import {groups, planOf, type PlanDraft, type PlanFault} from './plan';
import {usePlanFields, type PlanList} from './planFields';
import {PlanView} from './PlanView';
import {useValue} from './words';

export interface PlanFormProps {
  draft: PlanDraft;
  onChange: (draft: PlanDraft) => void;
  /** First in the first step: agreement, activity, host. */
  lead?: ReactNode;
  /** In the last step, below the plan: what signs it. */
  sign: (faults: PlanFault[]) => ReactNode;
}

const steps = ['window', 'people', 'craft', 'arms', 'imports', 'check'] as const;
type Step = (typeof steps)[number];

/** A visit's plan in steps. Steps may be taken in any order; nothing typed is lost between them. */
export function PlanForm({draft, onChange, lead, sign}: PlanFormProps) {
  const {t} = useTranslation('visits');
  const [step, setStep] = useState<Step>('window');
  const title = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const {plan, faults} = planOf(draft);
  const at = steps.indexOf(step);
  useEffect(() => {
    if (moved.current) title.current?.focus();
    moved.current = true;
  }, [step]);
  return (
    <Stack gap="md">
      <nav aria-label={t('plan.steps')}>
        <Group component="ol" gap={4} p={0} m={0} style={{listStyle: 'none'}}>
          {steps.map((one, i) => (
            <li key={one}>
              <Button size="compact-sm" variant={one === step ? 'filled' : 'default'} aria-current={one === step ? 'step' : undefined} onClick={() => setStep(one)}>
                {i + 1}. {t(`plan.step_${one}`)}
              </Button>
            </li>
          ))}
        </Group>
      </nav>
      <Title order={2} size="h4" ref={title} tabIndex={-1}>{t(`plan.step_${step}`)}</Title>
      {step === 'window' && <WindowStep draft={draft} onChange={onChange} lead={lead} faults={faults} />}
      {step === 'people' && <PeopleStep draft={draft} onChange={onChange} faults={faults} />}
      {step === 'craft' && <Lists names={['craft']} draft={draft} onChange={onChange} faults={faults} />}
      {step === 'arms' && <Lists names={['arms', 'goods']} draft={draft} onChange={onChange} faults={faults} />}
      {step === 'imports' && <RestStep draft={draft} onChange={onChange} faults={faults} />}
      {step === 'check' && <><PlanView plan={plan} />{sign(faults)}</>}
      <Group>
        {at > 0 && <Button variant="default" onClick={() => setStep(steps[at - 1] ?? 'window')}>{t('plan.back')}</Button>}
        {at < steps.length - 1 && <Button variant="light" onClick={() => setStep(steps[at + 1] ?? 'check')}>{t('plan.on')}</Button>}
      </Group>
    </Stack>
  );
}

interface StepProps {
  draft: PlanDraft;
  onChange: (draft: PlanDraft) => void;
  faults: PlanFault[];
}

function WindowStep({draft, onChange, lead, faults}: StepProps & {lead?: ReactNode}) {
  const {t} = useTranslation('visits');
  const set = (part: Partial<PlanDraft>) => onChange({...draft, ...part});
  return (
    <Stack gap="sm">
      {lead}
      <TextInput label={t('plan.purpose')} required value={draft.purpose} onChange={(e) => set({purpose: e.currentTarget.value})} />
      <SimpleGrid cols={{base: 1, xs: 2}}>
        <DateField label={t('plan.first_day')} required value={draft.from || undefined} onChange={(from) => set({from: from ?? ''})} />
        <DateField label={t('plan.last_day')} required value={draft.until || undefined} onChange={(until) => set({until: until ?? ''})} />
        <TextInput label={t('glossary:field.units')} description={t('plan.commas')} value={draft.units} onChange={(e) => set({units: e.currentTarget.value})} />
        <TextInput label={t('glossary:field.contact')} description={t('plan.contact_hint')} value={draft.contact} onChange={(e) => set({contact: e.currentTarget.value})} />
      </SimpleGrid>
      <Lists names={['places']} draft={draft} onChange={onChange} faults={faults} />
    </Stack>
  );
}

function PeopleStep({draft, onChange, faults}: StepProps) {
  const {t} = useTranslation('visits');
  const value = useValue();
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{base: 1, xs: 3}}>
        {groups.map((one) => (
          <TextInput key={one} label={value('people', one)} inputMode="numeric" classNames={{input: 'num'}} value={draft.people[one] ?? ''}
            error={faults.some((fault) => fault.list === 'people' && fault.field === one) ? t('common:form.no_figure', {count: 0}) : undefined}
            onChange={(e) => onChange({...draft, people: {...draft.people, [one]: e.currentTarget.value}})} />
        ))}
      </SimpleGrid>
      <Lists names={['drivers', 'professionals']} draft={draft} onChange={onChange} faults={faults} />
    </Stack>
  );
}

function RestStep({draft, onChange, faults}: StepProps) {
  const {t} = useTranslation('visits');
  return (
    <Stack gap="sm">
      <Lists names={['manifest']} draft={draft} onChange={onChange} faults={faults} />
      <TextInput label={t('glossary:field.frequencies')} description={t('plan.commas')} value={draft.frequencies} onChange={(e) => onChange({...draft, frequencies: e.currentTarget.value})} />
      <Textarea label={t('plan.health')} autosize minRows={2} value={draft.health} onChange={(e) => onChange({...draft, health: e.currentTarget.value})} />
    </Stack>
  );
}

/** Editors of some of the plan's lists, for other forms too. */
export function Lists({names, draft, onChange, faults}: StepProps & {names: PlanList[]}) {
  const {t} = useTranslation('visits');
  const fields = usePlanFields();
  return (
    <>
      {names.map((name) => (
        <ListEditor key={name} title={t(`plan.${name}`)} add={t(`plan.add_${name}`)} fields={fields[name]} rows={draft[name]} onChange={(rows) => onChange({...draft, [name]: rows})}
          bad={(row, field) => (faults.some((fault) => fault.list === name && fault.row === row && fault.field === field) && (draft[name][row]?.[field] ?? '') !== '' ? t('common:form.no_figure', {count: 6}) : undefined)} />
      ))}
    </>
  );
}
