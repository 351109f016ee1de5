import {Checkbox, Table, TextInput} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import {besides, figure, type Beside, type Group} from './compare';
import type {Direction, Typed} from './crossing';
import {ScrollX} from './ScrollX';
import type {VisitFigures} from './shapes';
import {useValue} from './words';

/** What can be used up: people and craft cannot. */
const usable: Group[] = ['arms', 'goods', 'imports'];

interface Props {
  visit: VisitFigures;
  /** What the figures typed are: a word of `crossing`. */
  column: Direction | 'change';
  typed: Typed;
  onChange: (typed: Typed) => void;
  bad: string[];
}

/** Every line of a visit with what is declared and inside, and a field for what crosses or is used now. */
export function CrossingFigures({visit, column, typed, onChange, bad}: Props) {
  const {t} = useTranslation('visits');
  const value = useValue();
  const rows = besides(visit, false, false).filter((row) => column !== 'change' || usable.includes(row.group));
  const name = (row: Beside) => [row.code ? value(row.group, row.code) : t(`plan.${row.group}`), row.words].filter(Boolean).join(' ');
  return (
    <ScrollX label={t('compare.title')}>
      <Table verticalSpacing={4}>
        <caption className="visually-hidden">{t('compare.title')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('compare.what')}</Table.Th>
            <Table.Th scope="col" className="num">{t('compare.declared')}</Table.Th>
            <Table.Th scope="col" className="num">{t('compare.came')}</Table.Th>
            <Table.Th scope="col" className="num">{t('compare.inside')}</Table.Th>
            <Table.Th scope="col">{t(`crossing.${column}`)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Th scope="row" fw={500}>{name(row)}</Table.Th>
              <Table.Td className="num">{figure(row, row.declared)} {row.unit ? <abbr title={row.unit}>{t(`glossary:unit.${row.unit}`, {defaultValue: row.unit})}</abbr> : null}</Table.Td>
              <Table.Td className="num">{figure(row, row.came)}</Table.Td>
              <Table.Td className="num">{figure(row, row.inside)}</Table.Td>
              <Table.Td>
                {row.group === 'craft' ? (
                  <Checkbox aria-label={`${t(`crossing.${column}`)}: ${name(row)}`} checked={typed[row.key] === 'yes'} onChange={(e) => onChange({...typed, [row.key]: e.currentTarget.checked ? 'yes' : ''})} />
                ) : (
                  <TextInput aria-label={`${t(`crossing.${column}`)}: ${name(row)}`} size="xs" miw="6rem" inputMode="decimal" classNames={{input: 'num'}} value={typed[row.key] ?? ''}
                    error={bad.includes(row.key) ? t('common:form.no_figure', {count: row.unit ? 6 : 0}) : undefined} onChange={(e) => onChange({...typed, [row.key]: e.currentTarget.value})} />
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollX>
  );
}
