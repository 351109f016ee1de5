// Words of visits, grants and activities that more than one of their views shows.
import {useTranslation} from 'react-i18next';
import {Link} from 'react-router';
import type {Schemas} from '@/api/client';

/** Names a coded value: `value.people.officer`, else `value.officer`, else the code itself. */
export function useValue(): (name: string, one: string) => string {
  const {t} = useTranslation('glossary');
  return (name, one) => t([`${name}.${one}`, `value.${name}.${one}`, `value.${one}`], {defaultValue: one.replaceAll('_', ' ')});
}

/** A place as it was written, its UN/LOCODE beside it. */
export const PlaceName = ({place}: {place: Schemas['Place']}) => (
  <span>{place.name}{place.locode ? <> <abbr title="UN/LOCODE">{place.locode}</abbr></> : null}</span>
);

/** From one day to another, both included. */
export const Window = ({from, until}: {from: string; until: string}) => (
  <span style={{whiteSpace: 'nowrap'}}>
    <time dateTime={from}>{from}</time> – <time dateTime={until}>{until}</time>
  </span>
);

/** The link to a case that stands in a table's first column. */
export const CaseLink = ({to, children}: {to: string; children: React.ReactNode}) => (
  <Link to={to} style={{color: 'inherit', fontWeight: 600}}>{children}</Link>
);
