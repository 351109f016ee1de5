// Days as the people in these windows see them: every window stands in one zone, whatever the machine's own is.

/** Where every window is. */
export const ZONE = 'Asia/Manila';

const written = new Intl.DateTimeFormat('sv-SE', {timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit'});

/** A day counted from today, as the forms take it and the record's dates are written. */
export const inDays = (days: number): string => written.format(Date.now() + days * 86_400_000);

/** The same day some months from today, or the last of a shorter month. */
export function inMonths(months: number): string {
  const [year = 0, month = 1, day = 1] = inDays(0).split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}
