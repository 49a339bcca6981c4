import { oncePer } from '../once.ts';
import type { PromptPassage } from '../log/event.ts';
import type { RankedRow, RowStanding, RowWhy } from './row.ts';
import type { Candidate, DocId, RankRequest } from '../request.ts';
import type { TextSpan } from '../text/spans.ts';
import { startingRanking, tiedRanks } from '../ranking.ts';
import { foldWindows } from './trace.ts';
import type { RunView, WindowView } from '../log/view.ts';
import { placeParts, selectRowReadings } from './reading.ts';
import type { RowReading } from './reading.ts';
import { selectEvidence, selectMentions } from './evidence.ts';
import type { PassageEvidence, PassageMention } from './evidence.ts';
import { selectReasons } from './reasons.ts';
import type { PassageDecision } from './reasons.ts';

function mergeSpans(spans: readonly TextSpan[]): readonly TextSpan[] {
  const merged: { from: number; to: number }[] = [];
  for (const span of [...spans].sort((one, other) => one.from - other.from)) {
    const last = merged.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ from: span.from, to: span.to });
  }
  return merged;
}

const NO_SPANS: readonly TextSpan[] = [];
const NO_MENTIONS: readonly PassageMention[] = [];
const UNREAD: RowWhy = { type: 'unread' };
const PENDING: RowWhy = { type: 'pending' };
const SILENT: RowWhy = { type: 'silent' };

interface KnownPlace {
  readonly candidate: Candidate;
  readonly givenRank: number;
  readonly firstRank: number;
}

/** Once for each request: rows are asked for with every token, and this sorts up to a thousand passages. */
const placesOf = oncePer((request: RankRequest): ReadonlyMap<DocId, KnownPlace> => {
  const first = new Map(startingRanking(request).map((docId, index) => [docId, index + 1]));
  return new Map(
    request.candidates.map((candidate, index) => {
      const givenRank = index + 1;
      return [candidate.docId, { candidate, givenRank, firstRank: first.get(candidate.docId) ?? givenRank }];
    }),
  );
});

interface Holder {
  readonly passage: PromptPassage;
  readonly window: WindowView;
  readonly settled: boolean;
}

/** The last window that held each passage, and whether any that did has closed. */
const holdersOf = foldWindows<Holder>(({ window, before }) =>
  window.passages.map((passage) => {
    const settled = window.phase === 'ended' || (before.get(passage.docId)?.settled ?? false);
    return [passage.docId, { passage, window, settled }] as const;
  }),
);

function quotedOf(quotes: PassageEvidence['quotes']): readonly TextSpan[] {
  return quotes.length === 0 ? NO_SPANS : mergeSpans(quotes.flatMap(({ span }) => span ?? []));
}

function whyOf(run: RunView, held: Holder | undefined, decision: PassageDecision | null): RowWhy {
  if (held === undefined) return UNREAD;
  if (decision !== null) return { type: 'decided', decision };
  return held.window.phase !== 'ended' && run.outcome === null ? PENDING : SILENT;
}

/** What a row is made from. Its text and the rest hang on these. */
interface RowSource {
  readonly rank: number;
  readonly tied: boolean;
  readonly standing: RowStanding;
  readonly earlierWindow: number | null;
  readonly held: Holder | undefined;
  readonly evidence: PassageEvidence | undefined;
  readonly decision: PassageDecision | null;
  readonly mentions: readonly PassageMention[];
  readonly reading: RowReading | null;
  readonly over: boolean;
}

interface MadeRow {
  readonly source: RowSource;
  readonly row: RankedRow;
}

/** The rows that a request's passages had last, to be given again where nothing in them has changed: the list draws a row anew when it is another object. */
const rowsBefore = oncePer<RankRequest, Map<DocId, MadeRow>>(() => new Map());

function sameSource(one: RowSource, other: RowSource): boolean {
  return (
    one.rank === other.rank &&
    one.tied === other.tied &&
    one.standing === other.standing &&
    one.earlierWindow === other.earlierWindow &&
    one.held === other.held &&
    one.evidence === other.evidence &&
    one.decision === other.decision &&
    one.mentions === other.mentions &&
    one.reading === other.reading &&
    one.over === other.over
  );
}

/**
 * One row per candidate in the order shown now, or in `order` when the page holds the list back for a moment. A row that is made from what it was made
 * from before is the same object: of a thousand most are, from one event to the next.
 */
export function selectRankedRows(run: RunView, order: readonly DocId[] = run.ranking): readonly RankedRow[] {
  const { request, windows } = run;
  const known = placesOf(request);
  const holders = holdersOf(run);
  const newest = windows.at(-1);
  const open = run.outcome === null ? windows.findLast((window) => window.phase !== 'ended') : undefined;
  // Other passages may stand between those of a call.
  const within = new Set(open === undefined ? [] : open.passages.map(({ docId }) => docId));
  const ranks = tiedRanks({ order, ties: run.tentative === null ? run.ties : [] });
  const allMentions = selectMentions(run);
  const allEvidence = selectEvidence(run);
  const reasons = selectReasons(run, ranks);
  const readings = selectRowReadings(run);
  const thoughts = new Map(windows.map((window) => [window.index, window.reasoning]));
  const over = run.outcome !== null;
  const before = rowsBefore(request);
  const { rerankDepth } = run.settings;
  const standingOf = (docId: DocId, { held, firstRank }: { held: Holder | undefined; firstRank: number }): RowStanding => {
    if (within.has(docId)) return run.tentative === null ? 'judging' : 'tentative';
    if (held?.settled === true) return 'settled';
    return over || firstRank > rerankDepth ? 'unjudged' : 'waiting';
  };
  const rows: RankedRow[] = [];
  order.forEach((docId, index) => {
    const place = known.get(docId);
    if (place === undefined) return;
    const held = holders.get(docId);
    const source: RowSource = {
      rank: ranks.get(docId)?.rank ?? index + 1,
      tied: ranks.get(docId)?.tied ?? false,
      standing: standingOf(docId, { held, firstRank: place.firstRank }),
      earlierWindow: held === undefined || held.window === newest ? null : held.window.index,
      held,
      evidence: allEvidence.get(docId),
      decision: reasons.get(docId) ?? null,
      mentions: allMentions.get(docId) ?? NO_MENTIONS,
      reading: readings.get(docId) ?? null,
      over,
    };
    const made = before.get(docId);
    if (made !== undefined && sameSource(made.source, source)) {
      rows.push(made.row);
      return;
    }
    const { rank, tied, standing, earlierWindow, evidence, decision, mentions, reading } = source;
    const row: RankedRow = {
      docId,
      candidate: place.candidate,
      request,
      rank,
      tied,
      firstRank: place.firstRank,
      givenRank: place.givenRank,
      standing,
      identifier: held?.passage.identifier ?? null,
      earlierWindow,
      kept: held?.passage ?? null,
      quoted: quotedOf(evidence?.quotes ?? []),
      why: whyOf(run, held, decision),
      reading,
      parts: held === undefined ? null : placeParts(run, { window: held.window, docId }),
      mentions,
      thoughts: new Map(mentions.map(({ window }) => [window, thoughts.get(window) ?? ''])),
    };
    before.set(docId, { source, row });
    rows.push(row);
  });
  return rows;
}
