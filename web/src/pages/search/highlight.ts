/** A piece of a text; `hit` where it is what was looked for. */
export interface Piece {
  text: string;
  hit: boolean;
}

/**
 * Cuts a text where it holds the query, width and case folded as the node folds them. Where the whole query stands nowhere, its
 * words are marked, and in scripts without spaces its pairs of characters.
 */
export function highlight(text: string, query: string): Piece[] {
  const chars = [...text];
  const folded = chars.map((one) => one.normalize('NFKC').toLowerCase());
  const wanted = query.normalize('NFKC').toLowerCase().trim();
  const hits = new Array<boolean>(chars.length).fill(false);
  for (const part of partsOf(folded, wanted)) mark(folded, part, hits);
  const out: Piece[] = [];
  chars.forEach((one, i) => {
    const hit = hits[i] ?? false;
    const last = out[out.length - 1];
    if (last && last.hit === hit) last.text += one;
    else out.push({text: one, hit});
  });
  return out;
}

function partsOf(folded: string[], wanted: string): string[] {
  if (wanted === '') return [];
  if (folded.join('').includes(wanted)) return [wanted];
  const words = wanted.split(/\s+/).filter(Boolean);
  return words.flatMap((word) => {
    const chars = [...word];
    if (chars.length < 3 || folded.join('').includes(word)) return [word];
    return chars.slice(1).map((one, i) => (chars[i] ?? '') + one);
  });
}

/** Marks every place where `part` stands. One character of a text may fold to several. */
function mark(folded: string[], part: string, hits: boolean[]): void {
  for (let from = 0; from < folded.length; ++from) {
    let read = '';
    let to = from;
    while (to < folded.length && read.length < part.length) read += folded[to++] ?? '';
    if (part !== '' && read.startsWith(part)) hits.fill(true, from, to);
  }
}
