import {Stack, Text} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import type {Schemas} from '@/api/client';
import {Fact, Facts, PartyName} from '@/parts/words';
import {Rows} from '@/pages/mission/Rows';
import {Notice} from '@/pages/work/Notice';
import type {Checked} from './proposal';

/** What the node found in a file: faults and warnings by their line, and what is left to say when it is proposed. */
export function CheckedFile({file, answer}: {file: string; answer: Checked}) {
  const {t} = useTranslation('law');
  const overlay = answer.kind === 'overlay';
  const rows = (some: Schemas['FileFault'][], title: string) => (
    <Rows order={3} title={title} heads={[t('check.line'), t('check.clause'), t('check.sentence')]}
      rows={some.map((one, i) => ({key: String(i), cells: [one.line ?? '—', one.clause ?? '—', <span lang="en">{one.sentence}</span>]}))} />
  );
  return (
    <Stack gap="sm">
      <Facts>
        <Fact label={t('check.file')}>{file}</Fact>
        {answer.title && <Fact label={t(overlay ? 'check.overlay' : 'list.agreement')}><span lang="en">{answer.title}</span> (<code>{answer.name}</code>)</Fact>}
        {answer.party && <Fact label={t('list.party')}><PartyName code={answer.party} /></Fact>}
        {answer.clauses !== undefined && <Fact label={t('clauses.title')}>{answer.clauses}</Fact>}
        <Fact label={t('check.faults')}>{answer.faults.length}</Fact>
      </Facts>
      {answer.faults.length === 0 ? <Text size="sm" fw={600}>✓ {t('check.good')}</Text> : <Notice color="red">{t('propose.faults_first')}</Notice>}
      {rows(answer.faults, t('check.faults'))}
      {rows(answer.warnings, t('check.warnings'))}
      {answer.notes.length > 0 && (
        <details>
          <summary>{t('check.notes', {count: answer.notes.length})}</summary>
          <ul style={{margin: 0}}>{answer.notes.map((note, i) => <li key={i} lang="en"><Text size="sm">{note}</Text></li>)}</ul>
        </details>
      )}
      {overlay && answer.faults.length === 0 && <Text size="sm">{t('propose.overlay')}</Text>}
    </Stack>
  );
}
