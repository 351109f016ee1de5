import {beforeEach, describe, expect, it, vi} from 'vitest';
import {nodeSource} from './source';

const BOOK = 'ab'.repeat(32);
type Query = {case?: string; from?: string};
const node = vi.hoisted(() => ({asked: [] as {path: string; query: Query}[], pieces: [] as object[]}));
vi.mock('@/api/client', () => ({
  take: <T>(answer: Promise<T>) => answer,
  call: () => Promise.reject(new Error('not asked here')),
  api: {
    GET: (path: string, options: {params: {query?: Query}}) => {
      if (path.endsWith('/seats')) return Promise.resolve({seats: []});
      node.asked.push({path, query: options.params.query ?? {}});
      return Promise.resolve(node.pieces.shift());
    },
  },
}));

beforeEach(() => {
  node.asked.length = 0;
});

describe("the node's own interface as a source", () => {
  it('looks for changes of keys among the acts of the partnership alone, however long the log', async () => {
    node.pieces = [
      {acts: [{id: 'c', standing: 'agreed'}, {id: 'x', standing: 'pending'}], next: 'case.1'},
      {acts: [{id: 'a', standing: 'agreed'}]},
    ];
    expect(await nodeSource(BOOK).keyChanges()).toEqual(['a', 'c']);
    expect(node.asked.map((one) => one.query.case)).toEqual([BOOK, BOOK]);
    expect(node.asked.map((one) => one.query.from)).toEqual([undefined, 'case.1']);
  });
});
