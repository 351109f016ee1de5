// What a checked file is, before anybody signs it. The node has the last word.
import type {Schemas} from '@/api/client';
import type {Rules} from './rules';

export type Checked = Schemas['InstrumentCheck'];
export type Texts = Schemas['InstrumentTexts'];

export interface Proposal {
  rules: Rules;
  texts: Texts;
  body: {rules: string};
  /** The texts of its clauses, beside the act. */
  file: File;
}

interface WrittenTexts {
  clauses: {clause: string; en?: string; ja?: string; fil?: string}[];
}

/** What can be proposed: an instrument without a fault, with its texts. */
export function proposalOf(answer: Checked): Proposal | undefined {
  if (answer.kind !== 'instrument' || answer.faults.length > 0 || !answer.rules || !answer.texts || !answer.read) return undefined;
  const rules = answer.read as unknown as Rules;
  const written = JSON.parse(answer.texts) as WrittenTexts;
  const texts = {
    texts_held: true, leaned_on: [],
    clauses: written.clauses.map(({clause, ...words}) => {
      const of = rules.clauses.find((one) => one.key === clause);
      return {clause, texts: words, source: of?.source ?? '', certainty: of?.certainty ?? ''};
    }),
  } as unknown as Texts;
  return {rules, texts, body: {rules: answer.rules}, file: new File([answer.texts], `${rules.name}.clauses.json`, {type: 'application/json'})};
}

/** Parties of an agreement that are not in this book: it belongs into another. */
export const strangers = (rules: Rules, parties: string[]): string[] => rules.parties.filter((code) => !parties.includes(code));
