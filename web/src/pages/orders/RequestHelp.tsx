// Three ways to begin a request other than by hand: from a rate card, from the clipboard, from a spreadsheet.
import {Accordion, Button, Group, Stack, Table, Text, Textarea, Title} from '@mantine/core';
import {useState} from 'react';
import type {Book} from '@/api/books';
import {localDay} from '@/domain/time';
import {Day, Money} from '@/parts/words';
import {Scroll} from '@/pages/work/Notice';
import {useWords} from '@/pages/work/words';
import {meansOf, categoryOf, type Law, type RateCard} from './law';
import {pastedLines} from './paste';
import {linesFromRates, type LineDraft} from './requestDraft';
import {SheetUpload} from './SheetUpload';

interface HelpProps {
  book: Book;
  law: Law | undefined;
  supplier: string;
  onLines: (lines: LineDraft[], currency?: string) => void;
}

export default function RequestHelp({book, law, supplier, onLines}: HelpProps) {
  const {t} = useWords('request');
  const cards = (law?.cards ?? []).filter((card) => card.supplier === supplier && card.rates.valid_from <= localDay() && localDay() <= card.rates.valid_until);
  return (
    <Accordion variant="separated" order={2}>
      <Accordion.Item value="packages">
        <Accordion.Control>{t('request.packages')}</Accordion.Control>
        <Accordion.Panel>
          {cards.length === 0 ? <Text size="sm">{t('request.no_cards')}</Text> : cards.map((card) => <Packages key={card.id} card={card} law={law} onLines={onLines} />)}
        </Accordion.Panel>
      </Accordion.Item>
      <Accordion.Item value="paste">
        <Accordion.Control>{t('request.paste')}</Accordion.Control>
        <Accordion.Panel><Paste law={law} onLines={onLines} /></Accordion.Panel>
      </Accordion.Item>
      <Accordion.Item value="sheet">
        <Accordion.Control>{t('request.sheet')}</Accordion.Control>
        <Accordion.Panel><SheetUpload book={book} sheet="orders" /></Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

/** A supplier's published card: each rate as a line, or a category as one package. */
function Packages({card, law, onLines}: {card: RateCard; law: Law | undefined; onLines: HelpProps['onLines']}) {
  const {t} = useWords('request');
  const means = (category: string) => meansOf(categoryOf(law?.rules, category))[0] ?? 'reimbursement';
  const categories = [...new Set(card.rates.rates.map((rate) => rate.category))];
  const take = (category: string) => onLines(linesFromRates(card.rates.rates.filter((rate) => rate.category === category), card.rates.currency, means), card.rates.currency);
  return (
    <Stack gap="xs">
      <Text size="sm">{t('request.card_valid')} <Day date={card.rates.valid_from} /> – <Day date={card.rates.valid_until} /></Text>
      {categories.map((category) => (
        <div key={category}>
          <Group justify="space-between">
            <Title order={3} size="h6">{t(`category.${category}`, {defaultValue: category})}</Title>
            <Button size="compact-sm" variant="light" onClick={() => take(category)}>{t('request.take_package', {name: t(`category.${category}`, {defaultValue: category})})}</Button>
          </Group>
          <Scroll label={t(`category.${category}`, {defaultValue: category})}>
            <Table>
              <caption className="visually-hidden">{t(`category.${category}`, {defaultValue: category})}</caption>
              <Table.Thead><Table.Tr><Table.Th>{t('field.item')}</Table.Th><Table.Th>{t('field.component')}</Table.Th><Table.Th className="num">{t('field.price')}</Table.Th></Table.Tr></Table.Thead>
              <Table.Tbody>
                {card.rates.rates.filter((rate) => rate.category === category).map((rate) => (
                  <Table.Tr key={rate.item + rate.unit + rate.component}>
                    <Table.Td>{rate.item || t('request.any_item')}</Table.Td>
                    <Table.Td>{rate.component.replaceAll('_', ' ')}</Table.Td>
                    <Table.Td className="num"><Money minor={rate.minor} currency={card.rates.currency} /> / {String(rate.per) === '1' ? '' : String(rate.per)} {rate.unit}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Scroll>
        </div>
      ))}
    </Stack>
  );
}

function Paste({law, onLines}: {law: Law | undefined; onLines: HelpProps['onLines']}) {
  const {t} = useWords('request');
  const [text, setText] = useState('');
  const known = {categories: (law?.rules.categories ?? []).map((one) => one.name), means: ['reimbursement', 'replacement_in_kind', 'equal_value_exchange', 'return_of_the_same']};
  const lines = text.trim() ? pastedLines(text, known) : [];
  return (
    <Stack gap="xs">
      <Textarea label={t('request.paste_label')} description={t('request.paste_hint')} value={text} onChange={(e) => setText(e.currentTarget.value)} minRows={4} autosize classNames={{input: 'mono'}} />
      <Group>
        <Button size="compact-sm" variant="light" disabled={lines.length === 0} onClick={() => {
          onLines(lines);
          setText('');
        }}>{t('request.paste_take', {count: lines.length})}</Button>
      </Group>
    </Stack>
  );
}
