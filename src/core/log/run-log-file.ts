import type { RunEvent } from './run-event.ts';
import { RUN_LOG_SCHEMA } from './run-event.ts';

/** What makes a log repeatable and checkable beside its events. Hashes are sha256 in hex. */
export interface RunLogHeader {
  readonly app: { readonly name: 'glassrank'; readonly version: string };
  /** ISO 8601. */
  readonly exportedAt: string;
  readonly hashes: {
    readonly modelManifest: string;
    readonly request: string;
    /** One per window, of its messages as sent. */
    readonly prompts: readonly string[];
  } | null;
}

export interface RunLogFile extends RunLogHeader {
  readonly type: 'glassrank-run-log';
  readonly schema: typeof RUN_LOG_SCHEMA;
  readonly events: readonly RunEvent[];
}

/** The exported log as JSON text: the whole event log under one header. Inverse: `parseLogFile`. */
export function runLogFile(header: RunLogHeader, events: readonly RunEvent[]): string {
  const file: RunLogFile = { type: 'glassrank-run-log', schema: RUN_LOG_SCHEMA, ...header, events };
  return `${JSON.stringify(file, null, 1)}\n`;
}
