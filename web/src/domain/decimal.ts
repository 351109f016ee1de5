// Exact decimals. Quantities are whole millionths of their unit and money whole minor units (spec/statement.md); beyond
// 2^53 - 1 the node writes them as text. Nothing here is ever a floating-point number.

export type Integer = number | string | bigint;

/** Quantities are whole millionths. */
export const QUANTITY_DECIMALS = 6;

/** `minor` with so many decimals, without trailing zeros beyond `keep`, grouped by threes: 1234500 at 2 -> "12,345.00". */
export function formatDecimal(value: Integer, decimals: number, keep = decimals): string {
  const whole = BigInt(value);
  const negative = whole < 0n;
  const digits = (negative ? -whole : whole).toString().padStart(decimals + 1, '0');
  const head = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  let tail = decimals > 0 ? digits.slice(-decimals) : '';
  while (tail.length > keep && tail.endsWith('0')) tail = tail.slice(0, -1);
  return (negative ? '-' : '') + head + (tail ? `.${tail}` : '');
}

/** Quantities show no zeros that say nothing: 12500000 -> "12.5". */
export const formatQuantity = (millionths: Integer): string => formatDecimal(millionths, QUANTITY_DECIMALS, 0);

/**
 * What a person typed, as whole units of 10^-decimals: full-width digits, grouping commas, spaces and a decimal point
 * are taken; anything else, or more decimals than there are, is undefined.
 */
export function parseDecimal(text: string, decimals: number): bigint | undefined {
  const plain = text.normalize('NFKC').replace(/[\s,_]/g, '').replace(/^[−‐–]/, '-');
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(plain);
  if (!match) return undefined;
  const [, sign, head = '', tail = ''] = match;
  if (tail.replace(/0+$/, '').length > decimals) return undefined;
  const value = BigInt(head + tail.slice(0, decimals).padEnd(decimals, '0'));
  return sign ? -value : value;
}
export const parseQuantity = (text: string): bigint | undefined => parseDecimal(text, QUANTITY_DECIMALS);

/** For a draft: a number where JSON holds it exactly, else decimal text. */
export function forJson(value: bigint): number | string {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER)
    ? Number(value)
    : value.toString();
}

/** Minor units of the currencies that the instruments name (ISO 4217); two where a currency is not listed. */
const CURRENCY_DECIMALS: Record<string, number> = {JPY: 0, KRW: 0, VND: 0, CLP: 0, ISK: 0, BHD: 3, JOD: 3, KWD: 3, OMR: 3, TND: 3};
/** Currencies that people choose from; others are named in the agreements' own texts. */
export const currencyChoices = ['JPY', 'PHP', 'USD', 'AUD', 'GBP', 'EUR'];
export const currencyDecimals = (currency: string): number => CURRENCY_DECIMALS[currency] ?? 2;
export const formatMoney = (minor: Integer, currency: string): string => formatDecimal(minor, currencyDecimals(currency));
/** An amount of a ledger commodity in words: "300 JPY", "5 HUR AIRLIFT". */
export function commodityText(amount: Integer, commodity: string): string {
  const [item, unit] = commodity.split('/');
  return unit ? `${formatDecimal(amount, QUANTITY_DECIMALS, 0)} ${unit} ${item}` : `${formatMoney(amount, commodity)} ${commodity}`;
}
export const parseMoney = (text: string, currency: string): bigint | undefined => parseDecimal(text, currencyDecimals(currency));
