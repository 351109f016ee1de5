// An account between two parties: what each said is open, and where the two differ.
import type {Integer} from '@/domain/decimal';

export interface OpenItem {
  in: string;
  line: number;
  commodity: string;
  amount: Integer;
  cause: string;
}
export interface AccountFile {
  cut: {first: string; second: string; from: string; until: string; reference: string};
  cut_at: string;
  balances: {account: string; commodity: string; amount: Integer}[];
  words: {id: string; party: string; seat: string; open: OpenItem[]}[];
  queries: {id: string; by: string; asked: {account: string; commodity: string; in?: string; line: number; cause: string; note: string}; answer?: string; note: string}[];
}

const keyOf = (one: OpenItem) => `${one.in}|${one.line}|${one.commodity}`;

export interface Difference {
  in: string;
  line: number;
  commodity: string;
  /** What each of the two says of it; undefined where one does not name it. */
  first?: OpenItem;
  second?: OpenItem;
}

/** Items that the two words do not say alike. Nothing while one has not spoken. */
export function differencesOf(account: AccountFile): Difference[] {
  const [first, second] = [account.cut.first, account.cut.second].map((party) => account.words.find((one) => one.party === party)?.open);
  if (!first || !second) return [];
  const out: Difference[] = [];
  for (const key of new Set([...first, ...second].map(keyOf))) {
    const [one, other] = [first.find((item) => keyOf(item) === key), second.find((item) => keyOf(item) === key)];
    const same = one && other && BigInt(one.amount) === BigInt(other.amount) && one.cause === other.cause;
    const at = one ?? other;
    if (at && !same) out.push({in: at.in, line: at.line, commodity: at.commodity, first: one, second: other});
  }
  return out;
}

/** The body of `state_account` from what the node works out of the cut. */
export function statementOf(open: {balances: string; count: number; open: OpenItem[]}) {
  return {balances: open.balances, count: open.count, open: open.open.map(({in: of, line, commodity, amount, cause}) => ({in: of, line, commodity, amount, cause}))};
}

/** What a question can be about: an open item of a case, or a balance of the cut. */
export interface Askable {
  key: string;
  commodity: string;
  amount: Integer;
  in?: string;
  line: number;
  reference?: string;
  cause?: string;
  /** Of a balance: "jpn:receivable:phl". */
  account?: string;
}

export function askable(account: AccountFile, open: (OpenItem & {reference?: string})[]): Askable[] {
  return [
    ...open.map((one) => ({...one, key: `${keyOf(one)}|${one.cause}`})),
    ...account.balances.map((one) => ({...one, key: `${one.account}|${one.commodity}`, line: 0})),
  ];
}

/** The body of `query_account`. */
export function questionOf(of: Askable, cause: string, note: string) {
  return {...(of.in ? {in: of.in} : {account: of.account}), commodity: of.commodity, line: of.line, cause, note: note.trim()};
}

/** The day after the last period that was agreed between two parties; undefined where there is none. */
export function nextPeriod(accounts: {first?: string; second?: string; until?: string; state: string}[], pair: string[]): string | undefined {
  const last = accounts.filter((one) => one.state === 'agreed' && one.first === pair[0] && one.second === pair[1]).flatMap((one) => one.until ?? []).sort().at(-1);
  if (!last) return undefined;
  const [year = 0, month = 1, day = 1] = last.slice(0, 10).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day + 1)).toISOString().slice(0, 10);
}
