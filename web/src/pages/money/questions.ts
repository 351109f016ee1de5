// The questions that the reports of the node answer, as they stand in the address of the view.
import type {ReportName, ReportQuery} from '@/api/reads';

export const NAMES: ReportName[] = ['overdue', 'ageing', 'unbilled', 'pending', 'position', 'ceilings', 'year', 'evidence', 'service_months'];
/** What each report may be asked. */
export const ASKS: Record<string, ('on' | 'partner' | 'provisional' | 'all' | 'buckets' | 'year')[]> = {
  overdue: ['on', 'partner', 'provisional', 'all'], ageing: ['on', 'partner', 'provisional', 'buckets'], unbilled: ['on', 'partner', 'provisional'], pending: ['partner'],
  position: ['on', 'partner', 'provisional'], ceilings: ['on', 'provisional'], year: ['year', 'partner'], evidence: ['partner', 'provisional', 'all'], service_months: ['on', 'partner', 'provisional'],
};
export const PAGE = 200;

/** The question that an address holds: what the report does not know is left out. */
export function questionOf(address: URLSearchParams, report: ReportName): ReportQuery {
  const asks = ASKS[report] ?? [];
  const query: Record<string, unknown> = {count: PAGE};
  const text = (name: string) => address.get(name) ?? undefined;
  if (asks.includes('on') && text('on')) query.on = text('on');
  if (asks.includes('partner') && text('partner')) query.partner = text('partner');
  // A past day of positions is of agreed acts alone.
  if (asks.includes('provisional') && !text('agreed') && !(report === 'position' && text('on'))) query.provisional = true;
  if (asks.includes('all') && text('all')) query.all = true;
  if (asks.includes('buckets') && /^\d+(,\d+)*$/.test(text('buckets') ?? '')) query.buckets = text('buckets');
  if (asks.includes('year')) {
    query.fiscal = text('fiscal') ?? 'apr';
    if (/^\d{4}$/.test(text('year') ?? '')) query.year = Number(text('year'));
  }
  if (Number(text('from'))) query.from = Number(text('from'));
  return query as ReportQuery;
}
