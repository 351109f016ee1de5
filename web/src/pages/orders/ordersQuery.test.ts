import {expect, test} from 'vitest';
import {queryOf, sortingOf, sortText, withParameter} from './ordersQuery';

test('the address is the question', () => {
  const address = new URLSearchParams('q=燃料&state=offered&sort=-ordered&from=50&other=1');
  expect(queryOf(address)).toEqual({provisional: true, count: 50, from: 50, q: '燃料', state: 'offered', sort: '-ordered'});
  expect(sortingOf(address)).toEqual([{id: 'ordered', desc: true}]);
  expect(sortText([{id: 'age', desc: false}])).toBe('age');
  expect(sortText([])).toBeUndefined();
});

test('a changed filter begins at the first row, a page keeps the filter', () => {
  const address = new URLSearchParams('state=offered&from=50');
  expect(withParameter(address, 'q', 'fuel').toString()).toBe('state=offered&q=fuel');
  expect(withParameter(address, 'state', undefined).toString()).toBe('');
  expect(withParameter(address, 'from', '100').toString()).toBe('state=offered&from=100');
});
