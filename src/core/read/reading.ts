import type { RunView, WindowView } from '../log/view.ts';
import type { PassageReading } from '../log/window-reading.ts';
import { oncePer } from '../once.ts';
import { PRESETS } from '../preset/built-in.ts';
import { firstStageScores } from '../request.ts';
import type { DocId, RankRequest } from '../request.ts';
import { zScores } from '../text/scores.ts';
import { foldWindows } from './trace.ts';

// What was read of the passages, for the row of each and for the run as a whole.

/**
 * How far the reading of a passage has come in the last window that held it. next: its turn comes. now: it is being read. read: its score is there, others
 * are still to come, or the reading was broken off. whole: all of its window have been read.
 */
export type ReadingState = 'next' | 'now' | 'read' | 'whole';

/** A passage's reading, for its row. */
export interface RowReading {
  readonly window: number;
  readonly state: ReadingState;
  /** 1-based, by the scores read so far, equal ones sharing the first; null: not read yet. */
  readonly place: number | null;
  /** So many of its window have been read. */
  readonly of: number;
  /** Null: not read yet. */
  readonly read: PassageReading | null;
}

function rowReading(window: WindowView, position: number): RowReading | null {
  const { reading } = window;
  if (reading === null) return null;
  const read = reading.passages[position] ?? null;
  const scores = reading.passages.flatMap((one) => (one === null ? [] : [one.score]));
  const state = read === null ? (reading.now === position ? 'now' : 'next') : reading.fused === null ? 'read' : 'whole';
  const place = read === null ? null : 1 + scores.filter((score) => score > read.score).length;
  return { window: window.index, state, place, of: scores.length, read };
}

/** The reading of each passage in the last window that held it; no entry where nothing was read there. The same windows give the same object. */
export const selectRowReadings: (run: RunView) => ReadonlyMap<DocId, RowReading | null> = foldWindows<RowReading | null>(
  ({ window, before }) => {
    // Of a run without reading scores nothing is kept.
    if (window.reading === null && before.size === 0) return [];
    return window.passages.map(({ docId }, position) => [docId, rowReading(window, position)] as const);
  },
);

/** What a passage's place in a window is made of, in standard deviations over the passages of that window; null: not known, or not read. */
export interface PlaceParts {
  readonly window: number;
  readonly passages: number;
  /** The instant order's score, or what the run started from. */
  readonly instant: number;
  readonly reading: number | null;
  readonly weight: number | null;
  /** `instant` + `weight` · `reading`, and the passage's 1-based place by it. */
  readonly fused: number | null;
  readonly fusedPlace: number | null;
  /** The first stage's score as the prompt showed it, 0 to 9; null: the prompt has none. */
  readonly bucket: number | null;
  /** Logits that its identifier was given before the model chose; null: none were. */
  readonly prior: number | null;
  /** p(yes) of a call about this passage alone, 0 to 1; null: no such call. */
  readonly relevance: number | null;
  /** The score that a call wrote for it; null: none. */
  readonly scored: number | null;
}

/** First-stage scores of a request's passages by name. Once for each request. */
const scoresOf = oncePer((request: RankRequest): ReadonlyMap<DocId, number> => {
  const scores = request.firstStage?.scores ?? firstStageScores(request);
  return new Map(request.candidates.map(({ docId }, place) => [docId, scores[place] ?? 0]));
});

/** The first stage's z-scores over a window's passages, in the order shown. Once for each window: each of its rows asks, with every event. */
const instantScores = oncePer(
  ({ request, passages }: Pick<WindowView, 'passages'> & { readonly request: RankRequest }): readonly number[] =>
    zScores(passages.map(({ docId }) => scoresOf(request).get(docId) ?? 0)),
  ({ passages }) => passages,
);

/** What the place of a passage is made of in a window that holds it; null where it does not. */
export function placeParts(
  { request, settings, model }: Pick<RunView, 'request' | 'settings' | 'model'>,
  { window, docId }: { readonly window: WindowView; readonly docId: DocId },
): PlaceParts | null {
  const { passages, question, reading, index } = window;
  const position = passages.findIndex((passage) => passage.docId === docId);
  if (position === -1) return null;
  const fusion = reading?.fused ?? null;
  const instant = fusion?.instant[position] ?? instantScores({ request, passages })[position] ?? 0;
  const fused = fusion?.fused[position] ?? null;
  const score = window.scores?.[position] ?? null;
  return {
    window: index,
    passages: passages.length,
    instant,
    reading: fusion?.reading[position] ?? null,
    weight: fusion?.weight ?? null,
    fused,
    fusedPlace: fusion === null || fused === null ? null : 1 + fusion.fused.filter((other) => other > fused).length,
    bucket: showsBucket({ settings, model }) ? (passages[position]?.bucket ?? null) : null,
    prior: leaning(settings, fused ?? instant),
    relevance: question === 'relevance' ? score : null,
    scored: question === 'scores' ? score : null,
  };
}

function showsBucket({ settings: { method }, model: { template } }: Pick<RunView, 'settings' | 'model'>): boolean {
  const preset = method?.preset ?? PRESETS.find(({ id }) => id === template);
  return preset?.passage?.includes('{bucket}') === true;
}

/** How strongly the choice of a passage's identifier leans on its score: nothing where the prompt takes none, and in an answer that nothing holds. */
function leaning({ method, priorWeight, answerMode }: RunView['settings'], score: number): number | null {
  if (answerMode === 'free' || answerMode === 'reading' || priorWeight === 0) return null;
  return method !== undefined && method.preset.priorWeight === 0 ? null : priorWeight * score;
}

/** Whether what was written after the reading could change the order, by what a log tells. */
export interface WrittenAfter {
  /** Windows that have ended and were read passage by passage. */
  readonly windows: number;
  /** 0-based numbers of those whose answer is another order than the one read. */
  readonly changed: readonly number[];
  /** Nothing was written in any of them: the reading is the order. */
  readonly unwritten: boolean;
}

/** Null: no window that was read passage by passage has ended. */
export function selectWrittenAfter({ windows }: Pick<RunView, 'windows'>): WrittenAfter | null {
  const read = windows.filter((window) => window.after !== null && window.reading?.fused != null && window.question === 'order');
  if (read.length === 0) return null;
  return {
    windows: read.length,
    changed: read.filter((window) => !keepsReadOrder(window)).map(({ index }) => index),
    unwritten: read.every(({ reasoning, answer }) => reasoning === '' && answer === ''),
  };
}

/** Once for each window that has ended: asked for with every event of those after it. */
const keepsReadOrder = oncePer(({ reading, passages, after }: WindowView): boolean => {
  const fused = reading?.fused?.fused ?? [];
  const wanted = passages
    .map(({ docId }, position) => ({ docId, position, score: fused[position] ?? Number.NEGATIVE_INFINITY }))
    .toSorted((one, other) => other.score - one.score || one.position - other.position);
  const held = new Set(passages.map(({ docId }) => docId));
  const ordered = (after ?? []).filter((docId) => held.has(docId));
  return wanted.every(({ docId }, place) => docId === ordered[place]);
});
