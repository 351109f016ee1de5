import {describe, expect, it} from 'vitest';
import {allowedOf, byCertainty, disagreeing, figuresOf, openFigures, originOf, ratificationOf} from './reading';
import type {Agreement, Rules} from './rules';

const rules: Rules = {
  name: 'jpn-phl-acsa-2026', title: '', parties: ['jpn', 'phl'], clauses: [], activities: [],
  categories: [
    {name: 'fuel', clause: 'annex-fuel', means: ['reimbursement', 'replacement_in_kind'], units: ['LTR'], components: [], metered: false, preference: ['replacement_in_kind'], service: false},
    {name: 'ammunition', clause: 'annex-ammunition', means: ['reimbursement'], units: [], components: [], metered: false, preference: [], service: false},
  ],
  exclusions: [{supplier: 'phl', category: 'ammunition', clause: 'no-ammunition'}, {supplier: 'jpn', category: 'weapons', clause: 'no-weapons'}, {supplier: 'phl', category: 'weapons', clause: 'no-weapons'}],
  clocks: [{means: 'reimbursement', days: 30, clause: 'times'}, {means: 'replacement_in_kind', clause: 'times'}, {means: 'return_of_the_same', months: 12, clause: 'times'}],
  in_force_clause: 'entry', claim_clause: 'claims', back_dating_days: 30, authorities: [], approvals: [], write_off_clause: '', ceilings: [], apart: [], tolerances: [], substitutions: [],
  payment: {clause: 'billing'}, tax_relief_clause: '', visit_clause: '', visit_flagged: false,
};
const agreement = (settings: {key: string; value: number}[][]): Agreement => ({
  id: 'aa', state: 'proposed', standing: 'agreed', rules, ratifications: settings.map((some, i) => ({party: ['jpn', 'phl'][i] ?? '', in_force: '2026-10-29', settings: some})),
});

describe('an agreement read out', () => {
  it('says by direction what may be given, the preferred means first', () => {
    const rows = allowedOf(rules);
    expect(rows.map((row) => row.category)).toEqual(['fuel', 'ammunition', 'weapons']);
    expect(rows[0]?.by[0]?.means).toEqual(['replacement_in_kind', 'reimbursement']);
    expect(rows[1]?.by).toEqual([{supplier: 'jpn', means: ['reimbursement']}, {supplier: 'phl', means: [], excluded: 'no-ammunition'}]);
    expect(rows[2]?.by.every((one) => one.excluded === 'no-weapons')).toBe(true);
  });
  it('lists clocks with the figure they have, by the keys of ratification', () => {
    expect(figuresOf(rules).map((one) => [one.key, one.value])).toEqual([
      ['claim_days', undefined], ['clock.reimbursement.days', 30], ['clock.replacement_in_kind.days', undefined], ['clock.return_of_the_same.months', 12], ['payment_days', undefined],
    ]);
  });
  it('says whether the agreement, the parties or nobody set a figure', () => {
    const set = agreement([[{key: 'clock.reimbursement.days', value: 30}]]);
    const [claim, money, , same] = figuresOf(rules);
    expect([claim, money, same].map((one) => one && originOf(set, one))).toEqual(['unset', 'parties', 'agreement']);
  });
  it('names figures that the parties filled in differently', () => {
    expect(disagreeing(agreement([[{key: 'claim_days', value: 60}], [{key: 'claim_days', value: 90}]]))).toEqual(['claim_days']);
    expect(disagreeing(agreement([[{key: 'claim_days', value: 60}], [{key: 'claim_days', value: 60}]]))).toEqual([]);
  });
  it('offers to ratify what the other side filled in, and asks for the rest', () => {
    expect(openFigures(agreement([[{key: 'claim_days', value: 60}]])).map((one) => [one.key, one.unit, one.theirs])).toEqual([
      ['claim_days', 'days', 60], ['clock.replacement_in_kind.days', 'days', undefined], ['payment_days', 'days', undefined],
    ]);
  });
  it('reads what was filled in, in full width too, and leaves out what was not', () => {
    const open = openFigures(agreement([]));
    expect(ratificationOf('2026-10-29', open, {payment_days: '３０', claim_days: ' 60 '})).toEqual({
      body: {in_force: '2026-10-29', settings: [{key: 'claim_days', value: 60}, {key: 'payment_days', value: 30}]}, bad: [], unset: 1,
    });
    expect(ratificationOf(undefined, open, {}).body).toBeUndefined();
  });
  it('signs nothing while a figure is none that can be filled in', () => {
    const open = openFigures(agreement([]));
    for (const text of ['0', '-1', '1.5', 'sixty', '3661']) expect(ratificationOf('2026-10-29', open, {claim_days: text})).toEqual({body: undefined, bad: ['claim_days'], unset: 2});
    expect(ratificationOf('2026-10-29', open, {claim_days: '3660'}).bad).toEqual([]);
  });
  it('counts clauses by how sure they are', () => {
    expect(byCertainty([{certainty: 'assumed'}, {certainty: 'text'}, {certainty: 'assumed'}])).toEqual([{certainty: 'text', count: 1}, {certainty: 'assumed', count: 2}]);
  });
});
