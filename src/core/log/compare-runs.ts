import type { DocId } from '../doc-id.ts';
import type { RunView } from './run-view.ts';
import { firstDifference } from './first-difference.ts';
import type { TraceDifference } from './first-difference.ts';

/** Two rankings of the same passages → how much they agree; null where that is not defined (fewer than two passages). */
export type Agreement = (one: readonly DocId[], other: readonly DocId[]) => number | null;

/** A passage in either run: the same one only with the same title and text. Ranks are 1-based; null where the run has no such passage. */
export interface ComparedRow {
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

export interface RunComparison {
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
