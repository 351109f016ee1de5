/** How a whole number of an act is written by people: the vocabulary says that it is whole, its name says of what. */
export type Shape = 'quantity' | 'money' | 'count';

const QUANTITIES = new Set(['quantity', 'ordered', 'issued', 'received', 'damaged', 'rejected', 'billed', 'returned', 'replaced', 'converted', 'written_off', 'to_issue', 'to_receive', 'to_bill', 'to_settle', 'entered', 'observed', 'measured', 'share', 'credit', 'passed']);
const MONEY = new Set(['minor', 'total', 'amount', 'obligation', 'value', 'billed_amount', 'estimate', 'worth', 'paid']);

export function shapeOf(name: string): Shape {
  if (QUANTITIES.has(name) || name.endsWith('_quantity')) return 'quantity';
  if (MONEY.has(name) || name.endsWith('_amount')) return 'money';
  return 'count';
}
