// A request as it is being written: texts as typed, until they make the body of an act.
import {currencyDecimals, forJson, formatDecimal, formatQuantity, parseDecimal, parseMoney, parseQuantity, type Integer} from '@/domain/decimal';
import {unitRatio} from '@/domain/units';
import type {LineWords, Order} from './orderFile';
import type {Rate} from './law';

export interface PartDraft {
  name: string;
  amount: string;
  full: string;
  waiver: string;
}
export interface LineDraft {
  key: string;
  category: string;
  item: string;
  description: string;
  quantity: string;
  unit: string;
  means: string;
  price: string;
  per: string;
  parts: PartDraft[];
  exchangeItem: string;
  exchangeUnit: string;
  exchangeQuantity: string;
  exchangeDescription: string;
  scheduleOn: string;
  schedulePlace: string;
  condition: string;
  stock_number: string;
  metering: string;
}
export interface RequestDraft {
  instrument: string;
  activity: string;
  visit: string;
  supplier: string;
  currency: string;
  place: string;
  needed_on: string;
  needs: string;
  reference: string;
  unit: string;
  bill_to: string;
  funds: string;
  liability: string;
  ground: string;
  authority: string;
  does_not_hinder: boolean;
  lines: LineDraft[];
}

let counted = 0;
export const emptyLine = (): LineDraft => ({
  key: `line-${(counted += 1)}`, category: '', item: '', description: '', quantity: '', unit: 'EA', means: '', price: '', per: '1', parts: [], exchangeItem: '',
  exchangeUnit: '', exchangeQuantity: '', exchangeDescription: '', scheduleOn: '', schedulePlace: '', condition: '', stock_number: '', metering: '',
});

export const emptyDraft = (supplier: string): RequestDraft => ({
  instrument: '', activity: '', visit: '', supplier, currency: '', place: '', needed_on: '', needs: '', reference: '', unit: '', bill_to: '', funds: '', liability: '',
  ground: '', authority: '', does_not_hinder: false, lines: [emptyLine()],
});

const plain = (text: string) => text.replaceAll(',', '');
const moneyText = (minor: Integer | undefined, currency: string) => (minor === undefined ? '' : plain(formatDecimal(minor, currencyDecimals(currency))));

/** A line of another order as the beginning of a new one; without its dates. */
export function lineFrom(line: LineWords & {quantity: Integer}, currency: string): LineDraft {
  return {
    ...emptyLine(), category: line.category, item: line.item, description: line.description, quantity: plain(formatQuantity(line.quantity)), unit: line.unit,
    means: line.means, price: moneyText(line.price?.minor, currency), per: String(line.price?.per ?? 1),
    parts: (line.components ?? []).map((part) => ({name: part.name, amount: moneyText(part.minor, currency), full: moneyText(part.full, currency), waiver: part.waiver ?? ''})),
    exchangeItem: line.exchange?.item ?? '', exchangeUnit: line.exchange?.unit ?? '', exchangeQuantity: line.exchange ? plain(formatQuantity(line.exchange.quantity)) : '',
    exchangeDescription: line.exchange?.description ?? '',
    schedulePlace: line.schedule?.place ?? '', condition: line.condition ?? '', stock_number: line.stock_number ?? '', metering: line.metering ?? '',
  };
}

/** The same once more: everything but what is of that one time. */
export function repeated(order: Order): RequestDraft {
  return {
    ...emptyDraft(order.supplier), instrument: order.instrument, activity: order.activity, visit: order.visit ?? '', currency: order.currency, place: order.place,
    needs: order.papers.needs, unit: order.papers.receiving_unit, bill_to: order.papers.bill_to, funds: order.papers.funds, liability: order.papers.liability,
    lines: order.lines.map((line) => lineFrom({...line, quantity: line.ordered}, order.currency)),
  };
}

/** Lines priced from a rate card: rates of one item together, their parts as parts of its price. */
export function linesFromRates(rates: Rate[], currency: string, means: (category: string) => string): LineDraft[] {
  const groups = new Map<string, Rate[]>();
  for (const rate of rates) {
    const key = [rate.category, rate.item, rate.unit, rate.per].join('|');
    groups.set(key, [...(groups.get(key) ?? []), rate]);
  }
  return [...groups.values()].map((group) => {
    const first = group[0] as Rate;
    const parts = group.filter((one) => one.component !== '');
    const whole = group.find((one) => one.component === '')?.minor ?? parts.reduce((sum, one) => sum + BigInt(one.minor), 0n);
    return {
      ...emptyLine(), category: first.category, item: first.item, unit: first.unit, means: means(first.category), price: moneyText(whole, currency), per: String(first.per),
      parts: parts.map((one) => ({name: one.component, amount: moneyText(one.minor, currency), full: '', waiver: ''})),
    };
  });
}

