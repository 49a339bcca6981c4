import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Language } from '../../../../src/app/words/use-words.ts';
import { literalsOf } from './catalogue-texts.ts';

const FOLDER = new URL('../../../../src/app/words/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => /-(?:catalogue|messages)\.ts$/u.test(name));
const CATALOGUES = FILES.filter((name) => name.endsWith('-catalogue.ts'));
const TRANSLATED = ['fa', 'ru', 'zh'] as const satisfies readonly Language[];
const SCRIPTS = { fa: /\p{Script=Arabic}/u, ru: /\p{Script=Cyrillic}/u, zh: /\p{Script=Han}/u };
/** Names, file kinds and units that are written in Latin letters in every language. */
const NAMES = new Set(
  (
    'Glassrank WebGPU WebLLM MiniLM BM GPU CPU Chrome Edge Safari Firefox https http localhost models kB MB MiB GB ms JSON JSONL CSV TSV HTML TXT UTF ' +
    'Markdown TREC BEIR MS MARCO RankLLM qrels nDCG MRR MAP RBO AP Kendall tau NUL docid qid Enter Esc Escape Ctrl Cmd Shift Tab Alt Apache SHA sha wasm URL ID ' +
    'YAML Document Qwen Reranker RankGPT TDPart PRP TourRank GroupRank FIRST Wait Borda Kemeny'
  ).split(' '),
);

/** Names of more than one word, and `{places}` that chips fill. */
const PHRASES = /npm run evaluate|qid Q0 docid rank score tag|[Tt]op-[pk]|Rank1|TREC run|JSON Lines|\{[a-z]+\}/gu;

interface Told {
  readonly place: string;
  readonly text: string;
}

/** Each line's language: that of the block it stands in, or of the helper whose name ends in the language. */
function ownersOf(source: string): readonly (string | null)[] {
  let within: string | null = null;
  return source.split('\n').map((line) => {
    const start = /^ {2}(en|fa|ru|zh): ?/u.exec(line)?.[1] ?? /^const (en|fa|ru|zh)\b[^=]*= /u.exec(line)?.[1];
    const helper = /^(?:const|function) \w+?(En|Fa|Ru|Zh)\b/u.exec(line)?.[1];
    if (start !== undefined) within = start;
    else if (helper !== undefined) within = helper.toLowerCase();
    else if (/^\S/u.test(line) && !/^[})\]]/u.test(line)) within = null;
    return within;
  });
}

/** The texts of one language in a catalogue's source. */
const textsOf: (file: string, language: Language) => readonly Told[] = (() => {
  const read = new Map(
    FILES.map((file) => {
      const source = readFileSync(new URL(file, FOLDER), 'utf8');
      const owners = ownersOf(source);
      const texts = literalsOf(source).filter(({ isKey }) => !isKey);
      return [file, texts.map(({ text, line }) => ({ place: `${file}:${line}`, text, owner: owners[line - 1] }))] as const;
    }),
  );
  return (file, language) =>
    (read.get(file) ?? []).filter(({ owner, text }) => owner === language && !TRANSLATED.some((code) => code === text));
})();

/** Paths of all messages, with what each one is. */
function shapeOf(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, inner]) => shapeOf(inner, `${path}.${key}`));
}

async function cataloguesOf(file: string): Promise<readonly Readonly<Record<Language, unknown>>[]> {
  const exports = (await import(new URL(file, FOLDER).href)) as Readonly<Record<string, unknown>>;
  return Object.values(exports).filter(
    (value): value is Readonly<Record<Language, unknown>> => typeof value === 'object' && value !== null && 'en' in value,
  );
}

test('the reader of literals finds every text, also within the expressions of templates, and passes over comments', () => {
  const source = "/* it's */ const a = 'x'; // don't\nconst b = { 'k-1': `one ${c ? 'two' : `${d} three`} four`, e: \"it’s\" };";
  const found = literalsOf(source);
  expect(found.filter(({ text, isKey }) => text !== '' && !isKey).map(({ text }) => text.trim())).toEqual([
    'x',
    'one',
    'two',
    'three',
    'four',
    'it’s',
  ]);
  expect(found.find(({ isKey }) => isKey)?.text).toBe('k-1');
});

test.each(CATALOGUES)('%s says the same things in English, Persian, Russian and Chinese', async (file) => {
  const catalogues = await cataloguesOf(file);
  expect(catalogues).not.toEqual([]);
  for (const catalogue of catalogues) {
    const english = shapeOf(catalogue.en);
    // An empty group in English: there the message itself is English.
    const spared = english.filter((path) => path.endsWith(': object')).map((path) => path.replace(': object', '.'));
    const rest = (paths: readonly string[]): readonly string[] =>
      paths.filter((path) => !spared.some((start) => path.startsWith(start))).toSorted();
    for (const language of TRANSLATED) {
      expect(rest(shapeOf(catalogue[language]))).toEqual(english.filter((path) => !path.endsWith(': object')).toSorted());
      expect(shapeOf(catalogue[language]).toSorted()).toEqual(shapeOf(catalogue.fa).toSorted());
    }
  }
});

test.each(FILES.flatMap((file) => TRANSLATED.map((language) => ({ file, language }))))(
  '$file leaves no English in $language',
  ({ file, language }) => {
    const texts = textsOf(file, language).filter(({ text }) => /\p{L}/u.test(text));
    expect(texts.length > 0).toBe(textsOf(file, 'en').length > 0);
    const english = texts.flatMap(({ place, text }) =>
      (text.replaceAll(PHRASES, ' ').match(/\p{Script=Latin}{2,}/gu) ?? [])
        .filter((word) => !NAMES.has(word))
        .map((word) => `${place} ${word}`),
    );
    expect(english).toEqual([]);
    expect(texts.filter(({ text }) => SCRIPTS[language].test(text)).length).toBeGreaterThanOrEqual(texts.length / 2);
  },
);

test.each(FILES)('%s closes every direction isolate that it opens', (file) => {
  for (const language of ['en', ...TRANSLATED] as const) {
    const all = textsOf(file, language)
      .map(({ text }) => text)
      .join('');
    expect(all.match(/[\u2066-\u2068]/gu)?.length ?? 0).toBe(all.match(/\u2069/gu)?.length ?? 0);
  }
});
