import {Alert, List, Paper, Stack, Text, Title} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {useTranslation} from 'react-i18next';
import {useBooks, useStatus, type Book, type Status} from '@/api/books';
import {api, take} from '@/api/client';
import {dateTimeGroup} from '@/domain/time';
import {Page} from '@/parts/Page';
import {ProblemNotice, Waiting} from '@/parts/states';
import {Fact, Facts, PartyName, ShortId, When} from '@/parts/words';
import {LinkSwitches} from './LinkSwitch';
import {Misdeeds} from './Misdeeds';
import {Reached} from './Reached';

type Partnership = Status['partnerships'][number];
type Link = Status['links'][number];

/** Partners and links in plain words: who is reached, how far each book is agreed, and who is waited for. */
export default function PartnersPage() {
  const {t} = useTranslation('admin');
  const status = useStatus();
  const books = useBooks();
  return (
    <Page title={t('common:nav.partners')}>
      <ProblemNotice error={status.error} />
      {status.isPending && <Waiting />}
      {status.data && (
        <Stack gap="lg">
          <Facts>
            <Fact label={t('partner.this_node')}><PartyName code={status.data.party} /></Fact>
            <Fact label={t('partner.clock')}><When at={status.data.now} /></Fact>
            <Fact label={t('partner.up_since')}><When at={status.data.started_at} /></Fact>
            <Fact label={t('partner.ceiling')}>{t(`glossary:marking.${status.data.ceiling}`)}</Fact>
          </Facts>
          <LinkSwitches links={status.data.links} />
          {books.map((book) => {
            const one = status.data.partnerships.find((row) => row.id === book.id);
            return one && <BookLinks key={book.id} book={book} one={one} links={status.data.links.filter((link) => link.partnership === book.id)} />;
          })}
        </Stack>
      )}
    </Page>
  );
}

function BookLinks({book, one, links}: {book: Book; one: Partnership; links: Link[]}) {
  const {t} = useTranslation('admin');
  const head = useQuery({queryKey: ['head', book.id, one.height], queryFn: () => take(api.GET('/v1/partnerships/{id}', {params: {path: {id: book.id}}}))});
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={`book-${book.id}`}>
      <Stack gap="xs">
        <Title order={2} size="h4" id={`book-${book.id}`}>{book.parties.map((party) => t(`glossary:party.${party.code}`, {defaultValue: party.name})).join(' · ')}</Title>
        <List size="sm" spacing={4}>
          {links.map((link) => <List.Item key={`${link.party}/${link.node ?? ''}`}><Plain link={link} pending={one.pending} /></List.Item>)}
          {links.length === 0 && <List.Item>{t('partner.no_links')}</List.Item>}
        </List>
        {one.stall.waiting && <Alert color="yellow" variant="light" title={t('partner.waiting')}><span lang="en">{one.stall.says}</span></Alert>}
        {one.rolled_back && <Alert color="red" variant="light" title={t('partner.rolled_back')}><span lang="en">{one.rolled_back}</span></Alert>}
        <Misdeeds book={book.id} />
        <Facts>
          <Fact label={t('partner.agreed_acts')}>{one.size}</Fact>
          <Fact label={t('partner.height')}>{one.height}</Fact>
          <Fact label={t('partner.last_accord')}><When at={head.data?.accord_time} /></Fact>
          <Fact label={t('partner.pending')}>{one.pending}</Fact>
          <Fact label={t('partner.held')}>{one.held}</Fact>
          <Fact label={t('partner.book_id')}><ShortId id={one.id} /></Fact>
        </Facts>
      </Stack>
    </Paper>
  );
}

/** "Manila is 3 acts behind, last contact 231730Z NOV 26." */
function Plain({link, pending}: {link: Link; pending: number}) {
  const {t} = useTranslation('admin');
  const name = t(`glossary:party.${link.party}`, {defaultValue: link.party.toUpperCase()});
  const party = link.node ? t('partner.field_node', {party: name, node: link.node}) : name;
  const contact = link.last_success ? t('partner.last_contact', {when: dateTimeGroup(link.last_success)}) : t('partner.never');
  const field = link.behind === undefined ? t('partner.not_heard', {party}) : link.behind > 0 ? t('partner.node_behind', {party, count: link.behind}) : t('partner.node_has_all', {party});
  const words = !link.linked ? t('partner.not_linked', {party}) : link.node ? field : pending > 0 ? t('partner.behind', {party, count: pending}) : t('partner.in_step', {party});
  return (
    <Text size="sm" component="span">
      <Reached link={link} />
      {words} {contact}
      {link.linked && !link.reachable && link.last_failure ? <> {t('partner.because')} <span lang="en">{link.last_failure}</span></> : null}
    </Text>
  );
}
