import {describe, expect, it} from 'vitest';
import {highlight} from './highlight';

const marked = (text: string, query: string) => highlight(text, query).filter((one) => one.hit).map((one) => one.text);

describe('highlighting', () => {
  it('marks what was looked for, whatever width and case', () => {
    expect(marked('舶用燃料 F-76', '燃料')).toEqual(['燃料']);
    expect(marked('Ｆ－７６ and f-76', 'f-76')).toEqual(['Ｆ－７６', 'f-76']);
    expect(highlight('Water', 'WATER')).toEqual([{text: 'Water', hit: true}]);
  });
  it('keeps the text whole', () => {
    for (const [text, query] of [['ﾊﾞｹﾂ 10㍑', 'バケツ'], ['a', ''], ['', 'x'], ['𠮷野家', '野家']] as const)
      expect(highlight(text, query).map((one) => one.text).join('')).toBe(text);
  });
  it('marks words and pairs apart where the whole stands nowhere', () => {
    expect(marked('boat for the squadron', 'squadron boat')).toEqual(['boat', 'squadron']);
    expect(marked('燃料の補給', '燃料補給')).toEqual(['燃料', '補給']);
  });
});
