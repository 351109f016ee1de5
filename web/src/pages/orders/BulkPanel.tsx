import {Button, Modal} from '@mantine/core';
import {lazy, Suspense, useState} from 'react';
import type {Book} from '@/api/books';
import {Waiting} from '@/parts/states';
import type {Row} from '@/pages/work/text';
import {useWords} from '@/pages/work/words';

const BulkForm = lazy(() => import('./BulkForm'));

/** Signs the same act for the orders chosen; what came of each stays to be read until it is closed. */
export function BulkPanel({book, rows, onDone}: {book: Book; rows: Row[]; onDone: () => void}) {
  const {t} = useWords('orders');
  const [chosen, setChosen] = useState<Row[]>();
  const close = () => {
    setChosen(undefined);
    onDone();
  };
  return (
    <>
      <Button size="xs" disabled={rows.length === 0} onClick={() => setChosen(rows)}>{t('bulk.open', {count: rows.length})}</Button>
      <Modal opened={chosen !== undefined} onClose={close} title={t('bulk.title', {count: chosen?.length ?? 0})} size="lg" closeButtonProps={{'aria-label': t('action.close')}}>
        {chosen && <Suspense fallback={<Waiting />}><BulkForm book={book} rows={chosen} /></Suspense>}
      </Modal>
    </>
  );
}
