import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { parseJson } from '../input/json.ts';
import type { JsonProblem } from '../input/json.ts';
import { placeFinder } from '../input/place.ts';
import type { Place } from '../input/place.ts';
import type { Result } from '../request.ts';
import { anything, count, fields, flawOf, list, oneOf, orNull, text as anyText } from '../schema.ts';
import type { Expected, JsonPath, TypeOf } from '../schema.ts';
import { checkLog } from './check.ts';
import type { LogExpected } from './check.ts';
import type { RunEvent, RunEventBody } from './event.ts';
import { RUN_LOG_SCHEMA } from './event.ts';
import { wholeCharacters, withSoundMethod } from './mend.ts';
import { reduceLog } from './view.ts';

/**
 * A run's events as a log keeps them: each with the run's id, its place (`seq`, from 0) and the milliseconds since the first one was asked for.
 * The log of `rerank()` can then be looked at (`viewAt`), saved (`runLogFile`) and opened by the page.
 * @param run.runId any text; unique where logs are compared.
 * @param run.now a clock in milliseconds, which never goes back: `() => performance.now()`.
 * @example
 * const log: RunEvent[] = [];
 * for await (const event of recordRun(rerank({ request, model }), { runId: 'one', now: () => performance.now() })) log.push(event);
 */
export async function* recordRun(
  events: AsyncIterable<RunEventBody>,
  { runId, now }: { readonly runId: string; readonly now: () => number },
): AsyncGenerator<RunEvent, void, undefined> {
  const startedAt = now();
  let seq = 0;
  for await (const body of events) {
    yield { ...body, runId, seq, at: now() - startedAt };
    seq += 1;
  }
}

const TYPE = 'glassrank-run-log';

/** What says that a file is a run log, and of which schema. */
const typed = fields({ type: oneOf([TYPE]), schema: count });

/** What makes a log repeatable and checkable beside its events. Hashes are sha256 in hex. */
const header = fields({
  app: fields({ name: oneOf(['glassrank']), version: anyText }),
  /** ISO 8601. */
  exportedAt: anyText,
  hashes: orNull(
    fields({
      modelManifest: anyText,
      request: anyText,
      /** One per window, of its messages as sent. */
      prompts: list(anyText),
    }),
  ),
});
export type RunLogHeader = TypeOf<typeof header>;

const withEvents = fields({ events: list(anything) });

export interface RunLogFile extends RunLogHeader {
  readonly type: typeof TYPE;
  readonly schema: typeof RUN_LOG_SCHEMA;
  readonly events: readonly RunEvent[];
}

