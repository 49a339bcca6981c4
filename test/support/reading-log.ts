import type { RunEvent, RunEventBody, RunSettings } from '../../src/core/log/event.ts';
import { startingRanking } from '../../src/core/ranking.ts';
import { firstStageScores } from '../../src/core/request.ts';
import type { DocId, RankRequest } from '../../src/core/request.ts';
import { startSettings } from '../../src/core/run/settings.ts';
import { zScores } from '../../src/core/text/scores.ts';
import { SCRIPTED_IDENTITY } from './scripted-model.ts';

/** A run whose passages are read for a score of each, by the rule of docs/decisions/2026-11-30-reading-score.md. */
export interface ReadRun {
  readonly request: RankRequest;
  /** Reading score of each passage, in the request's order. */
  readonly scores: readonly number[];
  readonly settings?: Partial<RunSettings>;
  readonly windows?: readonly { readonly start: number; readonly end: number }[];
  /** Written between reading and answer; absent: nothing. */
  readonly thought?: readonly string[];
  /** What the answer makes of the order that was read, best first; absent: itself. */
  readonly answer?: (read: readonly DocId[]) => readonly DocId[];
}

/** Places by falling score, equal ones as they stood. */
function byScore(values: readonly number[]): readonly number[] {
  return [...values.keys()].toSorted((one, other) => (values[other] ?? 0) - (values[one] ?? 0) || one - other);
}

/** The log of such a run: 300 ms a passage, 40 ms a piece of text. */
export function readingLog(run: ReadRun): readonly RunEvent[] {
  const { request, scores, thought, answer = (read) => read } = run;
  const settings = startSettings({ windowSize: 20, readingWeight: 0.5, ...run.settings });
  const first = request.firstStage?.scores ?? firstStageScores(request);
  const placeOf = new Map(request.candidates.map(({ docId }, place) => [docId, place]));
  const windows = run.windows ?? [{ start: 0, end: request.candidates.length }];
  const log: RunEvent[] = [];
  let now = 0;
  const tell = (body: RunEventBody, ms = 0): void => {
    now += ms;
    log.push({ ...body, runId: 'read', seq: log.length, at: now });
  };
  tell({ type: 'run-start', schema: 1, request, settings, model: { ...SCRIPTED_IDENTITY, template: 'glassrank-2' }, windows });
  let ranking = startingRanking(request);
  for (const [window, { start, end }] of windows.entries()) {
    const shown = ranking.slice(start, end);
    const places = shown.map((docId) => placeOf.get(docId) ?? 0);
    const texts = places.map((place) => request.candidates[place]?.text ?? '');
    const passages = shown.map((docId, index) => ({
      docId,
      identifier: index + 1,
      bucket: 5,
      text: texts[index] ?? '',
      keptFrom: 0,
      keptTo: texts[index]?.length ?? 0,
      cut: false,
      neutralised: 0,
    }));
    const content = `Query: ${request.query.text}\n${texts.map((text, index) => `[${index + 1}] ${text}\n`).join('')}`;
    const promptTokens = 20 + 12 * shown.length;
    const from = settings.reading === 'apart' ? 'apart' : 'list';
    tell(
      { type: 'window-start', window, start, end, passages, messages: [{ role: 'user', content }], promptTokens, reads: from },
      20,
    );
    const withOrder = (order: readonly number[]): readonly DocId[] => [
      ...ranking.slice(0, start),
      ...order.flatMap((index) => shown[index] ?? []),
      ...ranking.slice(end),
    ];
    const instantOf = places.map((place) => first[place] ?? 0);
    const scoreOf = places.map((place) => scores[place] ?? 0);
    const fuse = (count: number): readonly number[] => {
      const [instant, reading] = [zScores(instantOf.slice(0, count)), zScores(scoreOf.slice(0, count))];
      return instant.map((value, index) => value + settings.readingWeight * (reading[index] ?? 0));
    };
    const unread = byScore(instantOf);
    for (const position of shown.keys()) {
      tell({ type: 'passage-read', window, position, score: scoreOf[position] ?? 0, tokens: 12, from }, 300);
      const read = byScore(fuse(position + 1));
      tell({
        type: 'order-update',
        window,
        ranking: withOrder([...read, ...unread.filter((index) => index > position)]),
        from: 'passages',
      });
    }
    const fused = fuse(shown.length);
    tell({
      type: 'reading-fused',
      window,
      weight: settings.readingWeight,
      instant: zScores(instantOf),
      reading: zScores(scoreOf),
      fused,
    });
    const end_ = thought === undefined ? 'none' : 'closed';
    if (thought !== undefined) {
      tell({ type: 'reasoning-start', window });
      for (const text of thought) tell({ type: 'reasoning-delta', window, text }, 40);
      tell({ type: 'reasoning-end', window, end: end_ });
    }
    const read = byScore(fused).flatMap((index) => shown[index] ?? []);
    const answered = answer(read);
    const text = answered.map((docId) => `[${shown.indexOf(docId) + 1}]`).join(' > ');
    if (settings.answerMode !== 'reading') tell({ type: 'answer-delta', window, text }, 40);
    ranking = withOrder(answered.map((docId) => shown.indexOf(docId)));
    const usage = { promptTokens, completionTokens: 30, prefillTokensPerSecond: 40, decodeTokensPerSecond: 20 };
    tell({ type: 'window-end', window, outcome: { type: 'complete' }, thought: end_, ranking, usage }, 10);
  }
  tell({ type: 'run-end', outcome: { type: 'complete' }, ranking }, 1);
  return log;
}
