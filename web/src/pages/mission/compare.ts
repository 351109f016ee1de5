// What a visit declared beside what in fact came, went and is inside; what differs stands first.
import {formatQuantity, type Integer} from '@/domain/decimal';
import type {VisitFigures} from './shapes';

export type Group = 'people' | 'craft' | 'arms' | 'goods' | 'imports' | 'drivers';

export interface Beside {
  key: string;
  group: Group;
  /** What it is: a coded value of `group`, or words as they were written. */
  code?: string;
  words: string;
  unit?: string;
  declared: Integer;
  came: Integer;
  left: Integer;
  used: Integer;
  inside: Integer;
  /** Nothing that was consented to names it, more came than was declared, or after the visit it is still inside. */
  difference?: 'undeclared' | 'more' | 'fewer' | 'inside';
}

function differenceOf(row: Omit<Beside, 'difference'>, entered: boolean, over: boolean): Beside['difference'] {
  const [declared, came, inside] = [BigInt(row.declared), BigInt(row.came), BigInt(row.inside)];
  if (came > 0n && declared === 0n) return 'undeclared';
  if (came > declared) return 'more';
  if (over && inside > 0n) return 'inside';
  return entered && came < declared ? 'fewer' : undefined;
}

/** `entered`: something came already, so that what is missing is a difference; `over`: the visit's last day is past, or all left. */
export function besides(visit: VisitFigures, entered: boolean, over: boolean): Beside[] {
  const one = (value: boolean): number => (value ? 1 : 0);
  const rows: Omit<Beside, 'difference'>[] = [
    ...visit.people.map((x) => ({key: `p${x.people}`, group: 'people' as const, code: x.people, words: '', declared: x.declared, came: x.in, left: x.out, used: 0, inside: x.inside})),
    ...visit.craft.map((x) => ({
      key: `c${x.identifier}`, group: 'craft' as const, code: x.craft, words: x.identifier,
      declared: one(x.declared), came: one(x.came), left: one(x.came && !x.inside), used: 0, inside: one(x.inside),
    })),
    ...visit.arms.map((x) => ({key: `a${x.number}`, group: 'arms' as const, code: x.arms, words: `${x.number}. ${x.type}`, declared: x.declared, came: x.in, left: x.out, used: x.expended, inside: x.inside})),
    ...visit.goods.map((x) => ({key: `g${x.un_number}${x.unit}`, group: 'goods' as const, words: `UN ${x.un_number}`, unit: x.unit, declared: x.declared, came: x.in, left: x.out, used: x.used, inside: x.inside})),
    ...visit.imports.map((x) => ({
      key: `i${x.number}`, group: 'imports' as const, code: x.regime, words: `${x.number}. ${x.description}`, unit: x.unit,
      declared: x.declared, came: x.in, left: x.out, used: x.consumed, inside: x.inside,
    })),
    ...visit.drivers.map((x) => ({key: `d${x.licence}`, group: 'drivers' as const, words: x.licence, declared: x.declared, came: x.in, left: x.out, used: 0, inside: x.inside})),
  ];
  const judged = rows.map((row) => ({...row, difference: differenceOf(row, entered, over)}));
  return [...judged.filter((row) => row.difference), ...judged.filter((row) => !row.difference)];
}

/** A figure of a row as people read it: pieces as they are, quantities out of millionths. */
export const figure = (row: Pick<Beside, 'unit'>, value: Integer): string => (row.unit ? formatQuantity(value) : String(value));
