import {expect, test} from 'vitest';
import type {Book} from '@/api/books';
import {ownSteps, stepAddress} from './steps';

const book = {slug: 'jpn-phl', me: 'jpn', seat: {roles: ['approver', 'biller']}} as unknown as Book;

test('only what a role may do is offered, what presses first', () => {
  const next = [
    {kind: 'amend', party: 'jpn', role: 'approver'}, {kind: 'amend', party: 'phl', role: 'approver'}, {kind: 'issue', party: 'jpn', role: 'issuer'},
    {kind: 'invoice', party: 'jpn', role: 'biller'}, {kind: 'offer', party: 'jpn', role: 'approver'},
  ];
  expect(ownSteps(book, next).map((step) => step.kind)).toEqual(['offer', 'invoice', 'amend']);
  expect(ownSteps({...book, seat: undefined}, next)).toEqual([]);
});

test('each step has its place', () => {
  expect(stepAddress(book, 'x', 'receive')).toBe('/b/jpn-phl/orders/x/receive');
  expect(stepAddress(book, 'x', 'accept')).toBe('/b/jpn-phl/orders/x?do=accept');
  expect(stepAddress(book, 'x', 'lock_debt')).toBe('/b/jpn-phl/cases/x/act/lock_debt');
});
