// What the acts of a visit are about, so that their forms ask nothing that the case already says.
import type {TFunction} from 'i18next';
import {lazy} from 'react';
import type {Book} from '@/api/books';
import type {CaseFile} from '@/api/reads';
import {formatMoney} from '@/domain/decimal';
import {placeChoices} from '@/domain/places';
import {localDay} from '@/domain/time';
import type {Offers} from './Acting';
import type {VisitFigures} from './shapes';

/** Fetched when they are opened. */
const AmendForm = lazy(async () => ({default: (await import('./AmendForm')).AmendForm}));
const ChangeForm = lazy(async () => ({default: (await import('./ChangeForm')).ChangeForm}));
const CrossingForm = lazy(async () => ({default: (await import('./CrossingForm')).CrossingForm}));

export function visitOffers(book: Book, file: CaseFile, visit: VisitFigures, t: TFunction, value: (name: string, one: string) => string): Offers {
  const places = {hidden: ['place.latitude', 'place.longitude'], choices: {'place.locode': placeChoices()}};
  const open = {
    claims: visit.claims.filter((one) => !one.outcome).map((one) => ({value: one.id, label: `${t(`glossary:party.${one.by}`, {defaultValue: one.by})}: ${formatMoney(one.amount.minor, one.amount.currency)} ${one.amount.currency}, ${one.on}`})),
    items: visit.items.filter((one) => !one.resolved && !one.said.some((said) => said.party === book.me)).map((one) => ({value: one.id, label: `${one.subject}, ${one.on}`})),
    conditions: visit.conditions.filter((one) => !one.met).map((one) => ({value: String(one.condition.number), label: `${one.condition.number}. ${one.condition.text}`})),
  };
  const incidents = visit.incidents.map((one) => ({value: one.id, label: `${value('incident', one.incident)}, ${one.on}`}));
  const about = [...incidents, ...visit.uncovered.filter((one) => !one.settled).map((one) => ({value: one.act, label: `${t(`glossary:act.${one.kind}`, {defaultValue: one.kind})}, ${one.on}`}))];
  const answer = visit.proposed ? {initial: {of: visit.proposed.id}, hidden: ['of']} : false;
  const currency = open.claims[0] ? visit.claims.find((one) => one.id === open.claims[0]?.value)?.amount.currency : undefined;
  return {
    amend_visit: {form: (done) => <AmendForm book={book} of={file.id} visit={visit} onSigned={done} />},
    consent_visit: answer && {...answer, initial: {...answer.initial, conditions: carried(visit)}},
    refuse_visit: answer,
    enter: {form: (done) => <CrossingForm book={book} of={file.id} visit={visit} direction="enter" onSigned={done} />},
    depart: {form: (done) => <CrossingForm book={book} of={file.id} visit={visit} direction="depart" onSigned={done} />},
    declare_change: {form: (done) => <ChangeForm book={book} of={file.id} visit={visit} onSigned={done} />},
    meet_condition: open.conditions.length > 0 && {choices: {number: open.conditions}, initial: {number: open.conditions[0]?.value}},
    report_incident: {...places, initial: {on: localDay()}},
    claim: {choices: {incident: incidents}},
    settle_claim: open.claims.length > 0 && {choices: {claim: open.claims}, currency},
    raise_item: {choices: {about}},
    resolve_item: open.items.length > 0 && {choices: {item: open.items}},
  };
}

/** Conditions of the consent before, so that what was met stays met. */
const carried = (visit: VisitFigures) => visit.conditions.map((one) => one.condition);
