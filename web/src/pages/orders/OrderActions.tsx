import {Button, Card, Group, Menu, Stack, Title} from '@mantine/core';
import {lazy, Suspense} from 'react';
import {Link} from 'react-router';
import type {Book} from '@/api/books';
import type {CaseFile} from '@/api/reads';
import type {SignedAct} from '@/api/sign';
import {valueOf} from '@/domain/exact';
import {LazyActForm} from '@/parts/LazyActForm';
import {Waiting} from '@/parts/states';
import {Money} from '@/parts/words';
import {capital, partyIn, useWords} from '@/pages/work/words';
import {debtLines, openProposal, orderDraft, overbilled} from './actDrafts';
import type {Law} from './law';
import {isBeside, isFirst, ownSteps, stepAddress} from './steps';
import {openOf, orderOf, type Order} from './orderFile';

const OfferForm = lazy(() => import('./OfferForm'));
const CreditNoteForms = lazy(() => import('../money/CreditNoteForms'));

/** Seldom done, and then first of all: what was billed too much is credited, what was paid too much is paid back. */
const pressed = (order: Order): string[] => [
  ...(order.invoices.length > 0 && order.lines.some((line) => overbilled(line) > 0n) ? ['credit_note'] : []),
  ...(order.invoices.some((one) => openOf(one) < 0n) ? ['refund'] : []),
];

/** What may be done with the order by who is signed in: the pressing things as buttons, the rest in a menu. */
export function OrderActions({book, file}: {book: Book; file: CaseFile}) {
  const {t} = useWords('orders');
  const steps = ownSteps(book, file.next);
  const order = orderOf(file);
  const pressing = order ? pressed(order) : [];
  const first = [...steps.filter((step) => pressing.includes(step.kind)), ...steps.filter((step) => isFirst(step.kind))];
  const rest = steps.filter((step) => !first.includes(step));
  const name = (kind: string) => capital(t(`act.${kind}`, {defaultValue: kind.replaceAll('_', ' ')}));
  if (steps.length === 0) return null;
  return (
    <Group gap="xs" className="no-print" role="group" aria-label={t('order.actions')}>
      {first.map((step, i) => (
        <Button key={step.kind} size="sm" variant={i === 0 ? 'filled' : 'default'} component={Link} to={stepAddress(book, file.id, step.kind)}>{name(step.kind)}</Button>
      ))}
      {rest.length > 0 && (
        <Menu withinPortal position="bottom-start">
          <Menu.Target><Button size="sm" variant="default">{t('order.more')}</Button></Menu.Target>
          <Menu.Dropdown>
            {rest.map((step) => <Menu.Item key={step.kind} component={Link} to={stepAddress(book, file.id, step.kind)}>{name(step.kind)}</Menu.Item>)}
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  );
}

interface FormProps {
  book: Book;
  file: CaseFile;
  order: Order;
  law: Law | undefined;
  kind: string;
  onClose: () => void;
  onSigned: (act: SignedAct) => void;
}

/** The form of the step that the address names (`?do=accept`), where it is one that opens beside the order. */
export function StepForm({book, file, order, law, kind, onClose, onSigned}: FormProps) {
  const {t} = useWords('orders');
  const offered = ownSteps(book, file.next).some((step) => step.kind === kind);
  if (!offered || !isBeside(kind)) return null;
  const draft = orderDraft(kind, file.id, file.state, order, (key, values) => t(key, values));
  const at = openProposal(order, file.state);
  return (
    <Card withBorder className="no-print" component="section" aria-label={t(`act.${kind}`, {defaultValue: kind})}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">{capital(t(`act.${kind}`, {defaultValue: kind.replaceAll('_', ' ')}))}</Title>
          <Button size="compact-sm" variant="subtle" onClick={onClose}>{t('action.close')}</Button>
        </Group>
        {kind === 'offer' || kind === 'amend' ? (
          <Suspense fallback={<Waiting />}><OfferForm book={book} of={file.id} order={order} law={law} kind={kind} onSigned={onSigned} /></Suspense>
        ) : kind === 'credit_note' || kind === 'refund' ? (
          <Suspense fallback={<Waiting />}><CreditNoteForms book={book} of={file.id} order={order} kind={kind} onSigned={onSigned} /></Suspense>
        ) : (
          <LazyActForm key={kind} book={book} kind={kind} of={file.id} initial={draft?.initial} hidden={draft?.hidden} choices={draft?.choices} currency={order.currency} onSigned={onSigned}>
            {kind === 'accept' && at && <p>{t('order.accepting', {by: partyIn(t, at.by)})} <Money minor={at.total} currency={order.currency} /></p>}
            {kind === 'convert' && <Converted order={order} />}
          </LazyActForm>
        )}
      </Stack>
    </Card>
  );
}

/** What the whole debt in kind comes to in money, before it is signed. */
function Converted({order}: {order: Order}) {
  const {t} = useWords('orders');
  const worth = debtLines(order).map(({number, quantity}) => {
    const line = order.lines.find((one) => one.number === number);
    return {number, item: line?.item, value: line && valueOf(line, BigInt(quantity), order.rounding)};
  });
  return <p>{t('order.converting')} {worth.map(({number, item, value}) => <span key={number}>{number}. {item}{value === undefined ? '' : <> <Money minor={value} currency={order.currency} /></>} </span>)}</p>;
}
