// The fields of a plan's lists, for ListEditor.
import {useTranslation} from 'react-i18next';
import {placeChoices} from '@/domain/places';
import type {EditorField} from './ListEditor';
import {useValue} from './words';

/** Units that visits count goods and imports in most; others are typed by their Rec 20 code in the plain form of the act. */
const UNITS = ['EA', 'LTR', 'KGM', 'MTQ', 'TNE', 'C62', 'H87', 'K6', 'GLL', 'BLL'];

export type PlanList = 'places' | 'craft' | 'arms' | 'goods' | 'drivers' | 'professionals' | 'manifest';

export function usePlanFields(): Record<PlanList, EditorField[]> {
  const {t} = useTranslation('visits');
  const value = useValue();
  const of = (name: string, codes: string[]) => codes.map((code) => ({value: code, label: value(name, code)}));
  const units = UNITS.map((code) => ({value: code, label: t(`glossary:unit.${code}`, {defaultValue: code})}));
  const count: EditorField = {name: 'count', label: t('plan.count'), figure: true, required: true};
  const quantity: EditorField = {name: 'quantity', label: t('glossary:field.quantity'), figure: true, required: true};
  const unit: EditorField = {name: 'unit', label: t('glossary:field.unit'), options: units};
  return {
    places: [
      {name: 'name', label: t('glossary:field.place'), required: true},
      {name: 'locode', label: t('glossary:field.locode'), options: [{value: '', label: '—'}, ...placeChoices()]},
      {name: 'latitude', label: t('plan.latitude'), figure: true},
      {name: 'longitude', label: t('plan.longitude'), figure: true},
    ],
    craft: [
      {name: 'craft', label: t('plan.craft_kind'), options: of('craft', ['ship', 'aircraft', 'vehicle'])},
      {name: 'type', label: t('plan.type')},
      {name: 'identifier', label: t('plan.identifier'), required: true},
    ],
    arms: [
      {name: 'arms', label: t('plan.arms_kind'), options: of('arms', ['weapon', 'ammunition', 'explosive'])},
      {name: 'type', label: t('plan.type'), required: true},
      {...count, label: t('plan.pieces')},
      {name: 'explosive_grams', label: t('plan.explosive_grams'), figure: true},
      {name: 'identifiers', label: t('plan.serials'), hint: t('plan.commas')},
      {name: 'storage', label: t('plan.storage')},
    ],
    goods: [{name: 'un_number', label: t('plan.un_number'), required: true}, {name: 'description', label: t('glossary:field.description')}, quantity, unit],
    drivers: [{name: 'licence', label: t('plan.licence'), required: true}, count],
    professionals: [{name: 'licence', label: t('plan.profession'), required: true}, count],
    manifest: [
      {name: 'regime', label: t('plan.regime'), options: of('regime', ['temporary', 'consumption'])},
      {name: 'description', label: t('glossary:field.description'), required: true},
      quantity,
      unit,
    ],
  };
}
