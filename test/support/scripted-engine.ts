import type { RunEvent, RunSettings } from '../../src/core/log/event.ts';
import { template } from '../../src/core/preset/built-in.ts';
import { refusedRun } from '../../src/core/run/problem.ts';
import { planRun } from '../../src/core/run/forecast.ts';
import { rerank } from '../../src/core/run/rerank.ts';
import type { GenerationInput, ModelChunk, TextModel } from '../../src/core/run/text-model.ts';
import type { EvaluationEngine } from '../../src/cli/bridge.ts';
import type { LoadedModel } from '../../src/engines/engine-client.ts';
import { hashLikelihood } from './hash-likelihood.ts';
import { SCRIPTED_IDENTITY } from './scripted-model.ts';
import { startSettings } from '../../src/core/run/settings.ts';

/** Every printable ASCII character and line end is a token, and so are some longer texts. */
const VOCABULARY: readonly string[] = [
  ...Array.from({ length: 95 }, (_, place) => String.fromCharCode(0x20 + place)),
  '\n',
  ' the',
  ' [1]',
  ' [2]',
  '[1] > [2]',
  '</think>',
  '\n<answer>',
];

const DEFAULTS: RunSettings = startSettings({ priorWeight: 2.5 });

/**
 * What an evaluation asks of an engine, without a GPU, a clock or chance: the same questions always get the same answers. `failAt`: the calls (0-based, over
 * the engine's whole life) in which the model breaks down.
 */
export function createScriptedEngine({ failAt = [] }: { failAt?: readonly number[] } = {}): EvaluationEngine {
  let model: TextModel | undefined;
  let calls = 0;
  let runs = 0;
  const loaded = (): TextModel => {
    if (model === undefined) throw new Error('load a model first');
    return model;
  };
  const beforeCall = (): void => {
    calls += 1;
    if (failAt.includes(calls - 1)) throw new Error('the script breaks down here');
  };
  return {
    async load(modelId) {
      model = createHashModel(modelId, beforeCall);
      const value: LoadedModel = {
        identity: model.identity,
        choice: { library: 'none', reason: 'only', measured: [] },
        contextTokens: model.contextTokens,
        adapter: {
          vendor: 'scripted',
          architecture: '',
          device: '',
          description: '',
          software: true,
          shaderF16: false,
          subgroups: false,
          maxBufferBytes: 0,
          maxStorageBuffersPerShaderStage: 0,
        },
        loadMs: 1234,
        defaults: DEFAULTS,
      };
      return { ok: true, value };
    },
    async forecast(request, settings) {
      const planned = planRun({ request, settings, model: loaded(), template: template('glassrank-1') });
      return planned.ok ? planned : { ok: false, error: refusedRun(planned.error) };
    },
    async run(request, settings) {
      const events: RunEvent[] = [];
      const runId = `run-${runs}`;
      runs += 1;
      const bodies = rerank({
        request,
        settings,
        model: loaded(),
        template: template('glassrank-1'),
        cancel: { aborted: false },
      });
      for await (const body of bodies) events.push({ ...body, runId, seq: events.length, at: events.length * 125 });
      return events;
    },
  };
}

/** A model whose every choice is a hash of what stands before it. One token is four characters of a prompt, one piece of an answer. */
function createHashModel(id: string, beforeCall: () => void): TextModel {
  const countTokens = (text: string): number => Math.ceil(text.length / 4);
  const readText = ({ messages, written = '' }: Pick<GenerationInput, 'messages' | 'written'>): string =>
    `${id}\n${messages.map(({ content }) => content).join('\n')}${written}`;
  const countPromptTokens: TextModel['countPromptTokens'] = (messages, completion = false) =>
    messages.reduce((sum, { content }) => sum + countTokens(content) + (completion ? 0 : 4), 0);
  return {
    identity: { ...SCRIPTED_IDENTITY, id },
    contextTokens: 4096,
    opensThought: true,
    countTokens,
    countPromptTokens,
    async likelihoods(input) {
      beforeCall();
      const before = readText(input);
      const promptTokens = countPromptTokens(input.messages, input.completion) + countTokens(input.written ?? '');
      const logProbs = input.continuations.map((text) => hashLikelihood(before, text));
      return { logProbs, promptTokens, computedTokens: promptTokens + input.continuations.length };
    },
    async *stream(input): AsyncGenerator<ModelChunk> {
      beforeCall();
      const { guide, maxTokens, messages, completion, written } = input;
      const pieces = guide === undefined ? freeAnswer(readText(input)) : [];
      let text = readText(input);
      let count = 0;
      while (count < maxTokens && (guide === undefined ? count < pieces.length : !guide.complete)) {
        const allowed = guide?.allowed() ?? (() => true);
        const piece = pieces[count] ?? best(VOCABULARY.filter(allowed), text);
        guide?.push(piece);
        text += piece;
        count += 1;
        yield { type: 'text', text: piece };
      }
      yield {
        type: 'end',
        finish: count < maxTokens ? 'stop' : 'length',
        promptTokens: countPromptTokens(messages, completion) + countTokens(written ?? ''),
        completionTokens: count,
        prefillTokensPerSecond: 1000,
        decodeTokensPerSecond: 100,
      };
    },
  };
}

/** A thought and an order of some of the passages: sometimes whole, sometimes with repeats and numbers that nobody has. */
function freeAnswer(before: string): readonly string[] {
  const numbers = ['1', '2', '3', '4'].toSorted((one, other) => hash(before + one) - hash(before + other));
  const order = numbers.slice(0, 2 + (hash(before) % 3)).map((number) => `[${number}]`);
  return ['The passage [1] answers.', '</think>', '\n<answer>', order.join(' > '), '</answer>'];
}

function best(tokens: readonly string[], before: string): string {
  const [first] = tokens.toSorted((one, other) => hash(before + one) - hash(before + other));
  if (first === undefined) throw new Error('no token of the vocabulary fits');
  return first;
}

/** FNV-1a over code units, then mixed. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) state = Math.imul(state ^ text.charCodeAt(place), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  return (state ^ (state >>> 16)) >>> 0;
}
