import {Group, Stack, Title} from '@mantine/core';
import {useEffect, type ReactNode} from 'react';
import type {Book} from '@/api/books';
import {useBook, useStatus} from '@/api/books';
import {say} from './said';
import {NotFound, Waiting} from './states';

/** A view's title, what can be done beside it, and its body. The title is the document's too. */
export function Page({title, actions, children}: {title: string; actions?: ReactNode; children: ReactNode}) {
  useEffect(() => {
    document.title = `${title} · Palitan`;
    say({view: title});
  }, [title]);
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <Title order={1} size="h2">{title}</Title>
        <Group gap="xs" className="no-print">{actions}</Group>
      </Group>
      {children}
    </Stack>
  );
}

/** Hands the book of the address to a view; waits for it, or says that there is none. */
export function InBook({children}: {children: (book: Book) => ReactNode}) {
  const book = useBook();
  const status = useStatus();
  if (book) return <>{children(book)}</>;
  return status.data ? <NotFound /> : <Waiting />;
}
