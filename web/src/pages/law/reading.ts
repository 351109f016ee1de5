// An agreement's rules as a page reads them out: by direction, by means, and what is left open. Nothing is judged here.
import {parseDecimal} from '@/domain/decimal';
import type {Agreement, Rules} from './rules';

export interface Direction {
  supplier: string;
  /** In order of preference; none: not given by this party. */
  means: string[];
  /** Clause by which this party does not give it. */
  excluded?: string;
}
export interface Allowed {
  category: string;
  /** Of the annex; none where the category is only excluded. */
  clause?: string;
  service: boolean;
  units: string[];
  metered: boolean;
  by: Direction[];
}

/** Preferred means first, the others after them as they stand. */
const inOrder = (means: string[], preference: string[]): string[] => [...preference.filter((one) => means.includes(one)), ...means.filter((one) => !preference.includes(one))];

/** Categories by supplying party, those that are only excluded last. */
export function allowedOf(rules: Rules): Allowed[] {
  const exclusion = (supplier: string, category: string) => rules.exclusions.find((one) => one.supplier === supplier && one.category === category)?.clause;
  const named = rules.categories.map((one): Allowed => ({
    category: one.name, clause: one.clause, service: one.service, units: one.units, metered: one.metered,
    by: rules.parties.map((supplier) => {
      const excluded = exclusion(supplier, one.name);
      return excluded ? {supplier, means: [], excluded} : {supplier, means: inOrder(one.means, one.preference)};
    }),
  }));
  const rest = [...new Set(rules.exclusions.map((one) => one.category))].filter((category) => !rules.categories.some((one) => one.name === category));
  const only = rest.map((category): Allowed => ({
    category, service: false, units: [], metered: false, by: rules.parties.map((supplier) => ({supplier, means: [], excluded: exclusion(supplier, category)})),
  }));
  return [...named, ...only];
}

export interface Figure {
  /** As ratification names it: "clock.reimbursement.days". */
  key: string;
  unit: 'days' | 'months';
  value?: number;
  clause: string;
}

const days = (key: string, value: number | undefined, clause: string): Figure => ({key, unit: 'days', value, clause});
const months = (key: string, value: number | undefined, clause: string): Figure => ({key, unit: 'months', value, clause});

/** Every clock and limit of the agreement with the figure it has, keys as spec/terms.md has them. */
export function figuresOf(rules: Rules): Figure[] {
  const out: Figure[] = [];
  if (rules.claim_clause) out.push(days('claim_days', rules.claim_days, rules.claim_clause));
  for (const one of rules.clocks)
    out.push(one.months !== undefined ? months(`clock.${one.means}.months`, one.months, one.clause) : days(`clock.${one.means}.days`, one.days, one.clause));
  if (rules.conversion)
    out.push(rules.conversion.months !== undefined ? months('conversion.months', rules.conversion.months, rules.conversion.clause) : days('conversion.days', rules.conversion.days, rules.conversion.clause));
  if (rules.grants) {
    const {grants} = rules;
    out.push(months('grants.evaluation_months', grants.evaluation_months, grants.evaluation_clause), months('grants.inspection_months', grants.inspection_months, grants.monitoring_clause));
    out.push(days('grants.loss_days', grants.loss_days, grants.loss_clause), months('grants.report_months', grants.report_months, grants.monitoring_clause));
  }
  if (rules.invoice) out.push(days('invoice_days', rules.invoice.days, rules.invoice.clause));
  if (rules.netting) out.push(days('netting.lock_days', rules.netting.lock_days, rules.netting.clause));
  if (rules.offset) out.push(months('offset.months', rules.offset.months, rules.offset.clause));
  if (rules.payment) out.push(days('payment_days', rules.payment.days, rules.payment.clause));
  if (rules.visits) out.push(days('visits.consent_days', rules.visits.consent_days, rules.visits.consent_clause));
  return out;
}

export type Origin = 'agreement' | 'parties' | 'unset';

/** Where a figure comes from: the agreement itself, the parties when they ratified, or nowhere yet. */
export function originOf(agreement: Agreement, figure: Figure): Origin {
  const settled = agreement.ratifications.some((one) => one.settings.some((setting) => setting.key === figure.key));
  if (settled) return 'parties';
  return figure.value === undefined ? 'unset' : 'agreement';
}

/** Where the parties filled in differing figures, by key; nothing can come into force on those. */
export function disagreeing(agreement: Agreement): string[] {
  const said = new Map<string, Set<number>>();
  for (const one of agreement.ratifications)
    for (const {key, value} of one.settings) said.set(key, (said.get(key) ?? new Set()).add(value));
  return [...said].filter(([, values]) => values.size > 1).map(([key]) => key);
}

/** Of a figure that the parties fill in (spec/terms.md). */
export const MOST = {days: 3660, months: 120} as const;

export interface OpenFigure extends Figure {
  /** What another party filled in already. */
  theirs?: number;
}

/** For the form of ratification: every figure that the text leaves open, with what another party filled in. */
export function openFigures(agreement: Agreement): OpenFigure[] {
  const theirs = new Map(agreement.ratifications.flatMap((one) => one.settings.map((setting) => [setting.key, setting.value] as const)));
  return figuresOf(agreement.rules).filter((one) => one.value === undefined || theirs.has(one.key)).map((one) => ({...one, theirs: theirs.get(one.key)}));
}

/** What is signed of a filled form: nothing while the date or a figure cannot be read; which figures those are, and how many stay unset. */
export function ratificationOf(inForce: string | undefined, figures: OpenFigure[], texts: Record<string, string>) {
  const settings: {key: string; value: number}[] = [];
  const bad: string[] = [];
  for (const {key, unit} of figures) {
    const text = (texts[key] ?? '').trim();
    if (text === '') continue;
    const value = parseDecimal(text, 0);
    if (value === undefined || value < 1n || value > MOST[unit]) bad.push(key);
    else settings.push({key, value: Number(value)});
  }
  settings.sort((a, b) => (a.key < b.key ? -1 : 1));
  const body = inForce && bad.length === 0 ? {in_force: inForce, settings} : undefined;
  return {body, bad, unset: figures.length - settings.length - bad.length};
}

export const certainties = ['text', 'summary', 'inferred', 'assumed'] as const;
export type Certainty = (typeof certainties)[number];

/** Not read in the agreement nor in a summary of it. */
export const isUnsure = (certainty: string): boolean => certainty === 'inferred' || certainty === 'assumed';

/** How many clauses are how sure. */
export const byCertainty = (clauses: {certainty: string}[]): {certainty: Certainty; count: number}[] =>
  certainties.map((certainty) => ({certainty, count: clauses.filter((one) => one.certainty === certainty).length})).filter((one) => one.count > 0);
