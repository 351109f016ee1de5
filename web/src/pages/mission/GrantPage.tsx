import {Anchor, Button, List, Progress, Stack, Text, Title} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import {Link, useParams} from 'react-router';
import type {Book} from '@/api/books';
import {useCase, type CaseFile} from '@/api/reads';
import {InBook, Page} from '@/parts/Page';
import {ProblemNotice, Waiting} from '@/parts/states';
import {Day, Fact, Facts, KindName, Money, PartyName, Standing, State} from '@/parts/words';
import {Acting} from './Acting';
import {awaitingWord, percent, progressOf} from './grant';
import {grantOffers} from './grantOffers';
import {GrantThings} from './GrantThings';
import {useGrantsView} from './reads';
import {Clock, Rows} from './Rows';
import type {GrantFigures} from './shapes';
import {Timeline} from './Timeline';
import {PlaceName, useValue} from './words';

/** One grant: the note and what became of it. */
export default function GrantPage() {
  const {case: id} = useParams();
  return <InBook>{(book) => <Loaded book={book} id={id ?? ''} />}</InBook>;
}

function Loaded({book, id}: {book: Book; id: string}) {
  const file = useCase(book, id);
  if (file.error) return <ProblemNotice error={file.error} />;
  if (!file.data?.grant) return <Waiting />;
  return <Grant book={book} file={file.data} grant={file.data.grant as unknown as GrantFigures} />;
}

function Grant({book, file, grant}: {book: Book; file: CaseFile; grant: GrantFigures}) {
  const {t} = useTranslation('grants');
  const value = useValue();
  const sheet = `/b/${book.slug}/grants/${file.id}/public`;
  return (
    <Page title={grant.note.title} actions={<Button component={Link} to={sheet} variant="light">{t('grant.public_sheet')}</Button>}>
      <Note book={book} file={file} grant={grant} />
      <NoteMoney grant={grant} />
      <Acting book={book} of={file.id} next={file.next} offers={grantOffers(book, grant, t, value)} />
      <Words grant={grant} />
      <Lots grant={grant} />
      <Handovers grant={grant} />
      <GrantThings book={book} grant={grant} />
      <Matters grant={grant} />
      <Related book={book} grant={grant} />
      <Timeline book={book} acts={file.acts} />
    </Page>
  );
}

function Note({book, file, grant}: {book: Book; file: CaseFile; grant: GrantFigures}) {
  const {t} = useTranslation('grants');
  const {note} = grant;
  return (
    <Facts>
      <Fact label={t('grant.state')}><State state={file.state} type="grant" /> <Standing standing={file.standing} /></Fact>
      <Fact label={t('grant.donor')}><PartyName code={note.donor} /></Fact>
      <Fact label={t('grant.recipient')}><PartyName code={note.recipient} /></Fact>
      <Fact label={t('grant.note')}>{note.note}{grant.answer ? ` / ${grant.answer}` : ''}</Fact>
      <Fact label={t('grant.agreed_on')}><Day date={grant.agreed_on} /></Fact>
      <Fact label={t('grant.fiscal_year')}><Day date={note.fiscal_year} /></Fact>
      <Fact label={t('grant.field')}>{t(`grant.field_${note.field}`, {defaultValue: note.field.replaceAll('_', ' ')})}</Fact>
      <Fact label={t('grant.purpose')}>{t(`grant.purpose_${note.purpose}`, {defaultValue: note.purpose.replaceAll('_', ' ')})}</Fact>
      <Fact label={t('grant.sites')}>{note.sites.length > 0 ? note.sites.map((place, i) => <div key={i}><PlaceName place={place} /></div>) : '—'}</Fact>
      <Fact label={t('glossary:field.instrument')}><Anchor component={Link} to={`/b/${book.slug}/law/${note.instrument}`} underline="always" size="sm">{t('grant.agreement')}</Anchor></Fact>
      {grant.evaluation && <Fact label={t('grant.evaluated_on')}><Day date={grant.evaluation.on} />: {grant.evaluation.result}</Fact>}
    </Facts>
  );
}

/** The note's amount is the obligation; what sources said it was worth is information. */
function NoteMoney({grant}: {grant: GrantFigures}) {
  const {t} = useTranslation('grants');
  const {currency} = grant.note.obligation;
  const sums = progressOf(grant);
  const share = percent(sums.disbursed, sums.obligation);
  return (
    <Stack gap="xs" component="section" aria-labelledby="money">
      <Title order={2} size="h4" id="money">{t('grant.money')}</Title>
      <Text fz="xl" fw={700}><Money minor={sums.obligation} currency={currency} /></Text>
      <Text size="sm">{t('grant.is_obligation')}</Text>
      <Progress value={share} aria-label={t('grant.share_disbursed', {share})} />
      <Facts>
        <Fact label={t('grant.contracted')}><Money minor={sums.contracted} currency={currency} /></Fact>
        <Fact label={t('grant.disbursed')}><Money minor={sums.disbursed} currency={currency} /> ({share} %)</Fact>
        <Fact label={t('grant.confirmed')}><Money minor={sums.confirmed} currency={currency} /></Fact>
        <Fact label={t('grant.left')}><Money minor={sums.left} currency={currency} /></Fact>
      </Facts>
      {grant.conversions.length > 0 && (
        <details>
          <summary>{t('grant.conversions')}</summary>
          <List size="sm" mt="xs">
            {grant.conversions.map((one, i) => (
              <List.Item key={i}>
                <Money minor={one.said.amount.minor} currency={one.said.amount.currency} />, {one.said.source}, <Day date={one.said.on} /> (<PartyName code={one.by} />; {t('grant.rate', {rate: `${one.said.numerator}/${one.said.denominator}`})})
              </List.Item>
            ))}
          </List>
        </details>
      )}
    </Stack>
  );
}

