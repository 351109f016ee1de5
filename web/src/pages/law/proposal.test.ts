import {describe, expect, it} from 'vitest';
import {proposalOf, strangers, type Checked} from './proposal';

const good = {
  kind: 'instrument', name: 'jpn-phl-acsa-2026', title: 'An agreement', clauses: 1, rules: 'AQID', faults: [], warnings: [], notes: [],
  read: {name: 'jpn-phl-acsa-2026', parties: ['jpn', 'phl'], clauses: [{key: 'no-weapons', source: 'annex', certainty: 'text'}]},
  texts: '{"instrument":"jpn-phl-acsa-2026","clauses":[{"clause":"no-weapons","en":"No weapons.","fil":"Walang sandata."}],"examples":[]}',
} as unknown as Checked;

describe('a checked file', () => {
  it('becomes a proposal with the texts of its clauses beside it, byte for byte', async () => {
    const proposal = proposalOf(good);
    expect(proposal?.body).toEqual({rules: 'AQID'});
    expect([proposal?.file.name, proposal?.file.type]).toEqual(['jpn-phl-acsa-2026.clauses.json', 'application/json']);
    expect(await proposal?.file.text()).toBe(good.texts);
    expect(proposal?.texts.clauses[0]).toEqual({clause: 'no-weapons', texts: {en: 'No weapons.', fil: 'Walang sandata.'}, source: 'annex', certainty: 'text'});
  });
  it('is no proposal with a fault, or as a party’s own rules', () => {
    expect(proposalOf({...good, faults: [{line: 3, sentence: 'what is this'}]})).toBeUndefined();
    expect(proposalOf({...good, kind: 'overlay'})).toBeUndefined();
    expect(proposalOf({...good, rules: undefined})).toBeUndefined();
  });
  it('belongs into the book of its parties', () => {
    const rules = proposalOf(good)?.rules;
    expect(rules && strangers(rules, ['jpn', 'phl', 'usa'])).toEqual([]);
    expect(rules && strangers(rules, ['jpn', 'usa'])).toEqual(['phl']);
  });
});
