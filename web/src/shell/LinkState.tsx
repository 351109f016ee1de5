import {Badge, Popover, Stack, Text, UnstyledButton} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import {useStatus} from '@/api/books';
import type {Link} from '@/api/events';
import {When} from '@/parts/words';

/** Whether this page hears its node, and the node its partners: never more sure than it is. */
export function LinkState({events}: {events: Link}) {
  const {t} = useTranslation();
  const status = useStatus();
  const links = status.data?.links ?? [];
  // A link goes to a partner, whatever number of books lie on it.
  const byPartner = (some: typeof links) => some.filter((link, i) => some.findIndex((one) => one.party === link.party) === i);
  const paused = links.filter((link) => !link.linked);
  const cut = links.filter((link) => link.linked && !link.reachable);
  const waiting = (status.data?.partnerships ?? []).reduce((sum, one) => sum + one.pending, 0);
  const away = events === 'away' || (status.isError && !status.data);
  const [colour, words] = away
    ? ['red', t('link.node_away')]
    : paused.length > 0
      ? ['orange.9', t('link.paused', {count: byPartner(paused).length})]
      : cut.length > 0
        ? ['orange.9', t('link.partners_away', {count: byPartner(cut).length})]
        : waiting > 0
          ? ['yellow.9', t('link.waiting', {count: waiting})]
          : ['teal', t('link.in_step')];
  return (
    <Popover position="bottom-end" width={320} withinPortal>
      <Popover.Target>
        <UnstyledButton aria-label={words}>
          <Badge variant="light" color={colour} styles={{label: {textTransform: 'none'}}}>{words}</Badge>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6} role="status">
          {away && <Text size="sm">{t('away.unsigned')}</Text>}
          {byPartner([...cut, ...links]).map((link) => (
            <Text size="sm" key={link.party}>
              {t(`party.${link.party}`, {defaultValue: link.party})}: {t(!link.linked ? 'link.paused_long' : link.reachable ? 'link.reachable' : 'link.cut')}
              {link.last_success ? <> (<When at={link.last_success} />)</> : null}
            </Text>
          ))}
          {(status.data?.partnerships ?? []).filter((one) => one.stall.waiting).map((one) => (
            <Text size="sm" key={one.id} lang="en">{one.stall.says}</Text>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
