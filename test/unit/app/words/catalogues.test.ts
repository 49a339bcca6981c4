import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LANGUAGE_CODES } from '../../../../src/app/words/index.ts';
import type { Language } from '../../../../src/app/words/index.ts';
import { literalsOf } from './catalogue-texts.ts';
import { SCRIPTS, TRANSLATED } from '../../../support/packs.ts';

const SOURCE = new URL('../../../../src/', import.meta.url);
const FOLDER = new URL('app/words/', SOURCE);
const AREAS = readdirSync(new URL('en/', FOLDER)).filter((name) => name !== 'index.ts');
/** Names, file kinds and units that are written in Latin letters in every language. */
const NAMES = new Set(
  (
    'Glassrank WebGPU WebLLM MiniLM BM GPU CPU Chrome Edge Safari Firefox https http localhost models kB MB MiB GB ms JSON JSONL CSV TSV GZIP ZIP HTML HTTP TXT UTF ' +
    'Markdown TREC BEIR MS MARCO RankLLM qrels nDCG MRR MAP RBO AP Kendall tau NUL docid qid Enter Esc Escape Ctrl Cmd Shift Tab Alt Apache SHA sha wasm URL ID ' +
    'YAML Document Qwen Reranker RankGPT TDPart PRP TourRank GroupRank FIRST Wait Borda Kemeny CORS vLLM API OpenAI Llama Mistral Gemma Phi ReasonRank RankZephyr SGLang IPv ASCII PDF Word DOCX EPUB OpenDocument OCR BlitzRank ' +
    'GGUF ChatML SmolLM SentencePiece'
  ).split(' '),
);

/** Names of more than one word, `{places}` that chips fill, and pieces of files as they are written: JSON, names of columns. */
const PHRASES =
  /\{".*\}|"[a-z]+"|qid 0 docid grade|query-id[,、] ?corpus-id[,、] ?score|trec_eval|query, passage|\bpid\b|run (?=的|列出)|(?<=没有 |加入 )run|npm run evaluate|qid Q0 docid rank score tag|[Tt]op-[pk]|Rank1|TREC run|JSON Lines|docs\/(?:SERVER|MODELS)\.md|one-server\.js|llama\.cpp|\{[a-z]+\}|models\.html|mlc-chat-config\.json|params_shard_\*\.bin|tokenizer\.json|https:\/\/huggingface\.co\/[\w./-]+|Access-Control-Allow-Origin|shader-f16|Hugging Face|SPLADE\+\+ ED|TREC Deep Learning|first_qwen3_0\.6b|convert_hf_to_gguf\.py|gguf_convert_endian\.py|llama-export-lora|llama-gguf-split --merge|connected\.html|\.gguf|big-endian/gu;

interface Told {
  readonly place: string;
  readonly text: string;
}

/** The texts of one area in a language, without the paths of imports and the language's own code. */
const textsOf: (area: string, language: Language) => readonly Told[] = (() => {
  const read = new Map(
    LANGUAGE_CODES.flatMap((language) =>
      AREAS.map((area) => {
        const path = `${language}/${area}`;
        const source = readFileSync(new URL(path, FOLDER), 'utf8');
        const lines = source.split('\n');
        const texts = literalsOf(source).filter(
          ({ text, line, isKey }) => !isKey && text !== language && !/^(?:import|export) .* from /u.test(lines[line - 1] ?? ''),
        );
        return [path, texts.map(({ text, line }) => ({ place: `${path}:${line}`, text }))] as const;
      }),
    ),
  );
  return (area, language) => read.get(`${language}/${area}`) ?? [];
})();

/** Paths of all messages, with what each one is. */
function shapeOf(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, inner]) => shapeOf(inner, `${path}.${key}`));
}

