import {Card, Stack, Text, Title} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import {Link, useParams} from 'react-router';
import type {Book} from '@/api/books';
import {useAct, useCase, useSeats, type ActRow} from '@/api/reads';
import {caseAddress} from '@/domain/addresses';
import {InBook, Page} from '@/parts/Page';
import {ProblemNotice, Waiting} from '@/parts/states';
import {Fact, Facts, KindName, PartyName, ShortId, Standing, When} from '@/parts/words';
import {Attached} from './across/Attached';
import {ShowElsewhere} from './across/ShowElsewhere';
import {BodyTable} from './BodyTable';
import {measuresOf} from './measures';
import {ProofPanel} from './ProofPanel';

/** One act: who signed what, when made, when agreed, and its proof in this browser. */
export default function ActPage() {
  const {act} = useParams();
  return <InBook>{(book) => <OneAct book={book} act={act ?? ''} />}</InBook>;
}

function OneAct({book, act: id}: {book: Book; act: string}) {
  const {t} = useTranslation('proof');
  const seats = useSeats(book).data;
  const asked = useAct(book, id);
  const file = useCase(book, asked.data?.case).data;
  // Bytes that were altered may not be readable any more: the proof says so all the same.
  const act: Partial<ActRow> & {id: string} = asked.data ?? {id};
  if (asked.isPending) return <Waiting />;
  const seat = seats?.find((one) => one.seat === act.seat);
  return (
    <Page title={t('act_title', {kind: t(`act.${act.kind ?? ''}`, {ns: 'glossary', defaultValue: act.kind ?? t('unreadable')})})}>
      <ProofPanel book={book} act={id} />
      <ProblemNotice error={asked.error} />
      {act.kind && (
        <Card withBorder>
          <Stack gap="sm">
            <Facts>
              <Fact label={t('what')}><KindName kind={act.kind} /></Fact>
              <Fact label={t('who')}><PartyName code={act.party ?? ''} /> · {act.office && t(`office.${act.office}`, {ns: 'glossary', defaultValue: act.office})} {seat?.holder ? `(${seat.holder})` : ''}</Fact>
              <Fact label={t('seat')}><Text span className="mono" size="sm">{act.seat}</Text> · {t('number', {n: String(act.sequence)})}</Fact>
              <Fact label={t('effective')}><When at={act.effective} /></Fact>
              <Fact label={t('made')}><When at={act.made_at} /></Fact>
              <Fact label={t('standing')}><Standing standing={act.standing ?? 'held'} />{act.height !== undefined ? ` ${t('by_accord', {height: act.height, position: (act.position ?? 0) + 1})}` : ''}</Fact>
              <Fact label={t('marking')}>{t(`marking.${act.marking}`, {ns: 'glossary'})}</Fact>
              <Fact label={t('id')}><ShortId id={act.id} /></Fact>
              {act.case && <Fact label={t('case')}><Link to={`${caseAddress(book.slug, 'case', act.case)}?trail=1`}>{act.case.slice(0, 8)}</Link></Fact>}
            </Facts>
            {act.verdict && act.verdict.name !== 'accepted' && <Text size="sm" c="red.9">{act.verdict.name} {act.verdict.clause ? `· ${act.verdict.clause}` : ''}: {act.verdict.detail}</Text>}
          </Stack>
        </Card>
      )}
      {act.body != null && (
        <Card withBorder component="section" aria-labelledby="says">
          <Title order={2} size="h4" id="says" mb="xs">{t('says')}</Title>
          <BodyTable value={act.body} kind={act.kind ?? ''} {...measuresOf(file, act.body)} />
        </Card>
      )}
      {act.kind && (act.attachments ?? []).length > 0 && <Attached book={book} act={act as ActRow} />}
      {act.kind && act.standing === 'agreed' && <ShowElsewhere book={book} act={act as ActRow} />}
    </Page>
  );
}
