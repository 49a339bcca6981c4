// The page's side of bench/peers.mjs: one engine in one page, built by vite. Each engine is an object of three calls: load, speed, rank.
import { connectProcessor } from '../src/engines/wasm/client.ts';
import { transcode } from '../src/engines/wasm/transcode.ts';
import { connectEngine } from '../src/engines/webllm/client.ts';
import { promptPieces } from '../src/engines/webllm/template.ts';

// A Vite worker chunk: the address must stand literally in the call.
const processorWorker = () =>
  new Worker(new URL('../src/engines/wasm/processor.worker.ts', import.meta.url), {
    type: 'module',
    name: 'glassrank-processor',
  });

const here = (address) => new URL(address, location.href).href;
const fetched = async (address) => (await fetch(here(address))).json();
/** One token each, so that a text that is longer by one is longer by one token. */
const DIGITS = '7';
const textOf = (words, digits) => `${'The quick brown fox jumps over the lazy dog. '.repeat(words)}${DIGITS.repeat(digits)}`;

/** An engine of this app, through the wire that the page uses. */
function ours(connect) {
  let client;
  let model;
  return {
    async load({ id }) {
      client = connect();
      const loaded = await client.load(id);
      if (!loaded.ok) throw new Error(loaded.error.message);
      model = loaded.value;
      return { threads: model.processor?.threads ?? null, library: model.identity.library };
    },
    /** `tokens` read, `more` written one by one: likelihoods behind one more token each, with the logits that a choice needs. */
    async speed({ tokens, more }) {
      const words = Math.floor(tokens / 11);
      const texts = ['Hello', ...Array.from({ length: more + 1 }, (_, place) => textOf(words, place + 1))];
      const ms = [];
      const counts = [];
      const result = await client.likelihoods({
        requests: texts.map((content) => ({ messages: [{ role: 'user', content }], completion: true, continuations: ['7'] })),
        onAnswer({ computedTokens, tookMs }) {
          ms.push(tookMs);
          counts.push(computedTokens);
        },
      });
      if (!result.ok) throw new Error(result.error.message);
      const sum = (all) => all.reduce((so, one) => so + one, 0);
      return { read: counts[1], readMs: ms[1], written: sum(counts.slice(2)), writeMs: sum(ms.slice(2)) };
    },
    async rank({ request }) {
      const startedAt = performance.now();
      /** @type {number | null} */
      let firstAt = null;
      let first = null;
      let order = null;
      const windows = [];
      const settings = model.defaults;
      const run = { runId: 'bench', model: model.identity, request, settings, signal: new AbortController().signal };
      for await (const event of client.run(run)) {
        if (event.type === 'order-update' && firstAt === null) {
          firstAt = performance.now();
          first = event.from;
        }
        if (event.type === 'window-start') windows.push({ messages: event.messages, written: event.written ?? '' });
        if (event.type === 'window-end') Object.assign(windows.at(-1), event.usage);
        if (event.type === 'run-end') {
          if (event.outcome.type !== 'complete') throw new Error(JSON.stringify(event.outcome));
          order = event.ranking;
        }
      }
      const endedAt = performance.now();
      return { firstMs: (firstAt ?? endedAt) - startedAt, first, allMs: endedAt - startedAt, order, windows };
    },
  };
}

/** A window's prompt as a text, for engines that are given one. */
async function promptText({ messages, written }) {
  const { conv_template: conversation } = await fetched('/model/mlc-chat-config.json');
  return promptPieces(conversation, messages).join('') + written;
}

/** What a peer that only writes makes of the same calls: each prompt read, as many tokens written as ours wrote. An order is seen when the first call is over. */
async function rankPlainly(windows, write) {
  const startedAt = performance.now();
  /** @type {number | null} */
  let firstAt = null;
  for (const window of windows) {
    await write(await promptText(window), window.completionTokens);
    firstAt ??= performance.now();
  }
  return { firstMs: (firstAt ?? performance.now()) - startedAt, first: 'the first call', allMs: performance.now() - startedAt };
}

