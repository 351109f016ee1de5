import {describe, expect, it} from 'vitest';
import {askable, categoryOf, exclusionOf, meansAsked, type Rules} from './law';

const rules = {
  categories: [{name: 'fuel', means: ['reimbursement', 'replacement_in_kind'], preference: ['replacement_in_kind']}, {name: 'training', means: ['reimbursement'], preference: []}],
  exclusions: [{supplier: 'jpn', category: 'weapons', clause: 'no-weapons'}, {supplier: 'phl', category: 'training', clause: 'own-law'}],
} as unknown as Rules;

describe('what may be asked of a supplier', () => {
  it('names what is excluded too, last and once, for that supplier only', () => {
    expect(askable(rules, 'jpn')).toEqual(['fuel', 'training', 'weapons']);
    expect(askable(rules, 'phl')).toEqual(['fuel', 'training']);
    expect(askable(undefined, 'phl')).toEqual([]);
  });
  it('lets a line of it be written, so that the node can say why not', () => {
    const of = (supplier: string, category: string) => meansAsked(categoryOf(rules, category), exclusionOf(rules, supplier, category));
    expect(of('jpn', 'fuel')).toEqual(['replacement_in_kind', 'reimbursement']);
    expect(of('jpn', 'weapons')).toHaveLength(4);
    expect(of('phl', 'weapons')).toEqual([]);
  });
});
