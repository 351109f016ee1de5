import {ActionIcon, Button, Card, Code, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput, Title} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import {valueOf} from '@/domain/exact';
import {parseMoney, parseQuantity} from '@/domain/decimal';
import {allUnits, unitsLike} from '@/domain/units';
import {DateField} from '@/parts/fields';
import {Money} from '@/parts/words';
import {Notice} from '@/pages/work/Notice';
import {useWords} from '@/pages/work/words';
import {askable, categoryOf, exclusionOf, meansAsked, meansOf, type CategoryRule, type Rules} from './law';
import {unitFor} from './usualUnit';
import {emptyLine, inUnit, type Gap, type LineDraft} from './requestDraft';
import {unitWords} from './unitWords';

export type ClauseTexts = {clause: string; texts: {en?: string; ja?: string; fil?: string}; source: string; certainty: string}[];

interface LinesProps {
  lines: LineDraft[];
  onChange: (lines: LineDraft[]) => void;
  rules: Rules | undefined;
  texts: ClauseTexts;
  supplier: string;
  currency: string;
  gaps: Gap[];
}

/** The lines of a request, each with what the agreement says of it. */
export function RequestLines({lines, onChange, ...rest}: LinesProps) {
  const {t} = useWords('request');
  const set = (i: number, line: LineDraft) => onChange(lines.map((one, at) => (at === i ? line : one)));
  return (
    <Stack gap="sm">
      {lines.map((line, i) => (
        <LineCard key={line.key} number={i + 1} line={line} onChange={(next) => set(i, next)} onRemove={lines.length > 1 ? () => onChange(lines.filter((_, at) => at !== i)) : undefined} {...rest}
          gaps={rest.gaps.filter((gap) => gap.line === i)} />
      ))}
      <Group><Button variant="light" size="sm" onClick={() => onChange([...lines, emptyLine()])}>{t('request.add_line')}</Button></Group>
    </Stack>
  );
}

interface CardProps extends Omit<LinesProps, 'lines' | 'onChange'> {
  number: number;
  line: LineDraft;
  onChange: (line: LineDraft) => void;
  onRemove?: () => void;
}

function LineCard({number, line, onChange, onRemove, rules, texts, supplier, currency, gaps}: CardProps) {
  const {t} = useWords('request');
  const rule = categoryOf(rules, line.category);
  const excluded = exclusionOf(rules, supplier, line.category);
  const set = (more: Partial<LineDraft>) => onChange({...line, ...more});
  const fault = (field: string) => (gaps.some((gap) => gap.field === field) ? t('request.missing') : undefined);
  const categories = askable(rules, supplier);
  // By the category, not by what is chosen: under the arrow keys a list must stay as it is.
  const units = rule && rule.units.length > 0 ? rule.units : [...new Set([...unitsLike(unitFor(line.category, [], {quantity: '', unit: ''})), ...allUnits])];
  const chooseCategory = (category: string) => {
    const next = categoryOf(rules, category);
    const means = meansAsked(next, exclusionOf(rules, supplier, category));
    const unit = unitFor(category, next?.units ?? [], line);
    set({category, means: means.includes(line.means) ? line.means : (means[0] ?? ''), unit, quantity: inUnit(line.quantity, line.unit, unit)});
  };
  return (
    <Card withBorder p="sm" component="section" aria-label={t('request.line', {number})}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={3} size="h5">{t('request.line', {number})}</Title>
          {onRemove && <ActionIcon variant="subtle" color="red" aria-label={t('request.remove_line', {number})} onClick={onRemove}>✕</ActionIcon>}
        </Group>
        <SimpleGrid cols={{base: 1, xs: 2, md: 4}} spacing="xs">
          <NativeSelect label={t('field.category')} required error={fault('category')} value={line.category} onChange={(e) => chooseCategory(e.currentTarget.value)}
            data={[{value: '', label: '—'}, ...categories.map((value) => ({value, label: t(`category.${value}`, {defaultValue: value.replaceAll('_', ' ')})}))]} />
          <TextInput label={t('field.item')} required error={fault('item')} value={line.item} maxLength={12} onChange={(e) => set({item: e.currentTarget.value})} />
          <TextInput label={t('field.description')} value={line.description} onChange={(e) => set({description: e.currentTarget.value})} />
          <TextInput label={t('field.stock_number')} value={line.stock_number} onChange={(e) => set({stock_number: e.currentTarget.value})} />
          <TextInput label={t('field.quantity')} required inputMode="decimal" error={fault('quantity')} value={line.quantity} onChange={(e) => set({quantity: e.currentTarget.value})} />
          <NativeSelect label={t('field.unit')} required value={line.unit} onChange={(e) => set({unit: e.currentTarget.value, quantity: inUnit(line.quantity, line.unit, e.currentTarget.value)})}
            data={units.map((value) => ({value, label: unitWords(t, value)}))} />
          <NativeSelect label={t('field.means')} required error={fault('means')} value={line.means} onChange={(e) => set({means: e.currentTarget.value})}
            data={[{value: '', label: '—'}, ...meansAsked(rule, excluded).map((value) => ({value, label: t(`means.${value}`)}))]} />
          <PriceFields line={line} currency={currency} error={fault('price')} onChange={set} />
        </SimpleGrid>
        <MeansFields line={line} rule={rule} onChange={set} error={fault('exchange')} />
        {rule && <PartsFields line={line} rule={rule} onChange={set} />}
        <ClauseNote rules={rules} rule={rule} excluded={excluded} texts={texts} />
        <Worth line={line} currency={currency} rounding={rules?.rounding ?? 0} />
      </Stack>
    </Card>
  );
}

