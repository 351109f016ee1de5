import {Modal, Stack, Text, TextInput, UnstyledButton} from '@mantine/core';
import {useDebouncedValue, useDisclosure} from '@mantine/hooks';
import {useQueries} from '@tanstack/react-query';
import {useEffect, useMemo, useState} from 'react';
import {useTranslation} from 'react-i18next';
import {useNavigate} from 'react-router';
import {useBooks} from '@/api/books';
import {api, take} from '@/api/client';
import {caseAddress} from '@/domain/addresses';
import {fold} from '@/domain/fold';
import {sections} from './sections';

export function usePalette() {
  const [opened, {open, close}] = useDisclosure(false);
  return {opened, open, close};
}

interface Choice {
  key: string;
  label: string;
  detail?: string;
  to: string;
}

/** One field for everything: views by name, and cases of all books by their words (two kanji suffice). */
export function Palette({control}: {control: ReturnType<typeof usePalette>}) {
  const {t} = useTranslation();
  const go = useNavigate();
  const books = useBooks();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [wanted] = useDebouncedValue(typed.trim(), 180);
  const found = useQueries({
    queries: books.map((book) => ({
      queryKey: ['search', book.id, wanted],
      enabled: control.opened && wanted.length > 0,
      queryFn: () => take(api.GET('/v1/partnerships/{id}/search', {params: {path: {id: book.id}, query: {q: wanted, count: 8}}})),
    })),
  });
  const views = useMemo<Choice[]>(
    () => [
      ...sections.node.map((one) => ({key: one.to, label: t(one.label), to: one.to})),
      ...books.flatMap((book) => sections.book.map((one) => ({key: `${book.slug}/${one.to}`, label: t(one.label), detail: book.slug, to: `/b/${book.slug}/${one.to}`}))),
      ...books.filter((book) => book.seat).map((book) => ({key: `${book.slug}/new`, label: t('nav.new_request'), detail: book.slug, to: `/b/${book.slug}/orders/new`})),
    ],
    [books, t],
  );
  const folded = fold(typed);
  const choices: Choice[] = [
    ...found.flatMap((answer, i) =>
      (answer.data?.rows ?? []).map((row, n) => ({
        key: `${row.case}/${n}`, label: row.title || row.text, detail: `${books[i]?.slug} · ${row.text}`, to: row.case ? caseAddress(books[i]?.slug ?? '', row.type ?? '', row.case) : `/b/${books[i]?.slug}/acts/${row.act}`,
      })),
    ).slice(0, 20),
    ...(wanted ? books.map((book) => ({key: `${book.slug}/search`, label: `${t('nav.search')}: ${wanted}`, detail: book.slug, to: `/b/${book.slug}/search?q=${encodeURIComponent(wanted)}`})) : []),
    ...views.filter((one) => fold(`${one.label} ${one.detail ?? ''}`).includes(folded)),
  ].slice(0, 30);
  const chosen = Math.min(at, choices.length - 1);
  // Who goes to a view is taken to its top; who closes this goes on where they were.
  const [left, setLeft] = useState(false);
  useEffect(() => {
    if (control.opened) setLeft(false);
  }, [control.opened]);
  const leave = (to: string) => {
    setLeft(true);
    control.close();
    setTyped('');
    void go(to);
  };
  return (
    <Modal opened={control.opened} onClose={control.close} returnFocus={!left} title={t('nav.search')} size="lg" closeButtonProps={{'aria-label': t('action.close')}}>
      <TextInput
        data-autofocus
        value={typed}
        placeholder={t('nav.search_hint')}
        aria-label={t('nav.search_hint')}
        role="combobox"
        aria-expanded
        aria-controls="palette"
        aria-activedescendant={choices[chosen] ? `palette-${chosen}` : undefined}
        onChange={(e) => {
          setTyped(e.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(e) => {
          if (e.nativeEvent.isComposing) return;
          if (e.key === 'ArrowDown') setAt(Math.min(chosen + 1, choices.length - 1));
          else if (e.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
          else if (e.key === 'Enter' && choices[chosen]) leave(choices[chosen].to);
          else return;
          e.preventDefault();
        }}
      />
      <Stack gap={2} mt="sm" id="palette" role="listbox" aria-label={t('nav.search')}>
        {choices.map((one, i) => (
          <UnstyledButton key={one.key} id={`palette-${i}`} role="option" aria-selected={i === chosen} tabIndex={-1} p="xs" onClick={() => leave(one.to)}
            bg={i === chosen ? 'var(--mantine-color-default-hover)' : undefined}>
            <Text size="sm">{one.label}</Text>
            {one.detail && <Text size="xs" c="dimmed">{one.detail}</Text>}
          </UnstyledButton>
        ))}
      </Stack>
      {choices.length === 0 && <Text size="sm" c="dimmed" role="status">{t('nav.nothing_found')}</Text>}
    </Modal>
  );
}
