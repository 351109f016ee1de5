import {Anchor, Badge, Group, Stack, Text, Title} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import {Link} from 'react-router';
import type {Book} from '@/api/books';
import type {ActRow} from '@/api/reads';
import {KindName, PartyName, Standing, When} from '@/parts/words';

/** The signed acts of a case in their order: who, what, when it took effect, agreed or not, and the way to its proof. */
export function Timeline({book, acts}: {book: Book; acts: ActRow[]}) {
  const {t} = useTranslation('mission');
  return (
    <Stack gap="xs" component="section" aria-labelledby="timeline">
      <Title order={2} size="h4" id="timeline">{t('timeline.title')}</Title>
      <ol style={{margin: 0, paddingInlineStart: '1.5rem'}}>
        {acts.map((act) => (
          <li key={act.id} style={{marginBottom: 6}}>
            <Group gap="xs">
              <Text size="sm" fw={600}><KindName kind={act.kind} /></Text>
              <Text size="sm">{act.party ? <PartyName code={act.party} /> : null}{act.office ? ` · ${t(`office.${act.office}`, {ns: 'glossary', defaultValue: act.office})}` : ''}</Text>
              <Text size="sm" component="span"><When at={act.effective} /></Text>
              <Standing standing={act.standing} />
              {act.verdict && act.verdict.code === 1 && <Badge variant="default" styles={{label: {textTransform: 'none'}}}>⚠ {t('timeline.irregular')}</Badge>}
              <Anchor component={Link} to={`/b/${book.slug}/acts/${act.id}`} size="sm" underline="always"
                aria-label={`${t('acting.proof')}: ${act.id.slice(0, 8)}`}>{t('acting.proof')}</Anchor>
            </Group>
            {act.verdict && act.verdict.code !== 0 && act.verdict.detail && <Text size="xs" lang="en">{act.verdict.detail}</Text>}
          </li>
        ))}
      </ol>
    </Stack>
  );
}
