import { errorInfo } from '../errors.ts';
import type { ErrorInfo } from '../errors.ts';
import { RUN_LOG_SCHEMA } from '../log/event.ts';
import type { RunCost, RunEventBody, RunOutcome, RunSettings } from '../log/event.ts';
import { template as templateOf } from '../preset/built-in.ts';
import { fitPreset } from '../preset/choose.ts';
import type { PromptTemplate } from '../preset/built-in.ts';
import { startingRanking } from '../ranking.ts';
import { firstStageScores } from '../request.ts';
import type { DocId, RankRequest } from '../request.ts';
import { certifierOf, createStrategy, plannedPlaces } from '../strategy/index.ts';
import { planRun } from './forecast.ts';
import { createSkipReplies } from './generate.ts';
import { selectMethod } from './method.ts';
import { refusedRun } from './problem.ts';
import { finishedCalls, goOn } from './resume.ts';
import type { Resume } from './resume.ts';
import { askSamples } from './samples.ts';
import { startSettings } from './settings.ts';
import type { RunSignal, TextModel } from './text-model.ts';

export interface RerankInput {
  /** The query and its passages, in the order in which they were found; at best with the first stage's scores. */
  readonly request: RankRequest;
  readonly model: TextModel;
  /** Whatever is left out is the template's own number, else the start of the settings' table; the answer of a model that is `chatOnly` is free. */
  readonly settings?: Partial<RunSettings>;
  /** The form that the model was trained with. Absent: that of `model.identity.template`. */
  readonly template?: PromptTemplate;
  /** An `AbortSignal`, say. Absent: the run goes to its end. */
  readonly cancel?: RunSignal;
  /** A run of the same request and settings that was broken off: its finished windows are not asked again, and only what is new is told. Absent: it begins. */
  readonly resume?: Resume;
  /** Turns what the model throws into a value. Absent: an `engine-failed` with its message. */
  readonly describeError?: (error: unknown) => ErrorInfo;
}

/**
 * Reranks a list by the method that the settings name, without one by sliding windows over the model's own prompt (RankGPT, arXiv 2304.09542),
 * and tells it as events: run-start first, run-end last, in every case. Starts from the first stage's order, where the request has one. Leaving
 * the iteration stops the model. Calls that ended are kept whatever happens later; `ranking` is always a permutation of the request. Expected failures
 * (settings that do not fit, a model that throws) are the outcome of run-end; what stands below `rerankDepth` is shown to no call and stays below; throws a RangeError only where the model names a template that is no preset.
 * @example
 * for await (const event of rerank({ request, model })) if (event.type === 'run-end') console.log(event.ranking);
 */
export async function* rerank(input: RerankInput): AsyncGenerator<RunEventBody, void, undefined> {
  yield* input.resume ? goOn(wholeRun(input), input) : wholeRun(input);
}

