// Services counted in units of account, as an agreement's table counts them (src/terms/exchange_rules.cpp).
import {multiplyDivide} from '@/domain/exact';
import type {Integer} from '@/domain/decimal';

export interface CreditRate {
  asset: string;
  from: string;
  numerator: Integer;
  denominator: Integer;
}
export interface CreditLaw {
  id: string;
  title: string;
  parties: string[];
  rounding: number;
  credits: {item: string; unit: string; assignment_clause?: string; rates: CreditRate[]; balance_limit?: Integer};
}

/** Names of what the table counts, each once. */
export const assetsOf = (law: CreditLaw): string[] => [...new Set(law.credits.rates.map((one) => one.asset))];

/** Millionths of the unit of account for so much of an asset on a day; undefined where the table has no entry yet. */
export function creditFor(law: CreditLaw, asset: string, measured: bigint, day: string): bigint | undefined {
  const rate = law.credits.rates.filter((one) => one.asset === asset && one.from <= day).at(-1);
  return rate && multiplyDivide(measured, BigInt(rate.numerator), BigInt(rate.denominator), law.rounding);
}
