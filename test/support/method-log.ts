import { preset, template } from '../../src/core/preset/built-in.ts';
import type { RunEvent, RunSettings } from '../../src/core/log/event.ts';
import type { RunMethod } from '../../src/core/run/method.ts';
import { rerank } from '../../src/core/run/rerank.ts';
import type { GenerationInput, ModelChunk, TextModel } from '../../src/core/run/text-model.ts';
import { reduceLog } from '../../src/core/log/view.ts';
import type { RunView } from '../../src/core/log/view.ts';
import { SAMPLE_SETTINGS, sampleRequest } from './sample-request.ts';
import { createScriptedModel } from './scripted-model.ts';

/** One plain call. */
const PLAIN: RunMethod['scaling'] = { samples: 1, fuse: 'borda', waits: 0, earlyStop: null, instantOrder: false };

/** The method that a built-in preset is published with, with parts of it changed. */
export function methodFor(id: string, change: Partial<RunMethod> = {}): RunMethod {
  const chosen = preset(id);
  return { preset: chosen, strategy: chosen.strategy, parser: chosen.parser, scaling: PLAIN, ...change };
}

/**
 * The log of a run by a method over a scripted model that keeps to its guide's pauses as the engine does. `says` gives the pieces of each stream by
 * its number. The clock counts events.
 */
export async function methodLog({
  count,
  method,
  settings = {},
  says = () => [],
  believe,
}: {
  readonly count: number;
  readonly method?: RunMethod;
  readonly settings?: Partial<RunSettings>;
  readonly says?: (call: number, input: GenerationInput) => readonly string[];
  readonly believe?: Parameters<typeof createScriptedModel>[0]['believe'];
}): Promise<readonly RunEvent[]> {
  const model = createScriptedModel({
    script: () => ({ pieces: [] }),
    contextTokens: 100_000,
    opensThought: false,
    ...(believe === undefined ? {} : { believe }),
  });
  let calls = 0;
  async function* stream(input: GenerationInput): AsyncGenerator<ModelChunk> {
    const { guide } = input;
    let written = 0;
    for (const text of says(calls++, input)) {
      guide?.push(text);
      written += 1;
      yield { type: 'text', text };
      if (guide?.complete === true) break;
    }
    const promptTokens = model.countPromptTokens(input.messages) + model.countTokens(input.written ?? '');
    yield {
      type: 'end',
      finish: 'stop',
      promptTokens,
      completionTokens: written,
      prefillTokensPerSecond: 100,
      decodeTokensPerSecond: 10,
    };
  }
  const guided: TextModel = { ...model, stream };
  const log: RunEvent[] = [];
  const bodies = rerank({
    request: sampleRequest(count),
    settings: { ...SAMPLE_SETTINGS, ...settings, ...(method === undefined ? {} : { method }) },
    model: guided,
    template: template('glassrank-1'),
    cancel: { aborted: false },
  });
  for await (const body of bodies) log.push({ ...body, runId: 'method', seq: log.length, at: log.length * 40 });
  return log;
}

/** The view of a whole log. */
export function viewOfLog(log: readonly RunEvent[]): RunView {
  const view = reduceLog(log);
  if (view === null) throw new Error('the log has no run-start');
  return view;
}
