import {Button, FileInput, Group, Stack, Table, Text} from '@mantine/core';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import {Link, useNavigate} from 'react-router';
import type {Book} from '@/api/books';
import {useCase, useCases, useVocabulary} from '@/api/reads';
import {InBook, Page} from '@/parts/Page';
import {Empty, ProblemNotice, Waiting} from '@/parts/states';
import {KindName, PartyName, Standing, When} from '@/parts/words';
import {Notice, Scroll} from '@/pages/work/Notice';
import {Part} from '@/pages/work/Part';
import {SignBar} from '@/pages/work/SignBar';
import {readEvidence, type EvidenceFile} from './evidenceFile';
import {BookOf, ProvenWords} from './ProvenWords';
import {mayShow} from './reads';

/** What each says is read one by one, so not of all at once. */
const SHOWN = 30;

/** What was shown in this book of others, and a file of evidence shown here. */
export default function EvidencePage() {
  return <InBook>{(book) => <Evidence key={book.id} book={book} />}</InBook>;
}

function Evidence({book}: {book: Book}) {
  const {t} = useTranslation(['across', 'proof']);
  const [reading, setReading] = useState(false);
  const [shown, setShown] = useState(SHOWN);
  const cases = useCases(book, 'evidence');
  return (
    <Page title={t('evidence_title')} actions={mayShow(book) && <Button size="xs" onClick={() => setReading(!reading)} aria-expanded={reading}>{t('from_file')}</Button>}>
      <Text size="sm">{t('evidence_what')}</Text>
      {reading && <FromFile book={book} />}
      <ProblemNotice error={cases.error} />
      {cases.isPending && <Waiting />}
      {cases.data?.length === 0 && <Empty title={t('evidence_none')}>{t('evidence_none_do')}</Empty>}
      {cases.data && cases.data.length > 0 && (
        <Scroll label={t('evidence_title')}>
          <Table>
            <caption className="visually-hidden">{t('evidence_title')}</caption>
            <Table.Thead><Table.Tr><Table.Th>{t('what', {ns: 'proof'})}</Table.Th><Table.Th>{t('who', {ns: 'proof'})}</Table.Th><Table.Th>{t('from_book')}</Table.Th><Table.Th>{t('shown_by')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {cases.data.slice(0, shown).map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Th scope="row" fw={400}><Link to={`/b/${book.slug}/cases/${one.id}`}><KindName kind={one.kind ?? ''} /></Link><Says book={book} of={one.id} /></Table.Th>
                  <Table.Td><PartyName code={one.party ?? ''} /></Table.Td>
                  <Table.Td><BookOf id={one.partnership ?? ''} /></Table.Td>
                  <Table.Td><Group gap={6}><PartyName code={one.disclosed_by ?? ''} /><Standing standing={one.standing} /></Group></Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Scroll>
      )}
      {cases.data && cases.data.length > shown && <Group><Button variant="default" onClick={() => setShown(shown + SHOWN)}>{t('more')}</Button></Group>}
    </Page>
  );
}

/** What it says, once it has come. */
function Says({book, of}: {book: Book; of: string}) {
  const proves = useCase(book, of).data?.proves;
  return proves ? <ProvenWords kind={proves.kind} state={proves.state} body={proves.body as Record<string, unknown>} /> : null;
}

/** A file that somebody brought: what it is about, then the signature that shows it here. */
function FromFile({book}: {book: Book}) {
  const {t} = useTranslation(['across', 'proof']);
  const go = useNavigate();
  const acts = useVocabulary().data?.acts;
  const [read, setRead] = useState<EvidenceFile>();
  const [fault, setFault] = useState(false);
  const take = (file: File | null) => {
    setRead(undefined);
    setFault(false);
    void file?.arrayBuffer().then((bytes) => readEvidence(new Uint8Array(bytes))).then(setRead, () => setFault(true));
  };
  const kind = acts?.find((one) => one.number === read?.kind)?.kind ?? String(read?.kind ?? '');
  return (
    <Part title={t('from_file')}>
      <FileInput label={t('evidence_file')} description={t('evidence_file_hint')} placeholder={t('choose')} onChange={take} error={fault ? t('no_evidence') : undefined} clearable />
      {read && (
        <Stack gap="sm">
          <Notice color="gray" role="status">
            <Text size="sm">{t('file_says', {kind: t(`act.${kind}`, {ns: 'glossary', defaultValue: kind})})} <When at={read.effective} /> · <BookOf id={read.partnership} /></Text>
          </Notice>
          {read.partnership === book.id ? <Text size="sm">{t('own_act')}</Text> : (
            <SignBar book={book} kind="disclose" body={{evidence: read.base64, note: ''}} onSigned={(signed) => void go(`/b/${book.slug}/cases/${signed.id}`)} />
          )}
        </Stack>
      )}
    </Part>
  );
}
