// Units of UNECE Recommendation 20 that convert exactly, and the correction of fuel to 15 degrees: the same tables as
// src/base/units.cpp and src/base/fuel.cpp. A form shows what the ledger will hold; the kernel computes it again.
import {multiplyDivide} from './exact';

export interface Ratio {
  numerator: bigint;
  denominator: bigint;
}

type Row = [code: string, numerator: number, denominator: number];
/** Each in its dimension's own base unit: litres, kilograms, metres, square metres, seconds, months, joules, pieces. */
const DIMENSIONS: Row[][] = [
  [
    ['LTR', 1, 1], ['HLT', 100, 1], ['K6', 1000, 1], ['MTQ', 1000, 1], ['MLT', 1, 1000],
    ['GLL', 3785411784, 1e9], ['BLL', 158987294928, 1e9], ['GLI', 454609, 1e5],
  ],
  [['KGM', 1, 1], ['TNE', 1000, 1], ['GRM', 1, 1000], ['LBR', 45359237, 1e8], ['STN', 90718474000, 1e8], ['LTN', 101604690880, 1e8]],
  [['MTR', 1, 1], ['KMT', 1000, 1], ['FOT', 3048, 1e4], ['SMI', 1609344, 1000], ['NMI', 1852, 1]],
  [['MTK', 1, 1], ['H18', 10000, 1], ['FTK', 9290304, 1e8]],
  [['MIN', 60, 1], ['HUR', 3600, 1], ['DAY', 86400, 1], ['WEE', 604800, 1]],
  [['MON', 1, 1], ['QAN', 3, 1], ['ANN', 12, 1]],
  [['KWH', 36e5, 1], ['MWH', 36e8, 1]],
  [['C62', 1, 1], ['H87', 1, 1], ['EA', 1, 1], ['PR', 2, 1], ['DZN', 12, 1], ['CEN', 100, 1], ['GRO', 144, 1], ['MIL', 1000, 1]],
];
/** Convert into nothing else. */
const ALONE = ['13', '14', 'D65', 'E27', 'E48', 'HEA', 'IE', 'KT', 'LS', 'SET', 'TKM'];

const rowsOf = (code: string) => DIMENSIONS.find((rows) => rows.some(([one]) => one === code));

/** Every unit that a form offers, kinds of measure together. */
export const allUnits: string[] = [...DIMENSIONS.flatMap((rows) => rows.map(([code]) => code)), ...ALONE];

/** The units into which one converts exactly; itself first. */
export const unitsLike = (code: string): string[] => [code, ...(rowsOf(code) ?? []).map(([one]) => one).filter((one) => one !== code)];

export const isVolume = (code: string): boolean => rowsOf(code) === DIMENSIONS[0];

export function lowestTerms(numerator: bigint, denominator: bigint): Ratio {
  let [a, b] = [numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return {numerator: numerator / a, denominator: denominator / a};
}

/** How many `to` are in one `from`; undefined where they measure different things. */
export function unitRatio(from: string, to: string): Ratio | undefined {
  if (from === to) return {numerator: 1n, denominator: 1n};
  const rows = rowsOf(from);
  const one = rows?.find(([code]) => code === from);
  const other = rows?.find(([code]) => code === to);
  if (!one || !other) return undefined;
  return lowestTerms(BigInt(one[1]) * BigInt(other[2]), BigInt(one[2]) * BigInt(other[1]));
}

/** What was observed when fuel was measured. */
export interface Fuel {
  /** Hundredths of a degree Celsius. */
  temperature: bigint;
  /** At 15 degrees, thousandths of kg per cubic metre. */
  density: bigint;
}

const ONE = 10n ** 18n;

/** Of a = K0/d² + K1/d + A: ten-thousandths, ten-thousandths, hundred-millionths. */
function constants(density: bigint): [bigint, bigint, bigint] {
  if (density < 770_500n) return [3_464_228n, 4388n, 0n];
  if (density <= 787_500n) return [26_803_206n, 0n, -336_312n];
  if (density <= 838_500n) return [5_945_418n, 0n, 0n];
  return [1_869_696n, 4862n, 0n];
}

/** Litres at 15 °C in 10,000 litres as measured (ASTM table 54B); undefined outside the table. */
export function volumeCorrection({temperature, density}: Fuel): bigint | undefined {
  if (density < 653_000n || density > 1_075_000n) return undefined;
  const hottest = density < 778_500n ? 9000n : density < 824_000n ? 12_000n : 15_000n;
  if (temperature < -1800n || temperature > hottest) return undefined;
  const [k0, k1, a] = constants(density);
  const dt = temperature - 1500n;
  const y = (dt * (1000n * k0 + k1 * density) * (ONE / 1000n)) / (density * density) + dt * a * (ONE / 10_000_000_000n);
  const x = -(y + (y * y * 8n) / (ONE * 10n));
  let term = ONE;
  let sum = ONE;
  for (let n = 1n; term !== 0n; n += 1n) {
    term = (term * x) / (ONE * n);
    sum += term;
  }
  return (sum * 10_000n + ONE / 2n) / ONE;
}

/** The one ratio by which a reading may become the line's unit. */
export function readingRatio(from: string, to: string, fuel?: Fuel): Ratio | undefined {
  const exact = unitRatio(from, to);
  if (!exact || !fuel) return exact;
  const factor = volumeCorrection(fuel);
  if (factor === undefined) return undefined;
  return lowestTerms(exact.numerator * factor, exact.denominator * 10_000n);
}

/** What was read, in the line's unit, rounded once. */
export const convertReading = (quantity: bigint, ratio: Ratio, rounding: number): bigint =>
  multiplyDivide(quantity, ratio.numerator, ratio.denominator, rounding);
