// The page's side of bench/reading.mjs: our own reading over WebLLM's pipeline, built by vite.
import { webLlmInternals } from '../src/engines/webllm/internals.ts';
import { passageTokens, readInPassages } from '../src/engines/webllm/passages.ts';
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

/** Milliseconds of one reading in each way. Each begins with an empty cache. */
export async function measure({ passages, words, readFirst }) {
  const engine = Reflect.get(globalThis, 'benchEngine');
  const { encode, cache } = webLlmInternals(engine, 'measured');
  const reader = createTokenReader(cache);
  const line = (place) =>
    `[${place + 1}] ${Array.from({ length: words }, (_, at) => WORDS[(place * 7 + at) % WORDS.length]).join(' ')}.\n`;
  const tokensOf = (lines) => {
    const head = '<|im_start|>user\nQuery: how is a kettle cleaned\n';
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
  };
  const lines = Array.from({ length: passages }, (_, place) => line(place));
  const list = tokensOf(lines);
  const alone = lines.map((one) => tokensOf([one.replace(/^\[\d+\]/, '[1]')]));
  const timed = async (work) => {
    reader.leave(null);
    cache.clear();
    const startedAt = performance.now();
    await work();
    return { ms: performance.now() - startedAt };
  };
  const score = async (found) => {
    const reading = readInPassages({ ...found, scoredBy: [0, 1], reader, chunk: cache.chunk, cancel: RUNNING });
    for await (const chunk of reading) if (chunk.type === 'left-out') throw new Error(chunk.reason);
  };
  const ways = {
    plain: () => timed(() => reader.read(list.tokens, RUNNING)),
    list: () => timed(() => score(list)),
    apart: () =>
      timed(async () => {
        for (const one of alone) await score(one);
      }),
  };
  const order = readFirst ? ['list', 'plain', 'apart'] : ['plain', 'list', 'apart'];
  const found = {};
  for (const way of order) found[way] = await ways[way]();
  return { tokens: list.tokens.length, ...found };
}
