/** Where a case is looked at, by its type. */
export function caseAddress(book: string, type: string, id: string): string {
  const place: Record<string, string> = {
    order: 'orders', visit: 'visits', grant: 'grants', activity: 'activities', instrument: 'law', account: 'accounts', round: 'netting',
  };
  return `/b/${book}/${place[type] ?? 'cases'}/${id}`;
}
