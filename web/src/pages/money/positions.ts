// Positions and ageing as the node reports them, put in the order in which people ask, and checked against each other.
import {sumText, sameAmount, type Row} from '@/pages/work/text';

/** What moved or was given up: it tells what happened and is no claim. */
const MOVED = new Set(['issued', 'received', 'damaged', 'written_off', 'forgiven', 'transit']);
export const isClaim = (row: Row): boolean => !MOVED.has(String(row.kind));

export interface PartnerPositions {
  partner: string;
  rows: Row[];
}

/** Of one's own accounts, by partner; a figure's mirror on the other side says the same below zero. */
export function byPartner(rows: Row[], me: string): PartnerPositions[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.holder !== me) continue;
    groups.set(String(row.other), [...(groups.get(String(row.other)) ?? []), row]);
  }
  return [...groups].map(([partner, list]) => ({partner, rows: list}));
}

/** Commodities whose accounts do not sum to zero over both sides: there are none, unless rows are missing here. */
export function unbalanced(rows: Row[]): string[] {
  const commodities = [...new Set(rows.map((row) => String(row.commodity)))];
  return commodities.filter((one) => !sameAmount(sumText(rows.filter((row) => row.commodity === one).map((row) => row.amount)), '0'));
}

/** The names of the buckets of an ageing report, youngest first. */
export const bucketNames = (columns: {name: string}[]): string[] => columns.map((one) => one.name).filter((name) => name.startsWith('days_'));

export const addsUp = (row: Row, buckets: string[]): boolean => sameAmount(sumText(buckets.map((name) => row[name])), row.total);

/** The creditor's accounts that together hold what ageing shows. */
const OWED = new Set(['unbilled', 'receivable', 'claimed', 'due_in_kind', 'lent', 'exchange_due']);

export interface Total {
  commodity: string;
  aged: string;
  ledger: string;
  same: boolean;
}

/** Ageing's totals beside the ledger's, by commodity. */
export function totals(ageing: Row[], positions: Row[]): Total[] {
  const owed = positions.filter((row) => OWED.has(String(row.kind)));
  const commodities = [...new Set([...ageing, ...owed].map((row) => String(row.commodity)))];
  return commodities.map((commodity) => {
    const of = (rows: Row[], column: string) => sumText(rows.filter((row) => row.commodity === commodity).map((row) => row[column]));
    const [aged, ledger] = [of(ageing, 'total'), of(owed, 'amount')];
    return {commodity, aged, ledger, same: sameAmount(aged, ledger)};
  });
}
