// Values as people read them: one component each, used by every view.
import {Badge, Code, CopyButton, Group, Text, Tooltip, UnstyledButton} from '@mantine/core';
import {useLocalStorage} from '@mantine/hooks';
import {useTranslation} from 'react-i18next';
import {formatDecimal, formatMoney, formatQuantity, type Integer} from '@/domain/decimal';
import {dateTimeGroup, legalDate, wareki} from '@/domain/time';

/** Money in minor units with its currency; figures stand in columns. */
export const Money = ({minor, currency}: {minor: Integer; currency: string}) => (
  <span className="num">{formatMoney(minor, currency)} {currency}</span>
);

/** Millionths of a unit (UNECE Rec 20), the unit in words beside its code. */
export function Quantity({value, unit}: {value: Integer; unit?: string}) {
  const {t} = useTranslation();
  return (
    <span className="num">
      {formatQuantity(value)}
      {unit ? <> <abbr title={unit}>{t(`unit.${unit}`, {defaultValue: unit})}</abbr></> : null}
    </span>
  );
}

/** An amount of a ledger commodity ("JPY", "F-76/LTR"): money or a thing. */
export function Amount({value, commodity}: {value: Integer; commodity: string}) {
  const [item, unit] = commodity.split('/');
  if (!unit) return <Money minor={value} currency={commodity} />;
  return <span className="num">{formatDecimal(value, 6, 0)} {unit} {item}</span>;
}

export const useWareki = () => useLocalStorage({key: 'palitan.wareki', defaultValue: false});

/** A legal date; in Japanese years too where the reader wants them. */
export function Day({date}: {date?: string}) {
  const [eras] = useWareki();
  if (!date) return <>—</>;
  const day = legalDate(date);
  const era = eras ? wareki(day) : undefined;
  return <time dateTime={day} style={{whiteSpace: 'nowrap'}}>{day}{era ? `（${era}）` : ''}</time>;
}

/** An instant: local date and time of its place, and the date-time group. */
export function When({at}: {at?: string}) {
  const [eras] = useWareki();
  if (!at) return <>—</>;
  const era = eras ? wareki(at) : undefined;
  return (
    <time dateTime={at} style={{whiteSpace: 'nowrap'}}>
      {at.slice(0, 10)} {at.slice(11, 16)}{era ? `（${era}）` : ''} <Text span size="xs" c="dimmed">{dateTimeGroup(at)}</Text>
    </time>
  );
}

/** A party by its name, the code beside it. */
export function PartyName({code}: {code: string}) {
  const {t} = useTranslation();
  return <span>{t(`party.${code}`, {defaultValue: code.toUpperCase()})}</span>;
}

/** First digits of an id, whole in the title, copied with a click. */
export function ShortId({id}: {id: string}) {
  const {t} = useTranslation();
  return (
    <CopyButton value={id}>
      {({copied, copy}) => (
        <Tooltip label={copied ? t('action.copied') : id}>
          <UnstyledButton onClick={copy} aria-label={t('action.copy_id', {id: id.slice(0, 8)})}>
            <Code>{id.slice(0, 8)}</Code>
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  );
}

const COLOURS: Record<string, string> = {
  requested: 'blue', offered: 'blue', accepted: 'cyan', delivering: 'cyan', delivered: 'teal', closed: 'gray',
  declined: 'red', cancelled: 'gray', disputed: 'orange', irregular: 'orange',
};

/** The state of a case in words. Colour never stands alone. */
export function State({state, type}: {state: string; type?: string}) {
  const {t} = useTranslation();
  return (
    <Badge variant="light" color={COLOURS[state] ?? 'cyan'} autoContrast styles={{root: {minWidth: 'max-content'}, label: {textTransform: 'none'}}}>
      {t([`state.${type ?? 'order'}.${state}`, `state.${state}`], {defaultValue: state.replaceAll('_', ' ')})}
    </Badge>
  );
}

/** Agreed by all, or only signed so far. */
export function Standing({standing}: {standing: string}) {
  const {t} = useTranslation();
  const agreed = standing === 'agreed';
  return (
    <Tooltip label={t(`standing.${standing}_long`)}>
      <Badge variant={agreed ? 'light' : 'outline'} color={agreed ? 'teal' : 'yellow.9'} styles={{root: {minWidth: 'max-content'}, label: {textTransform: 'none'}}} tabIndex={0}>
        {agreed ? '✓ ' : '… '}{t(`standing.${standing}`)}
      </Badge>
    </Tooltip>
  );
}

/** The name of a kind of act, in the reader's language. */
export function KindName({kind}: {kind: string}) {
  const {t} = useTranslation();
  return <>{t(`act.${kind}`, {defaultValue: kind.replaceAll('_', ' ')})}</>;
}

/** A label and its value, for summaries. */
export function Fact({label, children}: {label: string; children: React.ReactNode}) {
  return (
    <div>
      <Text size="xs" c="dimmed" className="fact-label">{label}</Text>
      <Text component="div" size="sm">{children}</Text>
    </div>
  );
}

export const Facts = ({children}: {children: React.ReactNode}) => <Group gap="xl" align="flex-start">{children}</Group>;
