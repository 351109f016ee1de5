import {Button, Checkbox, Group, NativeSelect, Popover, SimpleGrid, Stack, TextInput} from '@mantine/core';
import {useDebouncedCallback} from '@mantine/hooks';
import {useEffect, useState} from 'react';
import type {Book} from '@/api/books';
import {useWords, type Words} from '@/pages/work/words';
import {FILTERS, LEVELS, MEANS, STATES, STEPS, type Filter} from './ordersQuery';

interface FiltersProps {
  book: Book;
  address: URLSearchParams;
  categories: string[];
  onChange: (name: Filter, value: string | undefined) => void;
  onClear: () => void;
}

function choicesOf(t: Words, book: Book, categories: string[]): Record<Exclude<Filter, 'q'>, {value: string; label: string}[]> {
  const named = (prefix: string, names: string[]) => names.map((value) => ({value, label: t(`${prefix}.${value}`, {defaultValue: value.replaceAll('_', ' ')})}));
  const parties = named('party', book.parties.map((one) => one.code));
  return {
    state: named('state', STATES), supplier: parties, recipient: parties, category: named('category', categories), means: named('means', MEANS),
    step: named('step', STEPS), level: named('level', LEVELS),
  };
}

/** Every filter is in the address; typing in the first waits a moment before it asks. */
export function OrderFilters({book, address, categories, onChange, onClear}: FiltersProps) {
  const {t} = useWords('orders');
  const choices = choicesOf(t, book, categories);
  const [typed, setTyped] = useState(address.get('q') ?? '');
  const ask = useDebouncedCallback((value: string) => onChange('q', value), 250);
  useEffect(() => setTyped(address.get('q') ?? ''), [address]);
  const any = FILTERS.some((name) => address.get(name));
  return (
    <Stack gap="xs" className="no-print" role="search" aria-label={t('list.filters')}>
      <SimpleGrid cols={{base: 1, xs: 2, sm: 4}} spacing="xs">
        <TextInput label={t('list.q')} value={typed} onChange={(e) => {
          setTyped(e.currentTarget.value);
          ask(e.currentTarget.value);
        }} />
        {(Object.keys(choices) as Exclude<Filter, 'q'>[]).map((name) => (
          <NativeSelect key={name} label={t(`list.${name}`)} value={address.get(name) ?? ''} onChange={(e) => onChange(name, e.currentTarget.value || undefined)}
            data={[{value: '', label: t('list.any')}, ...choices[name]]} />
        ))}
      </SimpleGrid>
      {any && <Group><Button size="xs" variant="subtle" onClick={onClear}>{t('list.clear')}</Button></Group>}
    </Stack>
  );
}

interface ColumnsProps {
  columns: string[];
  shown: string[];
  onChange: (shown: string[]) => void;
}

/** Which columns are shown; kept on this machine. */
export function ColumnChooser({columns, shown, onChange}: ColumnsProps) {
  const {t} = useWords('orders');
  return (
    <Popover position="bottom-end" withinPortal trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default">{t('list.columns')}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Checkbox.Group label={t('list.columns')} value={shown} onChange={(chosen) => onChange(columns.filter((one) => chosen.includes(one)))}>
          <Stack gap={6} mt={6} mah="50vh" style={{overflowY: 'auto'}}>
            {columns.map((one) => (
              <Checkbox key={one} value={one} label={t(`column.${one}`)} disabled={one === 'reference'} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}
