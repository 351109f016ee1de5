import {join} from 'node:path';

/** Vitest's reporters: for people, and where PALITAN_BUILD names a folder a file with the counts, which ./test prints. */
export function counted(part: string): (string | [string, {outputFile: string}])[] {
  const build = process.env.PALITAN_BUILD;
  return build ? ['verbose', ['json', {outputFile: join(build, `pages.${part}.json`)}]] : ['verbose'];
}
