import { differingHashes } from '../../../core/log/compare.ts';
import { toLogFile } from '../../../core/log/file.ts';
import type { ParsedLogFile } from '../../../core/log/file.ts';
import type { OpenedNote } from '../../../core/log/invocations.ts';
import { loadStage } from '../../page/parts.ts';
import type { AppAction, AppState } from '../../page/state.ts';
import type { Store } from '../../page/store.ts';
import type { LogOrigin } from '../run/slice.ts';
import { selectReading } from './reading.ts';

/** What was changed in a log after it was saved, by the hashes in its header; nothing for a log without them. */
function changesIn({ file, problems }: ParsedLogFile): readonly OpenedNote[] {
  const { hashes } = toLogFile({ log: file.events, appVersion: file.app.version, exportedAt: file.exportedAt });
  if (file.hashes === null || hashes === null) return [];
  // Windows that were left out have no prompts to compare.
  const left = problems.length === 0 ? file.hashes.prompts : file.hashes.prompts.slice(0, hashes.prompts.length);
  const changed = differingHashes({ ...file.hashes, prompts: left }, hashes);
  const windows = changed.flatMap((one) => (one.type === 'prompt' ? [one.window] : []));
  return [
    ...(changed.some(({ type }) => type === 'model-manifest') ? [{ code: 'changed-model' } as const] : []),
    ...(changed.some(({ type }) => type === 'request') ? [{ code: 'changed-request' } as const] : []),
    ...(windows.length > 0 ? [{ code: 'changed-prompts', windows } as const] : []),
  ];
}

/** Shows a log that no run of this page wrote, with what it lacks. For files, links, the history and experiments. */
export async function openLog(store: Store<AppState, AppAction>, read: ParsedLogFile, origin: LogOrigin): Promise<void> {
  const { file, problems } = read;
  await loadStage();
  store.dispatch({ type: 'log-open', log: file.events, origin });
  const notes = [...problems, ...changesIn(read)];
  const { run, input } = store.getState();
  const { qrels } = selectReading(input);
  const grades = run === null ? undefined : qrels?.get(run.request.query.id);
  // Judgements in the input are those of the opened run only where they speak of its passages.
  const judged = run?.request.candidates.some(({ docId }) => grades?.has(docId) === true) === true;
  store.dispatch({ type: 'opened-notes', notes, qrels: judged ? qrels : null });
}
