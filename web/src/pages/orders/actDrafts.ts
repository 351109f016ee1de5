// A sensible beginning for each act of an order: what its form starts with, what nobody needs to see, and what a cited
// act is called. Nothing here decides; the node judges what is signed.
import {forJson, formatMoney, formatQuantity} from '@/domain/decimal';
import {amountToCredit} from '@/domain/exact';
import {isTakenIn, openOf, toReturn, type Invoice, type Line, type Order} from './orderFile';

export interface Draft {
  initial: Record<string, unknown>;
  hidden?: string[];
  choices?: Record<string, Choice[]>;
}
export interface Choice {
  value: string;
  label: string;
}
/** Words of the reader's language for what the labels below are made of. */
export type Say = (key: string, values?: Record<string, string>) => string;

const short = (id: string) => id.slice(0, 8);

/** The lines as a proposal writes them. */
export const proposedLines = (order: Order) =>
  order.lines.map((line) => ({
    number: line.number, category: line.category, item: line.item, description: line.description, quantity: line.ordered, unit: line.unit,
    means: line.means, price: line.price, components: line.components, exchange: line.exchange, schedule: line.schedule,
    condition: line.condition, stock_number: line.stock_number, metering: line.metering,
  }));

/** The offer, or the amendment that waits. */
export const openProposal = (order: Order, state: string) => (state === 'offered' ? order.offer : order.amendment);

const invoiceChoices = (order: Order, say: Say, wanted: (invoice: Invoice) => boolean = (one) => !one.withdrawn): Choice[] =>
  order.invoices.filter(wanted).map((one) => ({
    value: one.id,
    label: say('draft.invoice', {number: one.number || short(one.id), open: formatMoney(openOf(one), order.currency), currency: order.currency}),
  }));

const moved = (order: Order, say: Say): Choice[] => [
  ...order.issues.map((one) => ({value: one.id, label: say('draft.issue', {date: one.date, id: short(one.id)})})),
  ...order.receipts.map((one) => ({value: one.id, label: say('draft.receipt', {date: one.date, id: short(one.id)})})),
  ...order.returns.map((one) => ({value: one.id, label: say('draft.return', {date: one.date, id: short(one.id)})})),
];

const only = (choices: Choice[]) => (choices.length === 1 ? choices[0]?.value : undefined);
const inKind = (line: Line) => line.means !== 'reimbursement' && toReturn(line) > 0n;

/** All that is owed in kind, in the lines' own units. */
export const debtLines = (order: Order) =>
  order.lines
    .filter(inKind)
    .map((line) => ({number: line.number, quantity: forJson(BigInt(line.received) - BigInt(line.returned) + BigInt(line.rejected) - BigInt(line.converted) - BigInt(line.written_off))}));

function citing(field: string, choices: Choice[], more: Record<string, unknown> = {}): Draft {
  return {initial: {[field]: only(choices), ...more}, choices: {[field]: choices}};
}

