// Acts of an order that reach into another book, or answer one that does: each with a form in words instead of ids.
import {lazy, type ComponentType} from 'react';
import type {Book} from '@/api/books';
import type {CaseFile} from '@/api/reads';
import type {SignedAct} from '@/api/sign';
import type {Order} from '@/pages/orders/orderFile';

export interface GuidedProps {
  book: Book;
  file: CaseFile;
  order: Order;
  onSigned: (act: SignedAct) => void;
}

const locks = () => import('./LockForms');
const ends = () => import('./RoundEndForms');
const transfers = () => import('./TransferForms');
const part = <M,>(load: () => Promise<M>, pick: (module: M) => ComponentType<GuidedProps>) => lazy(async () => ({default: pick(await load())}));

export const guided: Record<string, ComponentType<GuidedProps>> = {
  lock_debt: part(locks, (one) => one.LockDebt),
  agree_lock: part(locks, (one) => one.AgreeLock),
  post_clearing: part(ends, (one) => one.PostClearing),
  release_lock: part(ends, (one) => one.ReleaseLock),
  ask_transfer: part(transfers, (one) => one.AskTransfer),
  answer_transfer: part(transfers, (one) => one.AnswerTransfer),
  name_origin: part(transfers, (one) => one.NameOrigin),
};
