import {Badge, Stack, Table, Text, Title} from '@mantine/core';
import type {ReactNode} from 'react';
import {useTranslation} from 'react-i18next';
import {daysUntil} from '@/domain/time';
import {Day} from '@/parts/words';
import {ScrollX} from './ScrollX';

export interface RowsProps {
  /** Heads the section, and is the caption of its table. */
  title: string;
  heads: string[];
  rows: {key: string; cells: ReactNode[]}[];
  /** Columns of figures, from 0. */
  numeric?: number[];
  /** Said where there are no rows; without it the section is left out then. */
  none?: string;
  order?: 2 | 3;
  children?: ReactNode;
}

/** A titled table for reading; the first column heads its rows. */
export function Rows({title, heads, rows, numeric = [], none, order = 2, children}: RowsProps) {
  if (rows.length === 0 && !none) return null;
  const side = (i: number) => (numeric.includes(i) ? 'num' : undefined);
  return (
    <Stack gap="xs">
      <Title order={order} size={order === 2 ? 'h4' : 'h5'}>{title}</Title>
      {children}
      {rows.length === 0 ? (
        <Text size="sm">{none}</Text>
      ) : (
        <ScrollX label={title}>
          <Table verticalSpacing={6} miw={`${heads.length * 6}rem`}>
            <caption className="visually-hidden">{title}</caption>
            <Table.Thead>
              <Table.Tr>{heads.map((head, i) => <Table.Th key={i} scope="col" className={side(i)}>{head}</Table.Th>)}</Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.key}>
                  {row.cells.map((cell, i) =>
                    i === 0 ? <Table.Th key={i} scope="row" fw={500} className={side(i)}>{cell}</Table.Th> : <Table.Td key={i} className={side(i)}>{cell}</Table.Td>,
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollX>
      )}
    </Stack>
  );
}

/** A clock: the day by which, and how many days are left or past, in words. */
export function Clock({by, on}: {by?: string; on?: string}) {
  const {t} = useTranslation('mission');
  if (!by) return <>{t('clock.none')}</>;
  const days = daysUntil(by, on);
  const late = days < 0;
  return (
    <span>
      <Day date={by} />{' '}
      <Badge variant={late ? 'filled' : 'default'} color="red.9" styles={{label: {textTransform: 'none'}}}>
        {late ? t('clock.late', {count: -days}) : days === 0 ? t('clock.today') : t('clock.left', {count: days})}
      </Badge>
    </span>
  );
}
