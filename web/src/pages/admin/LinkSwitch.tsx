import {Button, Group, Stack, Text, Title} from '@mantine/core';
import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useTranslation} from 'react-i18next';
import {useBooks, type Status} from '@/api/books';
import {api, take} from '@/api/client';
import {ProblemNotice} from '@/parts/states';
import {PartyName, When} from '@/parts/words';
import {Reached} from './Reached';

type Link = Status['links'][number];

/** The links of this node, one for each partner, paused and resumed by who keeps the agreements with it. */
export function LinkSwitches({links}: {links: Link[]}) {
  const {t} = useTranslation('admin');
  const books = useBooks();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: ({party, linked}: {party: string; linked: boolean}) => take(api.POST('/v1/links/{party}', {params: {path: {party}}, body: {linked}})),
    onSuccess: () => queries.invalidateQueries(),
  });
  const partners = links.filter((link, i) => links.findIndex((one) => one.party === link.party) === i);
  const may = (party: string) => books.some((book) => book.others.includes(party) && book.seat?.roles.includes('custodian'));
  const name = (party: string) => t(`glossary:party.${party}`, {defaultValue: party.toUpperCase()});
  if (partners.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-labelledby="links">
      <Title order={2} size="h4" id="links">{t('partner.links')}</Title>
      <Text size="sm">{t('partner.links_words')}</Text>
      {!partners.some((link) => may(link.party)) && <Text size="sm">{t('partner.links_who')}</Text>}
      <ProblemNotice error={change.error} />
      <Stack gap="xs" component="ul" p={0} m={0} style={{listStyle: 'none'}} role="list">
        {partners.map((link) => (
          <Group key={link.party} component="li" gap="sm">
            <Text fw={600} component="span" miw="9rem"><PartyName code={link.party} /></Text>
            <span role="status"><Reached link={link} /></span>
            {may(link.party) && (
              <Button size="compact-sm" variant={link.linked ? 'default' : 'filled'} loading={change.isPending && change.variables.party === link.party}
                onClick={() => change.mutate({party: link.party, linked: !link.linked})}>
                {t(link.linked ? 'partner.pause' : 'partner.resume', {party: name(link.party)})}
              </Button>
            )}
            <Paused link={link} />
          </Group>
        ))}
      </Stack>
    </Stack>
  );
}

/** Since when, and by whom: whoever finds it paused can ask them. */
function Paused({link}: {link: Link}) {
  const {t} = useTranslation('admin');
  if (link.linked) return null;
  return (
    <Text size="sm" component="span">
      {link.paused_since && <>{t('partner.paused_since')} <When at={link.paused_since} />{link.paused_by && ' · '}</>}
      {link.paused_by && <span>{t('partner.paused_by', {office: link.paused_by})}</span>}
    </Text>
  );
}
