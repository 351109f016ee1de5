// Instants and legal dates as people of three nations write them. An act takes effect at an instant with the offset of
// its place; its legal date is the local date there (spec/statement.md).

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

const two = (value: number): string => String(value).padStart(2, '0');

/** "2026-11-23T22:01+08:00" and the like. */
interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  offset: number;
}

export function readEffective(text: string): Parts | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?/.exec(text);
  if (!match) return undefined;
  const zone = match[6] ?? 'Z';
  const offset = zone === 'Z' ? 0 : (zone[0] === '-' ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));
  return {
    year: Number(match[1]), month: Number(match[2]), day: Number(match[3]),
    hour: Number(match[4] ?? 0), minute: Number(match[5] ?? 0), offset,
  };
}

/** Date-time group in Zulu time: 231730Z NOV 26. */
export function dateTimeGroup(text: string): string {
  const at = readEffective(text);
  if (!at) return text;
  const utc = new Date(Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute - at.offset));
  return `${two(utc.getUTCDate())}${two(utc.getUTCHours())}${two(utc.getUTCMinutes())}Z ${MONTHS[utc.getUTCMonth()]} ${two(utc.getUTCFullYear() % 100)}`;
}

/** The legal date, as it stands in the record. */
export const legalDate = (text: string): string => text.slice(0, 10);

const ERAS = [
  {from: '2019-05-01', name: '令和', first: 2019},
  {from: '1989-01-08', name: '平成', first: 1989},
  {from: '1926-12-25', name: '昭和', first: 1926},
];

/** 令和8年11月23日; nothing before 1926-12-25. */
export function wareki(date: string): string | undefined {
  const day = legalDate(date);
  const era = ERAS.find((one) => day >= one.from);
  if (!era) return undefined;
  const [year, month, dayOfMonth] = day.split('-').map(Number) as [number, number, number];
  const count = year - era.first + 1;
  return `${era.name}${count === 1 ? '元' : count}年${month}月${dayOfMonth}日`;
}

/**
 * What a person typed as a date: 2026-11-23, 20261123, 2026/11/23, 23 NOV 26, 23 November 2026, 令和8年11月23日, R8.11.23,
 * in full width too. Undefined where it is none of these, or no day of the calendar.
 */
export function parseDate(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim().replace(/\s+/g, ' ');
  let match = /^(\d{4})[-/.年]? ?(\d{1,2})[-/.月]? ?(\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (match) return calendarDay(Number(match[1]), Number(match[2]), Number(match[3]));
  match = /^(\d{1,2})[ -]?([A-Za-z]{3})[a-z]*[ -]?(\d{2}|\d{4})$/.exec(plain);
  if (match) {
    const month = MONTHS.indexOf((match[2] ?? '').toUpperCase()) + 1;
    const year = Number(match[3]);
    return month > 0 ? calendarDay(year < 100 ? 2000 + year : year, month, Number(match[1])) : undefined;
  }
  match = /^(?:令和|R|r)\.? ?(元|\d{1,2})[年.]? ?(\d{1,2})[月.]? ?(\d{1,2})日?$/.exec(plain);
  if (match) {
    const day = calendarDay(2018 + (match[1] === '元' ? 1 : Number(match[1])), Number(match[2]), Number(match[3]));
    return day && day >= '2019-05-01' ? day : undefined;
  }
  return undefined;
}

function calendarDay(year: number, month: number, day: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return undefined;
  return `${year}-${two(month)}-${two(day)}`;
}

/** "+08:00" of this machine at that moment. */
export function offsetText(at: Date): string {
  const minutes = -at.getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The present minute where this machine stands, as a draft's `effective`. */
export function effectiveNow(at = new Date()): string {
  return `${localDay(at)}T${two(at.getHours())}:${two(at.getMinutes())}${offsetText(at)}`;
}
/** The local date of this machine. */
export const localDay = (at = new Date()): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/** Whole days from one date to another; below zero where it is past. */
export function daysUntil(date: string, from = localDay()): number {
  return Math.round((Date.parse(legalDate(date)) - Date.parse(legalDate(from))) / 86_400_000);
}

/** The fiscal year that holds a date, by the month it begins in: 4 -> Apr–Mar. */
export function fiscalYear(date: string, begins: number): number {
  const [year, month] = legalDate(date).split('-').map(Number) as [number, number];
  return month < begins ? year - 1 : year;
}
