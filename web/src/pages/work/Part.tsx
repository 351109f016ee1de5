import {Card, Stack, Title} from '@mantine/core';
import type {ReactNode} from 'react';
import {capital} from './words';

/** A part of a view under its own heading. */
export const Part = ({title, children}: {title: string; children: ReactNode}) => (
  <Card withBorder component="section" aria-label={title}>
    <Stack gap="sm">
      <Title order={2} size="h4">{capital(title)}</Title>
      {children}
    </Stack>
  </Card>
);
