import {Table} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import type {Schemas} from '@/api/client';
import {Money, PartyName} from '@/parts/words';
import {costBySide} from './activity';
import {ScrollX} from './ScrollX';

/** What each side gave for an activity: to be paid in money, and settled in kind at the orders' prices. */
export function CostBySide({costs}: {costs: Schemas['ActivityCost'][]}) {
  const {t} = useTranslation('mission');
  if (costs.length === 0) return <>{t('activity.no_costs')}</>;
  return (
    <ScrollX label={t('activity.costs')}>
      <Table w="auto">
        <caption className="visually-hidden">{t('activity.costs')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('activity.giver')}</Table.Th>
            <Table.Th scope="col" className="num">{t('activity.money')}</Table.Th>
            <Table.Th scope="col" className="num">{t('activity.worth')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {costBySide(costs).map((side) => (
            <Table.Tr key={side.giver + side.currency}>
              <Table.Th scope="row"><PartyName code={side.giver} /></Table.Th>
              <Table.Td className="num"><Money minor={side.money} currency={side.currency} /></Table.Td>
              <Table.Td className="num"><Money minor={side.worth} currency={side.currency} /></Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollX>
  );
}

/** The same in a few words, for a row of a list: what is not zero. */
export function CostWords({costs}: {costs: Schemas['ActivityCost'][]}) {
  const {t} = useTranslation('mission');
  const sides = costBySide(costs).filter((side) => side.money !== 0n || side.worth !== 0n);
  if (sides.length === 0) return <>{costs.length > 0 ? t('activity.no_price') : '—'}</>;
  return (
    <>
      {sides.map((side) => (
        <div key={side.giver + side.currency}>
          <PartyName code={side.giver} />: {side.money !== 0n && <Money minor={side.money} currency={side.currency} />}
          {side.worth !== 0n && <> {t('activity.in_kind')} <Money minor={side.worth} currency={side.currency} /></>}
        </div>
      ))}
    </>
  );
}

/** The same by commodity and means, as received. */
export function CostLines({costs}: {costs: Schemas['ActivityCost'][]}) {
  const {t} = useTranslation('mission');
  return (
    <ScrollX label={t('activity.cost_lines')}>
      <Table>
        <caption className="visually-hidden">{t('activity.cost_lines')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('activity.giver')}</Table.Th>
            <Table.Th scope="col">{t('activity.commodity')}</Table.Th>
            <Table.Th scope="col">{t('glossary:field.means')}</Table.Th>
            <Table.Th scope="col" className="num">{t('activity.received')}</Table.Th>
            <Table.Th scope="col" className="num">{t('activity.irregular')}</Table.Th>
            <Table.Th scope="col" className="num">{t('activity.money')}</Table.Th>
            <Table.Th scope="col" className="num">{t('activity.worth')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {costs.map((cost, i) => (
            <Table.Tr key={i}>
              <Table.Td><PartyName code={cost.giver} /> → <PartyName code={cost.taker} /></Table.Td>
              <Table.Td>{cost.commodity}</Table.Td>
              <Table.Td>{t(`glossary:means.${cost.means}`)}</Table.Td>
              <Table.Td className="num">{cost.received}</Table.Td>
              <Table.Td className="num">{cost.irregular}</Table.Td>
              <Table.Td className="num"><Money minor={cost.money.minor} currency={cost.money.currency} /></Table.Td>
              <Table.Td className="num"><Money minor={cost.worth.minor} currency={cost.worth.currency} /></Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollX>
  );
}
