import {SimpleGrid} from '@mantine/core';
import {useId} from 'react';
import {formatDecimal} from '@/domain/decimal';
import {currencyDecimals} from '@/domain/decimal';
import {isMoney} from '@/pages/work/text';
import {useWords} from '@/pages/work/words';
import {arrowOf, joined, placesOf, type Debt} from './round';

const SIZE = 300;
const NODE = 26;

export const roundAmount = (value: bigint, commodity: string): string =>
  isMoney(commodity) ? `${formatDecimal(value, currencyDecimals(commodity))} ${commodity}` : `${formatDecimal(value, 6, 0)} ${commodity.split('/')[1] ?? ''}`.trim();

/** Who owes whom, before and after; the same in words stands below for who cannot see it. */
export function RoundPicture({parties, debts, commodity}: {parties: string[]; debts: Debt[]; commodity: string}) {
  const {t} = useWords('money');
  const after = debts.map((one) => ({...one, amount: one.amount - one.cleared}));
  const cleared = debts.some((one) => one.cleared > 0n);
  return (
    <SimpleGrid cols={{base: 1, sm: cleared ? 2 : 1}}>
      <Circle title={t('round.before')} parties={parties} debts={joined(debts)} commodity={commodity} />
      {cleared && <Circle title={t('round.after')} parties={parties} debts={joined(after)} commodity={commodity} />}
    </SimpleGrid>
  );
}

function Circle({title, parties, debts, commodity}: {title: string; parties: string[]; debts: Debt[]; commodity: string}) {
  const {t} = useWords('money');
  const head = useId();
  const places = placesOf(parties, 104, SIZE / 2);
  const open = debts.filter((one) => one.amount > 0n);
  const name = (code: string) => t(`party.${code}`, {defaultValue: code.toUpperCase()});
  const words = open.map((one) => t('round.owes', {debtor: name(one.debtor), creditor: name(one.creditor), amount: roundAmount(one.amount, commodity)})).join('; ');
  return (
    <figure style={{margin: 0}}>
      <figcaption><strong>{title}</strong></figcaption>
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} width="100%" style={{maxWidth: 420}} role="img" aria-label={`${title}: ${words || t('round.nothing_left')}`}>
        <defs>
          <marker id={head} viewBox="0 0 8 8" refX="6" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0,0 L8,4 L0,8 z" fill="currentColor" /></marker>
        </defs>
        {open.map((one) => {
          const [from, to] = [places.get(one.debtor), places.get(one.creditor)];
          if (!from || !to) return null;
          const arrow = arrowOf(from, to, NODE);
          return (
            <g key={one.debtor + one.creditor}>
              <path d={arrow.path} fill="none" stroke="currentColor" strokeWidth="2" markerEnd={`url(#${head})`} />
              <text x={arrow.label.x} y={arrow.label.y} fontSize="12" textAnchor="middle" fill="currentColor" stroke="var(--mantine-color-body)" strokeWidth="4" paintOrder="stroke">{roundAmount(one.amount, commodity)}</text>
            </g>
          );
        })}
        {parties.map((code) => {
          const at = places.get(code) ?? {x: 0, y: 0};
          return (
            <g key={code}>
              <circle cx={at.x} cy={at.y} r={NODE} fill="var(--mantine-color-body)" stroke="var(--mantine-color-cyan-8)" strokeWidth="2" />
              <text x={at.x} y={at.y + 5} fontSize="14" fontWeight="700" textAnchor="middle" fill="currentColor">{code.toUpperCase()}</text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