/** A quantity in another unit, where that is exact to the last millionth; else the text as it stands. */
export function inUnit(quantity: string, from: string, to: string): string {
  const value = parseQuantity(quantity);
  const ratio = unitRatio(from, to);
  if (value === undefined || !ratio) return quantity;
  const product = value * ratio.numerator;
  return product % ratio.denominator === 0n ? plain(formatQuantity(product / ratio.denominator)) : quantity;
}

/** Where something is missing or cannot be read: a field of the head, or of a line by its place. */
export interface Gap {
  line?: number;
  field: string;
}

function lineBody(line: LineDraft, number: number, currency: string): {body: Record<string, unknown>; gaps: string[]} {
  const gaps: string[] = [];
  const quantity = parseQuantity(line.quantity);
  if (quantity === undefined || quantity <= 0n) gaps.push('quantity');
  const body: Record<string, unknown> = {number, category: line.category, item: line.item.normalize('NFKC').trim().toUpperCase(), description: line.description.trim(), quantity: forJson(quantity ?? 0n), unit: line.unit, means: line.means};
  for (const field of ['category', 'item', 'unit', 'means'] as const) if (!line[field].trim()) gaps.push(field);
  const price = line.price.trim() ? parseMoney(line.price, currency) : undefined;
  const per = parseDecimal(line.per || '1', 0);
  if ((line.price.trim() && price === undefined) || per === undefined || per <= 0n) gaps.push('price');
  else if (price !== undefined) body.price = {minor: forJson(price), per: forJson(per)};
  const parts = line.parts.filter((one) => one.name && one.amount.trim());
  if (parts.length > 0) body.components = parts.map((one) => partBody(one, currency, gaps));
  if (line.means === 'equal_value_exchange') {
    const given = parseQuantity(line.exchangeQuantity);
    if (!given || !line.exchangeItem || !line.exchangeUnit) gaps.push('exchange');
    else body.exchange = {item: line.exchangeItem.trim().toUpperCase(), unit: line.exchangeUnit, quantity: forJson(given), description: line.exchangeDescription.trim()};
  }
  if (line.scheduleOn) body.schedule = {on: line.scheduleOn, place: line.schedulePlace};
  for (const field of ['condition', 'stock_number', 'metering'] as const) if (line[field].trim()) body[field] = line[field].trim();
  return {body, gaps};
}

function partBody(part: PartDraft, currency: string, gaps: string[]): Record<string, unknown> {
  const minor = parseMoney(part.amount, currency);
  const full = part.full.trim() ? parseMoney(part.full, currency) : undefined;
  if (minor === undefined) gaps.push('components');
  return {name: part.name, minor: forJson(minor ?? 0n), ...(full !== undefined ? {full: forJson(full)} : {}), ...(part.waiver ? {waiver: part.waiver} : {})};
}

/** The lines of a request, an offer or an amendment; what is missing is added to `gaps`. */
export function linesBody(lines: LineDraft[], currency: string, gaps: Gap[]): Record<string, unknown>[] {
  if (lines.length === 0) gaps.push({field: 'lines'});
  return lines.map((line, i) => {
    const made = lineBody(line, i + 1, currency);
    gaps.push(...made.gaps.map((field) => ({line: i, field})));
    return made.body;
  });
}

/** The act's body, and what is missing before it can be signed. */
export function requestBody(draft: RequestDraft, recipient: string): {body: Record<string, unknown>; gaps: Gap[]} {
  const gaps: Gap[] = (['instrument', 'activity', 'supplier', 'currency', 'place', 'reference'] as const).filter((field) => !draft[field].trim()).map((field) => ({field}));
  const lines = linesBody(draft.lines, draft.currency, gaps);
  const texts = Object.fromEntries((['needs', 'unit', 'bill_to', 'funds', 'liability', 'needed_on', 'visit'] as const).filter((field) => draft[field].trim()).map((field) => [field, draft[field].trim()]));
  const declares = draft.ground || draft.authority ? {declares: {ground: draft.ground, does_not_hinder: draft.does_not_hinder, authority: draft.authority}} : {};
  const body = {
    instrument: draft.instrument, activity: draft.activity, supplier: draft.supplier, recipient, currency: draft.currency, lines, place: draft.place.trim(),
    reference: draft.reference.normalize('NFKC').trim(), ...texts, ...declares,
  };
  return {body, gaps};
}
