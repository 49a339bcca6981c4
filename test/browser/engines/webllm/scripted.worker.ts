import * as Comlink from 'comlink';
import { createEngine } from '../../../../src/engines/webllm/engine.ts';
import type { GenerationInput } from '../../../../src/core/run/text-model.ts';
import { createScriptedModel } from '../../../support/scripted-model.ts';
import type { ScriptedCall } from '../../../support/scripted-model.ts';

/** What the engine's worker does with a scripted model. The query's text chooses: `throw`, `hang`, `die`, `slow`, else a plain run. */
const script = (input: GenerationInput): ScriptedCall => {
  const text = input.messages[0]?.content ?? '';
  const count = Number(/Rank the (\d+) passages/.exec(text)?.[1]);
  const order = Array.from({ length: count }, (_, index) => `[${count - index}]`).join(' > ');
  const thought = Array.from({ length: text.includes('Query: slow') ? 200 : 20 }, (_, index) => ` word${index}`);
  if (text.includes('Query: throw')) return { pieces: [' so', new Error('scripted failure')] };
  return { pieces: [...thought, '</think>', '\n<answer>', order, '</answer>'] };
};

let query = '';
const model = createScriptedModel({
  script: (input) => {
    query = /Query: (\w+)/.exec(input.messages[0]?.content ?? '')?.[1] ?? '';
    return script(input);
  },
  wait: async () => {
    if (query === 'hang') await new Promise(() => {});
    if (query === 'die')
      setTimeout(() => {
        throw new Error('the worker broke');
      });
    if (query === 'block') for (;;);
    await new Promise((resolve) => setTimeout(resolve, 2));
  },
});

const engine = createEngine({
  probe: async () => ({
    ok: true,
    value: {
      vendor: 'scripted',
      architecture: '',
      device: '',
      description: '',
      software: true,
      shaderF16: false,
      subgroups: false,
      maxBufferBytes: 1,
      maxStorageBuffersPerShaderStage: 10,
    },
  }),
  async loadModel({ modelId, adapter, onEvent }) {
    if (modelId === 'throw') throw new Error('scripted failure');
    if (modelId === 'hang') await new Promise(() => {});
    onEvent({ type: 'load-start', files: 1, bytes: 3 });
    onEvent({ type: 'engine-start' });
    return { ok: true, value: { model, about: { choice: { library: 'none', reason: 'only' as const, measured: [] }, adapter } } };
  },
});

export type ScriptedApi = typeof engine & { openStreams(): Promise<number> };

Comlink.expose({ ...engine, openStreams: async () => model.open } satisfies ScriptedApi);
