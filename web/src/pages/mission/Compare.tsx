import {Badge, Stack, Table, Text, Title} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import {besides, figure, type Beside} from './compare';
import {ScrollX} from './ScrollX';
import type {VisitFigures} from './shapes';
import {useValue} from './words';

/** Declared beside actual; what differs stands first, marked with a word. */
export function Compare({visit, state, day}: {visit: VisitFigures; state: string; day: string}) {
  const {t} = useTranslation('visits');
  const over = state === 'departed' || state === 'closed' || Boolean(visit.plan && visit.plan.until < day);
  const rows = besides(visit, visit.people.some((one) => one.in > 0) || visit.craft.some((one) => one.came), over);
  const differing = rows.filter((row) => row.difference).length;
  if (rows.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-labelledby="compare">
      <Title order={2} size="h4" id="compare">{t('compare.title')}</Title>
      <Text size="sm">{differing > 0 ? t('compare.differ', {count: differing}) : t('compare.same')}</Text>
      <ScrollX label={t('compare.title')}>
        <Table verticalSpacing={6}>
          <caption className="visually-hidden">{t('compare.title')}</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('compare.what')}</Table.Th>
              {(['declared', 'came', 'left', 'used', 'inside'] as const).map((one) => <Table.Th key={one} scope="col" className="num">{t(`compare.${one}`)}</Table.Th>)}
              <Table.Th scope="col">{t('compare.difference')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{rows.map((row) => <CompareRow key={row.key} row={row} />)}</Table.Tbody>
        </Table>
      </ScrollX>
    </Stack>
  );
}

function CompareRow({row}: {row: Beside}) {
  const {t} = useTranslation('visits');
  const value = useValue();
  const cell = (one: Beside['declared']) => <Table.Td className="num">{figure(row, one)}</Table.Td>;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={row.difference ? 700 : 500}>
        {row.code ? value(row.group, row.code) : t(`plan.${row.group}`)} {row.words} {row.unit ? <abbr title={row.unit}>{t(`glossary:unit.${row.unit}`, {defaultValue: row.unit})}</abbr> : null}
      </Table.Th>
      {cell(row.declared)}
      {cell(row.came)}
      {cell(row.left)}
      {cell(row.used)}
      {cell(row.inside)}
      <Table.Td>{row.difference ? <Badge color="red.9" variant={row.difference === 'fewer' ? 'default' : 'filled'} styles={{label: {textTransform: 'none'}}}>{t(`compare.${row.difference}_word`)}</Badge> : '—'}</Table.Td>
    </Table.Tr>
  );
}
