// Figures of a visit, a grant and an activity as a case shows them (src/kernel/*_fact.h); the node's description of the
// API leaves a case's own figures open.
import type {Schemas} from '@/api/client';
import type {Integer} from '@/domain/decimal';

export type Place = Schemas['Place'];
export interface MoneyOf {
  minor: Integer;
  currency: string;
}

export interface HeadCount {
  people: string;
  count: number;
}
export interface Craft {
  craft: string;
  type: string;
  identifier: string;
}
export interface ArmsLine {
  number: number;
  arms: string;
  type: string;
  count: number;
  explosive_grams: number;
  identifiers: string[];
  storage: string;
}
export interface Goods {
  un_number: string;
  description: string;
  quantity: Integer;
  unit: string;
}
export interface Licensed {
  licence: string;
  count: number;
}
export interface ImportLine {
  number: number;
  regime: string;
  description: string;
  quantity: Integer;
  unit: string;
}
export interface VisitPlan {
  purpose: string;
  from: string;
  until: string;
  units: string[];
  places: Place[];
  people: HeadCount[];
  craft: Craft[];
  arms: ArmsLine[];
  goods: Goods[];
  frequencies: string[];
  drivers: Licensed[];
  professionals: Licensed[];
  manifest: ImportLine[];
  health: string;
  contact: string;
}

export interface Claim {
  id: string;
  by: string;
  incident?: string;
  amount: MoneyOf;
  on: string;
  outcome?: string;
  paid: Integer;
}
export interface CommitteeItem {
  id: string;
  by: string;
  subject: string;
  about?: string;
  on: string;
  said: {party: string}[];
  resolved: boolean;
}
export interface VisitFigures {
  instrument: string;
  activity: string;
  host: string;
  visitor: string;
  reference: string;
  clearance: string;
  proposed?: {id: string; on: string; plan: VisitPlan};
  plan?: VisitPlan;
  consented_on?: string;
  ended_on?: string;
  people: {people: string; declared: number; in: number; out: number; inside: number}[];
  craft: {identifier: string; craft: string; declared: boolean; inside: boolean; came: boolean}[];
  arms: {number: number; arms: string; type: string; declared: number; in: number; out: number; expended: number; inside: number}[];
  imports: {number: number; regime: string; description: string; unit: string; declared: Integer; in: Integer; out: Integer; consumed: Integer; inside: Integer}[];
  conditions: {condition: {number: number; text: string; by?: string}; met?: string}[];
  incidents: {id: string; by: string; incident: string; on: string}[];
  claims: Claim[];
  items: CommitteeItem[];
  uncovered: {act: string; kind: string; code: number; clause: string; on: string; settled: boolean}[];
  goods: {un_number: string; unit: string; declared: Integer; in: Integer; out: Integer; used: Integer; inside: Integer}[];
  drivers: {licence: string; declared: number; in: number; out: number; inside: number}[];
}

export interface Milestone {
  milestone: {number: number; title: string; due: string; amount: Integer};
  reached?: string;
  reached_by: string;
  reached_on?: string;
  confirmed_on?: string;
  disbursed: Integer;
  confirmed: Integer;
}
export interface Lot {
  number: number;
  title: string;
  contractor: string;
  amount: Integer;
  awarded_on: string;
  milestones: Milestone[];
}
export interface Sighting {
  on: string;
  readiness: string;
  custodian: string;
  place: Place;
  berth: string;
  berth_grant?: string;
}
export interface Thing {
  item: {serial: string; description: string; stock_number: string};
  lot: number;
  handover: string;
  custody: string;
  since: string;
  holder: string;
  purpose: string;
  reported?: Sighting;
  inspected?: Sighting;
}
export interface ConsentAsked {
  id: string;
  consent: string;
  serials: string[];
  to: string;
  on: string;
  granted?: boolean;
  answered_on?: string;
  conditions: string;
  used: string[];
}
export interface GrantMatter {
  act: string;
  kind: string;
  loss?: string;
  by: string;
  serials: string[];
  on: string;
  due?: string;
  answered_on?: string;
}
export interface GrantLink {
  grant: string;
  relation: string;
}
export interface GrantFigures {
  note: {
    instrument: string; donor: string; recipient: string; title: string; obligation: MoneyOf; field: string; purpose: string;
    note: string; fiscal_year: string; sites: Place[]; links: GrantLink[];
  };
  offered_on: string;
  answer: string;
  agreed_on?: string;
  conversions: {by: string; said: {amount: MoneyOf; numerator: number; denominator: number; source: string; on: string}}[];
  lots: Lot[];
  payments: {id: string; lot: number; milestone: number; amount: Integer; on: string; confirmed_on?: string}[];
  handovers: {id: string; lot: number; place: Place; on: string; confirmed_on?: string}[];
  things: Thing[];
  consents: ConsentAsked[];
  matters: GrantMatter[];
  evaluation?: {on: string; result: string};
  followers: GrantLink[];
  closed_on?: string;
}

export interface ActivityVersion {
  change?: string;
  since?: string;
  type: string;
  from: string;
  until: string;
  place: string;
  reason?: string;
  units: string[];
  places: Place[];
}
export interface ActivityFigures {
  activity: ActivityVersion & {name: string; parties: string[]};
  concurred: string[];
  versions: ActivityVersion[];
  proposed: {version: ActivityVersion; concurred: string[]}[];
  events: {event: string; count: number}[];
}
