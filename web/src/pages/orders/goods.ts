// What a person reads off a meter or counts on a pier, as the lines of an issue or a receipt.
import {forJson, formatQuantity, parseDecimal, parseQuantity} from '@/domain/decimal';
import {convertReading, readingRatio, type Fuel} from '@/domain/units';
import {replacedBy, type Entered, type Issue, type Line, type Order} from './orderFile';

/** One row of the form: texts as typed. */
export interface GoodsRow {
  number: number;
  /** Of the reading; the line's own where nothing was switched. */
  unit: string;
  /** Issued, or received in good order. */
  amount: string;
  damaged: string;
  /** Not taken: neither received nor damaged. Written so that the sum can be checked against what was issued. */
  rejected: string;
  reason: string;
  temperature: string;
  density: string;
}

export const emptyRow = (line: Line, amount: bigint): GoodsRow => ({
  number: line.number, unit: line.unit, amount: formatQuantity(amount).replaceAll(',', ''), damaged: '0', rejected: '0', reason: '', temperature: '', density: '',
});

/** Temperature and density as typed: degrees with two decimals, kg/m³ with three. Undefined while one is missing. */
export function fuelOf(row: GoodsRow): Fuel | undefined {
  const temperature = parseDecimal(row.temperature, 2);
  const density = parseDecimal(row.density, 3);
  return temperature !== undefined && density !== undefined ? {temperature, density} : undefined;
}

export interface Reading {
  /** In the line's unit, what the ledger holds. */
  quantity: bigint;
  /** Beside it, where the reading was of another unit or was corrected to 15 °C. */
  entered?: Entered;
}

/** A typed figure in the row's unit, in the line's. Undefined where it is no figure or cannot be converted. */
export function readingOf(text: string, row: GoodsRow, line: Line, rounding: number): Reading | undefined {
  const typed = parseQuantity(text);
  if (typed === undefined || typed < 0n) return undefined;
  const fuel = fuelOf(row);
  if (row.unit === line.unit && !fuel) return {quantity: typed};
  const ratio = readingRatio(row.unit, line.unit, fuel);
  if (!ratio) return undefined;
  return {
    quantity: convertReading(typed, ratio, rounding),
    entered: {
      quantity: forJson(typed), unit: row.unit, numerator: forJson(ratio.numerator), denominator: forJson(ratio.denominator),
      ...(fuel ? {fuel: {temperature: forJson(fuel.temperature), density: forJson(fuel.density)}} : {}),
    },
  };
}

/** What of a line was issued under one issue. */
export const issuedUnder = (issue: Issue, number: number): bigint => BigInt(issue.lines.find((one) => one.number === number)?.quantity ?? 0);

/** Received and damaged under an issue, or one it replaced, before; `except` left out (a receipt being corrected). */
export function takenBefore(order: Order, issue: Issue, number: number, except?: string): bigint {
  const chain = replacedBy(order, issue);
  let sum = 0n;
  for (const receipt of order.receipts) {
    if (receipt.corrected || receipt.id === except || !chain.has(receipt.issue)) continue;
    for (const line of receipt.lines) if (line.number === number) sum += BigInt(line.received) + BigInt(line.damaged);
  }
  return sum;
}

export interface Discrepancy {
  issued: bigint;
  received?: Reading;
  damaged?: bigint;
  rejected?: bigint;
  /** Issued less all that is accounted for; zero where it agrees. */
  difference?: bigint;
  /** Something is short, over, damaged or rejected: a reason is asked. */
  needsReason: boolean;
}

/** One row against what was issued. */
export function discrepancyOf(row: GoodsRow, line: Line, issued: bigint, before: bigint, rounding: number): Discrepancy {
  const received = readingOf(row.amount, row, line, rounding);
  const damaged = readingOf(row.damaged || '0', row, line, rounding)?.quantity;
  const rejected = readingOf(row.rejected || '0', row, line, rounding)?.quantity;
  if (!received || damaged === undefined || rejected === undefined) return {issued, received, damaged, rejected, needsReason: false};
  const difference = issued - before - received.quantity - damaged;
  return {issued, received, damaged, rejected, difference, needsReason: difference !== 0n || damaged > 0n || rejected > 0n};
}

/** A receipt's lines; undefined while a row is not complete. */
export function receiveLines(rows: GoodsRow[], order: Order, issue: Issue, except?: string) {
  const out = [];
  for (const row of rows) {
    const line = order.lines.find((one) => one.number === row.number);
    if (!line) return undefined;
    const at = discrepancyOf(row, line, issuedUnder(issue, row.number), takenBefore(order, issue, row.number, except), order.rounding);
    if (!at.received || at.damaged === undefined || (at.needsReason && !row.reason)) return undefined;
    out.push({
      number: row.number, received: forJson(at.received.quantity), damaged: forJson(at.damaged),
      ...(row.reason ? {reason: row.reason} : {}), ...(at.received.entered ? {entered: at.received.entered} : {}),
    });
  }
  return out.length > 0 ? out : undefined;
}

/** An issue's lines: rows with something in them. Undefined while one cannot be read, or nothing is issued. */
export function issueLines(rows: GoodsRow[], order: Order, correcting = false) {
  const out = [];
  for (const row of rows) {
    const line = order.lines.find((one) => one.number === row.number);
    if (!line) return undefined;
    if (row.amount.trim() === '') continue;
    const reading = readingOf(row.amount, row, line, order.rounding);
    if (!reading) return undefined;
    if (reading.quantity === 0n && !correcting) continue;
    out.push({number: row.number, quantity: forJson(reading.quantity), ...(reading.entered ? {entered: reading.entered} : {})});
  }
  return out.length > 0 ? out : undefined;
}
