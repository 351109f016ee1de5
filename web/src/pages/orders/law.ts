// What the agreements of a book say, as the forms of orders show it beside their fields. Shown, never judged here.
import {useQueries, useQuery} from '@tanstack/react-query';
import type {Book} from '@/api/books';
import {api, take, type Schemas} from '@/api/client';
import type {Integer} from '@/domain/decimal';

export interface CategoryRule {
  name: string;
  clause: string;
  means: string[];
  units: string[];
  components: string[];
  metered: boolean;
  preference: string[];
  service: boolean;
  activities?: string[];
}
export interface Rate {
  category: string;
  item: string;
  unit: string;
  component: string;
  minor: Integer;
  per: Integer;
}
export interface RateCard {
  id: string;
  supplier: string;
  rates: {currency: string; valid_from: string; valid_until: string; rates: Rate[]};
}
export interface Rules {
  name: string;
  title: string;
  parties: string[];
  clauses: {key: string; source: string; certainty: string}[];
  activities: {type: string; clause: string}[];
  categories: CategoryRule[];
  exclusions: {supplier: string; category: string; clause: string}[];
  clocks: {means: string; days?: number; months?: number; clause: string}[];
  ceilings: {name: string; party: string; side: string; currency: string; amount: Integer; clause: string}[];
  visit_clause?: string;
  rounding: number;
}
export interface Law {
  id: string;
  rules: Rules;
  in_force?: string;
  cards: RateCard[];
}

const keyOf = (book: Book, id: string) => ['case', book.id, id];
const fetchCase = (book: Book, id: string) => () => take(api.GET('/v1/partnerships/{id}/cases/{case}', {params: {path: {id: book.id, case: id}}}));

function lawOf(file: Schemas['Case'] | undefined): Law | undefined {
  const law = file?.instrument as unknown as Omit<Law, 'id'> | undefined;
  return file && law ? {id: file.id, rules: law.rules, in_force: law.in_force, cards: law.cards ?? []} : undefined;
}

type Answers = {data: Schemas['Case'] | undefined}[];
const lawsOf = (answers: Answers): Law[] => answers.map((one) => lawOf(one.data)).filter((one) => one !== undefined);

/** The agreements named, whole. */
export function useLaws(book: Book, instruments: {id: string}[] | undefined): Law[] {
  const queries = (instruments ?? []).map((one) => ({queryKey: keyOf(book, one.id), queryFn: fetchCase(book, one.id), staleTime: 300_000}));
  return useQueries({queries, combine: lawsOf});
}

/** Every category that an agreement of the book speaks of. */
export function useCategories(book: Book, instruments: {id: string}[] | undefined): string[] {
  const laws = useLaws(book, instruments);
  return [...new Set(laws.flatMap((law) => law.rules.categories.map((one) => one.name)))].sort();
}

/** The clauses of an agreement in the three languages. */
export const useTexts = (book: Book, instrument: string | undefined) =>
  useQuery({
    queryKey: ['texts', book.id, instrument],
    enabled: Boolean(instrument),
    staleTime: 300_000,
    queryFn: () => take(api.GET('/v1/partnerships/{id}/instruments/{case}/texts', {params: {path: {id: book.id, case: instrument ?? ''}, query: {count: 0}}})),
  });

export const categoryOf = (rules: Rules | undefined, name: string): CategoryRule | undefined => rules?.categories.find((one) => one.name === name);
export const exclusionOf = (rules: Rules | undefined, supplier: string, category: string) =>
  rules?.exclusions.find((one) => one.supplier === supplier && one.category === category);
/** In the order that the agreement prefers. */
export const meansOf = (rule: CategoryRule | undefined): string[] =>
  rule ? [...rule.preference, ...rule.means.filter((one) => !rule.preference.includes(one))] : [];

/** Categories that may be asked for; those excluded last: who asks for one reads which clause forbids it, and the node refuses it. */
export function askable(rules: Rules | undefined, supplier: string): string[] {
  const excluded = (rules?.exclusions ?? []).filter((one) => one.supplier === supplier).map((one) => one.category);
  return [...new Set([...(rules?.categories ?? []).map((one) => one.name), ...excluded])];
}
const ALL_MEANS = ['reimbursement', 'replacement_in_kind', 'equal_value_exchange', 'return_of_the_same'];
/** Of what is excluded no means is named: any may be written. */
export const meansAsked = (rule: CategoryRule | undefined, excluded: {clause: string} | undefined): string[] =>
  rule ? meansOf(rule) : excluded ? ALL_MEANS : [];
