// What an activity is on a day, and what it cost each side.
import type {Schemas} from '@/api/client';
import type {ActivityFigures, ActivityVersion} from './shapes';

/** What it was on `day`: the version agreed last of those that had begun, else the opening. */
export function versionOn(activity: ActivityFigures, day: string): ActivityVersion {
  const begun = activity.versions.filter((one) => (one.since ?? '') <= day);
  return begun[begun.length - 1] ?? activity.activity;
}

/** Parties whose word for the opening is missing. */
export const missing = (parties: string[], concurred: string[]): string[] => parties.filter((code) => !concurred.includes(code));

export interface SideCost {
  giver: string;
  currency: string;
  /** Minor units to be paid in money. */
  money: bigint;
  /** Minor units that things settled in kind are worth, where a price stands. */
  worth: bigint;
  lines: number;
}

/** What each side gave, by currency. Exact; sides and currencies in order. */
export function costBySide(costs: Schemas['ActivityCost'][]): SideCost[] {
  const sums = new Map<string, SideCost>();
  const at = (giver: string, currency: string): SideCost => {
    const key = `${giver} ${currency}`;
    const found = sums.get(key) ?? {giver, currency, money: 0n, worth: 0n, lines: 0};
    sums.set(key, found);
    return found;
  };
  for (const cost of costs) {
    const main = at(cost.giver, cost.money.currency);
    main.money += BigInt(cost.money.minor);
    main.lines += cost.lines;
    at(cost.giver, cost.worth.currency).worth += BigInt(cost.worth.minor);
  }
  return [...sums.values()].sort((a, b) => a.giver.localeCompare(b.giver) || a.currency.localeCompare(b.currency));
}
