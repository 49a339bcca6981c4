import { differingHashes } from '../../../core/log/compare.ts';
import { toLogFile } from '../../../core/log/file.ts';
import type { ParsedLogFile } from '../../../core/log/file.ts';
import type { OpenedNote } from '../../../core/log/invocations.ts';
import { loadStage } from '../../page/parts.ts';
import type { AppAction, AppState } from '../../page/state.ts';
import type { Store } from '../../page/store.ts';
import type { LogOrigin } from '../run/slice.ts';
import { writeRequest } from '../../../core/input/write.ts';
import type { RankRequest } from '../../../core/request.ts';
import { selectReading } from './reading.ts';
import { EMPTY_DRAFT } from './slice.ts';
import type { InputDraft } from './slice.ts';

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

function samePassages(one: RankRequest, other: RankRequest): boolean {
  return (
    one.candidates.length === other.candidates.length &&
    one.candidates.every(
      ({ docId, text }, place) => docId === other.candidates[place]?.docId && text === other.candidates[place].text,
    )
  );
}

/** The input with the query and the list of a run; itself where it has them, or where they can be chosen in it. */
export function inputOf(
  { request, name }: { readonly request: RankRequest; readonly name: string },
  input: InputDraft,
): InputDraft {
  const { requests } = selectReading(input);
  const query = request.query.text;
  const known = requests.findIndex((one) => one.query.id === request.query.id && samePassages(one, request));
  if (known >= 0) {
    const same = known === input.requestIndex && input.query.trim() === query;
    return same ? input : { ...input, requestIndex: known, query };
  }
  const { format, text } = writeRequest(request);
  // What holds names, titles or scores is shown as a file: nobody wants to read it letter by letter.
  return format === 'blocks'
    ? { ...EMPTY_DRAFT, query, passages: text, format }
    : { ...EMPTY_DRAFT, query, files: [{ name, text }], format };
}

/** Whether opening a run would put its query and list in place of something that was typed or dropped. */
export function replacesTyped({ file }: ParsedLogFile, input: InputDraft): boolean {
  const start = file.events[0];
  const typed = input.query.trim() !== '' || input.passages.trim() !== '' || input.files.length > 0;
  if (start?.type !== 'run-start' || !typed || input.origin?.type === 'sample') return false;
  const restored = inputOf({ request: start.request, name: '' }, input);
  return restored.passages !== input.passages || restored.files !== input.files;
}

/** Names an opened run's list among the input's files. */
function fileNameOf(origin: LogOrigin): string {
  return origin.type === 'file' || origin.type === 'history' ? origin.name : 'run';
}

/**
 * Shows a log that no run of this page wrote, with what it lacks, and puts its query and list into the input, so that it can be run again; what stood there
 * can be brought back. For files, links, the history, recorded runs and experiments; the input that an experiment was made of stays.
 * @param keepsInput Leaves the input as it is.
 */
export async function openLog(
  store: Store<AppState, AppAction>,
  read: ParsedLogFile,
  origin: LogOrigin,
  keepsInput = origin.type === 'experiment',
): Promise<void> {
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
  if (run === null || store.getState().log !== file.events || keepsInput) return;
  const restored = inputOf({ request: run.request, name: fileNameOf(origin) }, input);
  if (restored !== input) store.dispatch({ type: 'input-restore', input: restored });
}
