import type { DocId } from '../doc-id.ts';
import type { TextSpan } from '../text/passage-windows.ts';
import { foldWindows } from './fold-windows.ts';
import type { RunView, WindowView } from '../log/run-view.ts';
import { selectTrace } from './select-trace.ts';

/** A place in the trace that names a passage. UTF-16 offsets `[from, to)` into the thought of `window`. */
export interface PassageMention extends TextSpan {
  readonly window: number;
  /** As written, brackets included. */
  readonly text: string;
  /** The whole sentence it stands in. */
  readonly sentence: TextSpan;
  /** Place of its segment in `WindowTrace.segments`. */
  readonly segment: number;
}

const perWindow = new WeakMap<WindowView, ReadonlyMap<DocId, readonly PassageMention[]>>();

function mentionsOf(view: WindowView): ReadonlyMap<DocId, readonly PassageMention[]> {
  const known = perWindow.get(view);
  if (known !== undefined) return known;
  const found = new Map<DocId, PassageMention[]>();
  const { segments, chips } = selectTrace(view);
  const sentences = segments.flatMap((segment, index) => segment.sentences.map(({ from, to }) => ({ from, to, index })));
  let at = 0;
  for (const { from, to, identifiers } of chips) {
    while (at < sentences.length - 1 && (sentences[at]?.to ?? 0) <= from) at += 1;
    const held = sentences[at];
    if (held === undefined) continue;
    const mention = {
      window: view.index,
      from,
      to,
      text: view.reasoning.slice(from, to),
      sentence: { from: held.from, to: held.to },
      segment: held.index,
    };
    for (const identifier of identifiers) {
      const docId = view.passages[identifier - 1]?.docId;
      if (docId === undefined) continue;
      const list = found.get(docId);
      if (list === undefined) found.set(docId, [mention]);
      else list.push(mention);
    }
  }
  perWindow.set(view, found);
  return found;
}

/** Every mention of each passage over all windows, in the order written. Passages never named have no entry. The same windows give the same object. */
export const selectMentions: (run: RunView) => ReadonlyMap<DocId, readonly PassageMention[]> = foldWindows<
  readonly PassageMention[]
>(({ window, before }) =>
  [...mentionsOf(window)].map(([docId, mentions]) => [docId, [...(before.get(docId) ?? []), ...mentions]] as const),
);
