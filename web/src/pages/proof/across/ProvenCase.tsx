import {Card, Code, Stack, Text, Title} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import {Link} from 'react-router';
import {useBooks, type Book} from '@/api/books';
import {useCase, type CaseFile} from '@/api/reads';
import {Fact, Facts, KindName, PartyName, When} from '@/parts/words';
import {BodyTable} from '../BodyTable';
import {measuresOf} from '../measures';
import {BookOf, ProvenWords} from './ProvenWords';

/** A disclosure as people read it: what was proven, of whom, out of which book. */
export function ProvenCase({file}: {file: CaseFile}) {
  const {t} = useTranslation(['across', 'proof']);
  const {evidence, proves} = file;
  const there = useBooks().find((one) => one.id === evidence?.partnership);
  if (!evidence || !proves) return null;
  const name = <KindName kind={proves.kind} />;
  return (
    <Card withBorder component="section" aria-labelledby="proven">
      <Stack gap="sm">
        <Title order={2} size="h4" id="proven">{t('proven')}</Title>
        <ProvenWords kind={proves.kind} state={proves.state} body={proves.body as Record<string, unknown>} />
        <Facts>
          <Fact label={t('what', {ns: 'proof'})}>{there ? <Link to={`/b/${there.slug}/acts/${evidence.act}`}>{name}</Link> : name}</Fact>
          <Fact label={t('from_book')}><BookOf id={evidence.partnership} /></Fact>
          <Fact label={t('signed_by')}>{evidence.party ? <><PartyName code={evidence.party} /> · {t(`office.${evidence.office}`, {ns: 'glossary', defaultValue: evidence.office})}</> : t('signer_not_shown')}</Fact>
          <Fact label={t('agreed_there')}>{t('by_accord', {height: String(evidence.height)})} <When at={evidence.agreed_at} /></Fact>
          <Fact label={t('verdict_there')}>{proves.verdict ? <Code>{proves.verdict}</Code> : t('verdict_not_shown')}</Fact>
          <Fact label={t('shown_by')}><PartyName code={evidence.disclosed_by} /></Fact>
        </Facts>
        <Text size="xs" c="dimmed">{t('proven_how')}</Text>
        {there ? <Body there={there} of={evidence.case} proves={proves} /> : <BodyTable value={proves.body} kind={proves.kind} />}
      </Stack>
    </Card>
  );
}

/** Its fields, in the measures of the case there where this node has that book too. */
function Body({there, of, proves}: {there: Book; of: string; proves: NonNullable<CaseFile['proves']>}) {
  const file = useCase(there, of).data;
  return <BodyTable value={proves.body} kind={proves.kind} {...measuresOf(file, proves.body)} />;
}
