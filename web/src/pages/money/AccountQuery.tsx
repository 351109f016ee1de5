import {NativeSelect, SimpleGrid, Stack, Textarea} from '@mantine/core';
import {useState} from 'react';
import type {Book} from '@/api/books';
import type {Schemas} from '@/api/client';
import {useVocabulary} from '@/api/reads';
import {commodityText} from '@/domain/decimal';
import {SignBar} from '@/pages/work/SignBar';
import {useWords} from '@/pages/work/words';
import {askable, questionOf, type AccountFile, type Askable} from './account';

interface Props {
  book: Book;
  of: string;
  account: AccountFile;
  open: Schemas['AccountOpen'];
}

/** A question about one open item or one balance: chosen from what the cut shows, so that nobody types an id or an account. */
export function AccountQuery({book, of, account, open}: Props) {
  const {t} = useWords('money');
  const causes = useVocabulary().data?.acts.find((act) => act.kind === 'query_account')?.fields.find((field) => field.name === 'cause')?.values ?? [];
  const [about, setAbout] = useState('');
  const [cause, setCause] = useState('');
  const [note, setNote] = useState('');
  const rows = askable(account, open.open);
  const chosen = rows.find((one) => one.key === about);
  const why = cause || chosen?.cause || 'quantity';
  const party = (code: string) => t(`party.${code}`, {defaultValue: code.toUpperCase()});
  const label = (one: Askable) => {
    const [holder = '', kind = '', other = ''] = one.account?.split(':') ?? [];
    const named = one.in
      ? [one.reference || one.in.slice(0, 8), one.line > 0 ? t('account.line', {number: one.line}) : '']
      : [party(holder), t(`account.${kind}`, {ns: 'glossary', defaultValue: kind}), party(other)];
    return [...named, commodityText(one.amount, one.commodity)].filter(Boolean).join(' · ');
  };
  const group = (name: string, ofCase: boolean) => {
    const items = rows.filter((one) => Boolean(one.in) === ofCase).map((one) => ({value: one.key, label: label(one)}));
    return items.length > 0 ? [{group: name, items}] : [];
  };
  const body = chosen && note.trim() ? questionOf(chosen, why, note) : undefined;
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{base: 1, sm: 2}}>
        <NativeSelect label={t('account.ask_about')} required value={about} onChange={(e) => setAbout(e.currentTarget.value)}
          data={[{value: '', label: '—'}, ...group(t('account.ask_open'), true), ...group(t('account.ask_balances'), false)]} />
        <NativeSelect label={t('field.cause')} required value={why} onChange={(e) => setCause(e.currentTarget.value)}
          data={causes.map((one) => ({value: one, label: t([`value.cause.${one}`, `value.${one}`], {defaultValue: one.replaceAll('_', ' ')})}))} />
      </SimpleGrid>
      <Textarea label={t('account.ask_words')} required autosize minRows={2} value={note} onChange={(e) => setNote(e.currentTarget.value)} />
      <SignBar book={book} kind="query_account" of={of} body={body} lacks={body ? undefined : t('account.ask_choose')} onSigned={() => undefined} />
    </Stack>
  );
}
