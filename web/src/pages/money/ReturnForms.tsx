import {NativeSelect, Stack, Table, Text, TextInput} from '@mantine/core';
import {useState} from 'react';
import type {Book} from '@/api/books';
import {forJson, formatQuantity, parseQuantity} from '@/domain/decimal';
import {Day} from '@/parts/words';
import {REASONS} from '@/pages/orders/reasons';
import {toReturn, type Line, type Order, type Returned} from '@/pages/orders/orderFile';
import {SignBar} from '@/pages/work/SignBar';
import {Scroll} from '@/pages/work/Notice';
import {useWords} from '@/pages/work/words';

const plain = (value: bigint) => formatQuantity(value).replaceAll(',', '');
/** What settles a line: itself, or what was agreed in exchange. */
const given = (line: Line) => (line.means === 'equal_value_exchange' && line.exchange ? line.exchange : line);

interface ReturnProps {
  book: Book;
  of: string;
  order: Order;
  lines: Line[];
  onSigned: () => void;
}

/** Hands back what is owed in kind, or some of it. */
export function ReturnForm({book, of, order, lines, onSigned}: ReturnProps) {
  const {t} = useWords('money');
  const [amounts, setAmounts] = useState<Record<number, string>>(() => Object.fromEntries(lines.map((line) => [line.number, plain(toReturn(line))])));
  const [conditions, setConditions] = useState<Record<number, string>>({});
  const [place, setPlace] = useState(lines[0]?.schedule?.place || order.place);
  const read = lines.map((line) => ({line, quantity: parseQuantity(amounts[line.number] ?? '') ?? (amounts[line.number]?.trim() === '' ? 0n : undefined)}));
  const bad = read.some(({quantity}) => quantity === undefined || quantity < 0n);
  const chosen = read.filter(({quantity}) => quantity !== undefined && quantity > 0n);
  const body = bad || chosen.length === 0 ? undefined : {
    lines: chosen.map(({line, quantity}) => ({number: line.number, item: given(line).item, unit: given(line).unit, quantity: forJson(quantity ?? 0n), condition: conditions[line.number] ?? line.condition ?? ''})),
    place,
  };
  return (
    <Stack gap="sm">
      <Scroll label={t('act.return_in_kind')}>
        <Table>
          <caption className="visually-hidden">{t('act.return_in_kind')}</caption>
          <Table.Thead><Table.Tr><Table.Th>{t('invoice.line')}</Table.Th><Table.Th className="num">{t('settle.owed')}</Table.Th><Table.Th>{t('settle.back_on')}</Table.Th><Table.Th className="num">{t('settle.hand_over')}</Table.Th><Table.Th>{t('field.condition')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {lines.map((line) => (
              <Table.Tr key={line.number}>
                <Table.Th scope="row">{line.number}. {given(line).item}</Table.Th>
                <Table.Td className="num">{formatQuantity(toReturn(line))} {given(line).unit}</Table.Td>
                <Table.Td><Day date={line.schedule?.on} /></Table.Td>
                <Table.Td><TextInput size="xs" inputMode="decimal" aria-label={t('settle.hand_over_of', {number: line.number})} value={amounts[line.number] ?? ''} onChange={(e) => setAmounts({...amounts, [line.number]: e.currentTarget.value})} classNames={{input: 'num'}} /></Table.Td>
                <Table.Td><TextInput size="xs" aria-label={t('settle.condition_of', {number: line.number})} value={conditions[line.number] ?? line.condition ?? ''} onChange={(e) => setConditions({...conditions, [line.number]: e.currentTarget.value})} /></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
      <TextInput label={t('field.place')} value={place} onChange={(e) => setPlace(e.currentTarget.value)} maw={420} />
      <SignBar book={book} kind="return_in_kind" of={of} body={body} lacks={bad ? t('invoice.unreadable') : undefined} onSigned={onSigned} />
    </Stack>
  );
}

/** The supplier's answer to what was handed back: all of it, or less with its reason. */
export function AcceptReturnForm({book, of, returned, onSigned}: {book: Book; of: string; returned: Returned; onSigned: () => void}) {
  const {t} = useWords('money');
  const [amounts, setAmounts] = useState<Record<number, string>>(() => Object.fromEntries(returned.lines.map((line) => [line.number, plain(BigInt(line.quantity))])));
  const [reason, setReason] = useState('');
  const read = returned.lines.map((line) => ({line, quantity: parseQuantity(amounts[line.number] ?? '')}));
  const bad = read.some(({quantity}) => quantity === undefined || quantity < 0n);
  const less = read.some(({line, quantity}) => quantity !== undefined && quantity < BigInt(line.quantity));
  const complete = !bad && (!less || reason !== '');
  const body = complete ? {return: returned.id, lines: read.map(({line, quantity}) => ({number: line.number, quantity: forJson(quantity ?? 0n)})), ...(reason ? {reason} : {})} : undefined;
  return (
    <Stack gap="sm">
      <Scroll label={t('act.accept_return')}>
        <Table>
          <caption className="visually-hidden">{t('act.accept_return')}</caption>
          <Table.Thead><Table.Tr><Table.Th>{t('invoice.line')}</Table.Th><Table.Th className="num">{t('settle.handed_over')}</Table.Th><Table.Th>{t('field.condition')}</Table.Th><Table.Th className="num">{t('settle.accepted')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {returned.lines.map((line) => (
              <Table.Tr key={line.number}>
                <Table.Th scope="row">{line.number}. {line.item}</Table.Th>
                <Table.Td className="num">{formatQuantity(line.quantity)} {line.unit}</Table.Td>
                <Table.Td>{line.condition}</Table.Td>
                <Table.Td><TextInput size="xs" inputMode="decimal" aria-label={t('settle.accepted_of', {number: line.number})} value={amounts[line.number] ?? ''} onChange={(e) => setAmounts({...amounts, [line.number]: e.currentTarget.value})} classNames={{input: 'num'}} /></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
      {less && (
        <NativeSelect label={t('field.reason')} required maw={420} value={reason} error={reason ? undefined : t('settle.say_why')} onChange={(e) => setReason(e.currentTarget.value)}
          data={[{value: '', label: '—'}, ...REASONS.map((value) => ({value, label: t([`value.reason.${value}`, `value.${value}`])}))]} />
      )}
      {less && <Text size="sm">{t('settle.less')}</Text>}
      <SignBar book={book} kind="accept_return" of={of} body={body} onSigned={onSigned} />
    </Stack>
  );
}
