import { runLogFile, toLogFile } from '../log/file.ts';
import type { ExportFormat } from './format.ts';

/** Everything: every event under a header with hashes. `parseLogFile` reads it back. */
export const logFormat: ExportFormat<'log'> = {
  kind: 'log',
  ending: '.json',
  mime: 'application/json',
  needsReplayPage: false,
  write(run) {
    const file = toLogFile(run);
    return runLogFile(file, file.events);
  },
};
