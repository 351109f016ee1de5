// In what the figures of an act are that say it only by their case: the currency of its order, the commodity of its round.
import type {CaseFile} from '@/api/reads';
import {orderOf, type Order} from '@/pages/orders/orderFile';
import {locksOf} from './across/debts';

export function measuresOf(file: CaseFile | undefined, body: unknown): {currency?: string; commodity?: string} {
  const order = orderOf(file);
  if (order) return {currency: order.currency, commodity: heldIn(order, body)};
  const round = file?.round as unknown as {round: {commodity: string}} | undefined;
  return {commodity: round?.round.commodity};
}

/** Of an act about a held debt: what is held. */
function heldIn(order: Order, body: unknown): string | undefined {
  const said = (body ?? {}) as {lock?: string; round?: string; line?: number; invoice?: string};
  if (said.lock) return locksOf(order).find((one) => one.id === said.lock)?.commodity;
  if (!said.round) return undefined;
  return said.invoice ? order.currency : locksOf(order).find((one) => one.terms.round === said.round && one.terms.line === said.line)?.commodity;
}
