import type { Qrels } from '../measure/parse-qrels.ts';
import type { ExperimentPlan } from './experiment.ts';
import type { PairedTopics } from './paired-topics.ts';

/**
 * The judgements of the queries that a mean is over: those that every configuration has finished, and once the plan is complete the missing topics
 * too, which count as 0 (trec_eval -c).
 */
export function countedQrels({ plan, paired, qrels }: { plan: ExperimentPlan; paired: PairedTopics; qrels: Qrels }): Qrels {
  const qids = paired.complete ? [...paired.topics, ...plan.missingTopics] : paired.topics;
  return new Map(
    qids.flatMap((qid) => {
      const grades = qrels.get(qid);
      return grades === undefined ? [] : [[qid, grades] as const];
    }),
  );
}
