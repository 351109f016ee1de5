import {List, Text} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import {Link} from 'react-router';
import {useBooks, type Book} from '@/api/books';
import {formatQuantity} from '@/domain/decimal';
import {Day} from '@/parts/words';
import {capital} from '@/pages/work/words';
import {amountOf, type Consent, type LockTerms, type RoundWord} from './shown';

/** The parties of a book by their names. */
export function useBookName(): (book: Book) => string {
  const {t} = useTranslation('across');
  return (book) => book.parties.map(({code, name}) => t(`party.${code}`, {ns: 'glossary', defaultValue: name})).join(' · ');
}

/** A party's name as it stands within a sentence. */
export function usePartyIn(): (code: string) => string {
  const {t} = useTranslation('glossary');
  return (code) => t([`party_in.${code}`, `party.${code}`], {defaultValue: code.toUpperCase()});
}

/** A book by the names of its parties, as a way there; by its first digits where this node does not have it. */
export function BookOf({id, to = 'acts'}: {id: string; to?: string}) {
  const {t} = useTranslation('across');
  const name = useBookName();
  const book = useBooks().find((one) => one.id === id);
  return book ? <Link to={`/b/${book.slug}/${to}`}>{name(book)}</Link> : <>{t('book_elsewhere', {id: id.slice(0, 8)})}</>;
}

/** What an act of another book says, in a sentence and its conditions. */
export function ProvenWords({kind, state, body}: {kind: string; state?: string; body: Record<string, unknown>}) {
  const {t} = useTranslation('across');
  const party = usePartyIn();
  switch (kind) {
    case 'answer_transfer': {
      const said = body as unknown as Consent;
      return (
        <>
          <Text size="sm">{capital(t(said.granted ? 'says.consents' : 'says.refuses', {giver: party(said.giver), holder: party(said.holder), to: party(said.to), quantity: formatQuantity(said.quantity), unit: said.unit, item: said.item}))}</Text>
          {said.until && <Text size="sm">{t('says.until')} <Day date={said.until} /></Text>}
          {said.conditions.length > 0 && <List size="sm" data-record>{said.conditions.map((one) => <List.Item key={one}>{one}</List.Item>)}</List>}
        </>
      );
    }
    case 'agree_lock': {
      const said = body as unknown as LockTerms;
      return <Text size="sm">{capital(t('says.held', {debtor: party(said.debtor), creditor: party(said.creditor), amount: amountOf(said.amount, said.commodity), round: said.round, until: said.until}))}</Text>;
    }
    case 'agree_clearing': {
      const said = body as unknown as RoundWord;
      return <Text size="sm">{t(state === 'cleared' ? 'says.cleared' : 'says.agreed_only', {round: said.round, count: said.cleared?.length ?? 0})}</Text>;
    }
    case 'lapse_round': {
      const said = body as unknown as RoundWord;
      return <Text size="sm">{t('says.lapsed', {round: said.round, reason: said.reason ?? ''})}</Text>;
    }
    default:
      return null;
  }
}
