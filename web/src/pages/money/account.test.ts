import {expect, test} from 'vitest';
import {askable, differencesOf, nextPeriod, questionOf, statementOf, type AccountFile} from './account';

const item = {in: 'o', line: 1, commodity: 'JPY', amount: 100, cause: 'price'};
const account = (jpn: object[] | undefined, phl: object[] | undefined) =>
  ({cut: {first: 'jpn', second: 'phl'}, words: [...(jpn ? [{party: 'jpn', open: jpn}] : []), ...(phl ? [{party: 'phl', open: phl}] : [])], queries: []}) as unknown as AccountFile;

test('only what the two say differently is a difference', () => {
  expect(differencesOf(account([item], [item]))).toEqual([]);
  expect(differencesOf(account([item], undefined))).toEqual([]);
  expect(differencesOf(account([item], [{...item, amount: '99'}]))).toMatchObject([{in: 'o', first: {amount: 100}, second: {amount: '99'}}]);
  expect(differencesOf(account([item], []))).toEqual([{in: 'o', line: 1, commodity: 'JPY', first: item, second: undefined}]);
  expect(differencesOf(account([{...item, amount: 100}], [{...item, amount: '100'}]))).toEqual([]);
});

test('a word holds what the act asks and nothing that is only shown', () => {
  expect(statementOf({balances: 'h', count: 3, open: [{...item, text: '100', reference: 'P-1'} as never]})).toEqual({balances: 'h', count: 3, open: [item]});
});

test('a question is about an open item or a balance, never about both', () => {
  const cut = {balances: [{account: 'jpn:receivable:phl', commodity: 'JPY', amount: '300'}]} as unknown as AccountFile;
  const [open, balance] = askable(cut, [{...item, reference: 'P-1'}]);
  expect(questionOf(open!, 'quantity', ' which ship? ')).toEqual({in: 'o', commodity: 'JPY', line: 1, cause: 'quantity', note: 'which ship?'});
  expect(questionOf(balance!, 'price', 'why?')).toEqual({account: 'jpn:receivable:phl', commodity: 'JPY', line: 0, cause: 'price', note: 'why?'});
});

test('a period begins after the last one agreed', () => {
  const list = [{first: 'jpn', second: 'phl', until: '2026-09-30', state: 'agreed'}, {first: 'jpn', second: 'phl', until: '2026-12-31', state: 'replaced'}];
  expect(nextPeriod(list, ['jpn', 'phl'])).toBe('2026-10-01');
  expect(nextPeriod(list, ['jpn', 'usa'])).toBeUndefined();
});
