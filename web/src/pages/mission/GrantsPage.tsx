import {Anchor, Button, List, Stack, Title} from '@mantine/core';
import type {TFunction} from 'i18next';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import {Link, useNavigate} from 'react-router';
import type {Book} from '@/api/books';
import {placeChoices} from '@/domain/places';
import {localDay} from '@/domain/time';
import {InBook, Page} from '@/parts/Page';
import {Empty, ProblemNotice, Waiting} from '@/parts/states';
import {Day, Money, PartyName, State} from '@/parts/words';
import {useAgreements, type Rules} from '@/pages/law/rules';
import {ActPanel} from './Acting';
import {yearBegin} from './grant';
import {useGrantsView, type GrantsView} from './reads';
import {Clock, Rows} from './Rows';
import {CaseLink, PlaceName, useValue} from './words';

/** Grants of security assistance: what was promised and paid, what is due, where the things are. */
export default function GrantsPage() {
  return <InBook>{(book) => <Grants book={book} />}</InBook>;
}

function Grants({book}: {book: Book}) {
  const {t} = useTranslation('grants');
  const view = useGrantsView(book);
  const [opening, setOpening] = useState(false);
  const go = useNavigate();
  const agreements = (useAgreements(book).data ?? []).filter((one) => one.rules.grants?.donor === book.me);
  const mayOffer = agreements.length > 0 && book.seat?.roles.includes('approver');
  return (
    <Page title={t('common:nav.grants')} actions={mayOffer && <Button onClick={() => setOpening(true)}>{t('grant.offer')}</Button>}>
      <ProblemNotice error={view.error} />
      {opening && (
        <ActPanel book={book} kind="offer_grant" onClose={() => setOpening(false)} offer={offerOf(book, agreements, view.data, t)}
          onSigned={(act) => void go(`/b/${book.slug}/grants/${act.id}`)} />
      )}
      {view.isPending && <Waiting />}
      {view.data && view.data.grants.length === 0 && <Empty title={t('grant.none')}>{t('grant.none_do')}</Empty>}
      {view.data && view.data.grants.length > 0 && (
        <Stack gap="lg">
          <DueList book={book} view={view.data} />
          <AllGrants book={book} view={view.data} />
          <Portfolio view={view.data} />
          <Register book={book} view={view.data} />
          <Links book={book} view={view.data} />
        </Stack>
      )}
    </Page>
  );
}

function offerOf(book: Book, agreements: {id: string; rules: Rules}[], view: GrantsView | undefined, t: TFunction) {
  const first = agreements[0];
  const grants = first?.rules.grants;
  const named = (what: string, codes: string[]) => [...new Set(codes)].map((code) => ({value: code, label: t(`grant.${what}_${code}`, {defaultValue: code.replaceAll('_', ' ')})}));
  return {
    initial: {donor: book.me, recipient: book.others[0], instrument: first?.id, obligation: {currency: grants?.currency}, fiscal_year: yearBegin(localDay(), grants?.first_month)},
    hidden: ['donor', 'sites.latitude', 'sites.longitude'],
    choices: {
      instrument: agreements.map((one) => ({value: one.id, label: one.rules.title})),
      recipient: book.parties.filter((party) => party.code !== book.me).map((party) => ({value: party.code, label: party.name})),
      field: named('field', (grants?.fields ?? []).map((one) => one.name)),
      purpose: named('purpose', (grants?.fields ?? []).flatMap((one) => one.purposes)),
      'sites.locode': placeChoices(),
      'links.grant': (view?.grants ?? []).map((one) => ({value: one.grant, label: one.title})),
    },
    currency: grants?.currency,
  };
}

interface ViewProps {
  book: Book;
  view: GrantsView;
}

const titleOf = (view: GrantsView, id: string): string => view.grants.find((one) => one.grant === id)?.title ?? id.slice(0, 8);
const GrantLink = ({book, view, id}: ViewProps & {id: string}) => <CaseLink to={`/b/${book.slug}/grants/${id}`}>{titleOf(view, id)}</CaseLink>;

function DueList({book, view}: ViewProps) {
  const {t} = useTranslation('grants');
  return (
    <Rows title={t('grant.due')} none={t('grant.nothing_due')} heads={[t('grant.grant'), t('grant.step'), t('grant.what'), t('grant.by'), t('grant.when')]}
      rows={view.due.map((one, i) => ({
        key: `${one.grant}${one.step}${i}`,
        cells: [
          <GrantLink book={book} view={view} id={one.grant} />, t(`grant.step_${one.step}`),
          [one.lot !== undefined ? t('grant.lot', {number: one.lot}) : '', one.milestone !== undefined ? t('grant.milestone_number', {number: one.milestone}) : '', one.serial ?? ''].filter(Boolean).join(' · ') || '—',
          one.by ? <PartyName code={one.by} /> : t('grant.either'), one.due ? <Clock by={one.due} on={view.on} /> : t('grant.soon'),
        ],
      }))} />
  );
}

