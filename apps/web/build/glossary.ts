import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { parse } from 'yaml';

const FILE = fileURLToPath(new URL('../../../docs/glossary.yaml', import.meta.url));
const NAME = 'virtual:glossary';

interface Entry {
  readonly chinese: string;
  readonly help?: string;
}

/** The help of the glossary as a module: pairs of a Chinese term and what it means. */
export function glossary(): Plugin {
  return {
    name: 'glossary',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load(id) {
      if (id !== `\0${NAME}`) return undefined;
      this.addWatchFile(FILE);
      const entries = parse(readFileSync(FILE, 'utf8')) as readonly Entry[];
      const pairs = entries.flatMap(({ chinese, help }) => (help === undefined ? [] : [[chinese, help]]));
      return `export default ${JSON.stringify(pairs)};`;
    },
  };
}
