import type { RunOutcome, ThoughtEnd, WindowOutcome } from '../../protocol/run-event.ts';
import { identifiersInWords, plural } from './format-words.ts';

/** A window's outcome: one word for the tag, one sentence for the reader. */
export interface OutcomeWords {
  readonly tag: string;
  readonly tone: 'good' | 'mended' | 'bad';
  readonly sentence: string;
}

function repairs(outcome: Extract<WindowOutcome, { readonly type: 'repaired' }>): string {
  const parts: string[] = [];
  if (outcome.missing.length > 0) parts.push(`left out ${identifiersInWords(outcome.missing)}`);
  if (outcome.duplicate.length > 0) parts.push(`repeated ${identifiersInWords(outcome.duplicate)}`);
  if (outcome.unknown.length > 0) parts.push(`named ${identifiersInWords(outcome.unknown)}, which this window does not have`);
  const list = parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
  const rule = outcome.missing.length > 0 ? ' Passages left out keep their earlier order behind the others.' : '';
  return `The answer ${list}.${rule}`;
}

export function windowOutcomeWords(outcome: WindowOutcome, count: number): OutcomeWords {
  switch (outcome.type) {
    case 'complete':
      return { tag: 'Complete', tone: 'good', sentence: `All ${plural('passage', count)} were put in order.` };
    case 'repaired':
      return { tag: 'Repaired', tone: 'mended', sentence: repairs(outcome) };
    case 'truncated':
      return {
        tag: 'Cut short',
        tone: 'mended',
        sentence: `The token budget ended after ${plural('place', outcome.settled)}. The rest keep their earlier order.`,
      };
    case 'unparsed':
      return {
        tag: 'No order',
        tone: 'bad',
        sentence: `No order could be read (${outcome.reason}). The window keeps the order it came in.`,
      };
  }
}

export function thoughtEndWords(end: ThoughtEnd, budget: number): string {
  switch (end) {
    case 'closed':
      return 'The thought ended by itself.';
    case 'forced':
      return `The thought reached its budget of ${budget} tokens and was closed by force; the answer came after.`;
    case 'skipped':
      return 'The thought was closed because you asked for the answer; the answer came after.';
    case 'open':
      return 'The thought was never closed, so no order was taken from it.';
    case 'none':
      return 'No thought was written.';
  }
}

export function runOutcomeWords(outcome: RunOutcome, done: number, total: number): string {
  const windows = `${done} of ${plural('window', total)}`;
  switch (outcome.type) {
    case 'complete':
      return 'Done';
    case 'cancelled':
      return done === 0 ? 'Stopped before a window was finished: first-stage order' : `Stopped: ${windows} settled`;
    case 'failed':
      return done === 0 ? 'Failed before a window was finished: first-stage order' : `Failed: ${windows} settled before that`;
  }
}