function AllGrants({book, view}: ViewProps) {
  const {t} = useTranslation('grants');
  return (
    <Rows title={t('grant.all')} numeric={[4, 5]} heads={[t('grant.grant'), t('grant.state'), t('grant.note'), t('grant.fiscal_year'), t('grant.obligation'), t('grant.disbursed'), t('grant.purpose')]}
      rows={view.grants.map((one) => ({
        key: one.grant,
        cells: [
          <GrantLink book={book} view={view} id={one.grant} />, <State state={one.state} type="grant" />, one.note, one.fiscal_year.slice(0, 4),
          <Money minor={one.obligation.minor} currency={one.obligation.currency} />, <Money minor={one.disbursed.minor} currency={one.disbursed.currency} />,
          t(`grant.purpose_${one.purpose}`, {defaultValue: one.purpose.replaceAll('_', ' ')}),
        ],
      }))} />
  );
}

function Portfolio({view}: {view: GrantsView}) {
  const {t} = useTranslation('grants');
  return (
    <>
      {view.portfolio.map((one) => (
        <Stack key={one.donor} gap="xs" component="section" aria-label={t('grant.portfolio')}>
          <Rows title={`${t('grant.portfolio')}: ${t(`glossary:party.${one.donor}`, {defaultValue: one.donor})}`} numeric={[2, 3, 4, 5, 6]}
            heads={[t('grant.fiscal_year'), t('grant.partner'), t('grant.count'), t('grant.agreed'), t('grant.disbursed'), t('grant.owed'), t('grant.offered')]}
            rows={one.lines.map((line) => ({
              key: line.fiscal_year + line.partner,
              cells: [
                line.fiscal_year.slice(0, 4), <PartyName code={line.partner} />, line.grants,
                ...[line.agreed, line.disbursed, line.owed, line.offered].map((sum) => <Money minor={sum.minor} currency={sum.currency} />),
              ],
            }))} />
          <List size="sm">
            {one.years.map((year) => (
              <List.Item key={year.fiscal_year + year.agreed.currency}>{t('grant.year_sum', {year: year.fiscal_year.slice(0, 4), count: year.grants})} <Money minor={year.agreed.minor} currency={year.agreed.currency} /></List.Item>
            ))}
          </List>
        </Stack>
      ))}
    </>
  );
}

function Register({book, view}: ViewProps) {
  const {t} = useTranslation('grants');
  const value = useValue();
  return (
    <Rows title={t('grant.register')} none={t('grant.no_things')}
      heads={[t('grant.serial'), t('grant.thing'), t('grant.custody'), t('grant.readiness'), t('grant.berth'), t('grant.place'), t('grant.reported_on'), t('grant.inspected_on'), t('grant.grant')]}
      rows={view.register.map((one) => ({
        key: one.serial,
        cells: [
          one.serial, <>{one.description}{one.stock_number ? ` (${one.stock_number})` : ''}</>,
          <>{value('custody', one.custody)}{one.holder ? `: ${one.holder}` : ''}{one.custodian ? `, ${one.custodian}` : ''}</>,
          <>{one.readiness ? value('readiness', one.readiness) : '—'}{one.findings_differ ? ` ⚠ ${t('grant.findings_differ')}` : ''}</>,
          one.berth ? <>{one.berth}{one.berth_grant ? <> (<Anchor component={Link} to={`/b/${book.slug}/grants/${one.berth_grant}`} underline="always" size="sm">{titleOf(view, one.berth_grant)}</Anchor>)</> : null}</> : '—',
          one.place ? <PlaceName place={one.place} /> : '—', <Day date={one.reported_on} />, <Day date={one.inspected_on} />,
          <GrantLink book={book} view={view} id={one.grant} />,
        ],
      }))} />
  );
}

function Links({book, view}: ViewProps) {
  const {t} = useTranslation('grants');
  if (view.links.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-labelledby="links">
      <Title order={2} size="h4" id="links">{t('grant.links')}</Title>
      <List size="sm">
        {view.links.map((one, i) => (
          <List.Item key={i}><GrantLink book={book} view={view} id={one.grant} /> – <em>{one.relation}</em> → <GrantLink book={book} view={view} id={one.to} /></List.Item>
        ))}
      </List>
    </Stack>
  );
}
