import {Stack, Title} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {lazy} from 'react';
import {useTranslation} from 'react-i18next';
import {useParams} from 'react-router';
import {api, take} from '@/api/client';
import type {Book} from '@/api/books';
import {useCase, type CaseFile} from '@/api/reads';
import {InBook, Page} from '@/parts/Page';
import {ProblemNotice, Waiting} from '@/parts/states';
import {Day, Fact, Facts, PartyName, Standing, State} from '@/parts/words';
import {Acting} from '@/pages/mission/Acting';
import {Rows} from '@/pages/mission/Rows';
import {Timeline} from '@/pages/mission/Timeline';
import {Allowance} from './Allowance';
import {Clauses} from './Clauses';
import {FiguresOf, OtherRules} from './Figures';
import type {Agreement} from './rules';

const RatifyForm = lazy(async () => ({default: (await import('./RatifyForm')).RatifyForm}));

/** An agreement as a page to read: what it says, how sure that is, and what leaned on it. */
export default function InstrumentPage() {
  const {case: id} = useParams();
  return <InBook>{(book) => <Loaded book={book} id={id ?? ''} />}</InBook>;
}

function Loaded({book, id}: {book: Book; id: string}) {
  const file = useCase(book, id);
  if (file.error) return <ProblemNotice error={file.error} />;
  if (!file.data?.instrument) return <Waiting />;
  const agreement = {id, state: file.data.state, standing: file.data.standing, ...file.data.instrument} as unknown as Agreement;
  return <Instrument book={book} file={file.data} agreement={agreement} />;
}

function Instrument({book, file, agreement}: {book: Book; file: CaseFile; agreement: Agreement}) {
  const texts = useQuery({
    queryKey: ['texts', book.id, file.id],
    queryFn: () => take(api.GET('/v1/partnerships/{id}/instruments/{case}/texts', {params: {path: {id: book.id, case: file.id}}})),
  });
  return (
    <Page title={agreement.rules.title}>
      <Dates agreement={agreement} />
      <Acting book={book} of={file.id} next={file.next} offers={{ratify_instrument: {form: (done) => <RatifyForm book={book} agreement={agreement} onSigned={done} />}}} />
      <Allowance rules={agreement.rules} />
      <FiguresOf agreement={agreement} />
      <OtherRules rules={agreement.rules} />
      <ProblemNotice error={texts.error} />
      <Clauses book={book} rules={agreement.rules} texts={texts.data} />
      <Timeline book={book} acts={file.acts} />
    </Page>
  );
}

/** Signed, approved, ratified, in force, ended: each a date of its own. */
function Dates({agreement}: {agreement: Agreement}) {
  const {t} = useTranslation('law');
  const {rules} = agreement;
  return (
    <Stack gap="xs" component="section" aria-labelledby="dates">
      <Title order={2} size="h4" id="dates">{t('dates.title')}</Title>
      <Facts>
        <Fact label={t('list.state')}><State state={agreement.state} type="instrument" /> <Standing standing={agreement.standing} /></Fact>
        <Fact label={t('list.parties')}>{rules.parties.map((code, i) => <span key={code}>{i > 0 ? ', ' : ''}<PartyName code={code} /></span>)}</Fact>
        <Fact label={t('dates.signed')}>{rules.signed_on ? <Day date={rules.signed_on} /> : t('dates.unknown')}</Fact>
        <Fact label={t('dates.in_force')}>{agreement.in_force ? <Day date={agreement.in_force} /> : t('dates.not_yet')}</Fact>
        <Fact label={t('dates.ends')}>{rules.ends ? <Day date={rules.ends} /> : t('dates.no_end')}</Fact>
        {rules.duration && (
          <Fact label={t('dates.duration')}>
            {rules.duration.renewal_months ? t('dates.renewal', {count: rules.duration.renewal_months}) : ''} {rules.duration.notice_months ? t('dates.notice', {count: rules.duration.notice_months}) : ''}
          </Fact>
        )}
        <Fact label={t('dates.name')}><code>{rules.name}</code></Fact>
      </Facts>
      <Rows order={3} title={t('dates.by_party')} heads={[t('list.party'), t('dates.approved'), t('dates.ratified_for')]}
        rows={rules.parties.map((code) => {
          const approved = rules.approvals.find((one) => one.party === code)?.on;
          const ratified = agreement.ratifications.find((one) => one.party === code)?.in_force;
          return {key: code, cells: [<PartyName code={code} />, approved ? <Day date={approved} /> : t('dates.unknown'), ratified ? <Day date={ratified} /> : t('dates.not_ratified')]};
        })} />
    </Stack>
  );
}
