// Every component of Mantine that a view uses has its styles in src/mantine.ts.
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';

const here = new URL('.', import.meta.url).pathname;
const styles = join(here, '../node_modules/@mantine/core/styles');

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? sources(path) : /\.tsx?$/.test(name) ? [path] : [];
  });
}

it('has the styles of every component in use', () => {
  const listed = readFileSync(join(here, 'mantine.ts'), 'utf8');
  const missing = new Set<string>();
  for (const path of sources(here))
    for (const [, names = ''] of readFileSync(path, 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g))
      for (const name of names.split(',').map((one) => one.trim()))
        if (existsSync(join(styles, `${name}.css`)) && !listed.includes(`/${name}.css`)) missing.add(name);
  expect([...missing]).toEqual([]);
});