async function* wholeRun(input: RerankInput): AsyncGenerator<RunEventBody, void, undefined> {
  const { request, model, template = templateOf(model.identity.template), cancel = { aborted: false } } = input;
  const settings = wholeSettings(input.settings, { template, model });
  const initial = startingRanking(request);
  const count = Math.min(initial.length, settings.rerankDepth);
  const chosen = selectMethod(settings, template.id);
  const method = { ...chosen, preset: fitPreset(chosen.preset, model.family) };
  const plan = planRun({ request, settings, model, template });
  const problem = plan.ok ? null : plan.error;
  const finished = input.resume && { finished: finishedCalls(input.resume.log) };
  const scores = problem === null ? (request.firstStage?.scores ?? firstStageScores(request)) : [];
  const words = settings.method === undefined ? { words: settings.passageWords } : {};
  yield {
    type: 'run-start',
    schema: RUN_LOG_SCHEMA,
    request,
    settings,
    model: model.identity,
    windows: problem === null ? plannedPlaces({ spec: method.strategy, count }) : [],
    ...(plan.ok && plan.value !== null ? { forecast: plan.value } : {}),
  };
  let outcome: RunOutcome = problem === null ? { type: 'complete' } : { type: 'failed', error: refusedRun(problem) };
  let standing: Standing = initial.map((docId) => [docId]);
  let cost: RunCost = { calls: 0, promptTokens: 0, completionTokens: 0 };
  const unread: Standing = initial.slice(count).map((docId) => [docId]);
  const named = (groups: readonly (readonly number[])[]): Standing =>
    groups.map((group) => group.flatMap((position) => initial[position] ?? []));
  try {
    const skips = createSkipReplies(cancel);
    const run = problem === null ? createStrategy({ spec: method.strategy, count, seed: settings.seed }) : null;
    const certify = run === null ? null : certifierOf({ spec: method.strategy, count });
    let step = run?.next();
    while (run !== null && step !== undefined && step.done !== true) {
      if (cancel.aborted) {
        outcome = { type: 'cancelled' };
        break;
      }
      const { members, question, take } = step.value.call;
      const end = yield* askSamples({
        call: {
          request,
          settings,
          method,
          model,
          template,
          cancel,
          skips,
          index: cost.calls,
          shown: members.flatMap((position) => initial[position] ?? []),
          ranking: standing.flat(),
          scores,
          question,
          ...(take === undefined ? {} : { take }),
          ...words,
          ...finished,
        },
        members,
      });
      if ('outcome' in end) {
        outcome = end.outcome;
        cost = addCost(cost, end.cost);
        break;
      }
      cost = addCost(cost, end.cost);
      if (certify !== null) {
        const { certified, of } = certify(end.result);
        const { groups, unsaid = [] } = end.result;
        const left = unsaid.length === 0 ? {} : { unsaid: named([unsaid]).flat() };
        yield { type: 'preferences', window: cost.calls - 1, order: named(groups), ...left, certified: named(certified), of };
      }
      step = run.next(end.result);
      standing = [...named(step.done === true ? step.value : step.value.standing), ...unread];
      yield end.last({ ranking: standing.flat(), ...tiesOf(standing) });
    }
  } catch (error) {
    outcome = { type: 'failed', error: (input.describeError ?? describeAsFailure)(error) };
  }
  yield { type: 'run-end', outcome, ranking: standing.flat(), ...tiesOf(standing), cost };
}

function wholeSettings(
  chosen: Partial<RunSettings> = {},
  { template, model }: { template: PromptTemplate; model: Pick<TextModel, 'chatOnly' | 'holds'> },
): RunSettings {
  const settings = {
    ...startSettings(template),
    ...(model.chatOnly === true ? { answerMode: 'free' as const } : {}),
    ...(model.holds === 'answers' ? { answerMode: 'constrained' as const } : {}),
    ...chosen,
    // Such a model leans on nothing: what the log says of it is what was done.
    ...(model.chatOnly === true || model.holds === 'answers' ? { priorWeight: 0 } : {}),
  };
  // A smaller window takes the stride along, unless both were chosen.
  return chosen.windowStride === undefined
    ? { ...settings, windowStride: Math.min(settings.windowStride, settings.windowSize) }
    : settings;
}

/** The whole list, best first; passages of one group are tied. */
type Standing = readonly (readonly DocId[])[];

function tiesOf(standing: Standing): { readonly ties?: readonly (readonly DocId[])[] } {
  const ties = standing.filter((group) => group.length > 1);
  return ties.length === 0 ? {} : { ties };
}

function addCost(before: RunCost, more: RunCost): RunCost {
  return {
    calls: before.calls + more.calls,
    promptTokens: before.promptTokens + more.promptTokens,
    completionTokens: before.completionTokens + more.completionTokens,
  };
}

function describeAsFailure(error: unknown): ErrorInfo {
  return errorInfo('engine-failed', error instanceof Error ? error.message : String(error));
}
