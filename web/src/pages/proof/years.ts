/** First and last day of a fiscal year that begins in that month; nothing for no year. */
export function yearSpan(year: string | null, begins: number): {since?: string; until?: string} {
  if (!year || !/^\d{4}$/.test(year)) return {};
  const first = Number(year);
  const day = (y: number, month: number): string => `${y}-${String(month).padStart(2, '0')}-01`;
  const end = new Date(Date.UTC(first + 1, begins - 1, 0));
  return {since: day(first, begins), until: end.toISOString().slice(0, 10)};
}
