// An invoice from the receipts of an order: lines, amounts and the earliest due day, as the node will compute them.
import {forJson, formatQuantity, parseQuantity} from '@/domain/decimal';
import {amountToBill} from '@/domain/exact';
import type {Line, Order} from '@/pages/orders/orderFile';

export interface BillRow {
  number: number;
  quantity: string;
  chosen: boolean;
  /** Issued, and no receipt came: billed on the giver's word. */
  claimed: boolean;
}

const left = (line: Line) => BigInt(line.open.to_bill ?? 0);
/** Issued and never answered: may be claimed where the agreement's days have passed; the node counts them. */
const unanswered = (line: Line) => (line.means === 'reimbursement' && !line.first_received ? BigInt(line.issued) - BigInt(line.billed) : 0n);

/** What may be billed: what came in first; claims stand there too, but are not chosen by themselves. */
export function billableLines(order: Order): BillRow[] {
  const rows: BillRow[] = [];
  for (const line of order.lines) {
    const text = (value: bigint) => formatQuantity(value).replaceAll(',', '');
    if (left(line) > 0n) rows.push({number: line.number, quantity: text(left(line)), chosen: true, claimed: false});
    else if (unanswered(line) > 0n && line.price) rows.push({number: line.number, quantity: text(unanswered(line)), chosen: false, claimed: true});
  }
  return rows;
}

export function lineAmount(order: Order, row: BillRow): bigint | undefined {
  const line = order.lines.find((one) => one.number === row.number);
  const quantity = parseQuantity(row.quantity);
  return line && quantity !== undefined && quantity > 0n ? amountToBill(line, quantity, order.rounding) : undefined;
}

/** The act's body, undefined while something is missing; the total of what is chosen in any case. */
export function invoiceBody(order: Order, rows: BillRow[], number: string, due: string) {
  const chosen = rows.filter((row) => row.chosen);
  const amounts = chosen.map((row) => lineAmount(order, row));
  const total = amounts.reduce<bigint>((sum, one) => sum + (one ?? 0n), 0n);
  if (chosen.length === 0 || !number.trim() || !due || amounts.some((one) => one === undefined)) return {body: undefined, total};
  const lines = chosen.map((row, i) => ({number: row.number, quantity: forJson(parseQuantity(row.quantity) ?? 0n), amount: forJson(amounts[i] ?? 0n), claimed: row.claimed}));
  return {body: {lines, total: forJson(total), due, number: number.normalize('NFKC').trim()}, total};
}

/** The latest of the days that the agreement's clock gives for what is billed; undefined where no clock runs. */
export function earliestDue(order: Order, clocks: {means: string; days?: number; months?: number}[]): string | undefined {
  const clock = clocks.find((one) => one.means === 'reimbursement');
  if (!clock) return undefined;
  const days = order.lines
    .filter((line) => line.means === 'reimbursement' && billableLines(order).some((row) => row.number === line.number))
    .flatMap((line) => line.first_received ?? line.first_issued ?? [])
    .map((day) => later(day, clock));
  return days.sort().at(-1);
}

/** So many days or months later; of a shorter month its last day. */
export function later(day: string, {days, months}: {days?: number; months?: number}): string {
  const [year = 0, month = 1, date = 1] = day.slice(0, 10).split('-').map(Number);
  if (months) {
    const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
    return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
  }
  return new Date(Date.UTC(year, month - 1, date + (days ?? 0))).toISOString().slice(0, 10);
}
