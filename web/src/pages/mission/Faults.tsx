import {Alert} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import type {PlanFault} from './plan';

/** What of a plan cannot be read yet, by its list. */
export function Faults({faults}: {faults: PlanFault[]}) {
  const {t} = useTranslation('visits');
  if (faults.length === 0) return null;
  return (
    <Alert color="red" variant="light" role="alert" title={t('plan.unreadable')}>
      {faults.map((fault, i) => <div key={i}>{t(`plan.${fault.list}`, {defaultValue: fault.list})} {fault.row + 1}: {t(`plan.${fault.field}`, {defaultValue: t(`glossary:field.${fault.field}`, {defaultValue: fault.field})})}</div>)}
    </Alert>
  );
}
