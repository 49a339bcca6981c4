import { beliefPlan } from '../../../core/experiment/lenses/belief.ts';
import type { BeliefPlan, BeliefProblem } from '../../../core/experiment/lenses/belief.ts';
import type { ModelIdentity } from '../../../core/log/event.ts';
import type { RunView, WindowView } from '../../../core/log/view.ts';
import { template } from '../../../core/preset/built-in.ts';
import { selectTrace } from '../../../core/read/trace.ts';
import { oncePer } from '../../../core/once.ts';
import type { FirstStageOrder, RankRequest, Result } from '../../../core/request.ts';
import { selectMethod } from '../../../core/run/method.ts';
import { selectInstantOrder } from '../../page/select.ts';
import type { AppState } from '../../page/state.ts';
import { selectReading } from '../input/reading.ts';
import type { LensForm, LensPlan, LensSource } from './slice.ts';
import { SHIPPED_PRESET } from '../../../core/preset/shipped.ts';

/** Seconds that one run of `count` passages took on this page, by the run on stage; null: nothing was measured. */
export function runGuess({ run, opened }: Pick<AppState, 'run' | 'opened'>, count: number): number | null {
  if (run === null || opened !== null || run.outcome?.type !== 'complete' || run.request.candidates.length === 0) return null;
  return ((run.lastAt / 1000) * count) / run.request.candidates.length;
}

/** Rough seconds for the probe's questions: the prompt read once, then each label a step. Null where the call's speeds are not this model's. */
export function probeGuess({
  window,
  writtenBy,
  model,
  questions,
}: {
  window: WindowView;
  writtenBy: ModelIdentity;
  model: ModelIdentity | null;
  questions: number;
}): number | null {
  const { usage } = window;
  if (
    usage === null ||
    model === null ||
    model.manifestSha256 !== writtenBy.manifestSha256 ||
    model.adapter !== writtenBy.adapter
  )
    return null;
  const { prefillTokensPerSecond: reading, decodeTokensPerSecond: writing } = usage;
  if (!(reading > 0) || !(writing > 0)) return null;
  // One step for the opening, one for each label that shares no more than it.
  return (usage.promptTokens + usage.completionTokens) / reading + (questions * (window.passages.length + 2)) / writing;
}

/**
 * Rough milliseconds for the questions about the last call of a run right after it, while the prompt is still held: each reads what its text has beyond
 * that of the one before, and takes a step for each label. By the call's own rates, with all of its writing laid on the tokens that were picked one by one: rather too
 * much than too little. Null where the call is not the last one, or its speeds are not this model's.
 */
export function lineGuess({
  run,
  window,
  plan,
  model,
}: {
  readonly run: RunView;
  readonly window: WindowView;
  readonly plan: BeliefPlan;
  readonly model: ModelIdentity | null;
}): number | null {
  const { usage } = window;
  const { model: writtenBy } = run;
  const own = model !== null && model.manifestSha256 === writtenBy.manifestSha256 && model.adapter === writtenBy.adapter;
  if (usage === null || !own || run.windows.at(-1) !== window) return null;
  const { prefillTokensPerSecond: reading, decodeTokensPerSecond: writing, completionTokens, forcedTokens = 0 } = usage;
  const characters = window.reasoning.length + window.answer.length;
  const picked = completionTokens - forcedTokens;
  if (!(reading > 0) || !(writing > 0) || !(picked > 0) || characters === 0) return null;
  let held = window.written;
  let read = 0;
  for (const { written = '' } of plan.requests) {
    read += written.length - sharedStart(held, written);
    held = written;
  }
  const readTokens = (read * completionTokens) / characters;
  const steps = plan.requests.reduce((sum, { continuations }) => sum + continuations.length, 0);
  const stepMs = (completionTokens * 1000) / writing / picked;
  return (readTokens * 1000) / reading + steps * stepMs;
}

/** How many UTF-16 units two texts begin with alike. */
function sharedStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

/** no-run: nothing is on stage. no-window: no call of it has ended. */
export type ProbeProblem = BeliefProblem | 'no-run' | 'no-window';

/** Calls whose beliefs can be asked after: ended, with an outcome. */
export function probeWindows(run: RunView | null): readonly WindowView[] {
  return run?.windows.filter(({ phase }) => phase === 'ended') ?? [];
}

/** The window that is probed: the one chosen, else the last that thought, else the last. */
export function probedWindow(run: RunView | null, chosen: number | null): WindowView | null {
  const windows = probeWindows(run);
  return (
    windows.find(({ index }) => index === chosen) ??
    windows.findLast(({ reasoning }) => reasoning.trim() !== '') ??
    windows.at(-1) ??
    null
  );
}

/** The questions of the belief probe over one call of the run on stage. */
export function selectProbe(
  run: RunView | null,
  { window: chosen, grain }: Pick<LensForm, 'window' | 'grain'>,
): Result<Extract<LensPlan, { readonly lens: 'belief' }>, ProbeProblem> {
  if (run === null) return { ok: false, error: 'no-run' };
  const window = probedWindow(run, chosen);
  if (window === null) return { ok: false, error: 'no-window' };
  const { thoughtOpen, thoughtClose } = template(SHIPPED_PRESET);
  const { preset } = selectMethod(run.settings, run.model.template);
  const reasoning = window.reasoning.slice(0, window.keptTo ?? window.reasoning.length);
  const { segments } = selectTrace(window);
  const ends = segments.flatMap((segment) =>
    grain === 'segment' ? [segment.to] : segment.sentences.length === 0 ? [segment.to] : segment.sentences.map(({ to }) => to),
  );
  const plan = beliefPlan({
    call: {
      messages: window.messages,
      written: window.written,
      reasoning,
      docIds: window.passages.map(({ docId }) => docId),
      take: window.take,
    },
    preset,
    // What was cut back to a sentence's end may end within one of the segments.
    ends: [...ends.filter((end) => end < reasoning.length), reasoning.length],
    modelTags: { open: thoughtOpen, close: thoughtClose },
    // Every model of the catalog has a conversation template that ends in an opened thought.
    opensThought: true,
  });
  if (!plan.ok) return plan;
  const probed = { runId: run.runId, request: run.request, window, writtenBy: run.model, grain };
  return { ok: true, value: { lens: 'belief', plan: plan.value, probed } };
}

/** The list that the lenses take: the one chosen, else that of the run on stage, which the person was looking at; without one the input's. */
export function selectLensSource({ lenses, run }: Pick<AppState, 'lenses' | 'run'>): LensSource {
  return lenses.form.source ?? (run === null ? 'input' : 'run');
}

/** The list that the lenses look at, with the order that a run of it would start from; null: there is none that could be run. */
export function selectLensList(
  state: Pick<AppState, 'lenses' | 'input' | 'firstStage' | 'startFrom' | 'run'>,
): RankRequest | null {
  if (selectLensSource(state) === 'run') return state.run?.request ?? null;
  const { request, ready } = selectReading(state.input);
  if (request === null || !ready) return null;
  const instant = selectInstantOrder(state, request);
  if (instant === null || !instant.current) return request;
  return startingFrom(request)(instant.answer.order);
}

/** A request with an order to start from: the same object for the same two, for what the lenses plan hangs on the list. */
const startingFrom = oncePer((request: RankRequest) =>
  oncePer((firstStage: FirstStageOrder): RankRequest => ({ ...request, firstStage })),
);
