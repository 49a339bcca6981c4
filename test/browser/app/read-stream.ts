import type { RunEvent } from '../../../src/core/log/event.ts';
import { reduceLog } from '../../../src/core/log/view.ts';
import type { RunView } from '../../../src/core/log/view.ts';

const texts = import.meta.glob<string>('../../fixtures/streams/*.jsonl', { query: '?raw', import: 'default', eager: true });

/** One stored run log, inside the browser. */
export function readStream(name: string): readonly RunEvent[] {
  const text = texts[`../../fixtures/streams/${name}.jsonl`];
  if (text === undefined) throw new Error(`no stream ${name}`);
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent);
}

/** The view after the events up to and with the first that fits; after all of them without a rule. */
export function viewAfter(name: string, fits?: (event: RunEvent) => boolean): RunView {
  const log = readStream(name);
  const end = fits === undefined ? log.length : log.findIndex(fits) + 1;
  const view = reduceLog(log.slice(0, end));
  if (view === null) throw new Error('the log has no run-start');
  return view;
}
