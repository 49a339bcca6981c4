import { beliefPlan } from '../../../core/experiment/lenses/belief-plan.ts';
import type { BeliefProblem } from '../../../core/experiment/lenses/belief-plan.ts';
import { template } from '../../../core/preset/templates.ts';
import type { Result } from '../../../core/result.ts';
import type { LensForm, LensPlan } from './lens-view.ts';
import type { RunView, WindowView } from '../../../core/log/run-view.ts';
import { selectMethod } from '../../../core/run/select-method.ts';
import { selectTrace } from '../../../core/read/select-trace.ts';

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
  const { thoughtOpen, thoughtClose } = template('glassrank-1');
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
