// Fields of forms that read what people type: figures and dates, in full width too.
import {TextInput} from '@mantine/core';
import {useEffect, useRef, useState} from 'react';
import {useTranslation} from 'react-i18next';
import {forJson, formatDecimal, parseDecimal} from '@/domain/decimal';
import {parseDate} from '@/domain/time';

interface FigureProps {
  label: string;
  required?: boolean;
  decimals: number;
  value: number | string | undefined;
  onChange: (value: number | string | undefined) => void;
}

/** A figure with exact decimals; full-width digits are read, what is no figure is said at once. */
export function FigureField({label, required, decimals, value, onChange}: FigureProps) {
  const {t} = useTranslation();
  const [text, setText] = useState(value === undefined ? '' : formatDecimal(value, decimals, 0));
  const read = parseDecimal(text, decimals);
  // What was typed before its currency is another amount once the currency is chosen: 50 yen, 50.00 dollars.
  const told = useRef(decimals);
  useEffect(() => {
    if (told.current === decimals) return;
    told.current = decimals;
    if (text !== '') onChange(read === undefined ? undefined : forJson(read));
  });
  return (
    <TextInput label={label} required={required} inputMode="decimal" value={text} classNames={{input: 'num'}}
      error={text !== '' && read === undefined ? t('form.no_figure', {count: decimals}) : undefined}
      onChange={(e) => {
        setText(e.currentTarget.value);
        const next = parseDecimal(e.currentTarget.value, decimals);
        onChange(next === undefined ? undefined : forJson(next));
      }} />
  );
}

interface DateProps {
  label: string;
  required?: boolean;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** A date as people type it; the day understood is shown beside. */
export function DateField({label, required, value, onChange}: DateProps) {
  const {t} = useTranslation();
  const [text, setText] = useState(value ?? '');
  const read = parseDate(text);
  return (
    <TextInput label={label} required={required} value={text} placeholder="YYYY-MM-DD"
      description={read && read !== text ? read : undefined}
      error={text !== '' && !read ? t('form.no_date') : undefined}
      onChange={(e) => {
        setText(e.currentTarget.value);
        onChange(parseDate(e.currentTarget.value));
      }} />
  );
}