/** Undefined: the form begins empty. */
export function orderDraft(kind: string, caseId: string, state: string, order: Order, say: Say): Draft | undefined {
  const invoices = (wanted?: (invoice: Invoice) => boolean) => invoiceChoices(order, say, wanted);
  switch (kind) {
    case 'accept': {
      const at = openProposal(order, state);
      return {initial: {of: at?.id, total: at?.total ?? 0}, hidden: ['of', 'total']};
    }
    case 'decline':
      return {initial: {of: openProposal(order, state)?.id ?? caseId, reason: ''}, hidden: ['of']};
    case 'query':
      return citing('invoice', invoices((one) => !one.withdrawn && !one.query), {reason: 'quantity'});
    case 'respond':
      return citing('invoice', invoices(), {reasons: [], actions: []});
    case 'withdraw':
      return citing('of', withdrawable(order, say));
    case 'confirm':
      return citing('pay', [...order.payments, ...(order.refunds ?? [])].filter((one) => !one.confirmed && !one.withdrawn).map((one) => ({
        value: one.id,
        label: say('draft.payment', {amount: formatMoney(one.amount, order.currency), currency: order.currency, id: short(one.id)}),
      })));
    case 'dispute':
      return citing('of', moved(order, say), {reason: 'quantity'});
    case 'resolve':
      return citing('dispute', order.disputes.filter((one) => !one.outcome).map((one) => ({value: one.id, label: `${one.by.toUpperCase()} · ${one.note || one.reason}`})));
    case 'regularise':
      return citing('act', unique(order.irregular.filter((one) => !one.settled).map((one) => ({value: one.act, label: `${one.kind} · ${one.commodity} ${formatQuantity(one.quantity)}`}))));
    case 'confirm_finding':
      return citing('act', order.findings.filter((one) => !one.confirmed).map((one) => ({value: one.act, label: one.says})));
    case 'confirm_paper':
      return citing('act', (order.from_paper ?? []).filter((one) => !one.confirmed).map((one) => ({value: one.act, label: short(one.act)})));
    case 'convert':
      return {initial: {lines: debtLines(order)}};
    case 'offset':
      return citing('invoice', invoices(), {amount: {currency: order.currency}});
    case 'write_off':
      return {initial: {lines: debtLines(order)}, choices: {invoice: invoices()}};
    case 'credit_note':
      return citing('invoice', invoices(), creditLines(order));
    case 'refund':
      return refundDraft(order, say);
    case 'concur_date':
      return {initial: {kind: 'issue'}};
    case 'ask_transfer':
      return {initial: {line: order.lines[0]?.number}};
    default:
      return undefined;
  }
}

/** Billed beyond what came in, or was converted; below zero: not billed yet. */
export const overbilled = (line: Line): bigint => BigInt(line.billed) - BigInt(line.means === 'reimbursement' ? line.received : line.converted);

/** What is billed too much, at the order's price. */
function creditLines(order: Order): Record<string, unknown> {
  const lines = order.lines.flatMap((line) => {
    const over = overbilled(line);
    const amount = over > 0n ? amountToCredit(line, over, order.rounding) : undefined;
    return amount === undefined ? [] : [{number: line.number, quantity: forJson(over), amount: forJson(amount)}];
  });
  return {lines, total: forJson(lines.reduce((sum, line) => sum + BigInt(line.amount), 0n))};
}

/** Pays back what was settled of an invoice beyond what is billed now. */
function refundDraft(order: Order, say: Say): Draft {
  const overpaid = order.invoices.filter((one) => openOf(one) < 0n);
  const one = overpaid.length === 1 ? overpaid[0] : undefined;
  return citing('invoice', invoiceChoices(order, say, (invoice) => overpaid.includes(invoice)), {amount: {currency: order.currency, ...(one ? {minor: forJson(-openOf(one))} : {})}, reference: ''});
}

/** One's own words that nobody has answered. */
function withdrawable(order: Order, say: Say): Choice[] {
  return [
    ...invoiceChoices(order, say),
    ...order.invoices.flatMap((one) => (one.query ? [{value: one.query, label: say('draft.query', {number: one.number || short(one.id)})}] : [])),
    ...order.payments.filter((one) => !one.confirmed && !one.withdrawn).map((one) => ({value: one.id, label: say('draft.payment', {amount: formatMoney(one.amount, order.currency), currency: order.currency, id: short(one.id)})})),
    ...order.returns.filter((one) => !one.answered && !one.withdrawn).map((one) => ({value: one.id, label: say('draft.return', {date: one.date, id: short(one.id)})})),
  ];
}

function unique(choices: Choice[]): Choice[] {
  return choices.filter((one, i) => choices.findIndex((other) => other.value === one.value) === i);
}

/** The issue that a receipt answers first: the oldest that nobody has taken in. */
export const nextIssue = (order: Order) => order.issues.find((one) => !one.corrected && !isTakenIn(order, one)) ?? order.issues.findLast((one) => !one.corrected);
