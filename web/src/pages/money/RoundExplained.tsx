import {List, Table, Text} from '@mantine/core';
import {PartyName} from '@/parts/words';
import {Scroll, tone} from '@/pages/work/Notice';
import {Part} from '@/pages/work/Part';
import {capital, partyIn, useWords} from '@/pages/work/words';
import {figuresOf, isFair, type Debt} from './round';
import {roundAmount, RoundPicture} from './RoundPicture';

/** The picture, each debt in words, and each party's sums before and after. */
export function Explained({parties, debts, commodity}: {parties: string[]; debts: Debt[]; commodity: string}) {
  const {t} = useWords('money');
  const figures = figuresOf(parties, debts);
  const cleared = debts.some((one) => one.cleared > 0n);
  const name = (code: string) => partyIn(t, code);
  return (
    <Part title={t('round.picture')}>
      <RoundPicture parties={parties} debts={debts} commodity={commodity} />
      <List size="sm">
        {debts.map((one, i) => (
          <List.Item key={one.debtor + one.creditor + i}>
            {capital(t('round.owes', {debtor: name(one.debtor), creditor: name(one.creditor), amount: roundAmount(one.amount, commodity)}))}
            {cleared && ` · ${t('round.cleared_of', {cleared: roundAmount(one.cleared, commodity), left: roundAmount(one.amount - one.cleared, commodity)})}`}
          </List.Item>
        ))}
      </List>
      <Scroll label={t('round.sums')}>
        <Table>
          <caption className="visually-hidden">{t('round.sums')}</caption>
          <Table.Thead>
            <Table.Tr><Table.Th>{t('column.party')}</Table.Th><Table.Th className="num">{t('round.party_owes')}</Table.Th><Table.Th className="num">{t('round.party_owed')}</Table.Th><Table.Th className="num">{t('round.party_cleared')}</Table.Th><Table.Th className="num">{t('round.net_before')}</Table.Th><Table.Th className="num">{t('round.net_after')}</Table.Th></Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {figures.map((one) => (
              <Table.Tr key={one.party}>
                <Table.Th scope="row"><PartyName code={one.party} /></Table.Th>
                <Table.Td className="num">{roundAmount(one.owes, commodity)}</Table.Td><Table.Td className="num">{roundAmount(one.owed, commodity)}</Table.Td><Table.Td className="num">{roundAmount(one.clearedOwes, commodity)}</Table.Td>
                <Table.Td className="num">{roundAmount(one.owed - one.owes, commodity)}</Table.Td><Table.Td className="num">{roundAmount(one.owed - one.clearedOwed - (one.owes - one.clearedOwes), commodity)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
      {cleared && <Text size="sm" c={isFair(figures) ? tone.good : tone.bad}>{isFair(figures) ? `✓ ${t('round.fair')}` : `✗ ${t('round.unfair')}`}</Text>}
    </Part>
  );
}
