import type { ErrorCode } from '../errors.ts';
import type { ChatMessage, ModelIdentity, RunCost, RunEvent, RunEventBody, WindowUsage } from '../log/event.ts';
import { everyPosition, startingRanking } from '../ranking.ts';
import type { Partition } from '../ranking.ts';
import type { DocId, RankRequest } from '../request.ts';
import type { CallAnswer } from './ask.ts';

/** A run that was broken off, and is to go on behind its last finished window. */
export interface Resume {
  /** Its log, with a run-start and at least one finished window: what stands behind the last one is not looked at. */
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

/** Does a finished call put the same question as this one? */
export function sameQuestion(
  finished: FinishedCall,
  { shown, messages, written }: Pick<FinishedCall, 'shown' | 'messages' | 'written'>,
): boolean {
  const asked = (call: Pick<FinishedCall, 'shown' | 'messages' | 'written'>): string =>
    JSON.stringify([call.shown, call.messages.map(({ role, content }) => [role, content]), call.written]);
  return asked(finished) === asked({ shown, messages, written });
}

/** A window's passages in groups, best first, by the order in which it left the whole list. Positions are those of `shown`. */
function shownGroups(
  shown: readonly DocId[],
  { ranking, ties = [] }: Pick<Extract<RunEventBody, { readonly type: 'window-end' }>, 'ranking' | 'ties'>,
): Partition {
  const rankOf = new Map(ranking.map((docId, rank) => [docId, rank]));
  const tieOf = new Map(ties.flatMap((tie, index) => tie.map((docId) => [docId, index] as const)));
  const groups: number[][] = [];
  let tied: number | undefined;
  for (const position of everyPosition(shown.length).toSorted((one, other) => rankAt(one) - rankAt(other))) {
    const docId = shown[position];
    const tie = docId === undefined ? undefined : tieOf.get(docId);
    if (tie !== undefined && tie === tied) groups.at(-1)?.push(position);
    else groups.push([position]);
    tied = tie;
  }
  return groups;

  function rankAt(position: number): number {
    const docId = shown[position];
    return (docId === undefined ? undefined : rankOf.get(docId)) ?? Number.POSITIVE_INFINITY;
  }
}

/** The answer's own order of its passages, as the log must hold it: nothing where the order of the whole list tells it. */
export function toldGroups(
  groups: Partition,
  shown: readonly DocId[],
  left: Parameters<typeof shownGroups>[1],
): { readonly groups?: Partition } {
  return JSON.stringify(shownGroups(shown, left)) === JSON.stringify(groups) ? {} : { groups };
}

/** Where a run's log goes on: at its beginning, or behind what is finished. */
export interface LogPlace {
  readonly seq: number;
  /** Milliseconds since the run began, without the time in which nothing ran. */
  readonly at: number;
  readonly ranking: readonly DocId[];
}

export function placeToGoOn(request: RankRequest, resume: Resume | undefined): LogPlace {
  const done = resume === undefined ? null : finishedPart(resume.log);
  const last = done?.findLast((event) => event.type === 'window-end');
  return {
    seq: done?.length ?? 0,
    at: done?.at(-1)?.at ?? 0,
    ranking: last?.ranking ?? startingRanking(request),
  };
}

/**
 * What a run tells that goes on: nothing of what its log holds already, then that it went on, then all that is new. Where it ends before anything is new, because the
 * model or a prompt is another one or it was cancelled, the order is the one that was committed.
 */
export async function* goOn(
  events: AsyncIterable<RunEventBody>,
  { resume, model }: { readonly resume: Resume; readonly model: ModelIdentity },
): AsyncGenerator<RunEventBody, void, undefined> {
  const { log, reason } = resume;
  const after = finishedWindows(log);
  const start = log[0]?.type === 'run-start' ? log[0] : null;
  const last = log.findLast((event) => event.type === 'window-end');
  let live = false;
  for await (const event of events) {
    if (!live) {
      if (event.type === 'run-start' || ('window' in event && event.window < after)) continue;
      if (event.type === 'run-end' && event.outcome.type !== 'complete') {
        const left = last === undefined ? {} : { ranking: last.ranking, ...(last.ties === undefined ? {} : { ties: last.ties }) };
        const { ties: _, ...end } = event;
        yield { ...end, ...left, cost: costOf(finishedCalls(log).map(({ answer }) => answer.usage)) };
        return;
      }
      live = true;
      yield { type: 'run-resumed', after, reason, ...(start !== null && sameEngine(start.model, model) ? {} : { model }) };
    }
    yield event;
  }
}

function costOf(usages: readonly WindowUsage[]): RunCost {
  return {
    calls: usages.length,
    promptTokens: usages.reduce((sum, { promptTokens }) => sum + promptTokens, 0),
    completionTokens: usages.reduce((sum, { completionTokens }) => sum + completionTokens, 0),
  };
}

/** The same weights, asked in the same way: what a run can go on with. */
export function sameModel(one: ModelIdentity, other: ModelIdentity): boolean {
  return one.id === other.id && one.manifestSha256 === other.manifestSha256 && one.template === other.template;
}

function sameEngine(one: ModelIdentity, other: ModelIdentity): boolean {
  return one.library === other.library && one.engine === other.engine && one.adapter === other.adapter;
}
