import type { RunEvent, RunEventBody, RunSettings } from '../../src/core/log/event.ts';
import { docId } from '../../src/core/request.ts';
import type { RankRequest } from '../../src/core/request.ts';
import { rerank } from '../../src/core/run/rerank.ts';
import type { GenerationInput } from '../../src/core/run/text-model.ts';
import { collectEvents } from './collect-events.ts';
import { createScriptedModel } from './scripted-model.ts';
import type { ScriptedCall, ScriptedModel, ScriptedReading } from './scripted-model.ts';

/** Passages `d1`… that say their worth, with first-stage scores. */
export function listOf(instant: readonly number[]): RankRequest {
  return {
    query: { id: 'q', text: 'which one' },
    candidates: instant.map((score, place) => ({
      docId: docId(`d${place + 1}`),
      text: `This is passage number ${place + 1}.`,
      score,
    })),
  };
}

/** The number of the passage that a text of the prompt shows. */
export const numberIn = (text: string): number => Number(/passage number (\d+)/u.exec(text)?.[1]);

/** The most favoured identifiers first, without a thought: a model that has no opinion of its own. */
const LEANS = ({ guide, maxTokens }: GenerationInput): ScriptedCall => {
  const vocabulary = ['</think>', '\n<answer>', '[', ']', ' > ', '</answer>', ...'0123456789'];
  const pieces: string[] = [];
  while (guide?.complete === false && pieces.length < maxTokens) {
    const bias = guide.bias();
    const choices = vocabulary.filter(guide.allowed()).map((text) => ({ text, value: bias?.(text) ?? 0 }));
    const best = choices.reduce((one, other) => (other.value > one.value ? other : one));
    guide.push(best.text);
    pieces.push(best.text);
  }
  return { pieces };
};

/** What is run. `reading` undefined: the model cannot read passage by passage. */
interface Given {
  readonly request: RankRequest;
  /** By passage number, from 1. */
  readonly scores?: readonly number[];
  readonly reading?: ScriptedReading | undefined;
  readonly settings?: Partial<RunSettings>;
  readonly script?: (input: GenerationInput) => ScriptedCall;
  readonly cancel?: { aborted: boolean };
}

interface Begun {
  readonly model: ScriptedModel;
  readonly cancel: { aborted: boolean };
  readonly events: AsyncIterable<RunEventBody>;
}

/** A run with the prompt of Glassrank 2 and a scripted model, not gone through yet. */
export function begin({
  request,
  scores = [],
  settings = {},
  script = LEANS,
  cancel = { aborted: false },
  ...given
}: Given): Begun {
  const reading = 'reading' in given ? given.reading : { score: (text: string) => scores[numberIn(text) - 1] ?? 0 };
  const model = createScriptedModel({ script, template: 'glassrank-2', ...(reading === undefined ? {} : { reading }) });
  const whole = { answerMode: 'constrained', thoughtTokens: 0, ...settings } as const;
  return { model, cancel, events: rerank({ request, model, settings: whole, cancel }) };
}

/** The same, gone through. */
export async function run(given: Given): Promise<{ readonly model: ScriptedModel; readonly events: readonly RunEventBody[] }> {
  const { model, events } = begin(given);
  return { model, events: await collectEvents(events) };
}

/** Bodies of events as a log, ten milliseconds apart. */
export const stamped = (bodies: readonly RunEventBody[]): readonly RunEvent[] =>
  bodies.map((body, seq) => ({ ...body, runId: 'r', seq, at: seq * 10 }));
/** The events of one kind. */
export const of = <Type extends RunEventBody['type']>(
  events: readonly RunEventBody[],
  type: Type,
): readonly Extract<RunEventBody, { type: Type }>[] =>
  events.filter((event): event is Extract<RunEventBody, { type: Type }> => event.type === type);
/** The final order. */
export const finalOf = (events: readonly RunEventBody[]): string => of(events, 'run-end')[0]?.ranking.join(' ') ?? '';
