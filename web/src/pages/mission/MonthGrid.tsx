import {useMantineTheme} from '@mantine/core';
import {useEffect, useRef, type KeyboardEvent} from 'react';
import {useTranslation} from 'react-i18next';
import {localDay} from '@/domain/time';
import {addDays, addMonths, onDay, weeksOf, type Entry} from './calendar';

interface Props {
  month: string;
  /** The chosen day. */
  day: string;
  entries: Entry[];
  onDay: (day: string) => void;
}

/** A month as a grid of days; arrows move by day and week, Page Up and Down by month, Home and End within a week. */
export function MonthGrid({month, day, entries, onDay: choose}: Props) {
  const {t, i18n} = useTranslation('places');
  const grid = useRef<HTMLTableElement>(null);
  const byKeys = useRef(false);
  const name = new Intl.DateTimeFormat(i18n.language, {year: 'numeric', month: 'long', timeZone: 'UTC'}).format(new Date(`${month}-01`));
  const weekday = new Intl.DateTimeFormat(i18n.language, {weekday: 'short', timeZone: 'UTC'});
  const long = new Intl.DateTimeFormat(i18n.language, {dateStyle: 'full', timeZone: 'UTC'});
  useEffect(() => {
    if (byKeys.current) grid.current?.querySelector<HTMLButtonElement>(`[data-day="${day}"]`)?.focus();
    byKeys.current = false;
  }, [day, month]);
  const onKeyDown = (e: KeyboardEvent) => {
    const next = moved(day, e.key);
    if (!next) return;
    byKeys.current = true;
    e.preventDefault();
    choose(next);
  };
  return (
    <div className="scroll-x">
      <table ref={grid} role="grid" aria-label={name} onKeyDown={onKeyDown} style={{borderCollapse: 'collapse', width: '100%', tableLayout: 'fixed'}}>
        <caption style={{fontWeight: 700, textAlign: 'left', paddingBottom: 6}}>{name}</caption>
        <thead>
          <tr>{(weeksOf(month)[0] ?? []).map((one) => <th key={one} scope="col" style={{fontSize: 'var(--mantine-font-size-xs)', fontWeight: 600}}>{weekday.format(new Date(one))}</th>)}</tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week[0]}>
              {week.map((one) => (
                <DayCell key={one} one={one} inside={one.startsWith(month)} chosen={one === day} entries={onDay(entries, one)} label={`${long.format(new Date(one))}, ${t('calendar.count', {count: onDay(entries, one).length})}`}
                  onChoose={() => choose(one)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function moved(day: string, key: string): string | undefined {
  const weekday = new Date(day).getUTCDay();
  switch (key) {
    case 'ArrowLeft': return addDays(day, -1);
    case 'ArrowRight': return addDays(day, 1);
    case 'ArrowUp': return addDays(day, -7);
    case 'ArrowDown': return addDays(day, 7);
    case 'Home': return addDays(day, -weekday);
    case 'End': return addDays(day, 6 - weekday);
    case 'PageUp': return addMonths(day, -1);
    case 'PageDown': return addMonths(day, 1);
    default: return undefined;
  }
}

interface CellProps {
  one: string;
  inside: boolean;
  chosen: boolean;
  entries: Entry[];
  label: string;
  onChoose: () => void;
}

function DayCell({one, inside, chosen, entries, label, onChoose}: CellProps) {
  const theme = useMantineTheme();
  const today = one === localDay();
  return (
    <td role="gridcell" aria-selected={chosen} style={{border: '1px solid var(--mantine-color-default-border)', padding: 0, verticalAlign: 'top'}}>
      <button type="button" data-day={one} tabIndex={chosen ? 0 : -1} aria-label={label} aria-current={today ? 'date' : undefined} onClick={onChoose}
        style={{
          display: 'block', width: '100%', minHeight: 64, padding: 4, textAlign: 'left', border: 0, cursor: 'pointer', font: 'inherit', color: 'inherit', overflow: 'hidden',
          background: chosen ? 'var(--mantine-primary-color-light)' : 'transparent', fontSize: theme.fontSizes.sm,
        }}>
        <span style={{fontWeight: today ? 800 : 500, textDecoration: today ? 'underline' : undefined, fontStyle: inside ? undefined : 'italic'}}>{Number(one.slice(8))}</span>
        {entries.slice(0, 2).map((entry, i) => (
          <span key={i} aria-hidden style={{display: 'block', fontSize: theme.fontSizes.xs, whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis'}}>{entry.title}</span>
        ))}
        {entries.length > 2 && <span aria-hidden style={{fontSize: theme.fontSizes.xs}}>+{entries.length - 2}</span>}
      </button>
    </td>
  );
}
