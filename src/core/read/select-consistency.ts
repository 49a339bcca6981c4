import { parseOrder } from '../text/parse-order.ts';
import type { DocId } from '../doc-id.ts';
import { answerText } from '../trace/answer-text.ts';
import { checkConsistency } from '../trace/check-consistency.ts';
import type { ConsistencyReport } from '../trace/check-consistency.ts';
import type { WindowView } from '../log/run-view.ts';
import { selectTrace } from './select-trace.ts';

/** How the order that a window committed fits its thought. Identifiers are of this window; `passages[identifier - 1]` is the passage. */
export interface WindowConsistency extends ConsistencyReport {
  readonly window: number;
  /** False when no order could be read from the answer: the window kept the order it came in, and a contradiction is the reading's. */
  readonly answered: boolean;
}

const reports = new WeakMap<WindowView, WindowConsistency | null>();

/** Null while the window is open, when it wrote no thought, and for a call that asked for no order: there is nothing to hold against anything. */
export function selectConsistency(view: WindowView): WindowConsistency | null {
  const known = reports.get(view);
  if (known !== undefined) return known;
  const report = check(view);
  reports.set(view, report);
  return report;
}

function check(view: WindowView): WindowConsistency | null {
  if (view.after === null || view.reasoning.trim() === '' || view.question !== 'order') return null;
  const identifiers = new Map<DocId, number>(view.passages.map(({ docId, identifier }) => [docId, identifier]));
  const order = view.after.flatMap((docId) => identifiers.get(docId) ?? []);
  const written = parseOrder(answerText(view.answer).text, view.passages.length).order;
  const report = checkConsistency({
    segments: selectTrace(view).segments,
    order,
    answered: written.map((position) => position + 1),
  });
  return { ...report, window: view.index, answered: view.outcome?.type !== 'unparsed' };
}