async function wordsOf(area: string, language: Language): Promise<unknown> {
  return { ...((await import(new URL(`${language}/${area}`, FOLDER).href)) as object) };
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

test.each(AREAS)('%s says the same things in every language', async (area) => {
  const english = shapeOf(await wordsOf(area, 'en'));
  expect(english.length).toBeGreaterThan(1);
  // An empty group in English: there the message itself is English.
  const spared = english.filter((path) => path.endsWith(': object')).map((path) => path.replace(': object', '.'));
  const rest = (paths: readonly string[]): readonly string[] =>
    paths.filter((path) => !spared.some((start) => path.startsWith(start))).toSorted();
  const first = shapeOf(await wordsOf(area, 'fa')).toSorted();
  for (const language of TRANSLATED) {
    const shape = shapeOf(await wordsOf(area, language));
    expect(rest(shape)).toEqual(english.filter((path) => !path.endsWith(': object')).toSorted());
    expect(shape.toSorted()).toEqual(first);
  }
});

test.each(AREAS.flatMap((area) => TRANSLATED.map((language) => ({ area, language }))))(
  '$area leaves no English in $language',
  ({ area, language }) => {
    const texts = textsOf(area, language).filter(({ text }) => /\p{L}/u.test(text));
    expect(texts.length > 0).toBe(textsOf(area, 'en').length > 0);
    const english = texts.flatMap(({ place, text }) =>
      (text.replaceAll(PHRASES, ' ').match(/\p{Script=Latin}{2,}/gu) ?? [])
        .filter((word) => !NAMES.has(word))
        .map((word) => `${place} ${word}`),
    );
    expect(english).toEqual([]);
    expect(texts.filter(({ text }) => SCRIPTS[language].test(text)).length).toBeGreaterThanOrEqual(texts.length / 2);
  },
);

test.each(AREAS)('%s closes every direction isolate that it opens', (area) => {
  for (const language of LANGUAGE_CODES) {
    const all = textsOf(area, language)
      .map(({ text }) => text)
      .join('');
    expect(all.match(/[\u2066-\u2068]/gu)?.length ?? 0).toBe(all.match(/\u2069/gu)?.length ?? 0);
  }
});

test('a language is a folder and a line: the list and the folders agree, and every folder holds the same areas', () => {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).toSorted()).toEqual(LANGUAGE_CODES.toSorted());
  for (const { name } of folders)
    expect(readdirSync(new URL(`${name}/`, FOLDER)).toSorted()).toEqual([...AREAS, 'index.ts'].toSorted());
});

test('no file of the page but the list names another language, and the list only fetches it', () => {
  const others = new RegExp(`["'](?:${TRANSLATED.join('|')})["']|words/(?:${TRANSLATED.join('|')})/`, 'u');
  const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
    (path) =>
      /\.tsx?$/u.test(path) &&
      !/^(?:core|engines|instant|cli)\//u.test(path) &&
      !TRANSLATED.some((language) => path.startsWith(`app/words/${language}/`)),
  );
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((path) => others.test(readFileSync(new URL(path, SOURCE), 'utf8')))).toEqual([]);
  const list = readFileSync(new URL('index.ts', FOLDER), 'utf8');
  for (const language of TRANSLATED) {
    expect(list).toContain(`import('./${language}/index.ts')`);
    expect(list).not.toMatch(new RegExp(`from '\\./${language}/`, 'u'));
  }
});

test('the words of the views that are fetched later are in none of the page’s first areas', () => {
  const index = readFileSync(new URL('en/index.ts', FOLDER), 'utf8');
  const later = AREAS.filter((area) => !index.includes(`'./${area}'`));
  expect(later).toEqual([
    'compare.ts',
    'connect.ts',
    'depth.ts',
    'documents.ts',
    'gallery.ts',
    'gguf.ts',
    'glossary.ts',
    'keeping.ts',
    'lenses.ts',
    'lessons.ts',
    'long-list.ts',
    'models.ts',
    'network.ts',
    'offline.ts',
    'opened.ts',
    'preferences.ts',
    'preset.ts',
    'problems.ts',
    'reach.ts',
    'reader.ts',
    'reading.ts',
    'recovery.ts',
    'stage.ts',
    'timeline.ts',
    'told.ts',
    'trace.ts',
  ]);
  for (const area of AREAS.filter((name) => !later.includes(name)))
    expect(readFileSync(new URL(`en/${area}`, FOLDER), 'utf8')).not.toMatch(
      /from '\.\/(?:compare|connect|depth|documents|gallery|gguf|glossary|lenses|lessons|models|network|offline|opened|preferences|preset|problems|reach|reader|reading|stage|timeline|told|trace)\.ts'/u,
    );
  for (const language of TRANSLATED) {
    const pack = ['index.ts', 'stage.ts', 'told.ts', 'models.ts']
      .map((name) => readFileSync(new URL(`${language}/${name}`, FOLDER), 'utf8'))
      .join('');
    for (const area of AREAS) expect(pack).toContain(`'./${area}'`);
  }
});
