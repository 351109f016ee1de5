import {Anchor, Badge, List, Stack, Text, Title} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import {Rows} from '@/pages/mission/Rows';
import {useValue} from '@/pages/mission/words';
import {allowedOf, isUnsure, type Direction} from './reading';
import type {Rules} from './rules';

/** A clause by its key, which leads to its text below; marked where it is inferred or assumed. */
export function ClauseLink({rules, clause}: {rules: Rules; clause: string}) {
  const {t} = useTranslation('law');
  if (!clause) return <>—</>;
  const certainty = rules.clauses.find((one) => one.key === clause)?.certainty ?? '';
  return (
    <>
      <Anchor href={`#clause-${clause}`} size="sm" underline="always"><code>{clause}</code></Anchor>
      {isUnsure(certainty) && <Text size="xs" component="span"> ⚠ {t(`certainty.${certainty}`)}</Text>}
    </>
  );
}

/** What each party may give, and for what. */
export function Allowance({rules}: {rules: Rules}) {
  const {t} = useTranslation('law');
  const value = useValue();
  return (
    <>
      {rules.activities.length > 0 && (
        <Stack gap="xs" component="section" aria-labelledby="activities">
          <Title order={2} size="h4" id="activities">{t('allow.activities')}</Title>
          <List size="sm">
            {rules.activities.map((one) => <List.Item key={one.type}>{value('purpose', one.type)} <ClauseLink rules={rules} clause={one.clause} /></List.Item>)}
          </List>
        </Stack>
      )}
      <Rows title={t('allow.title')} heads={[t('allow.category'), ...rules.parties.map((code) => t('allow.by', {party: t(`glossary:party.${code}`, {defaultValue: code})})), t('allow.units'), t('allow.clause')]}
        rows={allowedOf(rules).map((row) => ({
          key: row.category,
          cells: [
            <>{t(`glossary:category.${row.category}`, {defaultValue: row.category.replaceAll('_', ' ')})} {row.service && <Badge variant="default" size="sm" styles={{label: {textTransform: 'none'}}}>{t('allow.service')}</Badge>}</>,
            ...row.by.map((one) => <Means key={one.supplier} rules={rules} direction={one} />),
            row.units.length > 0 ? row.units.join(', ') : t('allow.any_unit'), row.clause ? <ClauseLink rules={rules} clause={row.clause} /> : '—',
          ],
        }))}>
        <Text size="sm">{t('allow.words')}</Text>
      </Rows>
      <Fields rules={rules} />
    </>
  );
}

function Means({rules, direction}: {rules: Rules; direction: Direction}) {
  const {t} = useTranslation('law');
  if (direction.excluded) return <>✕ {t('allow.excluded')} <ClauseLink rules={rules} clause={direction.excluded} /></>;
  if (direction.means.length === 0) return <>{t('allow.not_named')}</>;
  return (
    <ol style={{margin: 0, paddingInlineStart: '1.2rem'}}>
      {direction.means.map((one) => <li key={one}>{t(`glossary:means.${one}`)}</li>)}
    </ol>
  );
}

/** Fields of use that grants may serve. */
function Fields({rules}: {rules: Rules}) {
  const {t} = useTranslation(['law', 'grants']);
  if (!rules.grants) return null;
  return (
    <Rows title={t('allow.fields', {party: t(`glossary:party.${rules.grants.donor}`, {defaultValue: rules.grants.donor})})} heads={[t('allow.field'), t('allow.purposes'), t('allow.clause')]}
      rows={rules.grants.fields.map((one) => ({
        key: one.name,
        cells: [t(`grants:grant.field_${one.name}`, {defaultValue: one.name.replaceAll('_', ' ')}),
          one.purposes.map((purpose) => t(`grants:grant.purpose_${purpose}`, {defaultValue: purpose.replaceAll('_', ' ')})).join(', ') || t('allow.any_purpose'), <ClauseLink rules={rules} clause={one.clause} />],
      }))} />
  );
}
