import { toConfigurationRun } from '../../../core/experiment/cells.ts';
import { toExperimentLines, toExperimentTsv } from '../../../core/experiment/file.ts';
import type { ExperimentPlan } from '../../../core/experiment/plan.ts';
import { savedFileName } from '../../../core/export/file-name.ts';
import { SHOWN_MEASURES } from '../../../core/measure/measures.ts';
import type { RankRequest, Result } from '../../../core/request.ts';
import type { HistoryProblem } from '../../storage/database.ts';
import { selectReading } from '../input/reading.ts';
import type { CompareSetup } from './controller.ts';
import { collectionText, draftCollection } from './draft.ts';
import type { CompareCollection, ExperimentDraft } from './slice.ts';

/** The experiment on screen as files. */
export interface CompareFiles {
  exportTsv(): void;
  exportRun(configurationId: string): void;
  exportLines(): void;
}

export function createCompareFiles({ store, save }: Pick<CompareSetup, 'store' | 'save'>): CompareFiles {
  const named = (name: string, end: string): string => savedFileName({ of: name, otherwise: 'experiment', ending: `.${end}` });
  return {
    exportTsv() {
      const { open } = store.getState().compare;
      if (open === null) return;
      const qrels = open.collection?.qrels ?? new Map<string, never>();
      const text = toExperimentTsv({ plan: open.plan, cells: open.cells, qrels, measures: SHOWN_MEASURES });
      save({ name: named(open.plan.name, 'tsv'), mime: 'text/tab-separated-values', text });
    },
    exportRun(configurationId) {
      const { open } = store.getState().compare;
      const configuration = open?.plan.configurations.find(({ id }) => id === configurationId);
      if (open === null || configuration === undefined) return;
      const text = toConfigurationRun({ plan: open.plan, cells: open.cells, configurationId });
      save({ name: named(`${open.plan.name}-${configuration.name}`, 'run'), mime: 'text/plain', text });
    },
    exportLines() {
      const { open } = store.getState().compare;
      if (open === null) return;
      save({
        name: named(open.plan.name, 'experiment.jsonl'),
        mime: 'application/jsonl',
        text: toExperimentLines(open.plan, open.cells),
      });
    },
  };
}

/** UTF-8 bytes of a collection's JSON that are kept with an experiment. */
const MOST_REQUEST_BYTES = 64_000_000;

/** The workbench's input as something to experiment on. */
interface InputCollection {
  readonly sha256: string;
  readonly requests: readonly RankRequest[];
  readonly qrels: CompareCollection['qrels'];
}

/** Texts of experiments: read from the workbench's input, kept, found again. */
interface CompareCollections {
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
