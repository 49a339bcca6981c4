import type { RunForecast, RunOutcome, RunSettings } from '../log/run-event.ts';
import type { DocId } from '../doc-id.ts';

/** Version of plans and results. Raised whenever a field changes its meaning or goes. */
export const EXPERIMENT_SCHEMA = 1;

/** One way to rerank, with its model. */
export interface Configuration {
  /** Unique in its plan. */
  readonly id: string;
  readonly name: string;
  readonly settings: RunSettings;
  readonly modelId: string;
}

/** What is to be run: every configuration on every topic. */
export interface ExperimentPlan {
  readonly schema: typeof EXPERIMENT_SCHEMA;
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly configurations: readonly Configuration[];
  /** qids, in the collection's order. */
  readonly topics: readonly string[];
  /** Judged queries for which the collection gives no candidates: they count as 0 for every configuration (trec_eval -c). */
  readonly missingTopics: readonly string[];
  /** Passages of each first-stage list that are reranked; those behind them keep their places. */
  readonly depth: number;
  /** `sha256` in hex, of what was read. */
  readonly collection: { readonly name: string; readonly sha256: string };
  /** Of resampling and of signs by chance. */
  readonly seed: number;
}

/** Which run of an experiment. */
export interface CellKey {
  readonly configurationId: string;
  readonly qid: string;
}

/** How many calls ended in which way. */
export interface WindowCounts {
  readonly complete: number;
  readonly repaired: number;
  readonly truncated: number;
  readonly unparsed: number;
}

/** What one configuration made of one query. A failed or cancelled run has the ranking that stood when it ended. */
export interface CellResult extends CellKey {
  /** The whole first-stage list, reranked, best first. */
  readonly ranking: readonly DocId[];
  /** Groups of two or more neighbours of `ranking` that nothing told apart. */
  readonly ties: readonly (readonly DocId[])[];
  readonly outcome: RunOutcome;
  readonly windows: WindowCounts;
  readonly calls: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly seconds: number;
  /** What was predicted before the run; null: nothing was. */
  readonly forecast: RunForecast | null;
}
