import {Anchor, Badge, Checkbox, Group, List, Paper, Stack, Text, Title} from '@mantine/core';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import {Link} from 'react-router';
import type {Book} from '@/api/books';
import type {Schemas} from '@/api/client';
import {languages, type Language} from '@/i18n';
import {Day, KindName, PartyName, Standing} from '@/parts/words';
import {byCertainty, isUnsure} from './reading';
import type {Rules} from './rules';

type Texts = Schemas['InstrumentTexts'];
type Leaning = Texts['leaned_on'][number];

/** Every clause: in the reader's language, where it was read and how sure that is, and what leaned on it. */
export function Clauses({book, rules, texts}: {book: Book; rules: Rules; texts: Texts | undefined}) {
  const {t} = useTranslation('law');
  const [unsure, setUnsure] = useState(false);
  const leaning = new Map((texts?.leaned_on ?? []).map((one) => [one.clause, one]));
  const textOf = new Map((texts?.clauses ?? []).map((one) => [one.clause, one.texts]));
  return (
    <Stack gap="sm" component="section" aria-labelledby="clauses">
      <Title order={2} size="h4" id="clauses">{t('clauses.title')}</Title>
      <Text size="sm">{t('clauses.words')}</Text>
      <Group gap="xs" component="ul" p={0} m={0} style={{listStyle: 'none'}}>
        {byCertainty(rules.clauses).map((one) => <li key={one.certainty}><CertaintyBadge certainty={one.certainty} count={one.count} /></li>)}
      </Group>
      {texts && texts.texts_held === false && <Text size="sm">{t('clauses.not_held')}</Text>}
      <Checkbox className="no-print" label={t('clauses.unsure_only')} checked={unsure} onChange={(e) => setUnsure(e.currentTarget.checked)} />
      {rules.clauses.filter((one) => !unsure || isUnsure(one.certainty)).map((one) => (
        <Paper key={one.key} withBorder p="sm" component="article" id={`clause-${one.key}`} aria-labelledby={`head-${one.key}`} style={{scrollMarginTop: '4.5rem'}}>
          <Group gap="xs" justify="space-between" align="flex-start">
            <Title order={3} size="h5" id={`head-${one.key}`} ff="monospace">{one.key}</Title>
            <CertaintyBadge certainty={one.certainty} />
          </Group>
          <ClauseText texts={textOf.get(one.key)} />
          <Text size="xs" mt={4}>{t('clauses.source')}: <span lang="en">{one.source}</span></Text>
          <Leaned book={book} leaning={leaning.get(one.key)} />
        </Paper>
      ))}
    </Stack>
  );
}

/** What is inferred or assumed stands out by sign and word, not by colour alone. */
function CertaintyBadge({certainty, count}: {certainty: string; count?: number}) {
  const {t} = useTranslation('law');
  const unsure = isUnsure(certainty);
  return (
    <Badge variant={unsure ? 'default' : 'light'} color="teal" styles={{label: {textTransform: 'none'}}}>
      {unsure ? '⚠ ' : '✓ '}{t(`certainty.${certainty}`, {defaultValue: certainty})}{count !== undefined ? `: ${count}` : ''}
    </Badge>
  );
}

function ClauseText({texts}: {texts: Partial<Record<Language, string>> | undefined}) {
  const {t, i18n} = useTranslation('law');
  const mine = i18n.language as Language;
  const shown = texts?.[mine] ? mine : ((Object.keys(languages) as Language[]).find((code) => texts?.[code]) ?? mine);
  const others = (Object.keys(languages) as Language[]).filter((code) => code !== shown && texts?.[code]);
  if (!texts?.[shown]) return <Text size="sm">{t('clauses.no_text')}</Text>;
  return (
    <>
      <Text lang={shown}>{texts[shown]}</Text>
      {others.length > 0 && (
        <details>
          <summary>{others.map((code) => languages[code]).join(', ')}</summary>
          {others.map((code) => <Text key={code} lang={code} size="sm" mt={4}>{texts[code]}</Text>)}
        </details>
      )}
    </>
  );
}

function Leaned({book, leaning}: {book: Book; leaning: Leaning | undefined}) {
  const {t} = useTranslation('law');
  if (!leaning || leaning.total === 0) return null;
  return (
    <details>
      <summary>{t('clauses.leaned_on', {count: leaning.total})}</summary>
      <List size="sm" mt={4}>
        {leaning.acts.map((act) => (
          <List.Item key={act.id}>
            <Day date={act.on} /> <PartyName code={act.party} />: <KindName kind={act.kind} />{act.verdict.detail ? <> – <span lang="en">{act.verdict.detail}</span></> : null} <Standing standing={act.standing} />{' '}
            <Anchor component={Link} to={`/b/${book.slug}/cases/${act.case}`} size="sm" underline="always">{t('clauses.case', {id: act.case.slice(0, 8)})}</Anchor>{' '}
            <Anchor component={Link} to={`/b/${book.slug}/acts/${act.id}`} size="sm" underline="always">{t('clauses.proof')}</Anchor>
          </List.Item>
        ))}
      </List>
    </details>
  );
}
