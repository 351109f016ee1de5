// An agreement's rules as a case shows them (src/terms/rules.h).
import {useQuery} from '@tanstack/react-query';
import type {Book} from '@/api/books';
import {api, take} from '@/api/client';
import type {Integer} from '@/domain/decimal';

export interface Rules {
  name: string;
  title: string;
  parties: string[];
  clauses: {key: string; source: string; certainty: string}[];
  activities: {type: string; clause: string}[];
  categories: {name: string; clause: string; means: string[]; units: string[]; components: string[]; metered: boolean; preference: string[]; service: boolean}[];
  exclusions: {supplier: string; category: string; clause: string}[];
  clocks: {means: string; days?: number; months?: number; clause: string}[];
  in_force_clause: string;
  ends?: string;
  claim_days?: number;
  claim_clause: string;
  back_dating_days: number;
  authorities: {party: string; text: string; clause: string}[];
  signed_on?: string;
  approvals: {party: string; on: string}[];
  duration?: {renewal_months?: number; notice_months?: number; clause: string};
  conversion?: {days?: number; months?: number; clause: string};
  offset?: {months?: number; clause: string};
  invoice?: {days?: number; clause: string};
  payment?: {days?: number; clause: string};
  write_off_clause: string;
  ceilings: {
    name: string; party: string; side: string; currency: string; amount: Integer; supplies_amount?: Integer; first_month: number;
    exempt_categories: string[]; exempt_activities: string[]; clause: string;
  }[];
  apart: {first: string; second: string; clause: string}[];
  gates?: {order_elements: string[]; receipt_elements: string[]; clause: string};
  tolerances: {category: string; millionths: number; clause: string}[];
  substitutions: {item: string; same_kind: string[]; clause: string}[];
  currencies?: {allowed: string[]; clause: string};
  retransfer?: {consent_needed: boolean; clause: string};
  tax_relief_clause: string;
  price_rules?: {reciprocal: boolean; rate_cards_required: boolean; clause: string; waiver_clause: string};
  visit_clause: string;
  visit_flagged: boolean;
  warrants?: {training_needed: boolean; training_months?: number; clause: string};
  visits?: {consent_days?: number; consent_clause: string};
  grants?: {
    clause: string; donor: string; currency: string; first_month: number; fields: {name: string; clause: string; purposes: string[]}[];
    consent_clause: string; monitoring_clause: string; report_months?: number; inspection_months?: number;
    evaluation_clause: string; evaluation_months?: number; loss_clause: string; loss_days?: number;
  };
  credits?: {clause: string; item: string; unit: string; balance_limit?: Integer};
  netting?: {lock_days?: number; clause: string};
}

export interface Agreement {
  id: string;
  state: string;
  standing: string;
  rules: Rules;
  ratifications: {party: string; in_force: string; settings: {key: string; value: number}[]}[];
  in_force?: string;
}

/** The agreements of a book with their rules. */
export const useAgreements = (book: Book) =>
  useQuery({
    queryKey: ['instruments', book.id],
    queryFn: async () => (await take(api.GET('/v1/partnerships/{id}/instruments', {params: {path: {id: book.id}}}))).instruments as unknown as Agreement[],
  });
