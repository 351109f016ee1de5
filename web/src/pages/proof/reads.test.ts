import {expect, it} from 'vitest';
import {itemOf, readerOf} from './reads';

it('tells an office from the machine and from a partner', () => {
  expect(readerOf('finance officer')).toEqual({word: 'partner', office: 'finance officer'});
  expect(readerOf('token')).toEqual({word: 'token'});
  expect(readerOf('node')).toEqual({word: 'node'});
  expect(readerOf('partner phl')).toEqual({word: 'partner', party: 'phl'});
  expect(readerOf('partner liaison').office).toBe('partner liaison');
});

it('parts an id from what is said beside it', () => {
  const id = 'ab'.repeat(32);
  expect(itemOf(id)).toEqual({id, rest: ''});
  expect(itemOf(`${id} invoice`)).toEqual({id, rest: 'invoice'});
  expect(itemOf('ageing')).toEqual({rest: 'ageing'});
  expect(itemOf('lines 2 to 3 were here and are not').id).toBeUndefined();
});
