import {Anchor, Button, Group, List, SegmentedControl, Stack, Title} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import {Link, useParams} from 'react-router';
import type {Book} from '@/api/books';
import {api, Refused, take, type Schemas} from '@/api/client';
import {currentLanguage, languages, type Language} from '@/i18n';
import {InBook, Page} from '@/parts/Page';
import {Empty, ProblemNotice, Waiting} from '@/parts/states';
import {Day, Fact, Facts, Money} from '@/parts/words';

/** What of a grant is fit to be published, to be printed; the paper's language need not be the reader's. */
export default function PublicSheetPage() {
  const {case: id} = useParams();
  return <InBook>{(book) => <Sheet book={book} id={id ?? ''} />}</InBook>;
}

function Sheet({book, id}: {book: Book; id: string}) {
  const {t, i18n} = useTranslation('grants');
  const [language, setLanguage] = useState<Language>(currentLanguage());
  const sheet = useQuery({
    queryKey: ['sheet', book.id, id, language],
    queryFn: async () => {
      await i18n.loadLanguages(language);
      return take(api.GET('/v1/partnerships/{id}/grants/{case}/public', {params: {path: {id: book.id, case: id}, query: {language}}}));
    },
  });
  const unknown = sheet.error instanceof Refused && sheet.error.code === 'local_not_found';
  return (
    <Page title={t('grant.public_sheet')} actions={sheet.data && <Button onClick={() => print()}>{t('common:action.print')}</Button>}>
      <Group className="no-print">
        <SegmentedControl aria-label={t('grant.sheet_language')} value={language} onChange={(code) => setLanguage(code as Language)}
          data={(Object.keys(languages) as Language[]).map((code) => ({value: code, label: languages[code]}))} />
        <Anchor component={Link} to={`/b/${book.slug}/grants/${id}`} underline="always">{t('grant.back')}</Anchor>
      </Group>
      {unknown ? <Empty title={t('grant.no_sheet')}>{t('grant.no_sheet_do')}</Empty> : <ProblemNotice error={sheet.error} />}
      {sheet.isPending && <Waiting />}
      {sheet.data && <SheetBody sheet={sheet.data as Schemas['PublicSheet']} language={language} />}
    </Page>
  );
}

/** The sheet in its own language; what people wrote stays as they wrote it. */
function SheetBody({sheet, language}: {sheet: Schemas['PublicSheet']; language: Language}) {
  const {i18n} = useTranslation('grants');
  const words = i18n.getFixedT(language, 'grants');
  return (
    <Stack component="article" lang={language} gap="md" maw={760}>
      <Title order={2} size="h3">{sheet.title}</Title>
      <Facts>
        <Fact label={words('grant.donor')}>{words(`glossary:party.${sheet.donor}`, {defaultValue: sheet.donor})}</Fact>
        <Fact label={words('grant.recipient')}>{words(`glossary:party.${sheet.recipient}`, {defaultValue: sheet.recipient})}</Fact>
        <Fact label={words('grant.obligation')}><strong><Money minor={sheet.obligation.minor} currency={sheet.obligation.currency} /></strong></Fact>
        <Fact label={words('grant.fiscal_year')}><Day date={sheet.fiscal_year} /></Fact>
        <Fact label={words('grant.field')}>{words(`grant.field_${sheet.field}`, {defaultValue: sheet.field})}</Fact>
        <Fact label={words('grant.purpose')}>{words(`grant.purpose_${sheet.purpose}`, {defaultValue: sheet.purpose})}</Fact>
        <Fact label={words('grant.agreed_on')}><Day date={sheet.agreed_on} /></Fact>
        {sheet.delivered_on && <Fact label={words('grant.delivered_on')}><Day date={sheet.delivered_on} /></Fact>}
        {sheet.evaluated_on && <Fact label={words('grant.evaluated_on')}><Day date={sheet.evaluated_on} /></Fact>}
      </Facts>
      {sheet.result && <Fact label={words('grant.result')}>{sheet.result}</Fact>}
      {sheet.conversions.length > 0 && (
        <section>
          <Title order={3} size="h5">{words('grant.conversions')}</Title>
          <List size="sm">
            {sheet.conversions.map((one, i) => <List.Item key={i}><Money minor={one.amount.minor} currency={one.amount.currency} />, {one.source}, <Day date={one.on} /></List.Item>)}
          </List>
        </section>
      )}
    </Stack>
  );
}
