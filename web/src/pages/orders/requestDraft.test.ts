import {expect, test} from 'vitest';
import {pastedLines} from './paste';
import {emptyDraft, emptyLine, inUnit, lineFrom, linesFromRates, requestBody} from './requestDraft';

const line = {...emptyLine(), category: 'water', item: 'water', quantity: '４０', unit: 'MTQ', means: 'reimbursement', price: '450', per: '1'};

test('what is typed becomes the body of the act', () => {
  const draft = {...emptyDraft('jpn'), instrument: 'i', activity: 'a', currency: 'JPY', place: 'Subic Bay', reference: 'Ｐ-2026-042', lines: [line]};
  const {body, gaps} = requestBody(draft, 'phl');
  expect(gaps).toEqual([]);
  expect(body).toEqual({
    instrument: 'i', activity: 'a', supplier: 'jpn', recipient: 'phl', currency: 'JPY', place: 'Subic Bay', reference: 'P-2026-042',
    lines: [{number: 1, category: 'water', item: 'WATER', description: '', quantity: 40_000_000, unit: 'MTQ', means: 'reimbursement', price: {minor: 450, per: 1}}],
  });
});

test('what is missing is named by line and field', () => {
  const {gaps} = requestBody({...emptyDraft('jpn'), lines: [{...line, quantity: 'x', price: '4.5'}]}, 'phl');
  expect(gaps).toContainEqual({line: 0, field: 'quantity'});
  expect(gaps).toContainEqual({field: 'activity'});
  const yen = requestBody({...emptyDraft('jpn'), currency: 'JPY', lines: [{...line, price: '4.5'}]}, 'phl');
  expect(yen.gaps).toContainEqual({line: 0, field: 'price'});
});

test('an exchange says what is given for it', () => {
  const swap = {...line, means: 'equal_value_exchange'};
  expect(requestBody({...emptyDraft('jpn'), currency: 'JPY', lines: [swap]}, 'phl').gaps).toContainEqual({line: 0, field: 'exchange'});
  const {body} = requestBody({...emptyDraft('jpn'), currency: 'JPY', lines: [{...swap, exchangeItem: 'AIRLIFT', exchangeUnit: 'HUR', exchangeQuantity: '4'}]}, 'phl');
  expect((body.lines as {exchange: unknown}[])[0]?.exchange).toEqual({item: 'AIRLIFT', unit: 'HUR', quantity: 4_000_000, description: ''});
});

test('units are switched where that is exact', () => {
  expect(inUnit('60', 'MTQ', 'LTR')).toBe('60000');
  expect(inUnit('1', 'LTR', 'GLL')).toBe('1');
  expect(inUnit('42', 'GLL', 'BLL')).toBe('1');
});

test('a line is repeated, a rate card priced', () => {
  const again = lineFrom({number: 3, category: 'fuel', item: 'F-76', description: 'Naval distillate', unit: 'LTR', means: 'replacement_in_kind', quantity: 12_500_000, price: {minor: 95, per: 1}}, 'JPY');
  expect(again).toMatchObject({quantity: '12.5', price: '95', item: 'F-76'});
  const rates = [
    {category: 'transport', item: 'FLIGHT', unit: 'HUR', component: 'crew', minor: 1000, per: 1},
    {category: 'transport', item: 'FLIGHT', unit: 'HUR', component: 'fuel', minor: 2550, per: 1},
    {category: 'water', item: '', unit: 'MTQ', component: '', minor: 450, per: 1},
  ];
  const lines = linesFromRates(rates, 'USD', () => 'reimbursement');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatchObject({price: '35.50', parts: [{name: 'crew', amount: '10.00'}, {name: 'fuel', amount: '25.50'}]});
});

test('rows are pasted with a header of any language, or without one', () => {
  const known = {categories: ['fuel', 'water'], means: ['reimbursement', 'replacement_in_kind']};
  expect(pastedLines('品目\t数量\t単位\t区分\nF-76\t６０\tltr\tfuel', known)).toMatchObject([{item: 'F-76', quantity: '60', unit: 'LTR', category: 'fuel'}]);
  expect(pastedLines('water,WATER,Fresh water,40,MTQ,Replacement in kind,450', known)).toMatchObject([{category: 'water', means: 'replacement_in_kind', price: '450'}]);
  expect(pastedLines('cheese\tCHEESE\t\t1\tEA', known)).toMatchObject([{category: '', item: 'CHEESE'}]);
});
