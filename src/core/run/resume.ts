import type { ErrorCode } from '../errors.ts';
import type { ChatMessage, ModelIdentity, RunEvent, RunEventBody } from '../log/event.ts';
import { everyPosition, groupByScore, startingRanking } from '../ranking.ts';
import type { Partition } from '../ranking.ts';
import type { DocId } from '../request.ts';
import type { CallAnswer, CallEnd } from './ask.ts';
import { refusedRun } from './problem.ts';

/** A run that was broken off, and is to go on behind its last finished window. */
export interface Resume {
  /** Its log up to the end of its last finished window: `finishedPart`. */
  readonly log: readonly RunEvent[];
  /** What broke it off. page-left: the page was left, or it crashed. */
  readonly reason: ErrorCode | 'page-left';
}

/** A call whose answer a log holds. */
export interface FinishedCall {
  readonly shown: readonly DocId[];
  readonly messages: readonly ChatMessage[];
  readonly written: string;
  readonly answer: CallAnswer;
}

/**
 * A log up to the end of its last finished window, which is what a run goes on from: nothing is taken of a window that was broken off. Null where nothing can be gone on
 * from, because no window was finished or the run was over.
 */
export function finishedPart(log: readonly RunEvent[]): readonly RunEvent[] | null {
  const end = log.at(-1);
  if (end?.type === 'run-end' && end.outcome.type === 'complete') return null;
  const last = log.findLastIndex(({ type }) => type === 'window-end' || type === 'run-resumed');
  return last === -1 || log[0]?.type !== 'run-start' ? null : log.slice(0, last + 1);
}

/** How many windows of a log are finished. */
export function finishedWindows(log: readonly RunEvent[]): number {
  return log.filter(({ type }) => type === 'window-end').length;
}

/** The answers of a log's finished windows, in the order of the windows. */
export function finishedCalls(log: readonly RunEvent[]): readonly FinishedCall[] {
  const calls: FinishedCall[] = [];
  let start: Extract<RunEvent, { readonly type: 'window-start' }> | null = null;
  for (const event of log) {
    if (event.type === 'window-start') start = event;
    if (event.type !== 'window-end' || start === null || event.window !== start.window || event.window !== calls.length) continue;
    const shown = start.passages.map(({ docId }) => docId);
    const { outcome, thought, notes = [], scores = null, usage, groups = shownGroups(shown, event) } = event;
    calls.push({
      shown,
      messages: start.messages,
      written: start.written ?? '',
      answer: { groups, outcome, thought, notes, scores, usage },
    });
  }
  return calls;
}

/** The end of a call that was finished before, where it puts the same question as that one did; else the run cannot go on. */
export function endAgain(
  { answer, ...finished }: FinishedCall,
  { shown, messages, written }: Omit<FinishedCall, 'answer'>,
): CallEnd {
  return JSON.stringify([finished.shown, finished.messages, finished.written]) === JSON.stringify([shown, messages, written])
    ? { answer }
    : { outcome: { type: 'failed', error: refusedRun({ code: 'cannot-resume', differs: 'prompt' }) } };
}

/** A window's passages in groups, best first, by the order in which it left the whole list. Positions are those of `shown`. */
function shownGroups(
  shown: readonly DocId[],
  { ranking, ties = [] }: Pick<Extract<RunEventBody, { readonly type: 'window-end' }>, 'ranking' | 'ties'>,
): Partition {
  const rankOf = new Map(ranking.map((docId, rank) => [docId, rank]));
  for (const tie of ties) for (const docId of tie) rankOf.set(docId, ranking.indexOf(tie[0] ?? docId));
  return groupByScore(everyPosition(shown.length), (position) => -(rankOf.get(shown[position] as DocId) ?? 0));
}

/** The answer's own order of its passages, as the log must hold it: nothing where the order of the whole list tells it. */
export function toldGroups(
  groups: Partition,
  shown: readonly DocId[],
  left: Parameters<typeof shownGroups>[1],
): { readonly groups?: Partition } {
  return JSON.stringify(shownGroups(shown, left)) === JSON.stringify(groups) ? {} : { groups };
}

/**
 * What a run tells that goes on: nothing of what its log holds already, then that it went on, then all that is new. Where it ends before anything is new, because the
 * model or a prompt is another one or it was cancelled, the order is the one that was committed.
 */
export async function* goOn(
  events: AsyncIterable<RunEventBody>,
  { resume, model: { identity: model } }: { readonly resume?: Resume; readonly model: { readonly identity: ModelIdentity } },
): AsyncGenerator<RunEventBody, void, undefined> {
  if (resume === undefined) return;
  const { log, reason } = resume;
  const after = finishedWindows(log);
  const start = log[0]?.type === 'run-start' ? log[0] : null;
  const last = log.findLast((event) => event.type === 'window-end');
  const other = start !== null && !same(start.model, model, ['id', 'manifestSha256', 'template']);
  let live = false;
  for await (const event of other ? refused(log) : events) {
    if (!live) {
      if (event.type === 'run-start' || ('window' in event && event.window < after)) continue;
      if (event.type === 'run-end' && event.outcome.type !== 'complete') {
        // What was spent is told by the windows.
        const { ties: _ties, cost: _cost, ...end } = event;
        yield { ...end, ...(last && { ranking: last.ranking, ...(last.ties && { ties: last.ties }) }) };
        return;
      }
      live = true;
      yield {
        type: 'run-resumed',
        after,
        reason,
        ...(start !== null && same(start.model, model, ['library', 'engine', 'adapter']) ? {} : { model }),
      };
    }
    yield event;
  }
}

/** It goes on with the weights that it was begun with, asked in the same way, whatever they run on now. */
async function* refused(log: readonly RunEvent[]): AsyncGenerator<RunEventBody> {
  const error = refusedRun({ code: 'cannot-resume', differs: 'model' });
  const ranking = log[0]?.type === 'run-start' ? startingRanking(log[0].request) : [];
  yield { type: 'run-end', outcome: { type: 'failed', error }, ranking };
}

function same(one: ModelIdentity, other: ModelIdentity, parts: readonly (keyof ModelIdentity)[]): boolean {
  return parts.every((part) => one[part] === other[part]);
}
