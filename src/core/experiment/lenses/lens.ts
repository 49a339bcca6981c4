import type { RunEvent } from '../../log/event.ts';
import type { Candidate, DocId, FirstStageOrder, RankRequest } from '../../request.ts';
import { firstStageScores } from '../../request.ts';
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
export function lensResult(key: string, events: readonly RunEvent[]): LensResult | null {
  const cell = toCellResult({ configurationId: key, events, tail: [] });
  if (cell === null) return null;
  const { configurationId: _, qid: __, forecast: ___, ...rest } = cell;
  return { key, ...rest };
}

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

/** True for runs whose order is the model's: an old order that was kept would pass for an effect, or for none. */
export function countsIn(result: LensResult | undefined): result is LensResult {
  const verdict = lensVerdict(result);
  return verdict === 'whole' || verdict === 'mended';
}

/** What a spreadsheet takes for a formula (OWASP, CSV injection); it gets an apostrophe in front, unless it is a number. */
const FORMULA = /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u;

export type LensRow = readonly (string | number | null)[];

/** Rows as tab-separated text; null is an empty cell. Tabs and line ends in texts become spaces. */
export function lensTable(rows: readonly LensRow[]): string {
  return rows.map((row) => `${row.map(field).join('\t')}\n`).join('');
}

function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = value.replaceAll(/[\t\r\n]+/g, ' ');
  return FORMULA.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text;
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
    },
  };
}

function withoutScore(candidate: Candidate): Candidate {
  const { score: _, ...rest } = candidate;
  return rest;
}
