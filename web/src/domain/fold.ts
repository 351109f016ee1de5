/** For comparing what people type with what is written: width, case and space folded. */
export const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
