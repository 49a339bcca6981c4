import type { DocId } from '../../doc-id.ts';
import type { RankRequest } from '../../rank-request.ts';
import { startingRanking } from '../../starting-ranking.ts';
import type { LensRun } from './lens-run.ts';
import { pinStart } from './pin-start.ts';
import type { PinnedRequest } from './pin-start.ts';

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
  const { firstStage } = request;
  return {
    ...request,
    candidates: request.candidates.map((candidate, index) => (index === place ? { ...candidate, text } : candidate)),
    // The first stage's best stretch is an offset into the text as it was.
    firstStage: { ...firstStage, windowFrom: firstStage.windowFrom.map((from, index) => (index === place ? null : from)) },
  };
}
