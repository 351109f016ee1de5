import {Code, Table, Text} from '@mantine/core';
import {useTranslation} from 'react-i18next';
import {currencyDecimals, formatDecimal, QUANTITY_DECIMALS, type Integer} from '@/domain/decimal';
import {shapeOf} from '@/parts/actFields';
import {ShortId} from '@/parts/words';
import {BookOf} from './across/ProvenWords';
import {amountOf} from './across/shown';

interface BodyProps {
  value: unknown;
  kind: string;
  /** Of money without a currency beside it. */
  currency?: string;
  /** In what amounts are that say neither currency nor commodity. */
  commodity?: string;
  path?: string;
}

/** What an act says, field by field, nothing left out. Figures in their own decimals. */
export function BodyTable({value, kind, currency = 'JPY', commodity, path = ''}: BodyProps) {
  const {t} = useTranslation('glossary');
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== 'object')) return <>{value.map(String).join(', ')}</>;
    return <>{value.map((one, i) => <BodyTable key={i} value={one} kind={kind} currency={currency} commodity={commodity} path={path} />)}</>;
  }
  if (!value || typeof value !== 'object') return <>{String(value)}</>;
  const fields = value as Record<string, unknown>;
  const money = typeof fields.currency === 'string' ? fields.currency : currency;
  const thing = typeof fields.commodity === 'string' ? fields.commodity : commodity;
  return (
    <Table withRowBorders={false} verticalSpacing={2} layout="auto" mb={4} style={{borderInlineStart: path ? '2px solid var(--mantine-color-default-border)' : undefined}}>
      <Table.Tbody>
        {Object.entries(fields).map(([name, one]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" w={180} fw={400} c="dimmed">
              <Text size="sm" c="var(--mantine-color-text)">{t([`field.${path ? `${path}.` : ''}${name}`, `field.${name}`], {defaultValue: name.replaceAll('_', ' ')})}</Text>
            </Table.Th>
            <Table.Td>{typeof one === 'object' ? <BodyTable value={one} kind={kind} currency={money} commodity={thing} path={name} /> : <Plain name={name} value={one} currency={money} commodity={thing} />}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** One value as people write it: figures in their decimals, codes in words. */
export function Plain({name, value, currency, commodity}: {name: string; value: unknown; currency: string; commodity?: string}) {
  const {t} = useTranslation('glossary');
  if (typeof value === 'boolean') return <>{value ? '✓' : '✗'}</>;
  const text = String(value);
  if (name === 'amount' && commodity && /^-?\d+$/.test(text)) return <span className="num">{amountOf(text, commodity)}</span>;
  const shape = shapeOf(name);
  if (shape !== 'count' && /^-?\d+$/.test(text))
    return <span className="num">{shape === 'quantity' ? formatDecimal(value as Integer, QUANTITY_DECIMALS, 0) : `${formatDecimal(value as Integer, currencyDecimals(currency))} ${currency}`}</span>;
  if (name === 'partnership') return <BookOf id={text} />;
  if (/^[0-9a-f]{64}$/.test(text)) return <ShortId id={text} />;
  if (text.length > 200) return <Code block className="mono" mah={160} style={{overflow: 'auto'}}>{text}</Code>;
  return <>{t([`value.${name}.${text}`, `value.${text}`, `party.${text}`, `${name}.${text}`], {defaultValue: text})}</>;
}
