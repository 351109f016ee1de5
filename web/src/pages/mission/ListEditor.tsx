import {Button, Card, Fieldset, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import type {Row} from './plan';

export interface EditorField {
  name: string;
  label: string;
  /** Of a closed list; else text. */
  options?: {value: string; label: string}[];
  figure?: boolean;
  required?: boolean;
  hint?: string;
}

export interface ListEditorProps {
  title: string;
  /** What one more is called. */
  add: string;
  fields: EditorField[];
  rows: Row[];
  onChange: (rows: Row[]) => void;
  /** Of row and field: it cannot be read. */
  bad?: (row: number, field: string) => string | undefined;
}

/** A list of like things, each a card; what is typed stays text until the act is made of it. */
export function ListEditor({title, add, fields, rows, onChange, bad}: ListEditorProps) {
  const {t} = useTranslation('common');
  const first = (): Row => Object.fromEntries(fields.filter((field) => field.options).map((field) => [field.name, field.options?.[0]?.value ?? '']));
  const set = (at: number, name: string, value: string) => onChange(rows.map((row, i) => (i === at ? {...row, [name]: value} : row)));
  return (
    <Fieldset legend={title}>
      <Stack gap="xs">
        {rows.map((row, i) => (
          <Card key={i} withBorder p="sm" role="group" aria-label={`${title} ${i + 1}`}>
            <Group justify="space-between" mb={4}>
              <Text size="xs">{row.number ?? i + 1}</Text>
              <Button size="compact-xs" variant="default" onClick={() => onChange(rows.filter((_, at) => at !== i))} aria-label={`${t('form.remove')}: ${title} ${i + 1}`}>
                {t('form.remove')}
              </Button>
            </Group>
            <SimpleGrid cols={{base: 1, xs: 2, md: Math.min(fields.length, 4)}} spacing="xs">
              {fields.map((field) => (
                <EditorInput key={field.name} field={field} value={row[field.name] ?? ''} error={bad?.(i, field.name)} onChange={(value) => set(i, field.name, value)} />
              ))}
            </SimpleGrid>
          </Card>
        ))}
        <Group>
          <Button size="compact-sm" variant="light" onClick={() => onChange([...rows, first()])}>{add}</Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

interface InputProps {
  field: EditorField;
  value: string;
  error?: string;
  onChange: (value: string) => void;
}

function EditorInput({field, value, error, onChange}: InputProps) {
  if (field.options)
    return <NativeSelect label={field.label} value={value} data={field.options} required={field.required} error={error} onChange={(e) => onChange(e.currentTarget.value)} />;
  return (
    <TextInput label={field.label} value={value} required={field.required} error={error} description={field.hint}
      inputMode={field.figure ? 'decimal' : undefined} classNames={field.figure ? {input: 'num'} : undefined} onChange={(e) => onChange(e.currentTarget.value)} />
  );
}
