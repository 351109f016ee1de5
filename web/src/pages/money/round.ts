// A round of netting as a picture and as words: who owes whom before, and what is left after.
import type {Integer} from '@/domain/decimal';

export interface RoundFile {
  round: {instrument: string; round: string; commodity: string; parties: string[]; until: string};
  opened_on: string;
  debts: {entered: string; partnership: string; lock: string; debtor: string; creditor: string; amount: Integer; since: string}[];
  clearing?: {id: string; by: string; cleared: {lock: string; amount: Integer}[]; agreed: string[]};
  lapsed: string;
}
export interface Debt {
  debtor: string;
  creditor: string;
  amount: bigint;
  cleared: bigint;
}

/** The debts with what a clearing takes of each; nothing while none is proposed. */
export function debtsOf(file: RoundFile): Debt[] {
  const cleared = new Map(file.clearing?.cleared.map((one) => [one.lock, BigInt(one.amount)]));
  return file.debts.map((one) => ({debtor: one.debtor, creditor: one.creditor, amount: BigInt(one.amount), cleared: cleared.get(one.lock) ?? 0n}));
}

/** Debts of one pair together. */
export function joined(debts: Debt[]): Debt[] {
  const pairs = new Map<string, Debt>();
  for (const debt of debts) {
    const key = `${debt.debtor}>${debt.creditor}`;
    const at = pairs.get(key) ?? {...debt, amount: 0n, cleared: 0n};
    pairs.set(key, {...at, amount: at.amount + debt.amount, cleared: at.cleared + debt.cleared});
  }
  return [...pairs.values()];
}

export interface PartyFigures {
  party: string;
  owes: bigint;
  owed: bigint;
  clearedOwes: bigint;
  clearedOwed: bigint;
}

export function figuresOf(parties: string[], debts: Debt[]): PartyFigures[] {
  const sum = (of: Debt[], what: 'amount' | 'cleared') => of.reduce((all, one) => all + one[what], 0n);
  return parties.map((party) => {
    const [mine, others] = [debts.filter((one) => one.debtor === party), debts.filter((one) => one.creditor === party)];
    return {party, owes: sum(mine, 'amount'), owed: sum(others, 'amount'), clearedOwes: sum(mine, 'cleared'), clearedOwed: sum(others, 'cleared')};
  });
}

/** No party is richer or poorer by it: what it clears of its own debts is what it clears of what it is owed. */
export const isFair = (figures: PartyFigures[]): boolean => figures.every((one) => one.clearedOwes === one.clearedOwed);

export interface Point {
  x: number;
  y: number;
}
/** Places on a circle, the first on top. */
export function placesOf(parties: string[], radius: number, centre: number): Map<string, Point> {
  return new Map(parties.map((party, i) => {
    const angle = (2 * Math.PI * i) / parties.length - Math.PI / 2;
    return [party, {x: centre + radius * Math.cos(angle), y: centre + radius * Math.sin(angle)}];
  }));
}

/** An arrow from the edge of one node to the edge of another, bent aside so that both directions can be seen. */
export function arrowOf(from: Point, to: Point, node: number): {path: string; label: Point} {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const [start, end] = [{x: from.x + ux * node, y: from.y + uy * node}, {x: to.x - ux * (node + 6), y: to.y - uy * (node + 6)}];
  const bend = 18;
  const middle = {x: (start.x + end.x) / 2 - uy * bend, y: (start.y + end.y) / 2 + ux * bend};
  const round = (value: number) => Math.round(value * 10) / 10;
  return {path: `M${round(start.x)},${round(start.y)} Q${round(middle.x)},${round(middle.y)} ${round(end.x)},${round(end.y)}`, label: {x: round(middle.x), y: round(middle.y)}};
}
