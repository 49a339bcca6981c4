import type { RunEvent } from '../../../core/log/run-event.ts';
import type { DocId } from '../../../core/doc-id.ts';
import { reduceLog } from '../../../core/log/reduce-log.ts';
import { selectMentions } from '../../../core/read/select-mentions.ts';

/** The sentences of a log's thoughts that name a passage, in order, each once. */
export function lensQuotes(events: readonly RunEvent[], docId: DocId): readonly string[] {
  const run = reduceLog(events);
  const mentions = run === null ? [] : (selectMentions(run).get(docId) ?? []);
  const sentences = mentions.map(
    ({ window, sentence }) =>
      run?.windows
        .find(({ index }) => index === window)
        ?.reasoning.slice(sentence.from, sentence.to)
        .trim() ?? '',
  );
  return [...new Set(sentences)].filter((sentence) => sentence !== '');
}
