import { preset, template } from '../../src/core/preset/built-in.ts';
import type { RunEvent } from '../../src/core/log/event.ts';
import { reduceLog } from '../../src/core/log/view.ts';
import type { RunView } from '../../src/core/log/view.ts';
import { docId } from '../../src/core/request.ts';
import type { RankRequest } from '../../src/core/request.ts';
import { PLAIN_SCALING } from '../../src/core/run/method.ts';
import { rerank } from '../../src/core/run/rerank.ts';
import { SAMPLE_SETTINGS } from './sample-request.ts';
import { createScriptedModel } from './scripted-model.ts';

/** How a call is answered; `numbers`: of its passages in the list, from 1, in the order shown. */
export type CertifiedAnswer = (numbers: readonly number[], call: number) => string;

/** The answer `[2] > [1]` that puts passages with a low number of `truth` first. */
export function truthful(truth: (number: number) => number): CertifiedAnswer {
  return (numbers) =>
    numbers
      .map((number, at) => ({ order: truth(number), label: `[${at + 1}]` }))
      .toSorted((one, other) => one.order - other.order)
      .map(({ label }) => label)
      .join(' > ');
}

function requestOf(count: number, titleOf: (number: number) => string): RankRequest {
  return {
    query: { id: 'q1', text: 'which horse is the fastest' },
    candidates: Array.from({ length: count }, (_, index) => ({
      docId: docId(`h${index + 1}`),
      title: titleOf(index + 1),
      text: `Horse number ${index + 1} has run before.`,
      score: count - index,
    })),
  };
}

/** The log of a run that certifies its first `top` over a scripted model. The clock counts events. */
export async function certifiedLog({
  count,
  size,
  top,
  budget = 1000,
  answer,
  titleOf = (number) => `Horse ${number}`,
}: {
  readonly count: number;
  readonly size: number;
  readonly top: number;
  readonly budget?: number;
  readonly answer: CertifiedAnswer;
  readonly titleOf?: (number: number) => string;
}): Promise<readonly RunEvent[]> {
  const model = createScriptedModel({
    contextTokens: 100_000,
    script: ({ messages }, call) => {
      const text = messages.map(({ content }) => content).join('\n');
      const numbers = [...text.matchAll(/Horse number (\d+) has/gu)].map(([, number]) => Number(number));
      return { pieces: [' They run.', '</think>', `\n<answer>${answer(numbers, call)}</answer>`] };
    },
  });
  const method = {
    preset: preset('glassrank-1'),
    strategy: { type: 'certified-top', size, top, budget } as const,
    parser: 'glassrank' as const,
    scaling: PLAIN_SCALING,
  };
  const log: RunEvent[] = [];
  const run = rerank({
    request: requestOf(count, titleOf),
    settings: { ...SAMPLE_SETTINGS, answerMode: 'free', method },
    model,
    template: template('glassrank-1'),
    cancel: { aborted: false },
  });
  for await (const event of run) log.push({ ...event, runId: 'certified', seq: log.length, at: 50 * log.length });
  return log;
}

/** The end of such a run. */
export async function certifiedView(of: Parameters<typeof certifiedLog>[0]): Promise<RunView> {
  const view = reduceLog(await certifiedLog(of));
  if (view === null) throw new Error('no view');
  return view;
}
