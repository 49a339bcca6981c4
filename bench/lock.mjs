import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { printTable } from './print-table.mjs';

// What the guide costs a token: `node bench/lock.mjs`. A thought with two quotes and an answer over ten passages, with a prior, and the shipped model's vocabulary; once
// with what may come next looked up by its text, once by asking about the whole vocabulary; milliseconds of the processor, which a busy machine leaves alone.
const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = path.join(root, '.cache/lock');
const TOKENIZER = path.join(root, 'public/models/glassrank-135m-q4f32_1/tokenizer.json');
const TIMES = 5;
await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir,
    rollupOptions: {
      input: {
        automaton: 'src/core/answer/automaton.ts',
        guide: 'src/core/run/guide.ts',
        presets: 'src/core/preset/built-in.ts',
        units: 'src/core/text/evidence-units.ts',
        guided: 'src/engines/webllm/guided.ts',
      },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].mjs' },
    },
  },
});
const ours = (name) => import(pathToFileURL(path.join(outDir, `${name}.mjs`)).href);
const { createAnswerAutomaton } = await ours('automaton');
const { createOutputGuide } = await ours('guide');
const { preset } = await ours('presets');
const { evidenceUnits } = await ours('units');
const { createGuidedLogits } = await ours('guided');

/** Texts of a byte-level vocabulary by token; null where the bytes are no whole text. */
function tokenTexts() {
  const { model, added_tokens: added } = JSON.parse(readFileSync(TOKENIZER, 'utf8'));
  const printable = (byte) => (byte > 32 && byte < 127) || (byte > 160 && byte < 173) || byte > 173;
  const bytes = new Map();
  let next = 256;
  for (let byte = 0; byte < 256; byte += 1) bytes.set(String.fromCodePoint(printable(byte) ? byte : next++), byte);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const texts = [];
  for (const [piece, id] of Object.entries(model.vocab)) {
    try {
      texts[id] = decoder.decode(Uint8Array.from(piece, (letter) => bytes.get(letter) ?? 0));
    } catch {
      texts[id] = null;
    }
  }
  for (const { id } of added) texts[id] = null;
  return Array.from(texts, (text) => text ?? null);
}

const texts = tokenTexts();
const ids = new Map(texts.map((text, id) => [text, id]));
const words =
  'boiling water leaves white crusts of lime on the element, which vinegar dissolves within an hour; rinse it well. '.repeat(6);
const passages = Array.from({ length: 10 }, (_, place) => `Passage ${place} says: ${words.slice(place * 7)}`.slice(0, 600));
const evidence = passages.map((text) => ({
  text,
  // As a run has them: whole sentences, some of them favoured.
  quotable: evidenceUnits(text).map((unit, at) => ({ ...unit, lean: (at % 3) - 1 })),
}));
const sentence =
  'boiling water leaves white crusts of lime on the element, which vinegar dissolves within an hour; rinse it well.';
/** Tokens with what is being written when each is asked for. */
const thought = [
  ['plain text', '['],
  ...citation('3'),
  ...[',', ' and', ' '].map((text) => ['plain text', text]),
  ['plain text', '['],
  ...citation('4'),
  ['plain text', '.'],
  ...['</', 'think', '>'].map((text) => ['a tag', text]),
  ...inTokens('\n<answer>').map((text) => ['a tag', text]),
  ...passages.flatMap((_, place) => inTokens(`${place === 0 ? '' : ' > '}[${10 - place}]`)).map((text) => ['the answer', text]),
];

/** A passage's number and a quote of it, behind its opening bracket. */
function citation(number) {
  const [word, ...rest] = inTokens(sentence);
  return [
    ['a number', number],
    ['a number', '] says "'],
    ['a quote’s first word', word],
    ...rest.map((text) => ['a quote', text]),
    ['a quote', '"'],
  ];
}

/** A text in the longest tokens that fit. */
function inTokens(text) {
  const pieces = [];
  for (let at = 0; at < text.length; at += pieces.at(-1).length) {
    let to = text.length;
    while (!ids.has(text.slice(at, to))) to -= 1;
    pieces.push(text.slice(at, to));
  }
  return pieces;
}

const answer = createAnswerAutomaton({ shape: preset('glassrank-1').answer, count: passages.length });

/** Milliseconds of each token by what is being written. `lookedUp`: with what may come next looked up. */
function write(guided, lookedUp) {
  const guide = createOutputGuide({
    tags: { open: '<think>', close: '</think>' },
    answer,
    begins: 'thought',
    thoughtTokens: 400,
    evidence,
    prior: passages.map((_, place) => 1 - place / 5),
  });
  const hidden = new Set(['narrow', 'wide']);
  const held = lookedUp
    ? guide
    : new Proxy(guide, { get: (of, name) => (hidden.has(String(name)) ? undefined : Reflect.get(of, name)) });
  guided.begin(held);
  const times = {};
  const timed = (work, placeOf) => {
    const before = process.cpuUsage();
    const found = work();
    const { user, system } = process.cpuUsage(before);
    (times[placeOf(found)] ??= []).push((user + system) / 1000);
  };
  for (const [at, text] of thought) {
    const logits = new Float32Array(texts.length);
    timed(
      () => guided.processLogits(logits),
      () => at,
    );
    timed(
      () => guided.sure(undefined),
      (sure) => (sure === null ? 'a choice: nothing is sure' : 'what must come'),
    );
    for (const token of ids.has(text) ? [text] : text) guided.processSampledToken(ids.get(token));
  }
  return times;
}

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
const guided = createGuidedLogits(texts, [], (text) => inTokens(text).map((token) => ids.get(token)));
const rows = new Map();
for (let time = 0; time <= TIMES; time += 1) {
  for (const lookedUp of [true, false]) {
    for (const [what, times] of Object.entries(write(guided, lookedUp))) {
      // The first time warms up.
      if (time === 0) continue;
      const row = rows.get(what) ?? { lookedUp: [], whole: [] };
      row[lookedUp ? 'lookedUp' : 'whole'].push(...times);
      rows.set(what, row);
    }
  }
}
printTable({
  title: `The guide over ${texts.length} tokens, ${TIMES} calls: milliseconds a token, median (most)`,
  columns: ['inside', 'looked up', 'whole vocabulary'],
  rows: Array.from(rows, ([what, row]) => [
    what,
    ...[row.lookedUp, row.whole].map((own) => `${median(own).toFixed(2)} (${Math.max(...own).toFixed(1)})`),
  ]),
});
