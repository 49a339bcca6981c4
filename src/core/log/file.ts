import { sha256 } from '@noble/hashes/sha2.js';
import { unknown as anything } from 'valibot';
import type { InferOutput } from 'valibot';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { parseJson } from '../input/json.ts';
import { placeFinder } from '../input/place.ts';
import type { Result } from '../request.ts';
import { count, fields, flawOf, list, oneOf, orNull, text as anyText } from '../schema.ts';
import type { JsonPath } from '../schema.ts';
import { checkLog } from './check.ts';
import type { RunEvent } from './event.ts';
import { RUN_LOG_SCHEMA } from './event.ts';
import { reduceLog } from './view.ts';

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
export type RunLogHeader = InferOutput<typeof header>;

const withEvents = fields({ events: list(anything()) });

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

/** What is wrong with a log file, with its place and the next step. */
export interface LogFileProblem {
  /** 1-based; columns in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /**
   * bad-json, not-a-log, newer-schema: nothing can be shown. bad-event: the events before it are kept. no-end: the run was not over when the log
   * was saved. unknown-events: kept, but not shown.
   */
  readonly code: 'bad-json' | 'not-a-log' | 'newer-schema' | 'bad-event' | 'no-end' | 'unknown-events';
  readonly message: string;
  readonly hint: string;
}

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
 * to some place is cut there, and the problem says so.
 */
export function parseLogFile(text: string): Result<ParsedLogFile, readonly LogFileProblem[]> {
  // Some editors put a byte order mark in front; JSON knows none.
  const bare = text.startsWith('\u{feff}') ? text.slice(1) : text;
  const placeOf = placeFinder(bare);
  const problemAt = (at: number, problem: Omit<LogFileProblem, 'line' | 'column'>): LogFileProblem => ({
    ...placeOf(at),
    ...problem,
  });
  const refuse = (problem: LogFileProblem): Result<ParsedLogFile, readonly LogFileProblem[]> => ({ ok: false, error: [problem] });

  const read = parseJson(bare);
  if (!read.ok) {
    const { at } = read.error;
    const hint = 'The file may have been cut off or changed. Export the log again, or open another file.';
    return refuse(problemAt(at, { code: 'bad-json', message: 'This is not JSON.', hint }));
  }
  const root = read.value;
  const value: unknown = JSON.parse(bare);
  const other = flawOf(typed, value);
  if (other !== null) {
    const hint = 'Open a file that “Save log (JSON)” wrote; lists and runs of other programs belong into the input field.';
    const message = `This is no Glassrank log: ${other.expected} was expected here.`;
    return refuse(problemAt(offsetOf(root, other.path), { code: 'not-a-log', message, hint }));
  }
  const { schema } = value as { readonly schema: number };
  if (schema !== RUN_LOG_SCHEMA) {
    return refuse(
      problemAt(offsetOf(root, ['schema']), {
        code: 'newer-schema',
        message: `This log has schema ${schema}; this version reads schema ${RUN_LOG_SCHEMA}.`,
        hint: 'Open it with the version of Glassrank that wrote it, or a newer one.',
      }),
    );
  }
  const incomplete = flawOf(header, value) ?? flawOf(withEvents, value);
  if (incomplete !== null) {
    const message = `The log is not whole: ${incomplete.expected} was expected here.`;
    const hint = 'The file was changed after it was saved. Export the log again.';
    return refuse(problemAt(offsetOf(root, incomplete.path), { code: 'not-a-log', message, hint }));
  }

  const file = value as RunLogFile;
  const { events, flaw, unknown } = checkLog(file.events);
  const problems: LogFileProblem[] = [];
  if (flaw !== null) {
    problems.push(
      problemAt(offsetOf(root, ['events', ...flaw.path]), {
        code: 'bad-event',
        message: `Event ${events.length} does not fit: ${flaw.expected} was expected here${flaw.path.length > 1 ? ` (${flaw.path.slice(1).join('.')})` : ''}.`,
        hint:
          events.length === 0
            ? 'The file was changed after it was saved. Export the log again.'
            : `The ${events.length} events before it are shown; ${file.events.length - events.length} are left out.`,
      }),
    );
  }
  if (events.length === 0) {
    const hint = 'Export the log of a run that has begun.';
    const empty = problemAt(offsetOf(root, ['events']), { code: 'not-a-log', message: 'The log holds no events.', hint });
    return { ok: false, error: problems.length === 0 ? [empty] : problems };
  }
  if (unknown.length > 0) {
    problems.push(
      problemAt(offsetOf(root, ['events', unknown[0] ?? 0]), {
        code: 'unknown-events',
        message: `${unknown.length} of the events are of a kind that this version does not know.`,
        hint: 'They are kept in the log and shown by the version that wrote them.',
      }),
    );
  }
  if (events.at(-1)?.type !== 'run-end') {
    problems.push(
      problemAt(offsetOf(root, ['events', events.length - 1]), {
        code: 'no-end',
        message: 'The log ends before the run does.',
        hint: 'It is shown as far as it goes.',
      }),
    );
  }
  return { ok: true, value: { file: flaw === null ? file : { ...file, events }, problems } };
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
