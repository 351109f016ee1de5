import {Anchor} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import {Link} from 'react-router';
import type {Book} from '@/api/books';
import {Day} from '@/parts/words';
import {differs} from './grant';
import {useGrantsView} from './reads';
import {Rows} from './Rows';
import type {GrantFigures, Sighting} from './shapes';
import {PlaceName, useValue} from './words';

/** Things with serial numbers: who has them, what the holder reports and what the donor found, where they lie. */
export function GrantThings({book, grant}: {book: Book; grant: GrantFigures}) {
  const {t} = useTranslation('grants');
  const value = useValue();
  const view = useGrantsView(book).data;
  const seen = (one: Sighting | undefined) => (one ? <>{value('readiness', one.readiness)}, {one.custodian || '—'}, <PlaceName place={one.place} /><br /><Day date={one.on} /></> : '—');
  const berth = (one: Sighting | undefined) => {
    if (!one?.berth) return '—';
    const built = one.berth_grant && view?.grants.find((grant) => grant.grant === one.berth_grant)?.title;
    return <>{one.berth}{one.berth_grant ? <> (<Anchor component={Link} to={`/b/${book.slug}/grants/${one.berth_grant}`} underline="always" size="sm">{built || one.berth_grant.slice(0, 8)}</Anchor>)</> : null}</>;
  };
  return (
    <Rows title={t('grant.register')} heads={[t('grant.serial'), t('grant.thing'), t('grant.custody'), t('grant.reported'), t('grant.inspected'), t('grant.berth'), t('grant.differ')]}
      rows={grant.things.map((thing) => ({
        key: thing.item.serial,
        cells: [
          thing.item.serial, <>{thing.item.description}{thing.item.stock_number ? ` (${thing.item.stock_number})` : ''}</>,
          <>{value('custody', thing.custody)}{thing.holder ? `: ${thing.holder}` : ''}{thing.purpose ? `, ${thing.purpose}` : ''}<br /><Day date={thing.since} /></>,
          seen(thing.reported), seen(thing.inspected), berth(thing.reported ?? thing.inspected),
          differs(thing).length > 0 ? `⚠ ${differs(thing).map((one) => t(`grant.${one}`)).join(', ')}` : '—',
        ],
      }))} />
  );
}
