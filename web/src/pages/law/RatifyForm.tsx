import {Fieldset, SimpleGrid, Stack, Text, TextInput} from '@mantine/core';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import type {Book} from '@/api/books';
import type {SignedAct} from '@/api/sign';
import {localDay} from '@/domain/time';
import {DateField} from '@/parts/fields';
import {Day, PartyName} from '@/parts/words';
import {SignBar} from '@/pages/work/SignBar';
import {useFigureName} from './Figures';
import {MOST, openFigures, ratificationOf} from './reading';
import type {Agreement} from './rules';

/** Ratifies: from which day, and every figure that the text leaves to the parties, by its name. */
export function RatifyForm({book, agreement, onSigned}: {book: Book; agreement: Agreement; onSigned: (act: SignedAct) => void}) {
  const {t} = useTranslation('law');
  const name = useFigureName();
  const figures = openFigures(agreement);
  const [inForce, setInForce] = useState<string | undefined>(agreement.ratifications[0]?.in_force ?? localDay());
  const [texts, setTexts] = useState<Record<string, string>>(Object.fromEntries(figures.map((one) => [one.key, one.theirs === undefined ? '' : String(one.theirs)])));
  const {body, bad, unset} = ratificationOf(inForce, figures, texts);
  return (
    <Stack gap="sm">
      <Text size="sm">{t('ratify.words')}</Text>
      {agreement.ratifications.map((one) => (
        <Text size="sm" key={one.party}><PartyName code={one.party} />: {t('dates.ratified_for')} <Day date={one.in_force} /></Text>
      ))}
      <div style={{maxWidth: '20rem'}}><DateField label={t('glossary:field.in_force')} required value={inForce} onChange={setInForce} /></div>
      {figures.length === 0 ? (
        <Text size="sm">{t('ratify.no_open')}</Text>
      ) : (
        <Fieldset legend={t('ratify.open')}>
          <SimpleGrid cols={{base: 1, sm: 2}}>
            {figures.map((one) => (
              <TextInput key={one.key} label={t(`ratify.in_${one.unit}`, {what: name(one.key)})} inputMode="numeric" classNames={{input: 'num'}} value={texts[one.key] ?? ''}
                error={bad.includes(one.key) ? t('ratify.range', {most: MOST[one.unit]}) : undefined}
                onChange={(e) => {
                  const {value} = e.currentTarget;
                  setTexts((before) => ({...before, [one.key]: value}));
                }} />
            ))}
          </SimpleGrid>
        </Fieldset>
      )}
      {unset > 0 && <Text size="sm">{t('ratify.unset', {count: unset})}</Text>}
      <SignBar book={book} kind="ratify_instrument" of={agreement.id} body={body} onSigned={onSigned} />
    </Stack>
  );
}
