// node bench/wasm-writing.mjs [--model ID] [--tokens N] [--rounds N] [--lists A,B]: what our guide costs on the processor's engine, against the same llama.cpp writing
// plainly (wllama's own loop: sample, accept, decode), in one process and by processor seconds, so that what else the machine does counts less. First single tokens
// behind a prompt, in turn; then whole calls over the hand-written lists with a thought: ours under its guide, and plainly as many tokens behind the same prompt.
import '../scripts/require-node.mjs';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';
import { llamaModule } from '../scripts/llama-module.mjs';
import { printTable } from './print-table.mjs';
import { showSpread } from './spread.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'glassrank-135m-q4f32_1' },
    tokens: { type: 'string', default: '24' },
    rounds: { type: 'string', default: '5' },
    lists: { type: 'string', default: '0,1,2' },
  },
});
const [tokens, rounds] = [values.tokens, values.rounds].map(Number);
const vite = await createServer({
  root: ROOT,
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  plugins: [llamaModule()],
  ssr: { noExternal: ['@wllama/wllama'] },
  server: { middlewareMode: true, watch: null, ws: false },
});
const load = (file) => vite.ssrLoadModule(file);
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

try {
  const { default: startModule } = await load('/node_modules/@wllama/wllama/src/single-thread/wllama.js');
  const { startLlama } = await load('/src/engines/wasm/llama.ts');
  const { glueMessage, GlueAnswer } = await load('/src/engines/wasm/glue.ts');
  const { transcode } = await load('/src/engines/wasm/transcode.ts');
  const { createCpuModel } = await load('/src/engines/wasm/model.ts');
  const { rerank } = await load('/src/core/run/rerank.ts');
  const { template } = await load('/src/core/preset/built-in.ts');
  const { startSettings } = await load('/src/core/run/settings.ts');
  const { familyTaughtWith } = await load('/src/core/preset/families.ts');
  const { promptPieces } = await load('/src/engines/webllm/template.ts');

  const file = (name) => readFileSync(path.join(ROOT, 'public/models', values.model, name));
  const json = (name) => JSON.parse(file(name).toString('utf8'));
  const tensors = json('tensor-cache.json');
  const config = json('mlc-chat-config.json');
  const tokenizer = json('tokenizer.json');
  const shards = new Map(tensors.records.map(({ dataPath }) => [dataPath, file(dataPath)]));
  const { bytes: gguf } = transcode({ config, tensors, tokenizer, shards });
  const wasm = new Uint8Array(readFileSync(path.join(ROOT, 'node_modules/@wllama/wllama/src/single-thread/wllama.wasm'))).buffer;
  let module;
  const start = (settings, worker) => (module = startModule(settings, worker));
  const llama = await startLlama({ start, wasm, gguf, contextTokens: 4096 });
  const { cache, encode } = llama;

  const malloc = module.cwrap('wllama_malloc', 'number', ['number', 'number']);
  const act = module.cwrap('wllama_action', 'number', ['string', 'number']);
  const ask = (action, name, fields) => {
    const message = glueMessage(name, fields);
    const at = malloc(message.length, 0);
    module.HEAPU8.set(message, at);
    const found = act(action, at);
    const [length] = new Uint32Array(module.HEAPU8.slice(at, at + 4).buffer);
    return new GlueAnswer(new Uint8Array(module.HEAPU8.slice(found, found + length)));
  };
  const decode = (ids, skip) => ask('decode', 'deco_req', [{ ints: ids }, skip]);
  /** wllama's createCompletion, without its worker: the likeliest token each time. */
  const writePlainly = (count) => {
    ask('sampling_init', 'sint_req', [...Array(5).fill(null), { int: 1 }, ...Array(15).fill(null), { ints: [] }]);
    for (let written = 0; written < count; written++) {
      const answer = ask('sampling_sample', 'ssam_req', []);
      answer.bool();
      answer.bytes();
      const token = answer.int();
      ask('sampling_accept', 'sacc_req', [{ ints: [token] }]);
      decode([token], false);
    }
  };
  const readPlainly = (ids) => {
    ask('kv_clear', 'kvcc_req', []);
    for (let at = 0; at < ids.length; at += 16) decode(ids.slice(at, at + 16), at + 16 < ids.length);
  };
  const seconds = async (work) => {
    const before = cpu();
    await work();
    return cpu() - before;
  };

  const prompt = encode('Which of these passages answers the question? '.repeat(10)).slice(0, 80);
  const single = [];
  for (let round = 0; round < rounds; round++) {
    cache.clear();
    readPlainly(prompt);
    const plain = await seconds(async () => writePlainly(tokens));
    cache.clear();
    for (let at = 0; at < prompt.length; at += 16) await cache.append(prompt.slice(at, at + 16));
    const own = await seconds(async () => {
      let logits = await cache.append([prompt[0]]);
      for (let written = 1; written < tokens; written++) {
        let best = 0;
        for (let id = 1; id < logits.length; id++) if (logits[id] > logits[best]) best = id;
        logits = await cache.append([best]);
      }
    });
    single.push({ plain: tokens / plain, own: tokens / own });
  }
  printTable({
    title: `${values.model}: tokens written in a processor second, one by one behind ${prompt.length}; load average ${os.loadavg()[0].toFixed(0)}`,
    columns: ['rounds', 'plainly', 'with all probabilities', 'ratio'],
    rows: [
      [
        rounds,
        showSpread(
          single.map(({ plain }) => plain),
          1,
        ),
        showSpread(
          single.map(({ own }) => own),
          1,
        ),
        showSpread(
          single.map(({ plain, own }) => own / plain),
          2,
        ),
      ],
    ],
  });

  const lists = JSON.parse(readFileSync(path.join(ROOT, 'test/e2e/lists.json'), 'utf8'));
  const preset = template(json('manifest.json').template);
  const contextTokens = 4096;
  const identity = {
    id: values.model,
    manifestSha256: '',
    library: 'llama.cpp',
    template: preset.id,
    engine: 'wllama',
    adapter: 'cpu',
  };
  const family = familyTaughtWith(preset.id);
  const model = createCpuModel({ identity, llama, conversation: config.conv_template, tokenizer, family, contextTokens });
  const rows = [];
  for (const place of values.lists.split(',').map(Number)) {
    const { name, query, passages } = lists[place];
    const request = {
      query: { id: 'q', text: query },
      candidates: passages.map((text, at) => ({ docId: `d${at + 1}`, text, score: -at })),
    };
    cache.clear();
    let call;
    let written = 0;
    let forced = 0;
    const own = await seconds(async () => {
      const settings = { ...startSettings(preset), reading: 'off' };
      for await (const event of rerank({
        request,
        settings,
        model,
        template: preset,
        cancel: { aborted: false },
        describeError: String,
      })) {
        if (event.type === 'window-start') call = event;
        if (event.type === 'window-end') {
          written += event.usage.completionTokens;
          forced += event.usage.forcedTokens ?? 0;
        }
      }
    });
    const text = promptPieces(config.conv_template, call.messages).join('') + (call.written ?? '');
    const ids = encode(text);
    cache.clear();
    const read = await seconds(async () => readPlainly(ids));
    const plain = await seconds(async () => writePlainly(written));
    rows.push([
      name,
      ids.length,
      written,
      forced,
      own.toFixed(1),
      (read + plain).toFixed(1),
      ((read + plain) / own).toFixed(2),
      (plain / (own - read)).toFixed(2),
    ]);
  }
  printTable({
    title:
      'Whole calls, processor seconds: ours under its guide, plainly as many tokens behind the same prompt; ratios above 1: ours is quicker',
    columns: ['list', 'prompt', 'written', 'forced', 'ours', 'plainly', 'whole call', 'writing alone'],
    rows,
  });
} finally {
  await vite.close();
}
