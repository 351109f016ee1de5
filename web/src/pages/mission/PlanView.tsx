import {Stack} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import {Fact, Facts, Quantity} from '@/parts/words';
import {Rows} from './Rows';
import type {VisitPlan} from './shapes';
import {PlaceName, useValue, Window} from './words';

/** A plan for reading, everything in it. */
export function PlanView({plan}: {plan: VisitPlan}) {
  const {t} = useTranslation('visits');
  const value = useValue();
  const list = (words: string[]) => (words.length > 0 ? words.join(', ') : '—');
  return (
    <Stack gap="sm">
      <Facts>
        <Fact label={t('plan.purpose')}>{plan.purpose || '—'}</Fact>
        <Fact label={t('visit.window')}><Window from={plan.from} until={plan.until} /></Fact>
        <Fact label={t('glossary:field.units')}>{list(plan.units)}</Fact>
        <Fact label={t('glossary:field.places')}>{plan.places.length > 0 ? plan.places.map((place, i) => <div key={i}><PlaceName place={place} /></div>) : '—'}</Fact>
        <Fact label={t('glossary:field.people')}>{list(plan.people.map((one) => `${value('people', one.people)} ${one.count}`))}</Fact>
        {plan.contact && <Fact label={t('glossary:field.contact')}>{plan.contact}</Fact>}
        {plan.frequencies.length > 0 && <Fact label={t('glossary:field.frequencies')}>{list(plan.frequencies)}</Fact>}
        {plan.health && <Fact label={t('plan.health')}>{plan.health}</Fact>}
        {plan.professionals.length > 0 && <Fact label={t('plan.professionals')}>{list(plan.professionals.map((one) => `${one.licence} ${one.count}`))}</Fact>}
        {plan.drivers.length > 0 && <Fact label={t('plan.drivers')}>{list(plan.drivers.map((one) => `${one.licence} ${one.count}`))}</Fact>}
      </Facts>
      <Rows order={3} title={t('plan.craft')} heads={[t('plan.identifier'), t('plan.craft_kind'), t('plan.type')]}
        rows={plan.craft.map((one) => ({key: one.identifier, cells: [one.identifier, value('craft', one.craft), one.type]}))} />
      <Rows order={3} title={t('plan.arms')} numeric={[3, 4]} heads={[t('plan.line'), t('plan.arms_kind'), t('plan.type'), t('plan.pieces'), t('plan.explosive_grams'), t('plan.serials'), t('plan.storage')]}
        rows={plan.arms.map((one) => ({key: String(one.number), cells: [one.number, value('arms', one.arms), one.type, one.count, one.explosive_grams || '—', one.identifiers.join(', ') || '—', one.storage || '—']}))} />
      <Rows order={3} title={t('plan.goods')} numeric={[2]} heads={[t('plan.un_number'), t('glossary:field.description'), t('glossary:field.quantity')]}
        rows={plan.goods.map((one) => ({key: one.un_number + one.unit, cells: [`UN ${one.un_number}`, one.description, <Quantity value={one.quantity} unit={one.unit} />]}))} />
      <Rows order={3} title={t('plan.manifest')} numeric={[3]} heads={[t('plan.line'), t('plan.regime'), t('glossary:field.description'), t('glossary:field.quantity')]}
        rows={plan.manifest.map((one) => ({key: String(one.number), cells: [one.number, value('regime', one.regime), one.description, <Quantity value={one.quantity} unit={one.unit} />]}))} />
    </Stack>
  );
}