/** wllama by its own class, without our guide: the same version and the same GGUF. */
function wllama() {
  let engine;
  const write = (prompt, nPredict, onNewToken) =>
    engine.createCompletion(prompt, { nPredict, sampling: { temp: 0 }, useCache: false, ...(onNewToken && { onNewToken }) });
  return {
    async load({ threads }) {
      const { Wllama } = await import('@wllama/wllama/esm/index.js');
      const names = ['mlc-chat-config.json', 'tensor-cache.json', 'tokenizer.json'];
      const [config, tensors, tokenizer] = await Promise.all(names.map((name) => fetched(`/model/${name}`)));
      const shards = new Map();
      for (const { dataPath } of tensors.records)
        shards.set(dataPath, new Uint8Array(await (await fetch(here(`/model/${dataPath}`))).arrayBuffer()));
      const { bytes } = transcode({ config, tensors, tokenizer, shards });
      const addresses = {
        'single-thread/wllama.wasm': here('/wllama/single-thread/wllama.wasm'),
        'multi-thread/wllama.wasm': here('/wllama/multi-thread/wllama.wasm'),
      };
      const quiet = { debug() {}, log() {}, warn() {}, error: console.error };
      engine = new Wllama(addresses, { logger: quiet });
      await engine.loadModel([new Blob([bytes])], { n_ctx: config.context_window_size, n_threads: threads });
      return { threads: engine.getNumThreads(), library: 'llama.cpp' };
    },
    async speed({ tokens, more }) {
      const prompt = textOf(Math.floor(tokens / 11), 1);
      const read = (await engine.tokenize(prompt, true)).length;
      const at = [];
      const startedAt = performance.now();
      await write(prompt, more + 1, () => at.push(performance.now()));
      return { read, readMs: at[0] - startedAt, written: at.length - 1, writeMs: at.at(-1) - at[0] };
    },
    rank: ({ windows }) => rankPlainly(windows, (prompt, count) => write(prompt, count)),
  };
}

/** transformers.js over ONNX of the same weights, on the processor. */
function transformers() {
  let model;
  let tokenizer;
  const generate = async (prompt, count, onToken) => {
    const inputs = tokenizer(prompt, { add_special_tokens: false });
    const streamer = { put: () => onToken?.(), end() {} };
    await model.generate({ ...inputs, max_new_tokens: count, min_new_tokens: count, do_sample: false, streamer });
    return inputs.input_ids.dims[1];
  };
  return {
    async load({ threads }) {
      const { AutoModelForCausalLM, AutoTokenizer, env } = await import('@huggingface/transformers');
      env.allowRemoteModels = false;
      env.allowLocalModels = true;
      env.useBrowserCache = false;
      env.localModelPath = '/onnx/';
      const { wasm } = env.backends.onnx;
      if (!wasm) throw new Error('transformers.js brings no onnxruntime for the processor');
      wasm.wasmPaths = here('/ort/');
      wasm.numThreads = threads;
      tokenizer = await AutoTokenizer.from_pretrained('model');
      model = await AutoModelForCausalLM.from_pretrained('model', { dtype: 'q4', device: 'wasm' });
      return { threads, library: 'onnxruntime-web' };
    },
    async speed({ tokens, more }) {
      const at = [];
      const startedAt = performance.now();
      // The prompt is told first.
      const read = await generate(textOf(Math.floor(tokens / 11), 1), more + 1, () => at.push(performance.now()));
      const written = at.slice(1);
      return { read, readMs: written[0] - startedAt, written: written.length - 1, writeMs: written.at(-1) - written[0] };
    },
    rank: ({ windows }) => rankPlainly(windows, (prompt, count) => generate(prompt, count)),
  };
}

const ENGINES = {
  'ours, WebGPU': () => ours(() => connectEngine({ modelsUrl: here('/models/') })),
  'ours, WASM': () => ours(() => connectProcessor({ makeWorker: processorWorker, modelsUrl: here('/models/') })),
  'wllama, plain': wllama,
  'transformers.js': transformers,
};

let engine;

/** Starts the engine of this page. Resolves to what it says of itself, with seconds. */
export async function start({ name, ...input }) {
  engine = ENGINES[name]();
  const startedAt = performance.now();
  const about = await engine.load(input);
  return { ...about, loadMs: performance.now() - startedAt };
}

export const speed = (input) => engine.speed(input);
export const rank = (input) => engine.rank(input);
