import {Button, Group} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import {Link} from 'react-router';
import type {Book} from '@/api/books';
import {InBook, Page} from '@/parts/Page';
import {Empty, ProblemNotice, Waiting} from '@/parts/states';
import {Day, PartyName, Standing, State} from '@/parts/words';
import {CaseLink} from '@/pages/mission/words';
import {Rows} from '@/pages/mission/Rows';
import {useAgreements, type Rules} from './rules';

/** The agreements of a book; from here another is proposed, or its file only checked. */
export default function LawPage() {
  return <InBook>{(book) => <Law book={book} />}</InBook>;
}

/** What an agreement is about, by the rules it has. */
function subjects(rules: Rules): string[] {
  return [
    ...(rules.categories.length > 0 ? ['supplies'] : []),
    ...(rules.visits ? ['visits'] : []),
    ...(rules.grants ? ['grants'] : []),
    ...(rules.credits ? ['credits'] : []),
    ...(rules.netting ? ['netting'] : []),
  ];
}

function Law({book}: {book: Book}) {
  const {t} = useTranslation('law');
  const agreements = useAgreements(book);
  const mayPropose = book.seat?.roles.includes('custodian');
  return (
    <Page title={t('common:nav.law')} actions={<Button component={Link} to={`/b/${book.slug}/law/propose`} variant={mayPropose ? 'filled' : 'light'}>{t(mayPropose ? 'propose.title' : 'check.title')}</Button>}>
      <ProblemNotice error={agreements.error} />
      {agreements.isPending && <Waiting />}
      {agreements.data?.length === 0 && <Empty title={t('list.none')}>{t('list.none_do')}</Empty>}
      <Rows title={t('list.title')} heads={[t('list.agreement'), t('list.about'), t('list.parties'), t('list.state'), t('list.in_force')]}
        rows={(agreements.data ?? []).map((one) => ({
          key: one.id,
          cells: [
            <CaseLink to={`/b/${book.slug}/law/${one.id}`}>{one.rules.title}</CaseLink>, subjects(one.rules).map((subject) => t(`subject.${subject}`)).join(', '),
            one.rules.parties.map((code, i) => <span key={code}>{i > 0 ? ', ' : ''}<PartyName code={code} /></span>),
            <Group gap={4}><State state={one.state} type="instrument" /><Standing standing={one.standing} /></Group>, <Day date={one.in_force} />,
          ],
        }))} />
    </Page>
  );
}
