import {Anchor, Group, List, NativeSelect} from '@mantine/core';
import {useState} from 'react';
import {useTranslation} from 'react-i18next';
import type {Book} from '@/api/books';
import {useWords} from '@/pages/work/words';
import type {Order} from './orderFile';

/** The order's papers as PDF, in English and a second language. */
export function OrderPapers({book, of, order}: {book: Book; of: string; order: Order}) {
  const {t} = useWords('orders');
  const {i18n} = useTranslation();
  const [language, setLanguage] = useState(i18n.language === 'fil' ? 'fil' : 'ja');
  const address = (kind: string, act?: string) => `/v1/partnerships/${book.id}/papers/${of}?kind=${kind}&language=${language}${act ? `&act=${act}` : ''}`;
  const papers = [
    {key: 'order', href: address('order'), label: t('paper.order')},
    ...order.receipts.filter((one) => !one.corrected).map((one) => ({key: one.id, href: address('receipt', one.id), label: t('paper.receipt', {date: one.date})})),
    ...order.invoices.filter((one) => !one.withdrawn).map((one) => ({key: one.id, href: address('invoice', one.id), label: t('paper.invoice', {number: one.number || one.id.slice(0, 8)})})),
  ];
  return (
    <Group align="flex-start" gap="xl" className="no-print">
      <List size="sm">
        {papers.map((one) => <List.Item key={one.key}><Anchor href={one.href} target="_blank" rel="noopener">{one.label} (PDF)</Anchor></List.Item>)}
      </List>
      <NativeSelect size="xs" label={t('paper.language')} value={language} onChange={(e) => setLanguage(e.currentTarget.value)} data={[{value: 'ja', label: '日本語'}, {value: 'fil', label: 'Filipino'}]} />
    </Group>
  );
}