/** The exported log as JSON text: the whole event log under one header. Inverse: `parseLogFile`. */
export function runLogFile(header: RunLogHeader, events: readonly RunEvent[]): string {
  const file: RunLogFile = { type: 'glassrank-run-log', schema: RUN_LOG_SCHEMA, ...header, events };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/**
 * What is wrong with a log file, as a code with what a sentence about it names, and its place (1-based; columns in UTF-16 units). bad-json, not-a-log,
 * newer-schema: nothing can be shown. The sentences stand in app/words.
 */
export type LogFileProblem = Place &
  (
    | { readonly code: 'bad-json'; readonly problem: JsonProblem }
    /** `other`: a file of another kind. `changed`: a log whose header or list of events does not fit. `empty`: no events. `expected`: what should stand here. */
    | { readonly code: 'not-a-log'; readonly what: 'other' | 'changed'; readonly expected: Expected }
    | { readonly code: 'not-a-log'; readonly what: 'empty' }
    | { readonly code: 'newer-schema'; readonly schema: number; readonly reads: number }
    /** The event at `index` does not fit: `expected` should stand at `path` in it. `shown` events before it are kept, `leftOut` are not. */
    | {
        readonly code: 'bad-event';
        readonly index: number;
        readonly path: string;
        readonly expected: LogExpected;
        readonly shown: number;
        readonly leftOut: number;
      }
    /** So many events are of a kind that this version does not know: kept, but not shown. */
    | { readonly code: 'unknown-events'; readonly count: number }
    /** The run was not over when the log was saved. */
    | { readonly code: 'no-end' }
    /** So many texts hold half a character: U+FFFD stands in its place. */
    | { readonly code: 'half-characters'; readonly count: number }
    /** Prompt and strategy cannot be read (`left-out`), or some of what was spent beyond one plain call (`scaling`, shown as one call). */
    | { readonly code: 'unreadable-method'; readonly what: 'left-out' | 'scaling' }
  );

export interface ParsedLogFile {
  /** All that the file holds, fields of later versions included: `runLogFile(file, file.events)` is the file again. */
  readonly file: RunLogFile;
  /** What the file lacks or holds in vain; empty for one that is whole. */
  readonly problems: readonly LogFileProblem[];
}

type JsonNode = Extract<ReturnType<typeof parseJson>, { readonly ok: true }>['value'];

/** Offset of the value that a path leads to, or of the nearest one around it. */
function offsetOf(root: JsonNode, path: JsonPath): number {
  let node = root;
  for (const step of path) {
    const next =
      node.kind === 'array' && typeof step === 'number'
        ? node.items[step]
        : node.kind === 'object' && typeof step === 'string'
          ? node.entries.get(step)
          : undefined;
    if (next === undefined) break;
    node = next;
  }
  return node.at;
}

/**
 * Reads what `runLogFile` wrote, and is its inverse: nothing is lost. Fails with a place where no log can be shown; a log whose events are good up
 * to some place is cut there, and what could not be shown is mended (`mend.ts`): the problems say so.
 */
export function parseLogFile(text: string): Result<ParsedLogFile, readonly LogFileProblem[]> {
  // Some editors put a byte order mark in front; JSON knows none.
  const bare = text.startsWith('\u{feff}') ? text.slice(1) : text;
  const placeOf = placeFinder(bare);
  const refuse = (problem: LogFileProblem): Result<never, readonly LogFileProblem[]> => ({ ok: false, error: [problem] });

  const read = parseJson(bare);
  if (!read.ok) return refuse({ ...placeOf(read.error.at), code: 'bad-json', problem: read.error });
  const root = read.value;
  const at = (path: JsonPath): Place => placeOf(offsetOf(root, path));
  const characters = wholeCharacters<unknown>(JSON.parse(bare));
  const { value } = characters;
  const other = flawOf(typed, value);
  if (other !== null) return refuse({ ...at(other.path), code: 'not-a-log', what: 'other', expected: other.expected });
  const { schema } = value as { readonly schema: number };
  if (schema !== RUN_LOG_SCHEMA) return refuse({ ...at(['schema']), code: 'newer-schema', schema, reads: RUN_LOG_SCHEMA });
  const incomplete = flawOf(header, value) ?? flawOf(withEvents, value);
  if (incomplete !== null)
    return refuse({ ...at(incomplete.path), code: 'not-a-log', what: 'changed', expected: incomplete.expected });

  const file = value as RunLogFile;
  const checked = checkLog(file.events);
  const { flaw, unknown } = checked;
  const { events, method } = withSoundMethod(checked.events);
  const problems: LogFileProblem[] = [];
  if (flaw !== null) {
    const shown = events.length;
    problems.push({
      ...at(['events', ...flaw.path]),
      code: 'bad-event',
      index: shown,
      path: flaw.path.slice(1).join('.'),
      expected: flaw.expected,
      shown,
      leftOut: file.events.length - shown,
    });
  }
  if (events.length === 0)
    return problems.length > 0 ? { ok: false, error: problems } : refuse({ ...at(['events']), code: 'not-a-log', what: 'empty' });
  if (unknown.length > 0) problems.push({ ...at(['events', unknown[0] ?? 0]), code: 'unknown-events', count: unknown.length });
  if (characters.count > 0) problems.push({ ...at([]), code: 'half-characters', count: characters.count });
  if (method !== 'sound') {
    const what = method === 'lost' ? 'left-out' : 'scaling';
    problems.push({ ...at(['events', 0, 'settings', 'method']), code: 'unreadable-method', what });
  }
  if (events.at(-1)?.type !== 'run-end') problems.push({ ...at(['events', events.length - 1]), code: 'no-end' });
  return { ok: true, value: { file: events === checked.events && flaw === null ? file : { ...file, events }, problems } };
}

/**
 * The log under its header, with the sha256 (hex) of the request and of each window's messages (of their JSON): what the JSON export, the HTML
 * replay, the share link and the history hold. Hashes are null for a log that has not begun.
 */
export function toLogFile({
  log,
  appVersion,
  exportedAt,
}: {
  log: readonly RunEvent[];
  appVersion: string;
  /** ISO 8601. */
  exportedAt: string;
}): RunLogFile {
  const view = reduceLog(log);
  return {
    type: 'glassrank-run-log',
    schema: RUN_LOG_SCHEMA,
    app: { name: 'glassrank', version: appVersion },
    exportedAt,
    hashes:
      view === null
        ? null
        : {
            modelManifest: view.model.manifestSha256,
            request: hashOf(view.request),
            prompts: view.windows.map(({ messages }) => hashOf(messages)),
          },
    events: log,
  };
}

function hashOf(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(value))));
}
