import type { DocId } from '../doc-id.ts';
import type { SkipResult } from '../log/run-event.ts';
import type { WindowView } from '../log/run-view.ts';

/** A passage as an answer names it: identifier in the window's prompt, 1-based. */
export interface NamedPassage {
  readonly identifier: number;
  readonly docId: DocId;
}

/** One thing that was not as it should be in a window's output, and what was done about it. */
export type Repair =
  /** Left out of the answer: they keep their earlier order behind the others. */
  | { readonly type: 'missing'; readonly passages: readonly NamedPassage[] }
  /** Named more than once: the first place counts. */
  | { readonly type: 'duplicate'; readonly passages: readonly NamedPassage[] }
  /** Named, but not in this window: left out. */
  | { readonly type: 'unknown'; readonly written: readonly string[] }
  /** The answer was cut off after `settled` places: the rest keep their earlier order. */
  | { readonly type: 'unfinished'; readonly settled: number; readonly of: number }
  /** No order could be read: the window keeps the one it came in. */
  | { readonly type: 'unparsed'; readonly reason: string }
  /** The thought was closed at its budget. */
  | { readonly type: 'forced' }
  /** The thought was closed because the person asked for the answer. */
  | { readonly type: 'skipped' }
  /** The thought was never closed. */
  | { readonly type: 'open-thought' }
  /** "Skip thinking" was asked for and could not be done. */
  | { readonly type: 'not-skipped'; readonly why: Exclude<SkipResult, 'closing'> };

/** Everything repaired, cut off or forced in a window, by name; empty for one that went as it should. Tells what it can of an open window. */
export function selectRepairs(window: WindowView): readonly Repair[] {
  const { outcome, thought, skip, passages } = window;
  const named = (identifiers: readonly number[]): readonly NamedPassage[] =>
    identifiers.flatMap((identifier) => {
      const docId = passages[identifier - 1]?.docId;
      return docId === undefined ? [] : [{ identifier, docId }];
    });
  const repairs: Repair[] = [];
  if (thought === 'forced') repairs.push({ type: 'forced' });
  if (thought === 'skipped') repairs.push({ type: 'skipped' });
  if (thought === 'open') repairs.push({ type: 'open-thought' });
  if (skip !== null && skip !== 'closing') repairs.push({ type: 'not-skipped', why: skip });
  if (outcome?.type === 'repaired') {
    if (outcome.missing.length > 0) repairs.push({ type: 'missing', passages: named(outcome.missing) });
    if (outcome.duplicate.length > 0) repairs.push({ type: 'duplicate', passages: named(outcome.duplicate) });
    if (outcome.unknown.length > 0) repairs.push({ type: 'unknown', written: outcome.unknown });
  }
  if (outcome?.type === 'truncated') repairs.push({ type: 'unfinished', settled: outcome.settled, of: passages.length });
  if (outcome?.type === 'unparsed') repairs.push({ type: 'unparsed', reason: outcome.reason });
  return repairs;
}
