// Debts of an order that may be held for a round of netting, and what is held already.
import {currencyDecimals, QUANTITY_DECIMALS, type Integer} from '@/domain/decimal';
import {openOf, toReturn, type Order} from '@/pages/orders/orderFile';

/** As the kernel has it (src/kernel/order_across_fact.h). */
export interface Lock {
  id: string;
  state: string;
  by: string;
  debtor: string;
  creditor: string;
  commodity: string;
  since: string;
  terms: {partnership: string; round: string; line: number; invoice?: string; amount: Integer; until: string};
  release: string[];
}
export const locksOf = (order: Order): Lock[] => (order.locks ?? []) as unknown as Lock[];

export interface Debt {
  key: string;
  line: number;
  invoice?: string;
  number?: string;
  commodity: string;
  decimals: number;
  free: bigint;
}

/** Everything of the order that is open and free, in the order in which it stands there. */
export function freeDebts(order: Order): Debt[] {
  const kind = order.lines.flatMap((line): Debt[] => {
    const free = toReturn(line);
    const may = line.means !== 'reimbursement' && line.means !== 'return_of_the_same' && free > 0n && line.open.commodity;
    return may ? [{key: `line ${line.number}`, line: line.number, commodity: line.open.commodity ?? '', decimals: QUANTITY_DECIMALS, free}] : [];
  });
  const money = order.invoices.flatMap((one): Debt[] => {
    const free = openOf(one) - BigInt(one.locked);
    return free > 0n && !one.query ? [{key: one.id, line: 0, invoice: one.id, number: one.number || one.id.slice(0, 8), commodity: order.currency, decimals: currencyDecimals(order.currency), free}] : [];
  });
  return [...kind, ...money];
}
