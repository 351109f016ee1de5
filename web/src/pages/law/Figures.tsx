import {Alert, Badge, List, Stack, Text, Title} from '@mantine/core';
import type {TFunction} from 'i18next';
import type {ReactNode} from 'react';
import {useTranslation} from 'react-i18next';
import {formatDecimal} from '@/domain/decimal';
import {Money, PartyName} from '@/parts/words';
import {Rows} from '@/pages/mission/Rows';
import {useValue} from '@/pages/mission/words';
import {ClauseLink} from './Allowance';
import {disagreeing, figuresOf, originOf, type Figure} from './reading';
import type {Agreement, Rules} from './rules';

/** What a figure is, from the key by which a ratification names it. */
export function useFigureName(): (key: string) => string {
  const {t} = useTranslation('law');
  return (key) => t(`figure.${key.replaceAll('.', '_')}`, {defaultValue: clockName(key, t) ?? key});
}

/** Clocks and limits: the figure, who set it, and which are set by nobody. */
export function FiguresOf({agreement}: {agreement: Agreement}) {
  const {t} = useTranslation('law');
  const figures = figuresOf(agreement.rules);
  const unset = figures.filter((one) => one.value === undefined);
  const differing = disagreeing(agreement);
  const name = useFigureName();
  const origin = (figure: Figure) => {
    const from = originOf(agreement, figure);
    return <Badge variant={from === 'agreement' ? 'light' : 'default'} color="teal" miw="max-content" styles={{label: {textTransform: 'none'}}}>{from === 'unset' ? '⚠ ' : ''}{t(`figure.from_${from}`)}</Badge>;
  };
  return (
    <Rows title={t('figure.title')} numeric={[1]} heads={[t('figure.what'), t('figure.value'), t('figure.origin'), t('allow.clause')]}
      rows={figures.map((one) => ({
        key: one.key,
        cells: [name(one.key), one.value === undefined ? t('figure.not_set') : t(`figure.${one.unit}`, {count: one.value}), origin(one), <ClauseLink rules={agreement.rules} clause={one.clause} />],
      }))}>
      {unset.length > 0 && <Text size="sm">{t('figure.some_unset', {count: unset.length})}</Text>}
      {differing.length > 0 && <Alert color="red" variant="light" title={t('figure.differ')}>{differing.map(name).join(', ')}</Alert>}
    </Rows>
  );
}

function clockName(key: string, t: TFunction<'law'>): string | undefined {
  const means = /^clock\.(.+)\.(days|months)$/.exec(key)?.[1];
  return means && t('figure.clock', {means: t(`glossary:means.${means}`)});
}

/** Ceilings, roles kept apart, and every other rule, each with its clause. */
export function OtherRules({rules}: {rules: Rules}) {
  const {t} = useTranslation('law');
  const lines = useLines(rules);
  return (
    <>
      <Rows title={t('rule.ceilings')} numeric={[2]} heads={[t('rule.ceiling'), t('list.party'), t('rule.amount'), t('rule.year'), t('allow.clause')]}
        rows={rules.ceilings.map((one) => ({
          key: one.name,
          cells: [
            <>{one.name.replaceAll('-', ' ')}: {t(`rule.side_${one.side}`)}</>, <PartyName code={one.party} />,
            <><Money minor={one.amount} currency={one.currency} />{one.supplies_amount !== undefined ? <> ({t('rule.supplies')} <Money minor={one.supplies_amount} currency={one.currency} />)</> : null}</>,
            t('rule.from_month', {month: one.first_month}), <ClauseLink rules={rules} clause={one.clause} />,
          ],
        }))} />
      {lines.length > 0 && (
        <Stack gap="xs" component="section" aria-labelledby="rules">
          <Title order={2} size="h4" id="rules">{t('rule.title')}</Title>
          <List size="sm">{lines.map(([words, clause], i) => <List.Item key={i}>{words} {clause ? <ClauseLink rules={rules} clause={clause} /> : null}</List.Item>)}</List>
        </Stack>
      )}
    </>
  );
}

function useLines(rules: Rules): [ReactNode, string][] {
  const {t} = useTranslation('law');
  const value = useValue();
  const party = (code: string) => t(`glossary:party.${code}`, {defaultValue: code});
  const elements = (some: string[]) => some.map((one) => t(`glossary:element.${one}`, {defaultValue: one})).join(', ');
  return [
    [t('rule.back_dating', {count: rules.back_dating_days}), ''],
    ...rules.authorities.map((one): [ReactNode, string] => [t('rule.authority', {party: party(one.party), text: one.text}), one.clause]),
    ...rules.apart.map((one): [ReactNode, string] => [t('rule.apart', {first: t(`glossary:role.${one.first}`), second: t(`glossary:role.${one.second}`)}), one.clause]),
    ...(rules.currencies ? [[t('rule.currencies', {list: rules.currencies.allowed.join(', ') || t('rule.any')}), rules.currencies.clause] as [ReactNode, string]] : []),
    ...(rules.price_rules?.reciprocal ? [[t('rule.reciprocal'), rules.price_rules.clause] as [ReactNode, string]] : []),
    ...(rules.price_rules?.rate_cards_required ? [[t('rule.rate_cards'), rules.price_rules.clause] as [ReactNode, string]] : []),
    ...(rules.retransfer?.consent_needed ? [[t('rule.retransfer'), rules.retransfer.clause] as [ReactNode, string]] : []),
    ...(rules.tax_relief_clause ? [[t('rule.tax'), rules.tax_relief_clause] as [ReactNode, string]] : []),
    ...(rules.write_off_clause ? [[t('rule.write_off'), rules.write_off_clause] as [ReactNode, string]] : [[t('rule.no_write_off'), ''] as [ReactNode, string]]),
    ...(rules.visit_clause ? [[t(rules.visit_flagged ? 'rule.visit_flagged' : 'rule.visit_needed'), rules.visit_clause] as [ReactNode, string]] : []),
    ...(rules.warrants ? [[t(rules.warrants.training_needed ? 'rule.training' : 'rule.warrants', {count: rules.warrants.training_months ?? 0}), rules.warrants.clause] as [ReactNode, string]] : []),
    ...(rules.gates ? [[t('rule.gate_order', {list: elements(rules.gates.order_elements)}), rules.gates.clause], [t('rule.gate_receipt', {list: elements(rules.gates.receipt_elements)}), rules.gates.clause]] as [ReactNode, string][] : []),
    ...rules.tolerances.map((one): [ReactNode, string] => [t('rule.tolerance', {category: value('category', one.category), share: formatDecimal(one.millionths, 4, 0)}), one.clause]),
    ...rules.substitutions.map((one): [ReactNode, string] => [t('rule.substitution', {item: one.item, list: one.same_kind.join(', ')}), one.clause]),
    ...(rules.credits ? [[t('rule.credits', {item: creditUnit(rules)}), rules.credits.clause] as [ReactNode, string]] : []),
  ];
}

const creditUnit = (rules: Rules): string => `${rules.credits?.item ?? ''} (${rules.credits?.unit ?? ''})`;
