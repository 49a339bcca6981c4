import type { DocId } from '../request.ts';
import { flawOf } from '../schema.ts';
import type { Expected, JsonPath } from '../schema.ts';
import { EVENT_TYPES, eventStamp, runEventBody } from './event.ts';
import type { RunEvent } from './event.ts';

/** What should stand at a place of a log. */
export type LogExpected =
  | Expected
  | {
      readonly code:
        /** A docid that no other passage has. */
        | 'other-docid'
        /** One run-start only, at the beginning. */
        | 'one-start'
        /** Every passage of the request exactly once. */
        | 'every-passage-once'
        /** A passage of the request, numbered by its place. */
        | 'numbered-passage'
        /** A window that has begun. */
        | 'begun-window'
        /** The window that is open. */
        | 'open-window'
        /** Nothing after the run-end. */
        | 'nothing';
    }
  /** A stretch of the list, which has so many places. */
  | { readonly code: 'stretch'; readonly places: number }
  /** This window (0-based), after the end of the one before. */
  | { readonly code: 'next-window'; readonly window: number }
  /** No time before this one, in milliseconds. */
  | { readonly code: 'time'; readonly least: number };

/** What does not fit in a log, and what was expected there. */
export interface LogFlaw {
  readonly path: JsonPath;
  readonly expected: LogExpected;
}

/** How far a list of values is a run's log. */
interface CheckedLog {
  /** The longest beginning that is well-formed: one run, no gaps, every ranking a permutation of the request. */
  readonly events: readonly RunEvent[];
  /** What is wrong with the first value after it, by its path in the list; null: all values are events. */
  readonly flaw: LogFlaw | null;
  /** Places of events whose kind this version does not know. They are kept, and show nothing. */
  readonly unknown: readonly number[];
}

type Start = Extract<RunEvent, { readonly type: 'run-start' }>;

/** The first docid that occurs again; null for a list without repeats. */
function repeated(docIds: readonly string[]): number | null {
  const seen = new Set<string>();
  const place = docIds.findIndex((docId) => seen.size === seen.add(docId).size);
  return place === -1 ? null : place;
}

function checkStart({ request, windows }: Start): LogFlaw | null {
  const again = repeated(request.candidates.map(({ docId }) => docId));
  if (again !== null) return { path: ['request', 'candidates', again, 'docId'], expected: { code: 'other-docid' } };
  const size = request.candidates.length;
  const place = windows.findIndex(({ start, end }) => start > end || end > size);
  return place === -1 ? null : { path: ['windows', place], expected: { code: 'stretch', places: size } };
}

interface Story {
  readonly windows: number;
  readonly open: boolean;
  readonly passages: number;
  readonly read: number;
}

/** What only the events before can tell. `open`: a window has started and not ended. `read`: so many of its passages have been read, of so many. */
function checkStory(event: RunEvent, docIds: ReadonlySet<DocId>, story: Story): LogFlaw | null {
  if (event.type === 'run-start') return { path: ['type'], expected: { code: 'one-start' } };
  if (event.type === 'order-update' || event.type === 'window-end' || event.type === 'run-end') {
    const { ranking } = event;
    if (ranking.length !== docIds.size || repeated(ranking) !== null || !ranking.every((docId) => docIds.has(docId)))
      return { path: ['ranking'], expected: { code: 'every-passage-once' } };
  }
  if (event.type === 'window-start') {
    if (story.open || event.window !== story.windows)
      return { path: ['window'], expected: { code: 'next-window', window: story.windows } };
    const place = event.passages.findIndex(({ docId, identifier }, index) => !docIds.has(docId) || identifier !== index + 1);
    return place === -1 ? null : { path: ['passages', place], expected: { code: 'numbered-passage' } };
  }
  // Of the run as a whole.
  if (!('window' in event)) return null;
  if (event.type === 'thought-skip')
    return event.window < story.windows ? null : { path: ['window'], expected: { code: 'begun-window' } };
  if (!story.open || event.window !== story.windows - 1) return { path: ['window'], expected: { code: 'open-window' } };
  if (event.type === 'preferences') return checkPreferences(event, docIds);
  if (event.type !== 'passage-read') return null;
  if (story.read === story.passages) return { path: ['type'], expected: { code: 'value', value: 'reading-fused' } };
  return event.position === story.read ? null : { path: ['position'], expected: { code: 'value', value: String(story.read) } };
}

/** Orders of passages that the list has, each once. */
function checkPreferences(
  event: Extract<RunEvent, { readonly type: 'preferences' }>,
  docIds: ReadonlySet<DocId>,
): LogFlaw | null {
  for (const part of ['order', 'certified'] as const) {
    const named = event[part].flat();
    if (!named.every((docId) => docIds.has(docId))) return { path: [part], expected: { code: 'numbered-passage' } };
    if (repeated(named) !== null) return { path: [part], expected: { code: 'other-docid' } };
  }
  return null;
}

/** Holds values against what a run's log must be. `start.schema` is not looked at: the file says it too. */
export function checkLog(values: readonly unknown[]): CheckedLog {
  const events: RunEvent[] = [];
  const unknown: number[] = [];
  let docIds: ReadonlySet<DocId> | null = null;
  let story: Story = { windows: 0, open: false, passages: 0, read: 0 };
  let ended = false;
  const stop = (flaw: LogFlaw | null): CheckedLog => ({
    events,
    flaw: flaw === null ? null : { ...flaw, path: [events.length, ...flaw.path] },
    unknown,
  });
  for (const value of values) {
    const flaw = flawOf(eventStamp, value);
    if (flaw !== null) return stop(flaw);
    const event = value as RunEvent;
    const before = events.at(-1);
    if (ended) return stop({ path: [], expected: { code: 'nothing' } });
    if (event.seq !== events.length) return stop({ path: ['seq'], expected: { code: 'value', value: String(events.length) } });
    if (event.at < (before?.at ?? 0)) return stop({ path: ['at'], expected: { code: 'time', least: before?.at ?? 0 } });
    if (before !== undefined && event.runId !== before.runId)
      return stop({ path: ['runId'], expected: { code: 'value', value: JSON.stringify(before.runId) } });
    if (!EVENT_TYPES.has(event.type)) {
      if (docIds === null) return stop({ path: ['type'], expected: { code: 'value', value: 'run-start' } });
      unknown.push(events.length);
      events.push(event);
      continue;
    }
    const misshapen = flawOf(runEventBody, value);
    if (misshapen !== null) return stop(misshapen);
    if (docIds === null) {
      if (event.type !== 'run-start') return stop({ path: ['type'], expected: { code: 'value', value: 'run-start' } });
      const wrong = checkStart(event);
      if (wrong !== null) return stop(wrong);
      docIds = new Set(event.request.candidates.map(({ docId }) => docId));
    } else {
      const wrong = checkStory(event, docIds, story);
      if (wrong !== null) return stop(wrong);
    }
    if (event.type === 'window-start')
      story = { windows: story.windows + 1, open: true, passages: event.passages.length, read: 0 };
    if (event.type === 'passage-read') story = { ...story, read: story.read + 1 };
    if (event.type === 'window-end') story = { ...story, open: false };
    ended = event.type === 'run-end';
    events.push(event);
  }
  return stop(null);
}
