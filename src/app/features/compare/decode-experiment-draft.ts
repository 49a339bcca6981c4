import { planFlaw } from '../../../core/experiment/plan-flaw.ts';
import { NO_EXPERIMENT } from './experiment-view.ts';
import type { ExperimentDraft } from './experiment-view.ts';

/** A draft as it was left, read back from its JSON; null where it does not fit, or holds no configuration. */
export function decodeExperimentDraft(text: string | null): ExperimentDraft | null {
  try {
    const held = JSON.parse(text ?? 'null') as Partial<ExperimentDraft> | null;
    if (typeof held !== 'object' || held === null) return null;
    const draft = { ...NO_EXPERIMENT.draft, ...held };
    const { configurations, depth, name, scope, queries } = draft;
    const plan = { id: '', name, createdAt: '', configurations, depth, seed: 0, topics: ['any'], missingTopics: [] };
    const flaw = planFlaw({ ...plan, collection: { name: '', sha256: '' } });
    const counted = queries === null || (Number.isInteger(queries) && queries > 0);
    return flaw === null && counted && ['list', 'collection'].includes(scope)
      ? { name, scope, configurations, depth, queries }
      : null;
  } catch {
    return null;
  }
}
