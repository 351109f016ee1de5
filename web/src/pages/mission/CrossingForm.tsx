import {Alert, Button, Checkbox, Fieldset, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput} from '@mantine/core';
import {useState, type FormEvent} from 'react';
import {useTranslation} from 'react-i18next';
import type {Book} from '@/api/books';
import {useSignAct, type SignedAct} from '@/api/sign';
import {placeChoices} from '@/domain/places';
import {effectiveNow} from '@/domain/time';
import {clean} from '@/parts/clean';
import {ProblemNotice} from '@/parts/states';
import {crossingOf, expected, unreadable, type Direction, type Typed} from './crossing';
import {emptyPlan, groups, planOf, type PlanDraft} from './plan';
import {CrossingFigures} from './CrossingFigures';
import {Lists} from './PlanForm';
import {Faults} from './Faults';
import type {VisitFigures} from './shapes';

interface Props {
  book: Book;
  of: string;
  visit: VisitFigures;
  direction: Direction;
  onSigned: (act: SignedAct) => void;
}

/** Groups that no plan names can come too; the form shows them with nothing declared. */
function padded(visit: VisitFigures): VisitFigures {
  const lacking = groups.filter((one) => !visit.people.some((here) => here.people === one));
  return {...visit, people: [...visit.people, ...lacking.map((people) => ({people, declared: 0, in: 0, out: 0, inside: 0}))].sort((a, b) => groups.indexOf(a.people as never) - groups.indexOf(b.people as never))};
}

/** What in fact came in or went out, one row each beside what was declared; filled in with what is expected. */
export function CrossingForm({book, of, visit, direction, onSigned}: Props) {
  const {t} = useTranslation('visits');
  const sign = useSignAct(book);
  const shown = padded(visit);
  const [typed, setTyped] = useState<Typed>(() => expected(shown, direction));
  const [extra, setExtra] = useState<PlanDraft>(emptyPlan());
  const [place, setPlace] = useState({name: visit.plan?.places[0]?.name ?? '', locode: visit.plan?.places[0]?.locode ?? ''});
  const [last, setLast] = useState(false);
  const [effective, setEffective] = useState(effectiveNow());
  const bad = unreadable(shown, typed);
  const more = planOf(extra);
  const submit = (e: FormEvent) => {
    e.preventDefault();
    const body = direction === 'enter' ? entering(crossingOf(shown, typed), more.plan, visit, place) : {actual: crossingOf(shown, typed), place, last};
    sign.mutate({kind: direction, case: of, effective, body: clean(body) as Record<string, unknown>}, {onSuccess: onSigned});
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">{t(`crossing.${direction}_words`)}</Text>
        <CrossingFigures visit={shown} column={direction} typed={typed} onChange={setTyped} bad={bad} />
        {direction === 'enter' && (
          <details>
            <summary>{t('crossing.undeclared')}</summary>
            <Stack gap="sm" mt="xs"><Lists names={['craft', 'arms', 'goods', 'drivers']} draft={extra} onChange={setExtra} faults={more.faults} /></Stack>
          </details>
        )}
        <PlaceAndTime place={place} onPlace={setPlace} effective={effective} onEffective={setEffective} />
        {direction === 'depart' && <Checkbox label={t('crossing.last')} checked={last} onChange={(e) => setLast(e.currentTarget.checked)} />}
        {last && <Alert color="yellow" variant="light">{t('crossing.last_words')}</Alert>}
        <Faults faults={more.faults} />
        <ProblemNotice error={sign.error} />
        <Group><Button type="submit" loading={sign.isPending} disabled={bad.length + more.faults.length > 0}>{t('common:form.sign', {act: t(`glossary:act.${direction}`)})}</Button></Group>
      </Stack>
    </form>
  );
}

/** Lines of arms that nobody declared take numbers after those there are; goods and drivers are counted with the others. */
function entering(actual: Record<string, unknown[]>, extra: ReturnType<typeof planOf>['plan'], visit: VisitFigures, place: object) {
  const top = Math.max(0, ...visit.arms.map((one) => one.number));
  const licences = [...(actual.drivers ?? []), ...extra.drivers] as {licence: string}[];
  const goods = [...(actual.goods ?? []), ...extra.goods.map(({un_number, quantity, unit}) => ({un_number, quantity, unit}))] as {un_number: string; unit: string}[];
  return {
    actual: {
      ...actual,
      drivers: licences.sort((a, b) => (a.licence < b.licence ? -1 : 1)),
      goods: goods.sort((a, b) => (a.un_number + a.unit < b.un_number + b.unit ? -1 : 1)),
    },
    place,
    undeclared_craft: [...extra.craft].sort((a, b) => (a.identifier < b.identifier ? -1 : 1)),
    undeclared_arms: extra.arms.map((one, i) => ({...one, number: top + i + 1})),
  };
}

interface PlaceProps {
  place: {name: string; locode: string};
  onPlace: (place: {name: string; locode: string}) => void;
  effective: string;
  onEffective: (effective: string) => void;
}

function PlaceAndTime({place, onPlace, effective, onEffective}: PlaceProps) {
  const {t} = useTranslation('visits');
  const codes = placeChoices();
  const known = place.locode === '' || codes.some((one) => one.value === place.locode);
  return (
    <Fieldset legend={t('crossing.where')}>
      <SimpleGrid cols={{base: 1, xs: 3}}>
        <TextInput label={t('glossary:field.place')} required value={place.name} onChange={(e) => onPlace({...place, name: e.currentTarget.value})} />
        <NativeSelect label={t('glossary:field.locode')} value={place.locode} onChange={(e) => onPlace({...place, locode: e.currentTarget.value})}
          data={[{value: '', label: '—'}, ...codes, ...(known ? [] : [{value: place.locode, label: place.locode}])]} />
        <TextInput label={t('common:form.effective')} description={t('common:form.effective_hint')} required value={effective} onChange={(e) => onEffective(e.currentTarget.value)} />
      </SimpleGrid>
    </Fieldset>
  );
}
