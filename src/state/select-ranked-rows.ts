import type { PromptPassage } from '../protocol/run-event.ts';
import type { DocId } from '../rank/doc-id.ts';
import type { Candidate, RankRequest } from '../rank/rank-request.ts';
import { startingRanking } from '../rank/starting-ranking.ts';
import { locateQuote } from './locate-quote.ts';
import type { RunView } from './run-view.ts';
import { selectTrace } from './select-trace.ts';

/**
 * given: no run yet, the list as handed over. instant: no run yet, the first stage's order. waiting: no window has reached it. judging: in the open window, nothing said yet. tentative: in the open
 * window, order not committed. settled: a closed window held it. unjudged: the run ended before a window closed over it.
 */
export type RowStanding = 'given' | 'instant' | 'waiting' | 'judging' | 'tentative' | 'settled' | 'unjudged';

export interface RankedRow {
  readonly docId: DocId;
  readonly candidate: Candidate;
  /** 1-based, for people. */
  readonly rank: number;
  /** Where the movement shown starts: the place in the first stage's order, or before a run the place given. */
  readonly firstRank: number;
  /** Place in the list as handed over. */
  readonly givenRank: number;
  readonly bucket: number | null;
  readonly standing: RowStanding;
  /** Identifier in the prompt of the last window that held it, or null. */
  readonly identifier: number | null;
  /** That window, when it is not the newest one: the same identifier means another passage there. 0-based. */
  readonly earlierWindow: number | null;
  readonly kept: Pick<PromptPassage, 'keptFrom' | 'keptTo' | 'cut' | 'neutralised'> | null;
  /** Verbatim quotes found in the candidate's text; sorted, not overlapping. UTF-16 offsets. */
  readonly quoted: readonly { readonly from: number; readonly to: number }[];
  readonly mentions: number;
}

function mergeSpans(
  spans: readonly { readonly from: number; readonly to: number }[],
): readonly { readonly from: number; readonly to: number }[] {
  const merged: { from: number; to: number }[] = [];
  for (const span of [...spans].sort((one, other) => one.from - other.from)) {
    const last = merged.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

/** The list as read, before any run. */
export function selectGivenRows(request: RankRequest): readonly RankedRow[] {
  return request.candidates.map((candidate, index) => ({
    docId: candidate.docId,
    candidate,
    rank: index + 1,
    firstRank: index + 1,
    givenRank: index + 1,
    bucket: null,
    standing: 'given',
    identifier: null,
    earlierWindow: null,
    kept: null,
    quoted: [],
    mentions: 0,
  }));
}

/** The list in the first stage's order, each row with its movement since the list was handed over. */
export function selectInstantRows(request: RankRequest, ranking: readonly DocId[]): readonly RankedRow[] {
  const given = new Map(selectGivenRows(request).map((row) => [row.docId, row]));
  return ranking.flatMap((docId, index) => {
    const row = given.get(docId);
    return row === undefined ? [] : [{ ...row, rank: index + 1, standing: 'instant' as const }];
  });
}

function standingOf(run: RunView, docId: DocId, position: number): RowStanding {
  const open = run.outcome === null ? run.windows.findLast((window) => window.phase !== 'ended') : undefined;
  if (open !== undefined && position >= open.start && position < open.end)
    return run.tentative === null ? 'judging' : 'tentative';
  const settled = run.windows.some(
    (window) => window.phase === 'ended' && window.passages.some((passage) => passage.docId === docId),
  );
  if (settled) return 'settled';
  return run.outcome === null ? 'waiting' : 'unjudged';
}

/** One row per candidate in the order shown now, or in `order` when the page holds the list back for a moment. */
export function selectRankedRows(run: RunView, order: readonly DocId[] = run.ranking): readonly RankedRow[] {
  const firstRanks = new Map(startingRanking(run.request).map((docId, index) => [docId, index + 1]));
  const candidates = new Map(
    run.request.candidates.map((candidate, index) => [candidate.docId, { candidate, givenRank: index + 1 }]),
  );
  const latest = new Map<DocId, { readonly passage: PromptPassage; readonly window: number }>();
  const newest = run.windows.at(-1)?.index;
  const mentions = new Map<DocId, number>();
  const quotes = new Map<DocId, string[]>();
  for (const window of run.windows) {
    for (const passage of window.passages) latest.set(passage.docId, { passage, window: window.index });
    const trace = selectTrace(window);
    for (const [docId, times] of trace.mentions) mentions.set(docId, (mentions.get(docId) ?? 0) + times);
    for (const quote of trace.quotes)
      if (quote.verbatim) quotes.set(quote.docId, [...(quotes.get(quote.docId) ?? []), quote.quote]);
  }
  return order.flatMap((docId, index) => {
    const known = candidates.get(docId);
    if (known === undefined) return [];
    const held = latest.get(docId);
    const passage = held?.passage ?? null;
    const quoted = (quotes.get(docId) ?? []).flatMap((quote) => locateQuote(quote, known.candidate.text) ?? []);
    return {
      docId,
      candidate: known.candidate,
      rank: index + 1,
      firstRank: firstRanks.get(docId) ?? known.givenRank,
      givenRank: known.givenRank,
      bucket: passage?.bucket ?? null,
      standing: standingOf(run, docId, index),
      identifier: passage?.identifier ?? null,
      earlierWindow: held === undefined || held.window === newest ? null : held.window,
      kept: passage,
      quoted: mergeSpans(quoted),
      mentions: mentions.get(docId) ?? 0,
    };
  });
}
