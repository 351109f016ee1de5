// What a view shows while there is nothing to show yet: each says what to do.
import {Alert, Button, Center, Code, Group, List, Loader, Stack, Text, Title} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import {useEffect, useRef, type ReactNode} from 'react';
import {Link, useRouteError} from 'react-router';
import {NodeAway, Refused, wasSent} from '@/api/client';

export function Waiting() {
  return (
    <Center mih="40vh" role="status" aria-live="polite">
      <Loader aria-hidden />
      <span className="visually-hidden">…</span>
    </Center>
  );
}

/** The node does not answer: nothing is lost, and what to look at. */
export function Away() {
  const {t} = useTranslation();
  return (
    <Center mih="60vh" p="md">
      <Stack maw={560} gap="sm" role="alert">
        <Title order={1} size="h2">{t('away.title')}</Title>
        <Text>{t('away.body')}</Text>
        <Group><Button onClick={() => location.reload()}>{t('action.again')}</Button></Group>
      </Stack>
    </Center>
  );
}

/** A refusal as a person reads it: what, which clause, what to do. Announced when it appears; takes the focus of who sent it. */
export function ProblemNotice({error, title}: {error: unknown; title?: string}) {
  const {t, i18n} = useTranslation();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wasSent(error)) notice.current?.focus();
  }, [error]);
  if (!error) return null;
  if (error instanceof Refused) {
    const {problem} = error;
    const texts = problem.clause_text;
    const clauseText = texts?.[i18n.language as keyof typeof texts] ?? texts?.en;
    return (
      <Alert ref={notice} tabIndex={-1} role="alert" color="red" variant="light" title={title ?? t('refused.title')} data-refusal={error.code}>
        <Stack gap={6}>
          <Advice code={error.code} />
          <Text size="sm" lang="en">{problem.detail}</Text>
          {problem.clause && (
            <Text size="sm">
              {t('refused.clause')}: <Code>{problem.clause}</Code> {clauseText}
            </Text>
          )}
          {problem.errors && (
            <List size="sm">
              {problem.errors.map((one, i) => (
                <List.Item key={i}>{[one.cell, one.sentence].filter(Boolean).join(': ')}</List.Item>
              ))}
            </List>
          )}
          <Text size="xs" c="dimmed">{error.code}{problem.code ? ` · ${problem.code}` : ''}</Text>
        </Stack>
      </Alert>
    );
  }
  const away = error instanceof NodeAway;
  return (
    <Alert ref={notice} tabIndex={-1} role="alert" color={away ? 'yellow' : 'red'} variant="light" title={title ?? t(away ? 'away.title' : 'fault.title')}>
      {away ? t('away.unsigned') : String(error)}
    </Alert>
  );
}

/** What to do, in the reader's language; the node's own sentence is English. Its words come when first needed. */
function Advice({code}: {code: string}) {
  const {t, i18n} = useTranslation('refusals', {useSuspense: false});
  const advice = i18n.language === 'en' ? '' : t(code, {defaultValue: ''});
  return advice ? <Text size="sm" fw={600}>{advice}</Text> : null;
}

/** Nothing here yet, and what to do about it. */
export function Empty({title, children}: {title: string; children?: ReactNode}) {
  return (
    <Stack align="center" gap="xs" py="xl" c="dimmed">
      <Text fw={600}>{title}</Text>
      {children}
    </Stack>
  );
}

export function NotFound() {
  const {t} = useTranslation();
  return (
    <Stack gap="sm">
      <Title order={1}>{t('notfound.title')}</Title>
      <Text>{t('notfound.body')}</Text>
      <Link to="/">{t('nav.home')}</Link>
    </Stack>
  );
}

export function Fault() {
  const {t} = useTranslation();
  const error = useRouteError();
  return (
    <Stack gap="sm" p="md">
      <Title order={1} size="h2">{t('fault.title')}</Title>
      <ProblemNotice error={error} />
      <Text>{t('fault.body')}</Text>
      <Group><Button onClick={() => location.reload()}>{t('action.again')}</Button></Group>
    </Stack>
  );
}