function Words({grant}: {grant: GrantFigures}) {
  const {t} = useTranslation('grants');
  return (
    <Rows title={t('grant.awaits_word')} heads={[t('grant.what'), t('grant.detail'), t('grant.by')]}
      rows={awaitingWord(grant).map((one) => ({key: one.id, cells: [t(`grant.word_${one.what}`), one.label, <PartyName code={one.by} />]}))} />
  );
}

function Lots({grant}: {grant: GrantFigures}) {
  const {t} = useTranslation('grants');
  const {currency} = grant.note.obligation;
  return (
    <>
      {grant.lots.map((lot) => (
        <Rows key={lot.number} numeric={[2, 5, 6]} title={`${t('grant.lot', {number: lot.number})}: ${lot.title}, ${lot.contractor}`}
          heads={[t('grant.milestone'), t('grant.due_on'), t('grant.amount'), t('grant.reached_on'), t('grant.confirmed_on'), t('grant.disbursed'), t('grant.confirmed')]}
          rows={lot.milestones.map((one) => ({
            key: String(one.milestone.number),
            cells: [
              `${one.milestone.number}. ${one.milestone.title}`, one.reached ? <Day date={one.milestone.due} /> : <Clock by={one.milestone.due} />, <Money minor={one.milestone.amount} currency={currency} />,
              one.reached_on ? <><Day date={one.reached_on} /> (<PartyName code={one.reached_by} />)</> : '—', <Day date={one.confirmed_on} />,
              <Money minor={one.disbursed} currency={currency} />, <Money minor={one.confirmed} currency={currency} />,
            ],
          }))} />
      ))}
    </>
  );
}

function Handovers({grant}: {grant: GrantFigures}) {
  const {t} = useTranslation('grants');
  const {currency} = grant.note.obligation;
  return (
    <>
      <Rows title={t('grant.disbursements')} numeric={[1]} heads={[t('grant.milestone'), t('grant.amount'), t('grant.on'), t('grant.confirmed_on')]}
        rows={grant.payments.map((one) => ({key: one.id, cells: [`${one.lot}.${one.milestone}`, <Money minor={one.amount} currency={currency} />, <Day date={one.on} />, one.confirmed_on ? <Day date={one.confirmed_on} /> : t('grant.not_confirmed')]}))} />
      <Rows title={t('grant.handovers')} heads={[t('grant.lot_head'), t('grant.place'), t('grant.on'), t('grant.confirmed_on')]}
        rows={grant.handovers.map((one) => ({key: one.id, cells: [one.lot, <PlaceName place={one.place} />, <Day date={one.on} />, one.confirmed_on ? <Day date={one.confirmed_on} /> : t('grant.not_confirmed')]}))} />
    </>
  );
}

function Matters({grant}: {grant: GrantFigures}) {
  const {t} = useTranslation('grants');
  const value = useValue();
  return (
    <>
      <Rows title={t('grant.consents')} heads={[t('grant.what'), t('grant.serials'), t('grant.to'), t('grant.on'), t('grant.answer'), t('grant.carried_out')]}
        rows={grant.consents.map((one) => ({
          key: one.id,
          cells: [value('consent', one.consent), one.serials.join(', '), one.to, <Day date={one.on} />,
            one.granted === undefined ? t('grant.unanswered') : <>{t(one.granted ? 'grant.granted' : 'grant.not_granted')}{one.conditions ? `: ${one.conditions}` : ''}</>, one.used.join(', ') || '—'],
        }))} />
      <Rows title={t('grant.matters')} heads={[t('grant.what'), t('grant.serials'), t('grant.by'), t('grant.on'), t('grant.answer')]}
        rows={grant.matters.map((one) => ({
          key: one.act,
          cells: [one.loss ? value('loss', one.loss) : <KindName kind={one.kind} />, one.serials.join(', ') || '—', <PartyName code={one.by} />, <Day date={one.on} />,
            one.answered_on ? <Day date={one.answered_on} /> : <Clock by={one.due} />],
        }))} />
    </>
  );
}

/** Boats and the boathouse built for them, either way. */
function Related({book, grant}: {book: Book; grant: GrantFigures}) {
  const {t} = useTranslation('grants');
  const view = useGrantsView(book).data;
  const rows = [...grant.note.links.map((one) => ({...one, back: false})), ...grant.followers.map((one) => ({...one, back: true}))];
  if (rows.length === 0) return null;
  const name = (id: string) => view?.grants.find((one) => one.grant === id)?.title ?? id.slice(0, 8);
  return (
    <Stack gap="xs" component="section" aria-labelledby="related">
      <Title order={2} size="h4" id="related">{t('grant.links')}</Title>
      <List size="sm">
        {rows.map((one, i) => (
          <List.Item key={i}>
            {one.back ? '' : <em>{one.relation} </em>}
            <Anchor component={Link} to={`/b/${book.slug}/grants/${one.grant}`} underline="always" size="sm">{name(one.grant)}</Anchor>
            {one.back ? <> – <em>{t('grant.linked_back', {relation: one.relation})}</em></> : null}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
