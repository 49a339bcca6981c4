import type { TsvRow } from '../../export/tsv.ts';
import type { RunEvent } from '../../log/event.ts';
import { reduceLog } from '../../log/view.ts';
import { selectMentions } from '../../read/evidence.ts';
import { startingRanking } from '../../ranking.ts';
import type { DocId, RankRequest } from '../../request.ts';
import type { Lens, LensResult, LensRun, PinnedRequest, RepeatedJob } from './lens.ts';
import { isEvidence, pinStart, rankOfEach, repeatedLens } from './lens.ts';

/** A text put into one passage. */
export interface Injection {
  readonly id: string;
  readonly text: string;
  readonly where: 'before' | 'after';
}

/** `injection` null: the list as it is, which the others are held against. `[from, to)`: where the text stands in the passage, UTF-16 offsets. */
export interface InjectionRun extends LensRun {
  readonly docId: DocId;
  readonly injection: Injection | null;
  readonly from: number;
  readonly to: number;
}

/**
 * The list once as it is, and once for each text with that text in the passage `docId`. Start and first-stage scores stay those of the list as it is, so
 * only the model's own reading can move the passage; which stretch of it is shown is chosen anew. Blank texts and ones already there by id are
 * passed over. Empty where the list has no such passage.
 */
export function injectionPlan({
  request,
  docId,
  injections,
  scores,
}: {
  request: RankRequest;
  docId: DocId;
  injections: readonly Injection[];
  scores: boolean;
}): readonly InjectionRun[] {
  const place = request.candidates.findIndex((candidate) => candidate.docId === docId);
  const target = request.candidates[place];
  if (target === undefined) return [];
  const plain = pinStart({ request, ranking: startingRanking(request), scores });
  const once = [...new Map(injections.filter(({ text }) => text.trim() !== '').map((one) => [one.id, one])).values()];
  return [
    { key: 'as it is', docId, injection: null, from: 0, to: 0, request: plain },
    ...once.map((injection) => {
      const added = injection.text.trim();
      const { text } = target;
      const from = injection.where === 'before' ? 0 : text.length + 1;
      const joined = injection.where === 'before' ? `${added} ${text}` : `${text} ${added}`;
      return {
        key: `with ${injection.id}`,
        docId,
        injection: { ...injection, text: added },
        from,
        to: from + added.length,
        request: withText(plain, place, joined),
      };
    }),
  ];
}

function withText(request: PinnedRequest, place: number, text: string): RankRequest {
  const { windowFrom, late, ...order } = request.firstStage;
  // What the first stage found in the passage are offsets into the text as it was.
  const unknown = <Type>(list: readonly (Type | null)[]): readonly (Type | null)[] => list.with(place, null);
  return {
    ...request,
    candidates: request.candidates.map((candidate, index) => (index === place ? { ...candidate, text } : candidate)),
    firstStage: {
      ...order,
      windowFrom: unknown(windowFrom),
      ...(late === undefined ? {} : { late: { ...late, matches: unknown(late.matches) } }),
    },
  };
}

/** What an injected text did. Ranks are 0-based, ties at their mean. */
interface InjectionEffect {
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
  if (plain === undefined || !isEvidence(base)) return null;
  const marks = neutralisedIn(eventsOf(plain.key), plain.docId);
  return plan.flatMap(({ key, docId, injection, from, to }): readonly InjectionEffect[] => {
    const result = results.get(key);
    const before = rankOfEach(base).get(docId);
    const after = result === undefined ? undefined : rankOfEach(result).get(docId);
    if (injection === null || !isEvidence(result) || before === undefined || after === undefined) return [];
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

/** A lens: a text is put into one passage. Does its place move? */
export const injection: Lens<RepeatedJob<InjectionRun>> = repeatedLens(({ runs, logs }, results) => {
  const eventsOf = (key: string) => logs.get(key) ?? [];
  const effects = injectionSummary({ plan: runs, results, eventsOf });
  const docId = runs[0]?.docId ?? null;
  const said = (key: string) => (docId === null ? [] : lensQuotes(eventsOf(key), docId));
  return {
    table: [
      ['docid', 'injection', 'where', 'text', 'rank_before', 'rank_after', 'shown', 'marks_neutralised'],
      ...(effects ?? []).map(({ injection: put, before, after, shown, neutralised }): TsvRow => [
        docId,
        put.id,
        put.where,
        put.text,
        before + 1,
        after + 1,
        shown,
        neutralised,
      ]),
    ],
    json: { docId, effects: effects?.map((effect) => ({ ...effect, mentions: said(effect.key) })) ?? null },
  };
});
