import { compactLog } from '../core/log/compact.ts';
import type { RunEvent, ThoughtEnd, WindowOutcome } from '../core/log/event.ts';
import type { RunView, WindowView } from '../core/log/view.ts';
import { selectEvidence } from '../core/read/evidence.ts';
import { selectReasons } from '../core/read/reasons.ts';
import { selectCuts } from '../core/read/limits.ts';
import { tiedRanks } from '../core/ranking.ts';
import type { DocId } from '../core/request.ts';

/** How much of a run an account holds. */
export type AccountDetail = 'log' | 'trace' | 'outcome';

/** What became of the answers of a run: the worst of its calls. A run that failed gives no account, it throws. */
export type AccountOutcome = WindowOutcome['type'];

/** One call to the model, as the trace shows it. Passages are named by their place in the list that was given, 0-based, in the order shown. */
export interface CallTrace {
  readonly passages: readonly number[];
  /** Text that the model wrote, no faithful explanation. Empty: it wrote no thought. */
  readonly thought: string;
  readonly thoughtEnd: ThoughtEnd | null;
  readonly answer: string;
  readonly outcome: AccountOutcome | null;
}

/** Why a document stands where it stands, by the thought. */
export interface DocumentReason {
  /** Place in the list that was given, 0-based. */
  readonly index: number;
  /** The sentence of the thought that decided it; null: no thought speaks of it. */
  readonly sentence: string | null;
  /** The thought speaks only against its place, and `sentence` is what it says. Absent: it does not. */
  readonly against?: true;
  readonly quotes: readonly {
    readonly text: string;
    /** Does it stand word for word in what the model saw of the document? */
    readonly verbatim: boolean;
  }[];
}

/** A run as a framework's metadata holds it: JSON throughout. */
export interface RunAccount {
  readonly runId: string;
  readonly model: string;
  readonly outcome: AccountOutcome;
  /** What the scores are. */
  readonly scores: 'ranks';
  readonly scoresMean: string;
  /** English, one sentence each; empty: everything went as it should. */
  readonly warnings: readonly string[];
  readonly calls: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Whether the model counted its tokens itself. */
  readonly tokens: 'counted' | 'estimated';
  readonly milliseconds: number;
  /** Documents that nothing told apart, by their places in the list that was given; their scores differ all the same. Absent: none. */
  readonly ties?: readonly (readonly number[])[];
  readonly trace?: readonly CallTrace[];
  readonly reasons?: readonly DocumentReason[];
  /** The event log, compacted (`compactLog`): `viewAt`, the exports and the page read it. */
  readonly log?: readonly RunEvent[];
}

const SCORES_MEAN =
  'Scores are ranks, not probabilities: (n − rank + 1) / n of the n documents given. They say nothing of how relevant a document is.';

/** The account of a run that came to its end. */
export function accountOf(
  view: RunView,
  {
    log,
    detail,
    indexOf,
  }: { readonly log: readonly RunEvent[]; readonly detail: AccountDetail; readonly indexOf: ReadonlyMap<DocId, number> },
): RunAccount {
  const { cost, model, ties, windows } = view;
  const places = (docIds: readonly DocId[]): readonly number[] => docIds.flatMap((docId) => indexOf.get(docId) ?? []);
  const account: RunAccount = {
    runId: view.runId,
    model: model.id,
    outcome: worstOf(windows),
    scores: 'ranks',
    scoresMean: SCORES_MEAN,
    warnings: warningsOf(view),
    calls: cost?.calls ?? windows.length,
    promptTokens: cost?.promptTokens ?? 0,
    completionTokens: cost?.completionTokens ?? 0,
    tokens: model.tokens ?? 'counted',
    milliseconds: Math.round(view.lastAt),
    ...(ties.length === 0 ? {} : { ties: ties.map(places) }),
    ...(detail === 'outcome'
      ? {}
      : { trace: windows.map((window) => traceOf(window, places)), reasons: reasonsOf(view, indexOf) }),
    ...(detail === 'log' ? { log: compactLog(log) } : {}),
  };
  // Nobody who changes what a framework was given changes a run, and no value is left that JSON does not know.
  return JSON.parse(JSON.stringify(account)) as RunAccount;
}

