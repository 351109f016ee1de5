// Figures of reports: exact decimal text in the decimals of their commodity. Summed and grouped as text, never as numbers.
import {formatDecimal} from '@/domain/decimal';

export type Row = Record<string, string | number>;

/** "1234.500000" -> "1,234.5"; of money every decimal stays. */
export function grouped(text: string, keep = 0): string {
  const {value, decimals} = readDecimal(text);
  return formatDecimal(value, decimals, Math.min(keep, decimals));
}

export interface Decimal {
  value: bigint;
  decimals: number;
}
export function readDecimal(text: string | number | undefined): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(text ?? '0'));
  if (!match) return {value: 0n, decimals: 0};
  const [, sign, head = '0', tail = ''] = match;
  const value = BigInt(head + tail);
  return {value: sign ? -value : value, decimals: tail.length};
}

const scaled = ({value, decimals}: Decimal, to: number) => value * 10n ** BigInt(to - decimals);

/** The sum as text with as many decimals as the longest. */
export function sumText(texts: (string | number | undefined)[]): string {
  const all = texts.map(readDecimal);
  const decimals = Math.max(0, ...all.map((one) => one.decimals));
  const sum = all.reduce((so, one) => so + scaled(one, decimals), 0n);
  return formatDecimal(sum, decimals).replaceAll(',', '');
}

export function sameAmount(one: string | number | undefined, other: string | number | undefined): boolean {
  const [a, b] = [readDecimal(one), readDecimal(other)];
  const decimals = Math.max(a.decimals, b.decimals);
  return scaled(a, decimals) === scaled(b, decimals);
}

/** Sums of a column by commodity, in the order in which commodities appear. */
export function sumsBy(rows: Row[], by: string, column: string): {key: string; sum: string; rows: number}[] {
  const groups = new Map<string, (string | number | undefined)[]>();
  for (const row of rows) {
    if (row[column] === undefined) continue;
    const key = String(row[by] ?? '');
    groups.set(key, [...(groups.get(key) ?? []), row[column]]);
  }
  return [...groups].map(([key, texts]) => ({key, sum: sumText(texts), rows: texts.length}));
}

/** Is it a currency, rather than an item in a unit? */
export const isMoney = (commodity: string): boolean => /^[A-Z]{3}$/.test(commodity);
export const amountText = (text: string | number, commodity: string): string => grouped(String(text), isMoney(commodity) ? 6 : 0);
