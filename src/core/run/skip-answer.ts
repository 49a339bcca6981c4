import type { RunEventBody, SkipResult } from '../log/run-event.ts';
import type { OutputGuide, RunSignal } from './text-model.ts';

export interface SkipAnswer {
  /** The events that a skip asked for since the last look calls for; each window's skip is answered once. */
  look(now: {
    readonly window: number;
    readonly guide: OutputGuide | undefined;
    readonly thoughtOver: boolean;
  }): readonly RunEventBody[];
}

/** Answers "skip thinking" honestly: a guide can close the thought of its own window, nothing can close one in free mode. */
export function createSkipAnswer(signal: RunSignal): SkipAnswer {
  const answered = new Set<number>();
  return {
    look({ window, guide, thoughtOver }) {
      const asked = signal.skipThoughtOf ?? null;
      // A window that has not begun yet cannot have been asked for in earnest.
      if (asked === null || asked > window || answered.has(asked)) return [];
      answered.add(asked);
      return [{ type: 'thought-skip', window: asked, result: asked < window || thoughtOver ? 'over' : close(guide) }];
    },
  };
}

function close(guide: OutputGuide | undefined): SkipResult {
  if (guide === undefined) return 'free-mode';
  return guide.skip() ? 'closing' : 'over';
}