interface PieceProps {
  line: LineDraft;
  onChange: (more: Partial<LineDraft>) => void;
  error?: string;
}

function PriceFields({line, currency, onChange, error}: PieceProps & {currency: string}) {
  const {t} = useWords('request');
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <TextInput label={t('request.price', {currency})} inputMode="decimal" value={line.price} error={error} onChange={(e) => onChange({price: e.currentTarget.value})} style={{flex: 2}} />
      <TextInput label={t('request.per')} inputMode="numeric" value={line.per} onChange={(e) => onChange({per: e.currentTarget.value})} style={{flex: 1}} />
    </Group>
  );
}

/** What only one of the means asks for: the exchange, the day of return, the state in which a thing comes back. */
function MeansFields({line, rule, onChange, error}: PieceProps & {rule?: CategoryRule}) {
  const {t} = useWords('request');
  const inKind = line.means !== '' && line.means !== 'reimbursement';
  if (!inKind && !rule?.metered) return null;
  return (
    <SimpleGrid cols={{base: 1, xs: 2, md: 4}} spacing="xs">
      {rule?.metered && <TextInput label={t('field.metering')} required value={line.metering} onChange={(e) => onChange({metering: e.currentTarget.value})} />}
      {line.means === 'equal_value_exchange' && (
        <>
          <TextInput label={t('request.exchange_item')} required error={error} value={line.exchangeItem} onChange={(e) => onChange({exchangeItem: e.currentTarget.value})} />
          <TextInput label={t('request.exchange_quantity')} required inputMode="decimal" value={line.exchangeQuantity} onChange={(e) => onChange({exchangeQuantity: e.currentTarget.value})} />
          <NativeSelect label={t('request.exchange_unit')} required value={line.exchangeUnit} onChange={(e) => onChange({exchangeUnit: e.currentTarget.value})}
            data={[{value: '', label: '—'}, ...allUnits.map((value) => ({value, label: unitWords(t, value)}))]} />
          <TextInput label={t('request.exchange_description')} value={line.exchangeDescription} onChange={(e) => onChange({exchangeDescription: e.currentTarget.value})} />
        </>
      )}
      {inKind && (
        <>
          <DateField label={t('request.back_on')} value={line.scheduleOn || undefined} onChange={(scheduleOn) => onChange({scheduleOn: scheduleOn ?? ''})} />
          <TextInput label={t('request.back_at')} value={line.schedulePlace} onChange={(e) => onChange({schedulePlace: e.currentTarget.value})} />
        </>
      )}
      {line.means === 'return_of_the_same' && <TextInput label={t('field.condition')} value={line.condition} onChange={(e) => onChange({condition: e.currentTarget.value})} />}
    </SimpleGrid>
  );
}

