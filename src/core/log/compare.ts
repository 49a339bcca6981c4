import type { DocId } from '../request.ts';
import type { RunLogHeader } from './file.ts';
import type { RunView } from './view.ts';

type LogHashes = NonNullable<RunLogHeader['hashes']>;

/** A hash of a log file's header that its events do not have. */
type DifferingHash =
  | { readonly type: 'model-manifest' }
  | { readonly type: 'request' }
  /** 0-based window. */
  | { readonly type: 'prompt'; readonly window: number };

/** What was changed in a log after its export; empty when nothing was. `recorded`: the hashes of the file's header; `found`: those of what its events hold now (`toLogFile`). */
export function differingHashes(recorded: LogHashes, found: LogHashes): readonly DifferingHash[] {
  const prompts = Array.from({ length: Math.max(recorded.prompts.length, found.prompts.length) }, (_, window) => window);
  return [
    ...(recorded.modelManifest === found.modelManifest ? [] : [{ type: 'model-manifest' as const }]),
    ...(recorded.request === found.request ? [] : [{ type: 'request' as const }]),
    ...prompts
      .filter((window) => recorded.prompts[window] !== found.prompts[window])
      .map((window) => ({ type: 'prompt' as const, window })),
  ];
}

/** Where two runs' model texts part. `at` is a UTF-16 offset into both texts; a text that ends there, or a window that is not there, differs too. */
interface TraceDifference {
  /** 0-based. */
  readonly window: number;
  readonly part: 'reasoning' | 'answer';
  readonly at: number;
  /** The same text before that place, at most 80 characters. */
  readonly before: string;
  /** What follows in each run, at most 160 characters. */
  readonly a: string;
  readonly b: string;
}

const BEFORE = 80;
const AFTER = 160;

/** The first difference of the thoughts and answers of two runs, window by window; null when there is none. */
export function firstDifference(a: RunView, b: RunView): TraceDifference | null {
  const count = Math.max(a.windows.length, b.windows.length);
  for (let window = 0; window < count; window += 1) {
    for (const part of ['reasoning', 'answer'] as const) {
      const [one, other] = [a.windows[window]?.[part] ?? '', b.windows[window]?.[part] ?? ''];
      if (one !== other) return { window, part, ...parting(one, other) };
    }
  }
  return null;
}

function parting(one: string, other: string): Pick<TraceDifference, 'at' | 'before' | 'a' | 'b'> {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  // A surrogate pair stays whole.
  if (/[\uD800-\uDBFF]/u.test(one.charAt(at - 1)) && at > 0) at -= 1;
  return {
    at,
    before: one.slice(Math.max(0, at - BEFORE), at),
    a: one.slice(at, at + AFTER),
    b: other.slice(at, at + AFTER),
  };
}

/** Two rankings of the same passages → how much they agree; null where that is not defined (fewer than two passages). */
type Agreement = (one: readonly DocId[], other: readonly DocId[]) => number | null;

/** A passage in either run: the same one only with the same title and text. Ranks are 1-based; null where the run has no such passage. */
interface ComparedRow {
  readonly docId: DocId;
  /** Title, or text where it has none. */
  readonly text: string;
  readonly rankA: number | null;
  readonly rankB: number | null;
}

/** What one run cost and how it went. */
export interface RunFigures {
  readonly outcome: 'complete' | 'cancelled' | 'failed' | 'running';
  readonly passages: number;
  readonly windows: number;
  /** Settled windows whose answer had to be repaired, was truncated or could not be read. */
  readonly mendedWindows: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly seconds: number;
}

interface RunComparison {
  readonly sameQuery: boolean;
  /** The same docIds with the same title and text, in whatever order. */
  readonly samePassages: boolean;
  /** In A's order, then what only B has in B's order. */
  readonly rows: readonly ComparedRow[];
  /** Over the passages that both runs have; null where undefined. */
  readonly tau: number | null;
  readonly rbo: number | null;
  /** The first place where the models' texts part; null when they are the same letter for letter. */
  readonly trace: TraceDifference | null;
  /** Settings and model facts that differ, as JSON values; `undefined` where a log lacks one. */
  readonly settings: readonly { readonly name: string; readonly a: unknown; readonly b: unknown }[];
  readonly figures: { readonly a: RunFigures; readonly b: RunFigures };
}

