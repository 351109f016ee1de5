import {Alert, Button, Card, Code, Group, List, Stack, Text, ThemeIcon, Title} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import type {Book} from '@/api/books';
import {call} from '@/api/client';
import {ProblemNotice, Waiting} from '@/parts/states';
import type {Proof} from '@/proof/verify';
import {useProof} from './useProof';

const COLOURS: Record<Proof['result'], string> = {verified: 'teal', pending: 'yellow', not_verified: 'red'};

/** What this browser itself verified of an act, step by step, and the bytes to verify elsewhere. */
export function ProofPanel({book, act}: {book: Book; act: string}) {
  const {t} = useTranslation('proof');
  const proof = useProof(book, act);
  if (proof.isError) return <ProblemNotice error={proof.error} title={t('not_asked')} />;
  if (!proof.data) return <Waiting />;
  const {result, checks, checkpoint} = proof.data;
  return (
    <Card withBorder component="section" aria-labelledby="proof">
      <Stack gap="sm">
        <Title order={2} size="h4" id="proof">{t('title')}</Title>
        <Alert role="status" color={COLOURS[result]} variant="light" title={t(`result.${result}`)} data-proof={result}>
          {t(`result.${result}_long`)}
        </Alert>
        <List spacing="xs" listStyleType="none">
          {checks.map((check) => (
            <List.Item key={check.name} icon={<ThemeIcon size={22} radius="xl" color={check.holds ? 'teal.9' : 'red.9'}>{check.holds ? '✓' : '✗'}</ThemeIcon>}>
              <Text size="sm" fw={600}>{t(`check.${check.name}`)}: {t(check.holds ? 'holds' : 'holds_not')}</Text>
              <Text size="xs" className="mono">{check.detail}</Text>
            </List.Item>
          ))}
        </List>
        {checkpoint && (
          <Text size="sm">
            {t('accord', {height: checkpoint.height, time: new Date(checkpoint.time).toISOString().slice(0, 16) + 'Z'})} <Code>{proof.data.cosigners.join(' · ')}</Code>
          </Text>
        )}
        <Text size="xs">{t('trust')} <Code className="mono">{book.id}</Code></Text>
        <Group className="no-print">
          <Button size="xs" variant="default" onClick={() => void save(`/v1/partnerships/${book.id}/acts/${act}`, `${act.slice(0, 16)}.cose`, 'application/cose')}>{t('save_act')}</Button>
          <Button size="xs" variant="default" component="a" href={`/v1/partnerships/${book.id}/bundle`} download={`${book.slug}.bundle`}>{t('save_bundle')}</Button>
        </Group>
      </Stack>
    </Card>
  );
}

async function save(path: string, name: string, accept: string): Promise<void> {
  const answer = await call(path, {headers: {accept}});
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
