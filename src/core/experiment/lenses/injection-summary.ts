import type { RunEvent } from '../../log/run-event.ts';
import type { DocId } from '../../doc-id.ts';
import { countsIn } from './counts-in.ts';
import type { Injection, InjectionRun } from './injection-plan.ts';
import type { LensResult } from './lens-result.ts';
import { rankOfEach } from './rank-of-each.ts';

/** What an injected text did. Ranks are 0-based, ties at their mean. */
export interface InjectionEffect {
  readonly key: string;
  readonly injection: Injection;
  readonly before: number;
  readonly after: number;
  /** How much of the text stood in the prompts that showed the passage. */
  readonly shown: 'whole' | 'part' | 'none';
  /** Look-alike marks of the passage that were changed, beyond those of the passage as it is. */
  readonly neutralised: number;
}

/** In the plan's order. Null as long as the run of the list as it is does not count. `eventsOf`: the log of a run that has ended. */
export function injectionSummary({
  plan,
  results,
  eventsOf,
}: {
  plan: readonly InjectionRun[];
  results: ReadonlyMap<string, LensResult>;
  eventsOf: (key: string) => readonly RunEvent[];
}): readonly InjectionEffect[] | null {
  const plain = plan.find(({ injection }) => injection === null);
  const base = plain === undefined ? undefined : results.get(plain.key);
  if (plain === undefined || !countsIn(base)) return null;
  const marks = neutralisedIn(eventsOf(plain.key), plain.docId);
  return plan.flatMap(({ key, docId, injection, from, to }): readonly InjectionEffect[] => {
    const result = results.get(key);
    const before = rankOfEach(base).get(docId);
    const after = result === undefined ? undefined : rankOfEach(result).get(docId);
    if (injection === null || !countsIn(result) || before === undefined || after === undefined) return [];
    const events = eventsOf(key);
    return [
      {
        key,
        injection,
        before,
        after,
        shown: shownOf({ events, docId, from, to }),
        neutralised: Math.max(0, neutralisedIn(events, docId) - marks),
      },
    ];
  });
}

function shownOf({
  events,
  docId,
  from,
  to,
}: {
  events: readonly RunEvent[];
  docId: DocId;
  from: number;
  to: number;
}): InjectionEffect['shown'] {
  const kept = events.flatMap((event) =>
    event.type === 'window-start'
      ? event.passages.filter((passage) => passage.docId === docId).map(({ keptFrom, keptTo }) => ({ keptFrom, keptTo }))
      : [],
  );
  if (kept.length > 0 && kept.every(({ keptFrom, keptTo }) => keptFrom <= from && keptTo >= to)) return 'whole';
  return kept.some(({ keptFrom, keptTo }) => keptFrom < to && keptTo > from) ? 'part' : 'none';
}

/** The most in any one prompt: a passage is shown in several. */
function neutralisedIn(events: readonly RunEvent[], docId: DocId): number {
  return events.reduce(
    (most, event) =>
      event.type === 'window-start'
        ? Math.max(most, ...event.passages.map((passage) => (passage.docId === docId ? passage.neutralised : 0)))
        : most,
    0,
  );
}
