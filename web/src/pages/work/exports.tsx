import {Button} from '@mantine/core';
import type {Book} from '@/api/books';
import type {ReportName, ReportQuery} from '@/api/reads';
import {useWords} from './words';

/** The address of a report in another form: the same question, the whole answer. */
export function exportAddress(book: Book, report: ReportName, query: ReportQuery, format: 'csv' | 'xlsx'): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== '' && name !== 'from' && name !== 'count') asked.set(name, String(value));
  asked.set('format', format);
  return `/v1/partnerships/${book.id}/reports/${report}?${asked.toString()}`;
}

export function ExportButtons({book, report, query}: {book: Book; report: ReportName; query: ReportQuery}) {
  const {t} = useWords('work');
  return (
    <>
      {(['csv', 'xlsx'] as const).map((format) => (
        <Button key={format} variant="default" size="xs" component="a" href={exportAddress(book, report, query, format)} download={`${book.slug}-${report}.${format}`}
          aria-label={t('export', {format: format.toUpperCase()})}>
          {format.toUpperCase()}
        </Button>
      ))}
    </>
  );
}
