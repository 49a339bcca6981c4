import type { RunView } from '../log/run-view.ts';

/**
 * How many calls a run takes: as planned where the plan says it, else as many as it took once it is whole. Null where answers decide and the run
 * is not whole: then only bounds are known (`run.forecast`).
 */
export function totalCalls({ plan, windows, settings, forecast, outcome }: RunView): number | null {
  if (settings.method === undefined) return plan.length;
  if (outcome?.type === 'complete') return windows.length;
  if (forecast !== null && forecast.calls[0] === forecast.calls[1]) return forecast.calls[0];
  return plan.length > 0 ? plan.length * settings.method.scaling.samples : null;
}
