import {Badge, Button, Card, Stack, Table, Text, TextInput, Title} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import {Link} from 'react-router';
import type {Book} from '@/api/books';
import {api, take, type Schemas} from '@/api/client';
import type {ActRow} from '@/api/reads';
import {SignBar} from '@/pages/work/SignBar';
import {Scroll} from '@/pages/work/Notice';
import {PartyName, ShortId, Standing} from '@/parts/words';

interface Erasure {
  of: string;
  attachment: string;
  reason: string;
}

/** What lies beside an act: here, elsewhere, or erased by agreement. Who attached it may propose to erase it. */
export function Attached({book, act}: {book: Book; act: ActRow}) {
  const {t} = useTranslation(['across', 'proof']);
  const [erasing, setErasing] = useState<string>();
  const erasures = useQuery({
    queryKey: ['acts', book.id, {erasures: act.case}],
    queryFn: async () => (await take(api.GET('/v1/partnerships/{id}/acts', {params: {path: {id: book.id}, query: {case: act.case, kind: 'erase', count: 200}}}))).acts,
  }).data ?? [];
  const may = act.party === book.me && (book.seat?.roles.some((role) => role === 'custodian' || role === 'approver') ?? false);
  const erasureOf = (hash: string) => erasures.find((one) => {
    const body = one.body as unknown as Erasure | undefined;
    return body?.of === act.id && body.attachment === hash && (!one.verdict || one.verdict.name === 'accepted');
  });
  return (
    <Card withBorder component="section" aria-labelledby="attached">
      <Stack gap="sm">
        <Title order={2} size="h4" id="attached">{t('proof:attached')}</Title>
        <Scroll label={t('proof:attached')}>
          <Table>
            <Table.Thead>
              <Table.Tr><Table.Th>{t('file')}</Table.Th><Table.Th>{t('bytes_are')}</Table.Th><Table.Th>{t('type')}</Table.Th><Table.Th className="num">{t('bytes')}</Table.Th></Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {act.attachments?.map((one) => (
                <Row key={one.hash} book={book} what={one} erasure={erasureOf(one.hash)}>
                  {may && !one.erased && !erasureOf(one.hash) && (
                    <div><Button mt={4} size="compact-sm" variant="default" aria-expanded={erasing === one.hash} onClick={() => setErasing(erasing === one.hash ? undefined : one.hash)}>{t('erase')}</Button></div>
                  )}
                </Row>
              ))}
            </Table.Tbody>
          </Table>
        </Scroll>
        {erasing && <Erase key={erasing} book={book} act={act} hash={erasing} onDone={() => setErasing(undefined)} />}
      </Stack>
    </Card>
  );
}

function Row({book, what, erasure, children}: {book: Book; what: Schemas['Attachment']; erasure?: ActRow; children: React.ReactNode}) {
  const {t} = useTranslation('across');
  const name = what.name || what.hash.slice(0, 12);
  const state = what.erased ? 'erased' : what.held ? 'held' : 'not_held';
  return (
    <Table.Tr>
      <Table.Td>
        <div style={{overflowWrap: 'anywhere'}}>{what.held && !what.erased ? <a href={`/v1/attachments/${what.hash}`} download={what.name}>{name}</a> : name}</div>
        <Text span size="xs">{t('hash')}</Text> <ShortId id={what.hash} />
      </Table.Td>
      <Table.Td data-bytes={state}>
        <Badge variant="light" color={what.held && !what.erased ? 'teal' : 'gray'} autoContrast styles={{root: {minWidth: 'max-content'}, label: {textTransform: 'none'}}}>{t(`bytes_state.${state}`)}</Badge>
        {erasure && (
          <Text size="xs">
            <Link to={`/b/${book.slug}/acts/${erasure.id}`}>{t(`act.${erasure.kind}`, {ns: 'glossary'})}</Link> <PartyName code={erasure.party ?? ''} /> <Standing standing={erasure.standing} /> {(erasure.body as unknown as Erasure).reason}
          </Text>
        )}
        {children}
      </Table.Td>
      <Table.Td>{what.type}</Table.Td>
      <Table.Td className="num">{String(what.size)}</Table.Td>
    </Table.Tr>
  );
}

/** Its bytes go from every node once this is agreed; the hash and who signed it stay. */
function Erase({book, act, hash, onDone}: {book: Book; act: ActRow; hash: string; onDone: () => void}) {
  const {t} = useTranslation('across');
  const [reason, setReason] = useState('');
  return (
    <Stack gap="sm" component="section" aria-label={t('erase')}>
      <Text size="sm">{t('erase_what')}</Text>
      <TextInput label={t('field.reason', {ns: 'glossary'})} required value={reason} onChange={(e) => setReason(e.currentTarget.value)} />
      <SignBar book={book} kind="erase" of={act.case} body={reason.trim() ? {of: act.id, attachment: hash, reason: reason.trim()} : undefined}
        lacks={reason.trim() ? undefined : t('say_why')} onSigned={onDone} />
    </Stack>
  );
}
