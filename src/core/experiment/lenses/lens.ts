import type { TsvRow } from '../../export/tsv.ts';
import type { ModelIdentity, RunEvent, RunSettings } from '../../log/event.ts';
import type { Candidate, DocId, FirstStageOrder, RankRequest } from '../../request.ts';
import { firstStageScores } from '../../request.ts';
import { oncePer } from '../../once.ts';
import { toCellResult } from '../cells.ts';
import type { CellResult } from '../plan.ts';

/** One run of a lens. `key` is unique in its plan and says what is varied. */
export interface LensRun {
  readonly key: string;
  readonly request: RankRequest;
}

/** What one run of a lens came to. A failed or cancelled run has the ranking that stood when it ended. */
export type LensResult = Omit<CellResult, 'configurationId' | 'qid' | 'forecast'> & { readonly key: string };

/** Null while the log has no run-end. */
function lensResult(key: string, events: readonly RunEvent[]): LensResult | null {
  const cell = toCellResult({ configurationId: key, events, tail: [] });
  if (cell === null) return null;
  const { configurationId: _, qid: __, forecast: ___, ...rest } = cell;
  return { key, ...rest };
}

/** The results of the runs that ended, by key. The same logs give the same object: a result is a whole log gone through, and every view of a lens asks. */
export const lensResults: (logs: ReadonlyMap<string, readonly RunEvent[]>) => ReadonlyMap<string, LensResult> = oncePer(
  (logs) =>
    new Map(
      [...logs].flatMap(([key, events]) => {
        const result = lensResult(key, events);
        return result === null ? [] : [[key, result] as const];
      }),
    ),
);

/**
 * How far a run may be taken at its word. whole: every call was read as it stands. mended: some calls were repaired or cut short, so part of the
 * order is the old one. unread: at least one call gave no order and kept the old one; failed, cancelled: no whole order. waiting: not run.
 */
export type LensVerdict = 'whole' | 'mended' | 'unread' | 'failed' | 'cancelled' | 'waiting';

export function lensVerdict(result: LensResult | undefined): LensVerdict {
  if (result === undefined) return 'waiting';
  if (result.outcome.type !== 'complete') return result.outcome.type;
  if (result.windows.unparsed > 0) return 'unread';
  return result.windows.repaired + result.windows.truncated > 0 ? 'mended' : 'whole';
}

/** How many of a plan's runs ended in which way; the numbers sum to the plan's length. */
export function tallyVerdicts(
  runs: readonly LensRun[],
  results: ReadonlyMap<string, LensResult>,
): Readonly<Record<LensVerdict, number>> {
  const tally = { whole: 0, mended: 0, unread: 0, failed: 0, cancelled: 0, waiting: 0 };
  for (const { key } of runs) tally[lensVerdict(results.get(key))] += 1;
  return tally;
}

/**
 * A run counts as evidence only if the model produced an order. When parsing failed the previous order was kept, and comparing that would show a false
 * effect, or hide a real one.
 */
export function isEvidence(result: LensResult | undefined): result is LensResult {
  const verdict = lensVerdict(result);
  return verdict === 'whole' || verdict === 'mended';
}

/** What a lens found, as a table with a header (ranks are 1-based) and as JSON (ranks are 0-based). */
export interface LensFindings {
  readonly table: readonly TsvRow[];
  readonly json: object;
}

/** A lens: what its job found so far. `repeats`: it runs the list again and again, each time with one thing changed. */
export interface Lens<Job> {
  readonly repeats: boolean;
  readonly findings: (job: Job) => LensFindings;
}

/** The job of a lens that runs the list again and again. */
export interface RepeatedJob<Run extends LensRun> {
  readonly runs: readonly Run[];
  /** Of the runs that ended, by key; each whole, run-end last. */
  readonly logs: ReadonlyMap<string, readonly RunEvent[]>;
  readonly settings: RunSettings;
  /** Null until the model is there. */
  readonly model: ModelIdentity | null;
  /** How the job stands or ended. */
  readonly end: object;
}

/** A lens that runs the list again and again. `found`: its own part of the findings. */
export function repeatedLens<Run extends LensRun>(
  found: (job: RepeatedJob<Run>, results: ReadonlyMap<string, LensResult>) => LensFindings,
): Lens<RepeatedJob<Run>> {
  return {
    repeats: true,
    findings(job) {
      const { runs, logs, settings, model, end } = job;
      const results = lensResults(logs);
      const { table, json } = found(job, results);
      const ended = runs.map(({ key }) => ({ verdict: lensVerdict(results.get(key)), ...(results.get(key) ?? { key }) }));
      const request = runs[0]?.request ?? null;
      return { table, json: { end, model, settings, request, tally: tallyVerdicts(runs, results), runs: ended, ...json } };
    },
  };
}

/** A rank as people count it; null stays. */
export function oneBased(rank: number | null): number | null {
  return rank === null ? null : rank + 1;
}

/** The 0-based rank of each passage; tied ones share the mean of the ranks they take up. `ties` are neighbours in the ranking. */
export function rankOfEach({
  ranking,
  ties,
}: {
  readonly ranking: readonly DocId[];
  readonly ties: readonly (readonly DocId[])[];
}): ReadonlyMap<DocId, number> {
  const ranks = new Map(ranking.map((docId, rank) => [docId, rank]));
  for (const group of ties) {
    const taken = group.flatMap((docId) => ranks.get(docId) ?? []);
    const mean = taken.reduce((sum, rank) => sum + rank, 0) / taken.length;
    for (const docId of group) if (ranks.has(docId)) ranks.set(docId, mean);
  }
  return ranks;
}

/**
 * Rough seconds that `left` runs will take: the mean of those done, else `guess` each; null where neither is known. Runs of one lens differ little, so a
 * mean is enough.
 */
export function lensSeconds({
  done,
  left,
  guess,
}: {
  done: readonly number[];
  left: number;
  guess: number | null;
}): number | null {
  if (left === 0) return 0;
  const each = done.length === 0 ? guess : done.reduce((sum, seconds) => sum + seconds, 0) / done.length;
  return each === null ? null : each * left;
}

/** A request that says itself where it starts from. */
export type PinnedRequest = RankRequest & { readonly firstStage: FirstStageOrder };

/**
 * A request that starts from `ranking`, whatever else it says. With `scores` each passage keeps the first-stage score that it has in the list as
 * given, so that a changed text or a missing neighbour changes no score; without, all are equal: no bucket and no prior tells passages apart.
 * `ranking` must be a permutation of the candidates.
 */
export function pinStart({
  request,
  ranking,
  scores,
}: {
  request: RankRequest;
  ranking: readonly DocId[];
  scores: boolean;
}): PinnedRequest {
  const { firstStage, query } = request;
  const candidates = scores ? request.candidates : request.candidates.map(withoutScore);
  return {
    query,
    candidates,
    firstStage: {
      method: scores ? (firstStage?.method ?? 'given') : 'given',
      ranking,
      scores: scores ? (firstStage?.scores ?? firstStageScores(request)) : candidates.map(() => 0),
      windowFrom: firstStage?.windowFrom ?? candidates.map(() => null),
      // Which stretch is shown and what can be quoted goes by the matches: as in the run that the lens looks into.
      ...(firstStage?.late === undefined ? {} : { late: firstStage.late }),
    },
  };
}

function withoutScore(candidate: Candidate): Candidate {
  const { score: _, ...rest } = candidate;
  return rest;
}
