import {Button, Card, Checkbox, Fieldset, Group, NativeSelect, Select, Stack, Text, TextInput} from '@mantine/core';
import {useId, useState, type FormEvent, type ReactNode} from 'react';
import {useTranslation} from 'react-i18next';
import type {Book} from '@/api/books';
import {useVocabulary, type ActField} from '@/api/reads';
import {useSignAct, type SignedAct} from '@/api/sign';
import {currencyDecimals, QUANTITY_DECIMALS} from '@/domain/decimal';
import {effectiveNow} from '@/domain/time';
import {shapeOf} from './actFields';
import {clean} from './clean';
import {DateField, FigureField} from './fields';
import {ProblemNotice, Waiting} from './states';

export {clean} from './clean';
export {DateField, FigureField} from './fields';

export type Value = unknown;
type Values = Record<string, Value>;

export interface ActFormProps {
  book: Book;
  kind: string;
  /** The case it belongs to; none where the act opens one. */
  of?: string;
  /** What is known already; shown unless hidden. */
  initial?: Values;
  /** Fields that the view fills in and nobody needs to see, by name ("lines.number"). */
  hidden?: string[];
  /** Choices for fields that cite another statement, by name: the label is what a person reads. */
  choices?: Record<string, {value: string; label: string}[]>;
  /** In whose minor units money without a currency beside it is. */
  currency?: string;
  /** Above the fields: the clause that speaks to it, what it leads to. */
  children?: ReactNode;
  onSigned?: (act: SignedAct) => void;
}

interface Surroundings {
  hidden: string[];
  choices: NonNullable<ActFormProps['choices']>;
  currency: string;
}

/** A form for any act, made from the node's own description of it, so that no act lacks one. */
export function ActForm({book, kind, of, initial = {}, hidden = [], choices = {}, currency = 'JPY', children, onSigned}: ActFormProps) {
  const {t} = useTranslation();
  const vocabulary = useVocabulary();
  const sign = useSignAct(book);
  const [body, setBody] = useState<Values>(initial);
  const [effective, setEffective] = useState(effectiveNow());
  const act = vocabulary.data?.acts.find((one) => one.kind === kind);
  if (!act) return vocabulary.isError ? <ProblemNotice error={vocabulary.error} /> : <Waiting />;
  const around: Surroundings = {hidden, choices, currency};
  const submit = (e: FormEvent) => {
    e.preventDefault();
    // Awaited, since the form may be gone from the page by the time that all is read again; the fault is in sign.error.
    void sign.mutateAsync({kind, case: of, effective, body: clean(body) as Values}).then(onSigned, () => undefined);
  };
  return (
    <form onSubmit={submit} aria-label={t(`act.${kind}`, {defaultValue: kind})}>
      <Stack gap="sm">
        {children}
        <Fields fields={act.fields} values={body} onChange={setBody} around={around} path="" />
        <TextInput label={t('form.effective')} description={t('form.effective_hint')} value={effective} onChange={(e) => setEffective(e.currentTarget.value)} required />
        <ProblemNotice error={sign.error} />
        <Group>
          <Button type="submit" loading={sign.isPending}>{t('form.sign', {act: t(`act.${kind}`, {defaultValue: kind})})}</Button>
        </Group>
      </Stack>
    </form>
  );
}

interface FieldsProps {
  fields: ActField[];
  values: Values;
  onChange: (values: Values) => void;
  around: Surroundings;
  path: string;
}

function Fields({fields, values, onChange, around, path}: FieldsProps) {
  return (
    <>
      {fields.map((field) => {
        const name = path ? `${path}.${field.name}` : field.name;
        if (around.hidden.includes(name)) return null;
        const currency = typeof values.currency === 'string' ? values.currency : around.currency;
        return (
          <Field key={name} field={field} name={name} value={values[field.name]} around={{...around, currency}}
            onChange={(value) => onChange({...values, [field.name]: value})} />
        );
      })}
    </>
  );
}

interface FieldProps {
  field: ActField;
  name: string;
  value: Value;
  onChange: (value: Value) => void;
  around: Surroundings;
}

