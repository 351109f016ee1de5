// What stands under a grant's note. Exact; in minor units of the note's currency.
import type {GrantFigures, Lot} from './shapes';

export interface Progress {
  obligation: bigint;
  contracted: bigint;
  disbursed: bigint;
  confirmed: bigint;
  /** Of the obligation, not disbursed. */
  left: bigint;
}

export function progressOf(grant: GrantFigures): Progress {
  const sum = (of: (milestone: Lot['milestones'][number]) => bigint): bigint =>
    grant.lots.reduce((all, lot) => all + lot.milestones.reduce((part, one) => part + of(one), 0n), 0n);
  const obligation = BigInt(grant.note.obligation.minor);
  const disbursed = sum((one) => BigInt(one.disbursed));
  return {
    obligation,
    contracted: grant.lots.reduce((all, lot) => all + BigInt(lot.amount), 0n),
    disbursed,
    confirmed: sum((one) => BigInt(one.confirmed)),
    left: obligation - disbursed,
  };
}

/** Whole per cent of the obligation, rounded down: 100 only when all of it. */
export const percent = (part: bigint, whole: bigint): number => (whole > 0n ? Number((part * 100n) / whole) : 0);

export interface Awaiting {
  id: string;
  what: 'milestone' | 'disbursement' | 'handover';
  label: string;
  /** Whose word is awaited. */
  by: string;
}

/** Acts that wait for the other side's word. */
export function awaitingWord(grant: GrantFigures): Awaiting[] {
  const {donor, recipient} = grant.note;
  const milestones = grant.lots.flatMap((lot) =>
    lot.milestones
      .filter((one) => one.reached && !one.confirmed_on)
      .map((one): Awaiting => ({id: one.reached ?? '', what: 'milestone', label: `${lot.number}.${one.milestone.number} ${one.milestone.title}`, by: one.reached_by === donor ? recipient : donor})),
  );
  const payments = grant.payments.filter((one) => !one.confirmed_on).map((one): Awaiting => ({id: one.id, what: 'disbursement', label: `${one.lot}.${one.milestone} ${one.on}`, by: recipient}));
  const handovers = grant.handovers.filter((one) => !one.confirmed_on).map((one): Awaiting => ({id: one.id, what: 'handover', label: `${one.lot}: ${one.place.name} ${one.on}`, by: recipient}));
  return [...milestones, ...payments, ...handovers];
}

/** The first day of the fiscal year that a day lies in. */
export function yearBegin(day: string, firstMonth = 4): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return `${month >= firstMonth ? year : year - 1}-${String(firstMonth).padStart(2, '0')}-01`;
}

/** What is to be disbursed next: the first milestone that is confirmed and not paid, else the first that is not paid. */
export function nextPayment(grant: GrantFigures): {lot: number; milestone: number; amount: bigint} | undefined {
  const unpaid = grant.lots.flatMap((lot) => lot.milestones.map((one) => ({lot: lot.number, one, left: BigInt(one.milestone.amount) - BigInt(one.disbursed)}))).filter((row) => row.left > 0n);
  const next = unpaid.find((row) => row.one.confirmed_on) ?? unpaid[0];
  return next && {lot: next.lot, milestone: next.one.milestone.number, amount: next.left};
}

/** What differs between the holder's report of a thing and the donor's finding. */
export function differs(thing: GrantFigures['things'][number]): ('readiness' | 'custodian' | 'place' | 'berth')[] {
  const {reported, inspected} = thing;
  if (!reported || !inspected) return [];
  const out: ('readiness' | 'custodian' | 'place' | 'berth')[] = [];
  if (reported.readiness !== inspected.readiness) out.push('readiness');
  if (reported.custodian !== inspected.custodian) out.push('custodian');
  if (reported.place.name !== inspected.place.name || reported.place.locode !== inspected.place.locode) out.push('place');
  if (reported.berth !== inspected.berth) out.push('berth');
  return out;
}
