import { eachDocument } from './each-document.ts';
import type { CollectionFile } from './read-collection.ts';

/**
 * Which files of `{id, text}` entries are the corpus and which the queries: by name; else by whose identifiers the run or the judgements use;
 * else, of several, the one with by far the shortest texts holds the queries. One file alone is a corpus.
 */
export function splitDocuments(input: {
  readonly files: readonly CollectionFile[];
  /** True when there is a queries file already. */
  readonly hasQueries: boolean;
  readonly isQuery: (id: string) => boolean;
  readonly isPassage: (id: string) => boolean;
}): { readonly corpus: readonly CollectionFile[]; readonly queries: readonly CollectionFile[] } {
  const corpus: CollectionFile[] = [];
  const queries: CollectionFile[] = [];
  const open: { readonly file: CollectionFile; readonly length: number }[] = [];
  for (const file of input.files) {
    const base = file.name.slice(file.name.lastIndexOf('/') + 1);
    const { ids, length } = beginning(file);
    const asQuery = ids.filter(input.isQuery).length;
    const asPassage = ids.filter(input.isPassage).length;
    if (/quer(?:y|ies)|topic|question/i.test(base)) queries.push(file);
    else if (/corpus|collection|passage|docs|documents/i.test(base)) corpus.push(file);
    else if (asQuery > asPassage) queries.push(file);
    else if (asPassage > asQuery) corpus.push(file);
    else open.push({ file, length });
  }
  open.sort((one, other) => one.length - other.length);
  const [shortest, next] = open;
  const others = next?.length ?? (corpus[0] === undefined ? 0 : beginning(corpus[0]).length);
  if (shortest !== undefined && queries.length === 0 && !input.hasQueries && shortest.length * 2 < others) {
    queries.push(shortest.file);
    open.shift();
  }
  for (const { file } of open) corpus.push(file);
  return { corpus, queries };
}

function beginning({ text, shape }: CollectionFile): { readonly ids: readonly string[]; readonly length: number } {
  const end = text.indexOf('\n', 100_000);
  const ids: string[] = [];
  let length = 0;
  let count = 0;
  eachDocument({
    text: end === -1 ? text : text.slice(0, end),
    shape,
    visit: (found) => {
      count += 1;
      length += found.text.length;
      if (ids.length < 200) ids.push(found.id);
    },
    problem: () => {},
  });
  return { ids, length: count === 0 ? 0 : length / count };
}
