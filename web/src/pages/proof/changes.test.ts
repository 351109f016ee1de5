import {describe, expect, it} from 'vitest';
import {differences, flatten, lineReasons, reasonOf, trail} from './changes';

describe('what an act changed', () => {
  it('names lines by their own number', () => {
    expect([...flatten({lines: [{number: 2, quantity: 5}], place: 'Subic'})]).toEqual([
      ['lines.2.number', '2'],
      ['lines.2.quantity', '5'],
      ['place', 'Subic'],
    ]);
  });
  it('shows old and new, what is new and what is gone', () => {
    expect(differences({a: 1, b: 'x', c: 2}, {a: 1, b: 'y', d: 3})).toEqual([
      {field: 'b', from: 'x', to: 'y'},
      {field: 'd', from: undefined, to: '3'},
      {field: 'c', from: '2'},
    ]);
  });
  it('follows an order from request through offer and amendment', () => {
    const acts = [
      {id: '1', kind: 'request', standing: 'agreed', verdict: {name: 'accepted', state: 'requested'}, body: {place: 'Subic', unit: 'JS Osumi', lines: [{number: 1, quantity: 100}]}},
      {id: '2', kind: 'offer', standing: 'agreed', verdict: {name: 'accepted', state: 'offered'}, body: {lines: [{number: 1, quantity: 80}], unit: '', note: 'stock is short'}},
      {id: '3', kind: 'amend', standing: 'agreed', verdict: {name: 'refused_side'}, body: {lines: [{number: 1, quantity: 70}]}},
      {id: '4', kind: 'amend', standing: 'pending', verdict: {name: 'accepted', state: 'offered'}, body: {lines: [{number: 1, quantity: 90}]}},
    ];
    const seen = trail(acts);
    expect(seen.get('1')).toEqual([{field: 'state', from: undefined, to: 'requested'}]);
    expect(seen.get('2')).toContainEqual({field: 'lines.1.quantity', from: '100', to: '80'});
    expect(seen.get('2')).not.toContainEqual(expect.objectContaining({field: 'place'}));
    expect(seen.get('2')).not.toContainEqual(expect.objectContaining({field: 'unit'}));
    // The refused amendment never stood, so the next one is compared with the offer.
    expect(seen.get('4')).toContainEqual({field: 'lines.1.quantity', from: '80', to: '90'});
    expect(reasonOf(acts[1]?.body)).toBe('stock is short');
  });
  it('says nothing of what was empty and stays so, and names the reasons of lines', () => {
    expect(differences({note: ''}, {note: '', payee: ''})).toEqual([]);
    expect(lineReasons({lines: [{number: 1}, {number: 2, reason: 'spoiled'}, {number: 3, reason: 'spoiled'}]})).toEqual(['spoiled']);
  });
  it('adds up what was received, and takes back what a correction corrects', () => {
    const verdict = {name: 'accepted', state: 'delivering'};
    const seen = trail([
      {id: '1', kind: 'receive', standing: 'agreed', verdict, body: {lines: [{number: 2, received: 38, damaged: 2}]}},
      {id: '2', kind: 'receive', standing: 'agreed', verdict: {name: 'refused_quantity'}, body: {lines: [{number: 2, received: 99}]}},
      {id: '3', kind: 'receive', standing: 'agreed', verdict, body: {corrects: '1', lines: [{number: 2, received: 39, damaged: 1}]}},
      {id: '4', kind: 'receive', standing: 'agreed', verdict, body: {lines: [{number: 2, received: '10'}]}},
    ]);
    expect(seen.get('1')).toContainEqual({field: 'lines.2.received', from: '0', to: '38'});
    expect(seen.get('2')?.filter((one) => one.field.startsWith('lines'))).toEqual([]);
    expect(seen.get('3')).toContainEqual({field: 'lines.2.damaged', from: '2', to: '1'});
    expect(seen.get('4')).toEqual([{field: 'lines.2.received', from: '39', to: '49'}]);
  });
});
