import { count, fields, jsonOf, oneOf, read, text } from '../../../core/schema.ts';
import type { Crashes } from './slice.ts';

const STEP_KEY = 'glassrank.step';
const CRASHES_KEY = 'glassrank.crashes';

const step = fields({ step: oneOf(['load', 'run']), modelId: text });
const crashes = fields({ step: oneOf(['load', 'run']), modelId: text, times: count });

/**
 * Knows whether the page went away in the middle of a step without a farewell: what it is about to do stands in the tab's own storage until it is done. A page that is left,
 * loaded anew or frozen says so, and is not counted.
 */
export interface Sentinel {
  /** What the page that stood in this tab before broke off in, twice or more in a row; null: nothing. */
  readonly crashes: Crashes | null;
  /** A model is loaded, or the first window of a run computed: what a machine may be too small for. */
  begin(now: Pick<Crashes, 'step' | 'modelId'>): void;
  /** It went well. */
  pass(): void;
  /** The page is left: however the step ends now, it was not a crash. */
  leave(): void;
}

export function createSentinel(session: () => Storage): Sentinel {
  const at = <T>(work: (storage: Storage) => T, otherwise: T): T => {
    try {
      return work(session());
    } catch {
      // Off or full: then a crash is not known of.
      return otherwise;
    }
  };
  const before = at((storage) => read(step, jsonOf(storage.getItem(STEP_KEY))), null);
  const known = at((storage) => read(crashes, jsonOf(storage.getItem(CRASHES_KEY))), null);
  const again = before !== null && known !== null && known.step === before.step && known.modelId === before.modelId;
  const counted = before === null ? known : { ...before, times: again ? known.times + 1 : 1 };
  let begun: Pick<Crashes, 'step' | 'modelId'> | null = null;
  const leave = (): void => at((storage) => storage.removeItem(STEP_KEY), undefined);
  leave();
  if (before !== null) at((storage) => storage.setItem(CRASHES_KEY, JSON.stringify(counted)), undefined);
  return {
    crashes: before !== null && counted !== null && counted.times > 1 ? counted : null,
    begin(now) {
      begun = now;
      at((storage) => storage.setItem(STEP_KEY, JSON.stringify({ step: now.step, modelId: now.modelId })), undefined);
    },
    pass() {
      leave();
      if (begun === null) return;
      const { step: passed, modelId } = begun;
      begun = null;
      at((storage) => {
        const kept = read(crashes, jsonOf(storage.getItem(CRASHES_KEY)));
        if (kept !== null && kept.step === passed && kept.modelId === modelId) storage.removeItem(CRASHES_KEY);
      }, undefined);
    },
    leave,
  };
}
