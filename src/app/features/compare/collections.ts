import type { ExperimentPlan } from '../../../core/experiment/plan.ts';
import type { HistoryProblem } from '../../storage/database.ts';
import type { RankRequest, Result } from '../../../core/request.ts';
import { collectionText, draftCollection } from './draft.ts';
import type { ExperimentDraft, CompareCollection } from './slice.ts';
import { selectReading } from '../input/reading.ts';
import type { CompareSetup } from './controller.ts';

/** UTF-8 bytes of a collection's JSON that are kept with an experiment. */
export const MOST_REQUEST_BYTES = 64_000_000;

/** The workbench's input as something to experiment on. */
export interface InputCollection {
  readonly sha256: string;
  readonly requests: readonly RankRequest[];
  readonly qrels: CompareCollection['qrels'];
}

/** Texts of experiments: read from the workbench's input, kept, found again. */
export interface CompareCollections {
  fromInput(draft: Pick<ExperimentDraft, 'scope' | 'queries'>): Promise<InputCollection>;
  /** The input's texts, where they are what the plan was made of; null: they are other ones. */
  sameAs(plan: ExperimentPlan): Promise<CompareCollection | null>;
  /** False: too large. */
  keep(plan: ExperimentPlan, collection: CompareCollection): Promise<Result<boolean, HistoryProblem>>;
  kept(plan: ExperimentPlan): Promise<Result<CompareCollection | null, HistoryProblem>>;
}

export function createCompareCollections({ store, experiments, requestFor, sha256, newId }: CompareSetup): CompareCollections {
  const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

  const fromInput: CompareCollections['fromInput'] = async (draft) => {
    const reading = selectReading(store.getState().input);
    const { read, requests, qrels } = draftCollection(draft, reading);
    const hash = await sha256(encode(collectionText(read, draft.scope === 'list' ? qrels : reading.qrels)));
    if (draft.scope === 'collection') return { sha256: hash, requests, qrels };
    // One list starts from the order that the workbench would start from.
    const { signal } = new AbortController();
    const ordered = await Promise.all(requests.map((request) => requestFor({ request, runId: newId(), signal })));
    return { sha256: hash, requests: ordered, qrels };
  };

  return {
    fromInput,
    async sameAs(plan) {
      for (const scope of ['collection', 'list'] as const) {
        const found = await fromInput({ scope, queries: null });
        if (found.sha256 !== plan.collection.sha256) continue;
        const planned = new Set([...plan.topics, ...plan.missingTopics]);
        const qrels = found.qrels === null ? null : new Map([...found.qrels].filter(([qid]) => planned.has(qid)));
        return covering(plan, found.requests, qrels);
      }
      return null;
    },
    async keep(plan, { requests, qrels, sha256: hash }) {
      const texts = [...requests.values()];
      const bytes = encode(collectionText(texts, qrels)).length;
      if (bytes > MOST_REQUEST_BYTES) return { ok: true, value: false };
      const kept = await experiments.keepRequests(plan.id, { sha256: hash, requests: texts, qrels, bytes });
      return kept.ok ? { ok: true, value: true } : kept;
    },
    async kept(plan) {
      const found = await experiments.loadRequests(plan.id, plan.collection.sha256);
      if (!found.ok || found.value === null) return found.ok ? { ok: true, value: null } : found;
      return { ok: true, value: covering(plan, found.value.requests, found.value.qrels) };
    },
  };
}

/** The requests of the plan's topics; null unless all of them are there. */
function covering(
  plan: ExperimentPlan,
  requests: readonly RankRequest[],
  qrels: CompareCollection['qrels'],
): CompareCollection | null {
  const byId = new Map(requests.map((request) => [request.query.id, request]));
  const found = plan.topics.flatMap((qid) => byId.get(qid) ?? []);
  if (found.length < plan.topics.length) return null;
  return {
    sha256: plan.collection.sha256,
    requests: new Map(found.map((request) => [request.query.id, request])),
    qrels,
  };
}
