// What crosses the border as a form holds it, and as the act says it: only rows that a person filled in, in the order that
// the act asks for.
import {forJson, parseQuantity} from '@/domain/decimal';
import type {VisitFigures} from './shapes';

export type Direction = 'enter' | 'depart';

/** What a person typed, by the keys of compare.ts; of craft: whether it is ticked. */
export type Typed = Record<string, string>;

const whole = (text: string | undefined): number | undefined => {
  const plain = (text ?? '').normalize('NFKC').replace(/[\s,]/g, '');
  return /^\d{1,9}$/.test(plain) ? Number(plain) : undefined;
};
const quantity = (text: string | undefined): number | string | undefined => {
  const read = text ? parseQuantity(text) : undefined;
  return read === undefined || read < 0n ? undefined : forJson(read);
};

/** Rows that are filled in with something that is no figure. */
export function unreadable(visit: VisitFigures, typed: Typed): string[] {
  const counts = [...visit.people.map((x) => `p${x.people}`), ...visit.arms.map((x) => `a${x.number}`), ...visit.drivers.map((x) => `d${x.licence}`)];
  const amounts = [...visit.imports.map((x) => `i${x.number}`), ...visit.goods.map((x) => `g${x.un_number}${x.unit}`)];
  return [
    ...counts.filter((key) => typed[key]?.trim() && whole(typed[key]) === undefined),
    ...amounts.filter((key) => typed[key]?.trim() && quantity(typed[key]) === undefined),
  ];
}

/** `actual` of enter and depart. REQUIRES: nothing unreadable. Zeros and what is left empty are not said. */
export function crossingOf(visit: VisitFigures, typed: Typed): Record<string, unknown[]> {
  const said = <T>(value: T | undefined): value is T => value !== undefined && value !== 0;
  const out: Record<string, unknown[]> = {
    people: visit.people.flatMap((x) => {
      const count = whole(typed[`p${x.people}`]);
      return said(count) ? [{people: x.people, count}] : [];
    }),
    craft: visit.craft.filter((x) => typed[`c${x.identifier}`] === 'yes').map((x) => x.identifier),
    arms: visit.arms.flatMap((x) => {
      const count = whole(typed[`a${x.number}`]);
      return said(count) ? [{number: x.number, count}] : [];
    }),
    manifest: visit.imports.flatMap((x) => {
      const read = quantity(typed[`i${x.number}`]);
      return said(read) ? [{number: x.number, quantity: read}] : [];
    }),
    goods: visit.goods.flatMap((x) => {
      const read = quantity(typed[`g${x.un_number}${x.unit}`]);
      return said(read) ? [{un_number: x.un_number, quantity: read, unit: x.unit}] : [];
    }),
    drivers: visit.drivers.flatMap((x) => {
      const count = whole(typed[`d${x.licence}`]);
      return said(count) ? [{licence: x.licence, count}] : [];
    }),
  };
  return out;
}

/** What may be expected to cross: on the way in what is declared and has not come, on the way out what is inside. */
export function expected(visit: VisitFigures, direction: Direction): Typed {
  const due = (declared: number | string, came: number | string, inside: number | string): bigint =>
    direction === 'depart' ? BigInt(inside) : BigInt(declared) > BigInt(came) ? BigInt(declared) - BigInt(came) : 0n;
  const out: Typed = {};
  const put = (key: string, value: bigint, decimals = 0) => {
    if (value > 0n) out[key] = decimals > 0 ? trimmed(value) : value.toString();
  };
  visit.people.forEach((x) => put(`p${x.people}`, due(x.declared, x.in, x.inside)));
  visit.arms.forEach((x) => put(`a${x.number}`, due(x.declared, x.in, x.inside)));
  visit.drivers.forEach((x) => put(`d${x.licence}`, due(x.declared, x.in, x.inside)));
  visit.imports.forEach((x) => put(`i${x.number}`, due(String(x.declared), String(x.in), String(x.inside)), 6));
  visit.goods.forEach((x) => put(`g${x.un_number}${x.unit}`, due(String(x.declared), String(x.in), String(x.inside)), 6));
  visit.craft.forEach((x) => {
    if (direction === 'depart' ? x.inside : x.declared && !x.came) out[`c${x.identifier}`] = 'yes';
  });
  return out;
}

const trimmed = (millionths: bigint): string => {
  const tail = (millionths % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '');
  return `${millionths / 1_000_000n}${tail ? `.${tail}` : ''}`;
};
