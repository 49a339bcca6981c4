import type { ErrorCode } from '../../../core/errors.ts';
import type { HistoryProblem } from '../../storage/database.ts';
import { format } from './format.ts';

interface Finished {
  readonly done: number;
  /** Null: how many there will be is not known. */
  readonly total: number | null;
}

const CAUSES: Readonly<Partial<Record<ErrorCode | 'page-left', string>>> = {
  'page-left': 'the page was left or broke down',
  'gpu-lost': 'the graphics processor was lost',
  'out-of-memory': 'graphics memory ran out',
  'worker-lost': 'the engine stopped answering',
};

/** Runs that were broken off, and what can be done about them. */
export const recovery = {
  label: 'Interrupted run',
  /** Of the run on stage, whose engine broke down. */
  failed: ({ done, total }: Finished) =>
    total === null
      ? `${format.windows(done)} of this run finished and kept.`
      : `${format.number(done)} of ${format.windows(total)} of this run are finished and kept.`,
  /** Of a run that was going on when the page was left. */
  lost: (query: string) =>
    query === '' ? 'A run was going on when the page was left.' : `A run was going on when the page was left: ${query}`,
  done: ({ done, total }: Finished) =>
    total === null
      ? `${format.windows(done)} finished. The order so far:`
      : `${format.number(done)} of ${format.windows(total)} are finished. The order so far:`,
  nothingDone: 'No window of it was finished, so it can only be begun anew.',
  unreadable: 'What was kept of it cannot be read by this version of the page. It can only be begun anew.',
  cut: 'What was kept of it is damaged from some place on; only what stands before that is used.',
  goOn: ({ window, total }: { readonly window: number; readonly total: number | null }) =>
    total === null
      ? `Go on from window ${format.number(window)}`
      : `Go on from window ${format.number(window)} of ${format.number(total)}`,
  loadsFirst: 'The model is loaded first. The windows that are finished are not computed again.',
  goesOn: 'The windows that are finished are not computed again.',
  rankAgain: 'Rank it again',
  show: 'Show how far it came',
  letGo: 'Let it go',
  unkept: (problem: HistoryProblem): string =>
    problem.code === 'quota'
      ? 'There is no room to keep more of this run while it goes on: if the page breaks down, the windows from here on are lost.'
      : 'This run cannot be kept while it goes on: if the page breaks down, the windows from here on are lost.',
  crashed: {
    load: ({ model, times }: { readonly model: string; readonly times: number }) =>
      `The page broke down ${format.number(times)} times in a row while it loaded ${model}. Nothing is loaded by itself: this machine may be too small for it.`,
    run: ({ model, times }: { readonly model: string; readonly times: number }) =>
      `The page broke down ${format.number(times)} times in a row in the first window of a run with ${model}. Nothing is run by itself: this machine may be too small for it.`,
  },
  smaller: (model: string) => `Take ${model}, which is smaller`,
  processor: 'Use the processor instead of the graphics processor',
  smallerWindow: (size: number) => `Show it ${format.number(size)} passages at once instead`,
  instantOnly: 'Rank by the instant order alone',
};

/** In the trace: where a run was broken off. Apart, as files to replay say it, and nothing else of these. */
export const resumed = {
  note: ({
    after,
    reason,
    engine,
  }: {
    readonly after: number;
    readonly reason: ErrorCode | 'page-left';
    readonly engine: string | null;
  }) =>
    `Broken off after window ${format.number(after)} (${CAUSES[reason] ?? 'an error'}), then went on from window ${format.number(after + 1)}, which was written anew${engine === null ? '' : `, on ${engine}`}.`,
};