/** The parts that the agreement wants a price to be made of. */
function PartsFields({line, rule, onChange}: PieceProps & {rule: CategoryRule}) {
  const {t} = useWords('request');
  const names = [...new Set([...rule.components, ...line.parts.map((one) => one.name)])];
  if (names.length === 0) return null;
  const set = (name: string, more: Partial<LineDraft['parts'][number]>) =>
    onChange({parts: names.map((one) => ({...(line.parts.find((part) => part.name === one) ?? {name: one, amount: '', full: '', waiver: ''}), ...(one === name ? more : {})}))});
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>{t('field.components')}</Text>
      {names.map((name) => {
        const part = line.parts.find((one) => one.name === name);
        return (
          <SimpleGrid key={name} cols={{base: 1, xs: 3}} spacing="xs">
            <TextInput size="xs" inputMode="decimal" label={name.replaceAll('_', ' ')} value={part?.amount ?? ''} onChange={(e) => set(name, {amount: e.currentTarget.value})} />
            <TextInput size="xs" inputMode="decimal" label={t('request.full', {name: name.replaceAll('_', ' ')})} value={part?.full ?? ''} onChange={(e) => set(name, {full: e.currentTarget.value})} />
            <TextInput size="xs" label={t('request.waiver', {name: name.replaceAll('_', ' ')})} value={part?.waiver ?? ''} onChange={(e) => set(name, {waiver: e.currentTarget.value})} />
          </SimpleGrid>
        );
      })}
    </Stack>
  );
}

interface NoteProps {
  rules: Rules | undefined;
  rule: CategoryRule | undefined;
  excluded: {clause: string} | undefined;
  texts: ClauseTexts;
}

/** The clause that speaks of the line, in the reader's language, and what it allows. */
function ClauseNote({rules, rule, excluded, texts}: NoteProps) {
  const {t} = useWords('request');
  const {i18n} = useTranslation();
  const say = (clause: string) => {
    const at = texts.find((one) => one.clause === clause);
    return at?.texts[i18n.language as 'en' | 'ja' | 'fil'] ?? at?.texts.en ?? '';
  };
  if (excluded)
    return (
      <Notice color="red" title={t('request.excluded')}>
        <Code>{excluded.clause}</Code> {say(excluded.clause)}
        <Text size="sm" mt={4}>{t('request.allowed_instead', {list: (rules?.categories ?? []).map((one) => t(`category.${one.name}`, {defaultValue: one.name})).join(', ')})}</Text>
      </Notice>
    );
  if (!rule) return null;
  const certainty = rules?.clauses.find((one) => one.key === rule.clause)?.certainty;
  return (
    <Text size="sm" component="p" m={0}>
      <Code>{rule.clause}</Code> {say(rule.clause)} {certainty && certainty !== 'text' ? <em>({t(`value.${certainty}`, {defaultValue: certainty})})</em> : null}
      <br />
      {t('request.allowed_means', {list: meansOf(rule).map((one) => t(`means.${one}`)).join(', ')})}
      {rule.units.length > 0 ? ` · ${t('request.allowed_units', {list: rule.units.join(', ')})}` : ''}
    </Text>
  );
}

/** What the line comes to at its price, rounded as the agreement says. */
function Worth({line, currency, rounding}: {line: LineDraft; currency: string; rounding: number}) {
  const {t} = useWords('request');
  const quantity = parseQuantity(line.quantity);
  const minor = line.price.trim() ? parseMoney(line.price, currency) : undefined;
  const per = parseQuantity(line.per || '1');
  if (quantity === undefined || minor === undefined || !per || per % 1_000_000n !== 0n) return null;
  const value = valueOf({price: {minor, per: per / 1_000_000n}}, quantity, rounding);
  return value === undefined ? null : <Text size="sm">{t('request.worth')} <Money minor={value} currency={currency} /></Text>;
}
