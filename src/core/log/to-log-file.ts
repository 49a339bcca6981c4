import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { RunEvent } from './run-event.ts';
import { RUN_LOG_SCHEMA } from './run-event.ts';
import { reduceLog } from './reduce-log.ts';
import type { RunLogFile } from './run-log-file.ts';

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
