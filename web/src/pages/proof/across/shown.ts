// Acts of another book as evidence of them says, and how they are named to people.
import {currencyDecimals, formatDecimal, QUANTITY_DECIMALS, type Integer} from '@/domain/decimal';

/** Evidence that stands in a book. */
export interface Shown {
  /** The disclosure. */
  id: string;
  standing: string;
  /** The act, by its id in its own book. */
  act: string;
  partnership: string;
  kind: string;
  /** In which state it left its case there; absent where its verdict was not shown. */
  state?: string;
  body: Record<string, unknown>;
}
/** A debt held for a round, as both sides signed it. */
export interface LockTerms {
  lock: string;
  partnership: string;
  round: string;
  debtor: string;
  creditor: string;
  commodity: string;
  amount: Integer;
  since: string;
  until: string;
}
/** An answer to who wants to hand on. */
export interface Consent {
  granted: boolean;
  conditions: string[];
  until?: string;
  item: string;
  unit: string;
  quantity: Integer;
  to: string;
  partnership: string;
  giver: string;
  holder: string;
}
/** What a round cleared, or why it did not. */
export interface RoundWord {
  round: string;
  cleared?: {lock: string; amount: Integer}[];
  reason?: string;
}

/** "4 HUR AIRLIFT", "582,000 JPY". */
export function amountOf(amount: Integer, commodity: string): string {
  const [item, unit] = commodity.split('/');
  return unit ? `${formatDecimal(amount, QUANTITY_DECIMALS, 0)} ${unit} ${item}` : `${formatDecimal(amount, currencyDecimals(commodity))} ${commodity}`;
}

/** How a round that was shown here ended for a lock: so much cleared, nothing, or not said by what was shown. */
export function endFor(lock: {id: string; terms: {partnership: string; round: string}}, shown: Shown[]): {by: Shown; cleared: Integer | undefined} | undefined {
  const word = (one: Shown) => one.body as unknown as RoundWord;
  const of = shown.filter((one) => one.partnership === lock.terms.partnership && word(one).round === lock.terms.round);
  const by = of.find((one) => one.kind === 'agree_clearing' && one.state === 'cleared') ?? of.find((one) => one.kind === 'lapse_round' && one.state === 'lapsed');
  return by && {by, cleared: word(by).cleared?.find((one) => one.lock === lock.id)?.amount};
}
