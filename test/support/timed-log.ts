import { template } from '../../src/core/preset/built-in.ts';
import type { RunEvent, RunSettings } from '../../src/core/log/event.ts';
import { docId } from '../../src/core/request.ts';
import type { RankRequest } from '../../src/core/request.ts';
import { rerank } from '../../src/core/run/rerank.ts';
import type { GenerationInput, ModelChunk, TextModel } from '../../src/core/run/text-model.ts';
import { SAMPLE_SETTINGS } from './sample-request.ts';
import { SCRIPTED_IDENTITY } from './scripted-model.ts';
import { seeded } from './seeded.ts';

/** Speeds of a machine, as an engine reports them. */
export interface MachineRates {
  readonly prefillTokensPerSecond: number;
  readonly decodeTokensPerSecond: number;
}

/** A request of passages whose lengths differ as they do in true lists: 5 to 90 words. */
export function unevenRequest(count: number, seed: number): RankRequest {
  const random = seeded(seed);
  return {
    query: { id: 'q', text: 'why is the sky blue' },
    candidates: Array.from({ length: count }, (_, index) => ({
      docId: docId(`d${index + 1}`),
      text: Array.from({ length: 5 + Math.floor(random() * 86) }, (__, word) => `word${word}`).join(' '),
      score: count - index,
    })),
  };
}

/**
 * The log of a run of a model that writes as Glassrank does – a clause for each passage, then the order – on a machine of these speeds. Its clock is
 * counted, not read: prompt and tokens take their time, with a fifth more or less for each.
 */
export async function timedLog({
  count,
  rates,
  seed,
  settings = {},
}: {
  readonly count: number;
  readonly rates: MachineRates;
  readonly seed: number;
  readonly settings?: Partial<RunSettings>;
}): Promise<readonly RunEvent[]> {
  const random = seeded(seed);
  let now = 0;
  const spend = (ms: number): void => {
    now += ms * (0.8 + 0.4 * random());
  };
  const countTokens = (text: string): number => Math.ceil(text.length / 4);
  const countPromptTokens: TextModel['countPromptTokens'] = (messages) =>
    messages.reduce((sum, { content }) => sum + countTokens(content) + 4, 0);

  async function* stream({ messages }: GenerationInput): AsyncGenerator<ModelChunk> {
    const passages = Number(/Rank the (\d+) passages/.exec(messages[0]?.content ?? '')?.[1]);
    const promptTokens = countPromptTokens(messages);
    spend((promptTokens * 1000) / rates.prefillTokensPerSecond);
    const order = Array.from({ length: passages }, (_, index) => passages - index);
    const clauses = order.flatMap((one) => [
      ' [',
      String(one),
      ']',
      ...Array.from({ length: 6 + Math.floor(random() * 12) }, () => ' says'),
      '.',
    ]);
    const answer = order.flatMap((one, index) => [...(index === 0 ? [] : [' >', ' ']), '[', String(one), ']']);
    const tokens = [...clauses, '</', 'think', '>', '\n', '<', 'answer', '>', ...answer, '</', 'answer', '>'];
    for (const text of tokens) {
      spend(1000 / rates.decodeTokensPerSecond);
      yield { type: 'text', text };
    }
    yield { type: 'end', finish: 'stop', promptTokens, completionTokens: tokens.length, ...rates };
  }

  const model: TextModel = {
    identity: SCRIPTED_IDENTITY,
    contextTokens: 8192,
    opensThought: true,
    countTokens,
    countPromptTokens,
    stream,
  };
  const log: RunEvent[] = [];
  const bodies = rerank({
    request: unevenRequest(count, seed),
    settings: { ...SAMPLE_SETTINGS, thoughtTokens: 400, ...settings },
    model,
    template: template('glassrank-1'),
    cancel: { aborted: false },
  });
  for await (const body of bodies) log.push({ ...body, runId: 'timed', seq: log.length, at: now });
  return log;
}