function traceOf(window: WindowView, places: (docIds: readonly DocId[]) => readonly number[]): CallTrace {
  return {
    passages: places(window.passages.map(({ docId }) => docId)),
    thought: window.reasoning,
    thoughtEnd: window.thought,
    answer: window.answer,
    outcome: window.outcome?.type ?? null,
  };
}

function reasonsOf(view: RunView, indexOf: ReadonlyMap<DocId, number>): readonly DocumentReason[] {
  const evidence = selectEvidence(view);
  const reasons = selectReasons(view, tiedRanks({ order: view.committed, ties: view.ties }));
  return view.committed.flatMap((docId) => {
    const index = indexOf.get(docId);
    if (index === undefined) return [];
    const found = evidence.get(docId);
    const quotes = (found?.quotes ?? []).map(({ text, foundIn }) => ({ text, verbatim: foundIn !== null }));
    const decision = reasons.get(docId);
    return [{ index, sentence: decision?.text ?? null, ...(decision?.against === true ? { against: true } : {}), quotes }];
  });
}

const FROM_WORST: readonly AccountOutcome[] = ['unparsed', 'truncated', 'repaired'];

function worstOf(windows: readonly WindowView[]): AccountOutcome {
  return FROM_WORST.find((type) => windows.some(({ outcome }) => outcome?.type === type)) ?? 'complete';
}

/** Everything that was not as it should be, in the order of the calls, what was cut last. */
function warningsOf(view: RunView): readonly string[] {
  const { windows } = view;
  const warnings = windows.flatMap((window) => {
    const name = windows.length === 1 ? 'The answer' : `The answer of call ${window.index + 1} of ${windows.length}`;
    const said = window.outcome === null ? null : describeOutcome(window.outcome, window.passages.length);
    return [
      ...(said === null ? [] : [`${name} ${said}`]),
      ...(window.thought === 'forced' ? [`${name} follows a thought that was closed at its budget.`] : []),
      ...(window.thought === 'open' ? [`${name} follows a thought that was never closed.`] : []),
      ...window.notes.map((note) => `${name}: ${note}`),
    ];
  });
  const shown = windows.flatMap((window) => selectCuts(view, window));
  const cut = new Set(shown.flatMap(({ docId, reason }) => (reason === null ? [] : [docId])));
  const neutralised = new Set(shown.flatMap((one) => (one.neutralised === 0 ? [] : [one.docId])));
  const kept = Math.max(0, ...shown.filter(({ reason }) => reason !== null).map(({ keptWords }) => keptWords));
  return [
    ...warnings,
    ...(cut.size === 0 ? [] : [`Shown in part, ${kept} words at most (settings.passageWords): ${count(cut.size, 'document')}.`]),
    ...(neutralised.size === 0
      ? []
      : [`Marks that look like the prompt's own were changed in ${count(neutralised.size, 'document')}.`]),
  ];
}

function describeOutcome(outcome: WindowOutcome, passages: number): string | null {
  switch (outcome.type) {
    case 'complete':
      return null;
    case 'repaired': {
      const { missing, duplicate, unknown } = outcome;
      const parts = [
        ...(missing.length === 0 ? [] : [`${missing.length} missing (they follow in their old order)`]),
        ...(duplicate.length === 0 ? [] : [`${duplicate.length} named twice (the first counts)`]),
        ...(unknown.length === 0 ? [] : [`${unknown.length} unknown (left out)`]),
      ];
      return `was repaired, of ${passages} passages: ${parts.join(', ')}.`;
    }
    case 'truncated':
      return `was cut off after ${outcome.settled} of ${passages} passages; the rest keeps its old order.`;
    case 'unparsed':
      return `could not be read (${outcome.reason}); its ${passages} passages keep their old order.`;
    default:
      outcome satisfies never;
      return null;
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
