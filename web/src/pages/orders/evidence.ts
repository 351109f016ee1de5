// Which of the 25 data elements an order's record holds, shown as the kernel counts them (src/kernel/completeness.cpp).
// The kernel's own count decides; the list here says which.
import {isTakenIn, type Line, type Order} from './orderFile';

export interface Element {
  name: string;
  present: boolean;
  /** The agreement asks for it, before acceptance or at receipt. */
  needed: boolean;
}

const every = (order: Order, test: (line: Line) => boolean) => order.lines.length > 0 && order.lines.every(test);

function acknowledged(order: Order): boolean {
  const issues = order.issues.filter((one) => !one.corrected);
  return issues.length > 0 && issues.every((one) => isTakenIn(order, one));
}

/** By the numbers of the list: the first is 1. */
const TESTS: [name: string, test: (order: Order, issued: boolean) => boolean][] = [
  ['agreement', () => true],
  ['order_date', () => true],
  ['bill_to', (order) => order.papers.bill_to !== ''],
  ['stock_numbers', (order) => every(order, (line) => line.item !== '')],
  ['quantity_requested', (order) => every(order, (line) => line.description !== '')],
  ['quantity_furnished', (_, issued) => issued],
  ['unit', (order) => every(order, (line) => line.unit !== '')],
  ['unit_price', (order) => every(order, (line) => line.price !== undefined)],
  ['line_amount', (order, issued) => issued && every(order, (line) => line.price !== undefined)],
  ['currency', (order) => order.currency !== ''],
  ['order_total', (order) => order.offer !== undefined],
  ['ordering_official', () => true],
  ['payee', (order) => order.papers.payee !== ''],
  ['remit_to', (order) => order.papers.remit_to !== ''],
  ['receipt_acknowledged', acknowledged],
  ['order_number', (order) => order.reference !== ''],
  ['receiving_organisation', (order) => order.papers.receiving_unit !== ''],
  ['issuing_organisation', (order) => order.papers.issuing_unit !== ''],
  ['settlement_means', () => true],
  ['funds', (order) => order.papers.funds !== ''],
  ['place_and_schedule', (order) => order.place !== '' && every(order, (line) => line.means === 'reimbursement' || line.schedule !== undefined)],
  ['accepting_official', (order) => 'accepter' in order.papers],
  ['special_needs', (order) => order.papers.needs !== ''],
  ['liability_limit', (order) => order.papers.liability !== ''],
  ['issuing_official', (_, issued) => issued],
];

export function elementsOf(order: Order, gates?: {order_elements?: string[]; receipt_elements?: string[]}): Element[] {
  const issued = order.issues.some((one) => !one.corrected);
  const wanted = new Set([...(gates?.order_elements ?? []), ...(gates?.receipt_elements ?? [])]);
  return TESTS.map(([name, test]) => ({name, present: test(order, issued), needed: wanted.has(name)}));
}
