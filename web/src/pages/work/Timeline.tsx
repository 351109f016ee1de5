import {Anchor, Box, Group, Stack, Text} from '@mantine/core';
import {Link} from 'react-router';
import type {Book} from '@/api/books';
import type {ActRow} from '@/api/reads';
import {KindName, PartyName, Standing, State, When} from '@/parts/words';
import {tone} from './Notice';
import {useWords} from './words';
import {Flag} from './Flag';

/** Every signed act of a case in its order: who, when, under which standing, and what came of it. */
export function Timeline({book, acts}: {book: Book; acts: ActRow[]}) {
  const {t} = useWords('work');
  return (
    <Box component="ol" p={0} m={0} style={{listStyle: 'none'}} aria-label={t('acts.timeline')}>
      {acts.map((act) => <TimelineRow key={act.id} book={book} act={act} />)}
    </Box>
  );
}

function TimelineRow({book, act}: {book: Book; act: ActRow}) {
  const {t} = useWords('work');
  const refused = act.verdict && act.verdict.code >= 100;
  const agreed = act.standing === 'agreed';
  const signers = agreed ? book.parties.map((one) => one.code) : act.party ? [act.party] : [];
  const waiting = agreed ? [] : book.parties.map((one) => one.code).filter((code) => code !== act.party);
  return (
    <Box component="li" py={8} pl="sm" mb={4} style={{borderInlineStart: `3px ${agreed ? 'solid' : 'dashed'} var(--mantine-color-${refused ? 'red' : agreed ? 'teal' : 'yellow'}-7)`}}>
      <Stack gap={2}>
        <Group gap="xs">
          <Anchor component={Link} to={`/b/${book.slug}/acts/${act.id}`} fw={600} size="sm" aria-label={t('acts.proof_of', {act: t(`act.${act.kind}`, {defaultValue: act.kind}), id: act.id.slice(0, 8)})}>
            <KindName kind={act.kind} />
          </Anchor>
          {act.verdict?.state && <State state={act.verdict.state} />}
          <Standing standing={act.standing} />
        </Group>
        <Text size="sm">
          {act.party && <><Flag code={act.party} /> <PartyName code={act.party} /></>}
          {act.office ? ` · ${t(`office.${act.office}`, {defaultValue: act.office})}` : ''} · <When at={act.effective} />
        </Text>
        <Text size="xs">
          {t('acts.signed_by')} {signers.map((code) => <span key={code}><Flag code={code} /> <PartyName code={code} /> </span>)}
          {waiting.length > 0 && <>· {t('acts.waits_for')} {waiting.map((code) => <span key={code}><PartyName code={code} /> </span>)}</>}
          {agreed && act.height !== undefined ? ` · ${t('acts.accord', {height: act.height})}` : ''}
        </Text>
        {act.verdict?.detail && <Text size="sm" c={refused ? tone.bad : undefined} lang="en">{act.verdict.detail}</Text>}
      </Stack>
    </Box>
  );
}