function Field({field, name, value, onChange, around}: FieldProps) {
  const {t} = useTranslation();
  const label = t([`field.${name}`, `field.${field.name}`], {defaultValue: field.name.replaceAll('_', ' ')});
  const required = !field.optional && field.type !== 'text' && field.type !== 'list' && field.type !== 'bool';
  const choices = around.choices[name];
  if (choices && field.type !== 'list')
    return <Select label={label} data={choices} value={(value as string) ?? null} onChange={(chosen) => onChange(chosen ?? undefined)} required={required} searchable allowDeselect={false} clearable={field.optional} />;
  switch (field.type) {
    case 'bool':
      return <Checkbox label={label} checked={Boolean(value)} onChange={(e) => onChange(e.currentTarget.checked)} />;
    case 'enum':
      return (
        <NativeSelect label={label} required={required} value={(value as string) ?? ''} onChange={(e) => onChange(e.currentTarget.value || undefined)}
          data={[{value: '', label: '—'}, ...(field.values ?? []).map((one) => ({value: one, label: t([`value.${field.name}.${one}`, `value.${one}`], {defaultValue: one.replaceAll('_', ' ')})}))]} />
      );
    case 'integer':
      return <FigureField label={label} required={required} decimals={decimalsOf(field.name, around.currency)} value={value as number | string | undefined} onChange={onChange} />;
    case 'date':
      return <DateField label={label} required={required} value={value as string | undefined} onChange={onChange} />;
    case 'object':
      return <ObjectField field={field} name={name} label={label} value={value as Values | undefined} onChange={onChange} around={around} />;
    case 'list':
      return <ListField field={field} name={name} label={label} value={(value as Value[] | undefined) ?? []} onChange={onChange} around={around} />;
    default:
      return (
        <TextInput label={label} required={required} value={(value as string) ?? ''} onChange={(e) => onChange(e.currentTarget.value || undefined)}
          className={field.type === 'text' ? undefined : 'mono'} />
      );
  }
}

function decimalsOf(name: string, currency: string): number {
  const shape = shapeOf(name);
  return shape === 'quantity' ? QUANTITY_DECIMALS : shape === 'money' ? currencyDecimals(currency) : 0;
}

function ObjectField({field, name, label, value, onChange, around}: Omit<FieldProps, 'value'> & {label: string; value: Values | undefined}) {
  const {t} = useTranslation();
  const open = value !== undefined || !field.optional;
  return (
    <Fieldset legend={label}>
      <Stack gap="xs">
        {field.optional && (
          <Checkbox size="xs" label={t('form.state_it')} checked={open} onChange={(e) => onChange(e.currentTarget.checked ? {} : undefined)} />
        )}
        {open && <Fields fields={field.fields ?? []} values={value ?? {}} onChange={onChange} around={around} path={name} />}
      </Stack>
    </Fieldset>
  );
}

/** One more of a list whose items are numbered has the next number. */
function numberedNext(fields: ActField[] | undefined, value: Value[]): Values {
  if (fields?.[0]?.name !== 'number') return {};
  const top = value.reduce((most: number, one) => Math.max(most, Number((one as Values).number ?? 0)), 0);
  return {number: top + 1};
}

function ListField({field, name, label, value, onChange, around}: Omit<FieldProps, 'value'> & {label: string; value: Value[]}) {
  const {t} = useTranslation();
  const id = useId();
  const item = field.item;
  if (!item) return null;
  if (item.type === 'enum')
    return (
      <Checkbox.Group label={label} value={value as string[]} onChange={(chosen) => onChange((item.values ?? []).filter((one) => chosen.includes(one)))}>
        <Group mt={4}>
          {(item.values ?? []).map((one) => (
            <Checkbox key={one} value={one} size="xs" label={t([`value.${field.name}.${one}`, `value.${one}`], {defaultValue: one.replaceAll('_', ' ')})} />
          ))}
        </Group>
      </Checkbox.Group>
    );
  const set = (i: number, next: Value) => onChange(value.map((one, at) => (at === i ? next : one)));
  return (
    <Fieldset legend={label}>
      <Stack gap="xs">
        {value.map((one, i) => (
          <Card key={`${id}${i}`} withBorder p="sm">
            <Stack gap="xs">
              <Group justify="space-between">
                <Text size="xs" c="dimmed">{i + 1}</Text>
                <Button size="compact-xs" variant="subtle" color="red" onClick={() => onChange(value.filter((_, at) => at !== i))}>{t('form.remove')}</Button>
              </Group>
              {item.type === 'object' ? (
                <Fields fields={item.fields ?? []} values={(one as Values | undefined) ?? {}} onChange={(next) => set(i, next)} around={around} path={name} />
              ) : (
                <Field field={{...item, name: field.name}} name={name} value={one} onChange={(next) => set(i, next)} around={around} />
              )}
            </Stack>
          </Card>
        ))}
        <Group>
          <Button size="compact-sm" variant="light" onClick={() => onChange([...value, item.type === 'object' ? numberedNext(item.fields, value) : ''])}>{t('form.add', {what: label})}</Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
