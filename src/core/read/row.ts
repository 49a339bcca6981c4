import type { PromptPassage } from '../log/event.ts';
import type { Candidate, DocId, RankRequest } from '../request.ts';
import type { TextSpan } from '../text/spans.ts';
import type { PassageMention } from './evidence.ts';
import type { PlaceParts, RowReading } from './reading.ts';
import type { PassageDecision } from './reasons.ts';

/**
 * given: no run yet, the list as handed over. instant: no run yet, the first stage's order. waiting: no window has reached it. judging: in the open window, nothing said yet. tentative: in the open
 * window, order not committed. settled: a closed window held it. unjudged: the run ended before a window closed over it.
 */
export type RowStanding = 'given' | 'instant' | 'waiting' | 'judging' | 'tentative' | 'settled' | 'unjudged';

/**
 * Why a passage stands where it does. unread: no window has held it. pending: the window that holds it is open and has not spoken of it. silent: no thought speaks of it.
 */
export type RowWhy =
  | { readonly type: 'unread' | 'pending' | 'silent' }
  | { readonly type: 'decided'; readonly decision: PassageDecision };

export interface RankedRow {
  readonly docId: DocId;
  readonly candidate: Candidate;
  /** What the list answers, for the words that passage and query share. */
  readonly request: RankRequest;
  /** 1-based, for people. Passages that nothing told apart share one. */
  readonly rank: number;
  readonly tied: boolean;
  /** Where the movement shown starts: the place in the first stage's order, or before a run the place given. */
  readonly firstRank: number;
  /** Place in the list as handed over. */
  readonly givenRank: number;
  readonly standing: RowStanding;
  /** Identifier in the prompt of the last window that held it, or null. */
  readonly identifier: number | null;
  /** That window, when it is not the newest one: the same identifier means another passage there. 0-based. */
  readonly earlierWindow: number | null;
  readonly kept: Pick<PromptPassage, 'keptFrom' | 'keptTo' | 'cut' | 'neutralised'> | null;
  /** Verbatim quotes found in the candidate's text; sorted, not overlapping. UTF-16 offsets. */
  readonly quoted: readonly TextSpan[];
  readonly why: RowWhy;
  /** How far its reading has come; null: no score of it is read. */
  readonly reading: RowReading | null;
  /** What its place is made of in the last window that held it; null: none has. */
  readonly parts: PlaceParts | null;
  readonly mentions: readonly PassageMention[];
  /** The thoughts of the windows of `mentions` by window index, to cut their sentences from. */
  readonly thoughts: ReadonlyMap<number, string>;
}

const NO_THOUGHTS: ReadonlyMap<number, string> = new Map();
const UNREAD: RowWhy = { type: 'unread' };

/** The list as read, before any run. */
export function selectGivenRows(request: RankRequest): readonly RankedRow[] {
  return request.candidates.map((candidate, index) => ({
    docId: candidate.docId,
    candidate,
    request,
    rank: index + 1,
    tied: false,
    firstRank: index + 1,
    givenRank: index + 1,
    standing: 'given',
    identifier: null,
    earlierWindow: null,
    kept: null,
    quoted: [],
    why: UNREAD,
    reading: null,
    parts: null,
    mentions: [],
    thoughts: NO_THOUGHTS,
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
