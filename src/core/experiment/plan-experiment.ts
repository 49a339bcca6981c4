import type { Qrels } from '../measure/parse-qrels.ts';
import type { RankRequest } from '../rank-request.ts';
import type { Result } from '../result.ts';
import { EXPERIMENT_SCHEMA } from './experiment.ts';
import type { ExperimentPlan } from './experiment.ts';
import type { ExperimentProblem } from './experiment-problem.ts';

type Chosen = Pick<ExperimentPlan, 'id' | 'name' | 'createdAt' | 'configurations' | 'depth' | 'collection' | 'seed'>;

/**
 * Plans every configuration on every request that is judged, or on every request where there are no judgements. Judged queries without a request
 * are kept as missing topics.
 */
export function planExperiment({
  requests,
  qrels,
  ...chosen
}: Chosen & {
  readonly requests: readonly RankRequest[];
  readonly qrels: Qrels | null;
}): Result<ExperimentPlan, ExperimentProblem> {
  const fail = (code: ExperimentProblem['code'], message: string, hint: string): Result<never, ExperimentProblem> => ({
    ok: false,
    error: { line: 0, code, message, hint },
  });
  const ids = chosen.configurations.map(({ id }) => id);
  const qids = requests.map(({ query }) => query.id);
  const again = repeated(ids) ?? repeated(qids);
  if (ids.length === 0) return fail('no-configurations', 'There is nothing to run.', 'Add a configuration.');
  if (again !== null) return fail('duplicate', `${again} stands there twice.`, 'Name every configuration and every query once.');
  if (!Number.isInteger(chosen.depth) || chosen.depth < 1)
    return fail('bad-depth', `The depth is ${chosen.depth}.`, 'Give a whole number from 1.');
  const topics = qrels === null ? qids : qids.filter((qid) => qrels.has(qid));
  if (topics.length === 0) {
    const hint = 'Add a run or a corpus with queries whose names the judgements know.';
    return fail('no-topics', qids.length === 0 ? 'There are no queries.' : 'None of the queries is judged.', hint);
  }
  const planned = new Set(topics);
  const missingTopics = [...(qrels?.keys() ?? [])].filter((qid) => !planned.has(qid));
  return { ok: true, value: { schema: EXPERIMENT_SCHEMA, ...chosen, topics, missingTopics } };
}

function repeated(names: readonly string[]): string | null {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size) ?? null;
}
