// A visit's plan as its form holds it (texts), and as the act says it. Nothing here decides what may come: the node does.
import {forJson, formatDecimal, formatQuantity, parseDecimal, parseQuantity} from '@/domain/decimal';
import type {VisitPlan} from './shapes';

/** One row of a list; every value as typed. */
export type Row = Record<string, string>;

export interface PlanDraft {
  purpose: string;
  from: string;
  until: string;
  units: string;
  contact: string;
  health: string;
  frequencies: string;
  places: Row[];
  people: Row;
  craft: Row[];
  arms: Row[];
  goods: Row[];
  drivers: Row[];
  professionals: Row[];
  manifest: Row[];
}

export const groups = ['officer', 'enlisted', 'civilian'] as const;

export const emptyPlan = (): PlanDraft => ({
  purpose: '', from: '', until: '', units: '', contact: '', health: '', frequencies: '',
  places: [], people: {}, craft: [], arms: [], goods: [], drivers: [], professionals: [], manifest: [],
});

/** A row that holds no figure where one belongs: list, row from 0, field. */
export interface PlanFault {
  list: keyof PlanDraft;
  row: number;
  field: string;
}

const plainCount = (text: string | undefined): number | undefined => {
  const plain = (text ?? '').normalize('NFKC').replace(/[\s,]/g, '');
  return /^\d{1,10}$/.test(plain) ? Number(plain) : undefined;
};
const listed = (text: string): string[] => text.split(/[,、\n]/).map((one) => one.trim()).filter(Boolean);
const kept = (rows: Row[]): Row[] => rows.filter((row) => Object.entries(row).some(([name, value]) => name !== 'number' && value.trim() !== ''));

/** The plan of a draft, and what of it cannot be read. Lines keep the number they have; new ones get the next free. */
export function planOf(draft: PlanDraft): {plan: VisitPlan; faults: PlanFault[]} {
  const faults: PlanFault[] = [];
  const count = (list: keyof PlanDraft, row: number, field: string, text: string | undefined): number => {
    const read = plainCount(text);
    if (read === undefined) faults.push({list, row, field});
    return read ?? 0;
  };
  const amount = (list: keyof PlanDraft, row: number, text: string | undefined): number | string => {
    const read = parseQuantity(text ?? '');
    if (read === undefined || read < 0n) faults.push({list, row, field: 'quantity'});
    return forJson(read ?? 0n);
  };
  const degrees = (row: number, field: string, text: string | undefined): number | undefined => {
    if (!text?.trim()) return undefined;
    const read = parseDecimal(text, 6);
    if (read === undefined) faults.push({list: 'places', row, field});
    return Number(read ?? 0n);
  };
  const licensed = (list: 'drivers' | 'professionals') =>
    kept(draft[list]).map((x, i) => ({licence: x.licence ?? '', count: count(list, i, 'count', x.count)})).sort((a, b) => (a.licence < b.licence ? -1 : 1));
  const plan: VisitPlan = {
    purpose: draft.purpose.trim(),
    from: draft.from,
    until: draft.until,
    units: listed(draft.units),
    contact: draft.contact.trim(),
    health: draft.health.trim(),
    frequencies: listed(draft.frequencies),
    places: kept(draft.places).map((x, i) => placeOf(x, degrees(i, 'latitude', x.latitude), degrees(i, 'longitude', x.longitude))),
    people: groups.flatMap((people) => (draft.people[people]?.trim() ? [{people, count: count('people', 0, people, draft.people[people])}] : [])).filter((x) => x.count > 0),
    craft: kept(draft.craft).map((x) => ({craft: x.craft || 'vehicle', type: x.type ?? '', identifier: (x.identifier ?? '').trim()})),
    arms: numbered(draft.arms).map((x, i) => ({
      number: Number(x.number), arms: x.arms || 'weapon', type: x.type ?? '', count: count('arms', i, 'count', x.count),
      explosive_grams: x.explosive_grams?.trim() ? count('arms', i, 'explosive_grams', x.explosive_grams) : 0,
      identifiers: listed(x.identifiers ?? '').sort(), storage: x.storage ?? '',
    })),
    goods: kept(draft.goods).map((x, i) => ({un_number: (x.un_number ?? '').normalize('NFKC').trim(), description: x.description ?? '', quantity: amount('goods', i, x.quantity), unit: x.unit ?? ''})),
    drivers: licensed('drivers'),
    professionals: licensed('professionals'),
    manifest: numbered(draft.manifest).map((x, i) => ({
      number: Number(x.number), regime: x.regime || 'temporary', description: x.description ?? '', quantity: amount('manifest', i, x.quantity), unit: x.unit ?? '',
    })),
  };
  return {plan, faults};
}

function placeOf(row: Row, latitude: number | undefined, longitude: number | undefined) {
  return {
    name: (row.name ?? '').trim(),
    ...(row.locode ? {locode: row.locode} : {}),
    ...(latitude !== undefined && longitude !== undefined ? {latitude, longitude} : {}),
  };
}

function numbered(rows: Row[]): Row[] {
  const used = new Set(rows.map((row) => row.number));
  let next = 1;
  return kept(rows)
    .map((row) => {
      if (row.number) return row;
      while (used.has(String(next))) ++next;
      used.add(String(next));
      return {...row, number: String(next)};
    })
    .sort((a, b) => Number(a.number) - Number(b.number));
}

/** A plan for its form, to be amended. */
export function draftOf(plan: VisitPlan): PlanDraft {
  const texts = (row: object): Row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]));
  const withQuantity = (row: {quantity: number | string | bigint}): Row => ({...texts(row), quantity: formatQuantity(row.quantity)});
  return {
    purpose: plan.purpose, from: plan.from, until: plan.until, contact: plan.contact, health: plan.health,
    units: plan.units.join(', '), frequencies: plan.frequencies.join(', '),
    places: plan.places.map((place) => ({
      name: place.name, locode: place.locode ?? '',
      latitude: place.latitude === undefined ? '' : formatDecimal(place.latitude, 6, 0), longitude: place.longitude === undefined ? '' : formatDecimal(place.longitude, 6, 0),
    })),
    people: Object.fromEntries(plan.people.map((one) => [one.people, String(one.count)])),
    craft: plan.craft.map(texts),
    arms: plan.arms.map(texts),
    goods: plan.goods.map(withQuantity),
    drivers: plan.drivers.map(texts),
    professionals: plan.professionals.map(texts),
    manifest: plan.manifest.map(withQuantity),
  };
}
