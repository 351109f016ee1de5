import {Button, Modal} from '@mantine/core';
import {lazy, Suspense, useState} from 'react';
import type {Book} from '@/api/books';
import {Waiting} from '@/parts/states';
import type {Row} from '../work/text';
import {useWords} from '../work/words';

const BulkForm = lazy(() => import('./BulkForm'));

/** Signs the same act for the orders chosen; says for each what came of it. */
export function BulkPanel({book, rows, onDone}: {book: Book; rows: Row[]; onDone: () => void}) {
  const {t} = useWords('orders');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="xs" disabled={rows.length === 0} onClick={() => setOpen(true)}>{t('bulk.open', {count: rows.length})}</Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={t('bulk.title', {count: rows.length})} size="lg" closeButtonProps={{'aria-label': t('action.close')}}>
        {open && <Suspense fallback={<Waiting />}><BulkForm book={book} rows={rows} onDone={onDone} /></Suspense>}
      </Modal>
    </>
  );
}