/** Two runs side by side: order, trace, settings and figures. Orders are the committed ones; the measures of agreement are passed in. */
export function compareRuns({ a, b, tau, rbo }: { a: RunView; b: RunView; tau: Agreement; rbo: Agreement }): RunComparison {
  const ranksA = ranksOf(a);
  const ranksB = ranksOf(b);
  const [textsA, textsB] = [textsOf(a), textsOf(b)];
  // Pasted passages are called p1, p2, … in every run: a name alone makes none the same.
  const inBoth = (docId: DocId): boolean => textsA.get(docId)?.whole === textsB.get(docId)?.whole;
  const bothA = a.committed.filter(inBoth);
  const bothB = b.committed.filter(inBoth);
  const onlyB = b.committed.filter((docId) => !inBoth(docId));
  return {
    sameQuery: a.request.query.text === b.request.query.text,
    samePassages: passagesKey(a) === passagesKey(b),
    rows: [
      ...a.committed.map((docId) => ({
        docId,
        text: textsA.get(docId)?.name ?? '',
        rankA: ranksA.get(docId) ?? null,
        rankB: inBoth(docId) ? (ranksB.get(docId) ?? null) : null,
      })),
      ...onlyB.map((docId) => ({ docId, text: textsB.get(docId)?.name ?? '', rankA: null, rankB: ranksB.get(docId) ?? null })),
    ],
    tau: tau(bothA, bothB),
    rbo: rbo(bothA, bothB),
    trace: firstDifference(a, b),
    settings: [
      ...differences(a.settings, b.settings),
      ...differences(a.model, b.model).map((one) => ({ ...one, name: `model.${one.name}` })),
      ...differences(
        { method: a.request.firstStage?.method ?? 'given' },
        { method: b.request.firstStage?.method ?? 'given' },
      ).map((one) => ({ ...one, name: `firstStage.${one.name}` })),
    ],
    figures: { a: figuresOf(a), b: figuresOf(b) },
  };
}

function ranksOf({ committed }: RunView): ReadonlyMap<DocId, number> {
  return new Map(committed.map((docId, index) => [docId, index + 1]));
}

function textsOf({ request }: RunView): ReadonlyMap<DocId, { readonly name: string; readonly whole: string }> {
  return new Map(
    request.candidates.map(({ docId, title, text }) => [
      docId,
      { name: title ?? text, whole: JSON.stringify([title ?? '', text]) },
    ]),
  );
}

function passagesKey({ request }: RunView): string {
  return JSON.stringify(
    request.candidates.map(({ docId, title, text }) => JSON.stringify([docId, title ?? '', text])).toSorted(),
  );
}

function differences(one: object, other: object): readonly { readonly name: string; readonly a: unknown; readonly b: unknown }[] {
  const [a, b] = [new Map<string, unknown>(Object.entries(one)), new Map<string, unknown>(Object.entries(other))];
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((name) => a.get(name) !== b.get(name))
    .map((name) => ({ name, a: a.get(name), b: b.get(name) }));
}

function figuresOf(view: RunView): RunFigures {
  const ended = view.windows.filter(({ phase }) => phase === 'ended');
  const sum = (count: (usage: NonNullable<(typeof ended)[number]['usage']>) => number): number =>
    ended.reduce((total, { usage }) => total + (usage === null ? 0 : count(usage)), 0);
  return {
    outcome: view.outcome?.type ?? 'running',
    passages: view.committed.length,
    windows: ended.length,
    mendedWindows: ended.filter(({ outcome }) => outcome !== null && outcome.type !== 'complete').length,
    promptTokens: sum(({ promptTokens }) => promptTokens),
    completionTokens: sum(({ completionTokens }) => completionTokens),
    seconds: view.lastAt / 1000,
  };
}
