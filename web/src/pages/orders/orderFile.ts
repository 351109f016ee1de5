// An order as the node tells it (src/kernel/order_fact.h), in types: what the views and drafts below read.
import type {CaseFile} from '@/api/reads';
import type {Integer} from '@/domain/decimal';

export interface LineWords {
  number: number;
  category: string;
  item: string;
  description: string;
  unit: string;
  means: string;
  price?: {minor: Integer; per: Integer};
  components?: {name: string; minor: Integer; full?: Integer; waiver?: string}[];
  exchange?: {item: string; unit: string; quantity: Integer; description: string};
  schedule?: {on: string; place: string};
  condition?: string;
  stock_number?: string;
  metering?: string;
}
/** A line with its running figures, in millionths of its unit. */
export interface Line extends LineWords {
  ordered: Integer;
  issued: Integer;
  received: Integer;
  damaged: Integer;
  billed: Integer;
  billed_amount: Integer;
  returned: Integer;
  replaced: Integer;
  rejected: Integer;
  converted: Integer;
  written_off: Integer;
  locked: Integer;
  cleared: Integer;
  first_issued?: string;
  first_received?: string;
  open: {to_issue: Integer; to_receive: Integer; to_bill?: Integer; commodity?: string; to_settle?: Integer};
}
export interface LineQuantity {
  number: number;
  quantity: Integer;
  entered?: Entered;
}
export interface Entered {
  quantity: Integer;
  unit: string;
  numerator: Integer;
  denominator: Integer;
  fuel?: {temperature: Integer; density: Integer};
}
export interface Issue {
  id: string;
  date: string;
  lines: LineQuantity[];
  corrected: boolean;
  seat: string;
  papers: number;
  corrects?: string;
}
export interface Receipt {
  id: string;
  issue: string;
  date: string;
  lines: {number: number; received: Integer; damaged: Integer; reason?: string; entered?: Entered}[];
  corrected: boolean;
  seat: string;
  papers: number;
}
export interface Invoice {
  id: string;
  lines: {number: number; quantity: Integer; amount: Integer; claimed: boolean}[];
  total: Integer;
  due: string;
  number: string;
  paid: Integer;
  confirmed: Integer;
  withdrawn: boolean;
  query?: string;
  date: string;
  offset: Integer;
  written_off: Integer;
  response?: string;
  locked: Integer;
  cleared: Integer;
  credited?: Integer;
  refunded?: Integer;
}
export interface Payment {
  id: string;
  invoice: string;
  amount: Integer;
  confirmed: boolean;
  withdrawn?: boolean;
}
export interface Returned {
  id: string;
  lines: {number: number; item: string; unit: string; quantity: Integer; condition?: string}[];
  answered: boolean;
  withdrawn?: boolean;
  date: string;
}
export interface Proposal {
  id: string;
  by: string;
  lines: (LineWords & {quantity: Integer})[];
  total: Integer;
}
export interface Order {
  instrument: string;
  activity: string;
  supplier: string;
  recipient: string;
  currency: string;
  rounding: number;
  lines: Line[];
  total: Integer;
  offer?: Proposal;
  amendment?: Proposal;
  issues: Issue[];
  receipts: Receipt[];
  invoices: Invoice[];
  payments: Payment[];
  refunds?: Payment[];
  credit_notes?: {id: string; invoice: string; total: Integer; number: string; date: string}[];
  returns: Returned[];
  irregular: {act: string; giver: string; taker: string; commodity: string; quantity: Integer; clause: string; kind: string; line: number; settled: boolean}[];
  disputes: {id: string; of: string; by: string; reason: string; note: string; outcome?: string}[];
  findings: {act: string; party: string; clause: string; says: string; confirmed: boolean}[];
  from_paper?: {act: string; party: string; confirmed: boolean}[];
  transfers?: {id: string; asked: {line: number; quantity: Integer; to: string; partnership: string; purpose: string}; answer?: string; granted: boolean; until?: string; conditions: string[]}[];
  passed_on?: {id: string; said: {line: number; quantity: Integer; to: string}; date: string; irregular: boolean}[];
  origins?: {id: string; line: number; quantity: Integer; giver: string; conditions: string[]; until?: string}[];
  locks?: {id: string; state: string; debtor: string; creditor: string; commodity: string; terms: {amount: Integer; round: string; until: string}; cleared: Integer}[];
  place: string;
  reference: string;
  visit?: string;
  rates?: string;
  disowned: boolean;
  settled: boolean;
  papers: Papers;
  positions: {account: string; commodity: string; amount: Integer; text: string}[];
}
export interface Papers {
  requested_on: string;
  accepted_on?: string;
  receiving_unit: string;
  issuing_unit: string;
  bill_to: string;
  payee: string;
  remit_to: string;
  funds: string;
  liability: string;
  needs: string;
  needed_on?: string;
}

/** The order in a case; undefined where the case is of another type. */
export const orderOf = (file: CaseFile | undefined): Order | undefined => file?.order as unknown as Order | undefined;

/** What is open of an invoice in minor units; below zero the biller owes it back. */
export function openOf(invoice: Invoice): bigint {
  if (invoice.withdrawn) return 0n;
  const sum = (...values: (Integer | undefined)[]) => values.reduce<bigint>((all, one) => all + BigInt(one ?? 0), 0n);
  return sum(invoice.total, invoice.refunded) - sum(invoice.credited, invoice.paid, invoice.offset, invoice.written_off, invoice.cleared);
}

/** What of a line's debt in kind may still be handed over: owed, less what is under way or held for netting. */
export function toReturn(line: Line): bigint {
  const underWay = BigInt(line.returned) - BigInt(line.rejected) - BigInt(line.replaced);
  return BigInt(line.open.to_settle ?? 0) - underWay - BigInt(line.locked);
}

/** An issue's id and those of the issues that it replaced by correction. */
export function replacedBy(order: Order, issue: Issue): Set<string> {
  const chain = new Set<string>();
  for (let at: Issue | undefined = issue; at && !chain.has(at.id); ) {
    chain.add(at.id);
    const before: string | undefined = at.corrects;
    at = order.issues.find((one) => one.id === before);
  }
  return chain;
}

/** Was something received under this issue, or under one that it replaced? */
export function isTakenIn(order: Order, issue: Issue): boolean {
  const chain = replacedBy(order, issue);
  return order.receipts.some((one) => !one.corrected && chain.has(one.issue));
}
