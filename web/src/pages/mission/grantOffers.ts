// What the acts of a grant are about, so that their forms ask nothing that the case already says.
import type {TFunction} from 'i18next';
import type {Book} from '@/api/books';
import {currencyChoices, forJson, formatMoney} from '@/domain/decimal';
import {placeChoices} from '@/domain/places';
import {localDay} from '@/domain/time';
import type {Offers} from './Acting';
import {awaitingWord, nextPayment} from './grant';
import type {GrantFigures} from './shapes';

const some = <T extends object>(rows: unknown[], offer: T): T | false => rows.length > 0 && offer;

export function grantOffers(book: Book, grant: GrantFigures, t: TFunction, value: (name: string, one: string) => string): Offers {
  const {currency} = grant.note.obligation;
  const lots = grant.lots.map((lot) => ({value: String(lot.number), label: `${lot.number}. ${lot.title}`}));
  const milestones = grant.lots.flatMap((lot) => lot.milestones.map((one) => ({
    lot: lot.number, one, label: `${lot.number}.${one.milestone.number} ${one.milestone.title}, ${formatMoney(one.milestone.amount, currency)} ${currency}`,
  })));
  // A milestone has a number within its lot; where there are several lots the lot is chosen beside it.
  const numbers = (rows: typeof milestones) => [...new Map(rows.map((row) => [row.one.milestone.number, {value: String(row.one.milestone.number), label: row.label}])).values()];
  const open = milestones.filter((row) => !row.one.reached);
  const words = awaitingWord(grant).filter((one) => one.by === book.me).map((one) => ({value: one.id, label: `${t(`grant.word_${one.what}`)}: ${one.label}`}));
  const consents = grant.consents.filter((one) => one.granted === undefined).map((one) => ({value: one.id, label: `${value('consent', one.consent)}: ${one.serials.join(', ')} → ${one.to}`}));
  const granted = grant.consents.filter((one) => one.granted && one.used.length < one.serials.length).map((one) => ({value: one.id, label: `${value('consent', one.consent)}: ${one.serials.join(', ')} → ${one.to}`}));
  const matters = grant.matters.filter((one) => !one.answered_on && one.by !== book.me).map((one) => ({value: one.act, label: `${one.loss ? value('loss', one.loss) : t(`glossary:act.${one.kind}`)}: ${one.serials.join(', ')}, ${one.on}`}));
  const serials = grant.things.map((thing) => ({value: thing.item.serial, label: `${thing.item.serial} ${thing.item.description}`}));
  const seen = grant.things.map((thing) => ({serial: thing.item.serial, readiness: thing.reported?.readiness ?? 'ready', custodian: thing.reported?.custodian ?? '', place: thing.reported?.place ?? grant.note.sites[0] ?? {}, berth: thing.reported?.berth ?? ''}));
  const codes = placeChoices();
  const positions = ['place.latitude', 'place.longitude', 'items.place.latitude', 'items.place.longitude'];
  const about = {choices: {serials}, currency};
  const payment = nextPayment(grant);
  const things = {initial: {items: seen}, hidden: positions, choices: {'items.place.locode': codes, 'items.serial': serials}};
  return {
    record_conversion: {words: t('grants:grant.conversion_words'), initial: {amount: {currency: currencyChoices.find((one) => one !== currency)}, on: localDay()}, choices: {'amount.currency': currencyChoices.filter((one) => one !== currency).map((one) => ({value: one, label: one}))}},
    award_lot: {initial: {number: nextNumber(grant), milestones: [{number: 1}]}, currency},
    reach_milestone: some(open, {choices: {lot: lots, milestone: numbers(open)}, initial: {lot: String(open[0]?.lot ?? ''), milestone: String(open[0]?.one.milestone.number ?? '')}}),
    disburse: some(milestones, {choices: {lot: lots, milestone: numbers(milestones)}, initial: payment && {lot: String(payment.lot), milestone: String(payment.milestone), amount: forJson(payment.amount)}, currency}),
    confirm_grant: some(words, {choices: {of: words}, initial: {of: words[0]?.value}}),
    hand_over: some(lots, {choices: {lot: lots, 'place.locode': codes}, initial: {lot: lots[0]?.value, items: [{}], place: grant.note.sites[0] ?? {}}, hidden: positions}),
    report_condition: some(serials, things),
    inspect: some(serials, things),
    ask_consent: some(serials, about),
    answer_consent: some(consents, {choices: {of: consents}, initial: {of: consents[0]?.value}}),
    carry_out: some(serials, {choices: {serials, asked: granted}}),
    report_loss: some(serials, about),
    answer_loss: some(matters, {choices: {of: matters}, initial: {of: matters[0]?.value}}),
  };
}

const nextNumber = (grant: GrantFigures): number => Math.max(0, ...grant.lots.map((lot) => lot.number)) + 1;
