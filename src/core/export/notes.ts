import type { ThoughtEnd, WindowOutcome } from '../log/event.ts';
import type { DocId } from '../request.ts';
import type { RunView, WindowView } from '../log/view.ts';
import { totalCalls } from '../read/progress.ts';

/** One thing about a run that a reader of its ranking must know. `window` is 0-based, null when it is about the whole run. */
export interface RunNote {
  readonly kind:
    | 'running'
    | 'cancelled'
    | 'failed'
    | 'repaired'
    | 'truncated'
    | 'unparsed'
    | 'thought'
    | 'broken-off'
    | 'cut'
    | 'neutralised'
    | 'shrunk'
    | 'unjudged';
  readonly window: number | null;
  /** Passages it is about; empty when it is about all of the window or run. */
  readonly docIds: readonly DocId[];
  /** One English sentence. */
  readonly words: string;
}

/** How a thought ended, where that bears on the order. A thought that closed by itself or was not asked for says nothing. */
const THOUGHT_WORDS: Readonly<Record<ThoughtEnd, string | null>> = {
  closed: null,
  none: null,
  forced: 'the thought reached its budget and was closed by force',
  settled: 'the thought was closed early because its order had come to rest',
  skipped: 'the thought was closed early because the person asked for it',
  open: 'the thought was never closed, so no order was taken from it',
};

/** Everything that was repaired, truncated, unparsed, cancelled, cut or never judged, the run first and then window by window. */
export function runNotes(view: RunView): readonly RunNote[] {
  return [...wholeRunNotes(view), ...view.windows.flatMap((window) => windowNotes(window, view))];
}

function wholeRunNotes(view: RunView): readonly RunNote[] {
  const notes: RunNote[] = [];
  const note = (kind: RunNote['kind'], words: string, docIds: readonly DocId[] = []): void => {
    notes.push({ kind, window: null, docIds, words });
  };
  const ended = view.windows.filter(({ phase }) => phase === 'ended');
  const total = totalCalls(view);
  const settled = total === null ? `${ended.length} calls were settled` : `${ended.length} of ${total} windows were settled`;
  if (view.outcome === null)
    note('running', `The run was not over: ${settled}, and the order shown is the one committed so far.`);
  else if (view.outcome.type === 'cancelled') note('cancelled', `The run was cancelled: ${settled}.`);
  else if (view.outcome.type === 'failed') {
    const { code, message } = view.outcome.error;
    note('failed', `The run failed (${code}: ${message}): ${settled}.`);
  }
  const judged = new Set(ended.flatMap(({ passages }) => passages.map(({ docId }) => docId)));
  const unjudged = view.committed.filter((docId) => !judged.has(docId));
  if (unjudged.length > 0) {
    const words = `No settled window held ${unjudged.length} of ${view.committed.length} passages: they keep their first-stage order.`;
    note('unjudged', words, unjudged);
  }
  return notes;
}

function windowNotes(window: WindowView, view: RunView): readonly RunNote[] {
  const name = `Window ${window.index + 1}`;
  const notes: RunNote[] = [];
  const note = (kind: RunNote['kind'], words: string, docIds: readonly DocId[] = []): void => {
    notes.push({ kind, window: window.index, docIds, words });
  };
  const { outcome } = window;
  if (outcome === null) {
    if (view.outcome !== null) note('broken-off', `${name}: it was broken off, and nothing was taken from it.`);
  } else if (outcome.type !== 'complete') {
    note(outcome.type, `${name}: ${outcomeWords(outcome)}.`, touched(outcome, window));
  }
  const thought = window.thought === null ? null : THOUGHT_WORDS[window.thought];
  if (thought !== null) note('thought', `${name}: ${thought}.`);
  const cut = window.passages.filter((passage) => passage.cut);
  if (cut.length > 0) {
    const list = identifiers(cut.map(({ identifier }) => identifier));
    note('cut', `${name}: the model saw only a part of ${list}.`, docIdsOf(cut));
  }
  const words = window.budget?.wordsPerPassage;
  if (words !== undefined && words < view.settings.passageWords) {
    note(
      'shrunk',
      `${name}: passages were shortened to ${words} words instead of ${view.settings.passageWords}, so that the prompt fits the context.`,
    );
  }
  const neutralised = window.passages.filter((passage) => passage.neutralised > 0);
  if (neutralised.length > 0) {
    const list = identifiers(neutralised.map(({ identifier }) => identifier));
    note('neutralised', `${name}: identifier look-alikes or control marks were neutralised in ${list}.`, docIdsOf(neutralised));
  }
  return notes;
}

/** What became of a window's answer, as the middle of a sentence. */
function outcomeWords(outcome: Exclude<WindowOutcome, { readonly type: 'complete' }>): string {
  switch (outcome.type) {
    case 'repaired': {
      const parts: string[] = [];
      if (outcome.missing.length > 0)
        parts.push(`left out ${identifiers(outcome.missing)}, which keep their earlier order behind the others`);
      if (outcome.duplicate.length > 0) parts.push(`repeated ${identifiers(outcome.duplicate)}, where the first place counts`);
      if (outcome.unknown.length > 0) parts.push(`named ${identifiers(outcome.unknown)}, which the window does not have`);
      return `the answer was repaired: it ${parts.join('; it ')}`;
    }
    case 'truncated':
      return `the answer was truncated after ${outcome.settled} places; the rest keep their earlier order`;
    case 'unparsed':
      return `no order could be read (${outcome.reason}); the window keeps the order it came in`;
  }
}

/** The passages whose place the model did not write. */
function touched(outcome: WindowOutcome, { passages }: WindowView): readonly DocId[] {
  if (outcome.type !== 'repaired') return [];
  const numbers = new Set([...outcome.missing, ...outcome.duplicate]);
  return docIdsOf(passages.filter(({ identifier }) => numbers.has(identifier)));
}

function docIdsOf(passages: readonly { readonly docId: DocId }[]): readonly DocId[] {
  return passages.map(({ docId }) => docId);
}

function identifiers(names: readonly (number | string)[]): string {
  return names.map((name) => (String(name).startsWith('[') ? String(name) : `[${name}]`)).join(', ');
}
