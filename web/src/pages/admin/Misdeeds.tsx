import {Alert, Button, Code, Group, List, Stack, Text} from '@mantine/core';
import {useMutation, useQuery} from '@tanstack/react-query';
import {useTranslation} from 'react-i18next';
import {api, take, type Schemas} from '@/api/client';
import {ProblemNotice} from '@/parts/states';
import {Day, ShortId, When} from '@/parts/words';
import {download} from './download';

type Misdeed = Schemas['Misdeed'];

/** What partners of a book signed that cannot stand together: who, which papers, and the file that proves it to others. */
export function Misdeeds({book}: {book: string}) {
  const {t} = useTranslation('misdeeds');
  const found = useQuery({queryKey: ['misdeeds', book], queryFn: () => take(api.GET('/v1/partnerships/{id}/misdeeds', {params: {path: {id: book}}}))});
  const saving = useMutation({mutationFn: (id: string) => download(`/v1/partnerships/${book}/misdeeds/${id}`, `misdeed-${id.slice(0, 16)}.cbor`)});
  if (!found.data) return <ProblemNotice error={found.error} />;
  if (found.data.misdeeds.length === 0) return null;
  return (
    <Stack gap="xs">
      <ProblemNotice error={saving.error} />
      {found.data.accords_stopped && <Alert role="alert" color="red" title={t('stopped')}>{t('stopped_words')}</Alert>}
      {found.data.misdeeds.map((misdeed) => (
        <Alert key={misdeed.id} color="red" variant="light" title={<Deed misdeed={misdeed} />}>
          <Stack gap={6}>
            <List size="sm" spacing={2}>
              {misdeed.holder && <List.Item>{t('holder', {holder: misdeed.holder})}</List.Item>}
              <List.Item>{t('key')} <span lang="en">{misdeed.key_words}</span></List.Item>
              {misdeed.acts?.map((act) => (
                <List.Item key={act.id}>{t('act')} {t(`glossary:act.${act.kind}`, {defaultValue: act.kind})}, <Day date={act.date} /> <ShortId id={act.id} /></List.Item>
              ))}
              {misdeed.papers?.map((paper) => (
                <List.Item key={paper.hash}>
                  {paper.is === 'cosignature' ? <>{t('cosignature', {size: paper.size})} <When at={paper.time} /></> : <>{t('decline')} <Code>{paper.reason}</Code></>} <ShortId id={paper.hash} />
                </List.Item>
              ))}
            </List>
            <Text size="sm">{t(misdeed.kind === 'fork' ? 'after_fork' : 'after_papers')}</Text>
            <Group gap="sm">
              <Button size="compact-sm" variant="default" loading={saving.isPending && saving.variables === misdeed.id} onClick={() => saving.mutate(misdeed.id)}>{t('save')}</Button>
              <Code>palitan-verify --proof misdeed-{misdeed.id.slice(0, 16)}.cbor</Code>
            </Group>
          </Stack>
        </Alert>
      ))}
    </Stack>
  );
}

/** "Japan: the office “desk” signed two different acts as its number 3." */
function Deed({misdeed}: {misdeed: Misdeed}) {
  const {t} = useTranslation('misdeeds');
  const party = t(`glossary:party.${misdeed.party}`, {defaultValue: misdeed.party.toUpperCase()});
  return <>{t(misdeed.kind, {party, office: misdeed.office, sequence: misdeed.sequence, height: misdeed.height, attempt: misdeed.attempt})}</>;
}
