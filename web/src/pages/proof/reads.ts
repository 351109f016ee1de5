/** Who took something out: an office by its name, or one that is none in the pages' own words. */
export interface Reader {
  office?: string;
  word: 'token' | 'node' | 'partner';
  party?: string;
}

export function readerOf(by: string): Reader {
  if (by === 'token' || by === 'node') return {word: by};
  const party = /^partner ([a-z]{3})$/.exec(by)?.[1];
  return party ? {word: 'partner', party} : {word: 'partner', office: by};
}

/** The id that an item begins with, and what is said beside it: "2f3a… invoice". */
export function itemOf(item: string): {id?: string; rest: string} {
  const found = /^([0-9a-f]{64})(?: (.*))?$/.exec(item);
  return found ? {id: found[1], rest: found[2] ?? ''} : {rest: item};
}
