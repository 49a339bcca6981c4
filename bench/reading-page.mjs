// The page's side of bench/reading.mjs and bench/reading-orders.mjs: our own reading over WebLLM's pipeline, built by vite.
import { webLlmInternals } from '../src/engines/webllm/internals.ts';
import { passageTokens, readInPassages, scoreTokens } from '../src/engines/webllm/passages.ts';
import { createTokenReader } from '../src/engines/webllm/tokens.ts';

const RUNNING = { aborted: false };
const WORDS =
  'boiling water leaves white crusts of lime on the heating element, which vinegar dissolves within an hour; rinse the kettle well and boil it once more before use. '
    .trim()
    .split(' ');

/** Leaves the engine in `globalThis.benchEngine`. */
export async function load({ folder, address }) {
  const { MLCEngine } = await import(/* @vite-ignore */ `${location.origin}/webllm.js`);
  const record = { model: location.origin + folder, model_id: 'measured', model_lib: location.origin + address };
  const engine = new MLCEngine({ logLevel: 'WARN', appConfig: { cacheBackend: 'cache', model_list: [record] } });
  await engine.reload('measured');
  Object.assign(globalThis, { benchEngine: engine });
}

/** The tokens of a prompt up to its last passage, and where its passages end. `lines`: as the prompt shows them, each with its line break. */
function tokensOf({ query, lines, encode }) {
  const head = `<|im_start|>user\nQuery: ${query}\n`;
  const spans = [];
  let at = head.length;
  for (const one of lines) {
    spans.push({ from: at, to: at + one.length });
    at += one.length;
  }
  /** @type {{ role: 'user', content: string }[]} */
  const messages = [{ role: 'user', content: head + lines.join('') }];
  const found = passageTokens({
    // A completion goes through no conversation template.
    conversation: /** @type {never} */ ({}),
    prompt: { messages, completion: true, message: 0, passages: spans },
    encode,
  });
  if (found === null) throw new Error('this tokenizer joins passages');
  return found;
}

/** The reading score of each passage of a list, one array an order, by the passages' places in the list as written. `orders`: which passage is read when. */
export async function readOrders({ query, passages, orders, tokens }) {
  const engine = Reflect.get(globalThis, 'benchEngine');
  const { encode, cache } = webLlmInternals(engine, 'measured');
  const reader = createTokenReader(cache);
  const scoredBy = scoreTokens(tokens, encode);
  if (scoredBy === null) throw new Error('this vocabulary lacks the tokens that scores are read off');
  const read = [];
  for (const order of orders) {
    const lines = order.map((place, at) => `[${at + 1}] ${passages[place]}\n`);
    const found = tokensOf({ query, lines, encode });
    const scores = [];
    // oxlint-disable-next-line no-await-in-loop -- one engine
    for await (const chunk of readInPassages({ ...found, scoredBy, reader, chunk: cache.chunk, cancel: RUNNING }))
      if (chunk.type === 'passage') scores[order[chunk.position]] = chunk.score;
    read.push(scores);
  }
  return read;
}

/** Milliseconds of one reading, with an empty cache at first. `way`: plain, list or apart. */
export async function measure({ passages, words, way }) {
  const engine = Reflect.get(globalThis, 'benchEngine');
  const { encode, cache } = webLlmInternals(engine, 'measured');
  const reader = createTokenReader(cache);
  const query = 'how is a kettle cleaned';
  const line = (place) =>
    `[${place + 1}] ${Array.from({ length: words }, (_, at) => WORDS[(place * 7 + at) % WORDS.length]).join(' ')}.\n`;
  const lines = Array.from({ length: passages }, (_, place) => line(place));
  const list = tokensOf({ query, lines, encode });
  const alone = lines.map((one) => tokensOf({ query, lines: [one.replace(/^\[\d+\]/, '[1]')], encode }));
  const score = async (found) => {
    const reading = readInPassages({ ...found, scoredBy: [0, 1], reader, chunk: cache.chunk, cancel: RUNNING });
    for await (const chunk of reading) if (chunk.type === 'left-out') throw new Error(chunk.reason);
  };
  const ways = {
    plain: () => reader.read(list.tokens, RUNNING),
    list: () => score(list),
    apart: async () => {
      // oxlint-disable-next-line no-await-in-loop -- one engine
      for (const one of alone) await score(one);
    },
  };
  reader.leave(null);
  cache.clear();
  const startedAt = performance.now();
  await ways[way]();
  return { tokens: list.tokens.length, ms: performance.now() - startedAt };
}
