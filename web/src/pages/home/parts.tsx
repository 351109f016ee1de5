import {Card, Stack, Text, Title} from '@mantine/core';
import type {ReactNode} from 'react';
import type {Book} from '@/api/books';
import {daysUntil} from '@/domain/time';
import {Day, PartyName} from '@/parts/words';
import {useWords} from '@/pages/work/words';

interface SectionProps {
  title: string;
  count: number;
  none: string;
  children: ReactNode;
}

/** A part of the page with its count; where there is nothing, it says so. */
export function Section({title, count, none, children}: SectionProps) {
  return (
    <Card withBorder component="section" aria-label={title}>
      <Stack gap="sm">
        <Title order={2} size="h4">{title} ({count})</Title>
        {count === 0 ? <Text size="sm">{none}</Text> : children}
      </Stack>
    </Card>
  );
}

/** A day and how far it is. */
export function Clock({due}: {due: string}) {
  const {t} = useWords('home');
  const days = daysUntil(due);
  return <Text span size="sm"><Day date={due} /> <Text span size="xs">{days < 0 ? t('clock.late', {count: -days}) : days === 0 ? t('clock.today') : t('clock.left', {count: days})}</Text></Text>;
}

export const BookName = ({book}: {book: Book}) => <>{book.others.map((code, i) => <span key={code}>{i > 0 ? ' · ' : ''}<PartyName code={code} /></span>)}</>;
