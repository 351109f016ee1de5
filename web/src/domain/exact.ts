// The record's own arithmetic, so that a form can show beforehand what the node will compute: products rounded once
// (src/base/number.h), the value of a line, what an invoice for it comes to (src/kernel/order_fact.h). The node has the
// last word on every figure.
import type {Integer} from './decimal';

/** As instruments number them: half to even, half away from zero, down. */
export type Rounding = 0 | 1 | 2;

/** a * b / divisor, rounded once. REQUIRES: divisor above zero. */
export function multiplyDivide(a: bigint, b: bigint, divisor: bigint, rounding: number): bigint {
  const product = a * b;
  const negative = product < 0n;
  const size = negative ? -product : product;
  let whole = size / divisor;
  const twice = (size % divisor) * 2n;
  const up = rounding === 2 ? false : twice > divisor || (twice === divisor && (rounding === 1 || whole % 2n === 1n));
  if (up) whole += 1n;
  return negative ? -whole : whole;
}

export interface Priced {
  price?: {minor?: Integer; per?: Integer};
}

/** Minor units of so many millionths of a line; undefined where no price stands. */
export function valueOf(line: Priced, quantity: bigint, rounding: number): bigint | undefined {
  if (line.price?.minor === undefined) return undefined;
  const per = BigInt(line.price.per ?? 1);
  return per > 0n ? multiplyDivide(quantity, BigInt(line.price.minor), per * 1_000_000n, rounding) : undefined;
}

export interface Billed extends Priced {
  billed: Integer;
  billed_amount?: Integer;
}

/** What a bill for so much more of a line comes to: all billed then, rounded once, less what was billed before. */
export function amountToBill(line: Billed, quantity: bigint, rounding: number): bigint | undefined {
  const all = valueOf(line, BigInt(line.billed) + quantity, rounding);
  if (all === undefined) return undefined;
  const more = all - BigInt(line.billed_amount ?? 0);
  return more > 0n ? more : 0n;
}

export interface Wanted extends Priced {
  means: string;
  quantity: Integer;
}

/** An order's total: the rounded lines that are paid in money. Undefined where one of them has no price. */
export function moneyTotal(lines: Wanted[], rounding: number): bigint | undefined {
  let total = 0n;
  for (const line of lines) {
    if (line.means !== 'reimbursement') continue;
    const value = valueOf(line, BigInt(line.quantity), rounding);
    if (value === undefined) return undefined;
    total += value;
  }
  return total;
}

/** What a credit for so much of a line comes to: all that was billed less the value of what stays billed. */
export function amountToCredit(line: Billed, quantity: bigint, rounding: number): bigint | undefined {
  const stays = valueOf(line, BigInt(line.billed) - quantity, rounding);
  if (stays === undefined) return undefined;
  const less = BigInt(line.billed_amount ?? 0) - stays;
  return less > 0n ? less : 0n;
}
