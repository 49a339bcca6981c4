import { ablationSummary } from '../../../core/experiment/lenses/ablation.ts';
import { beliefSummary } from '../../../core/experiment/lenses/belief.ts';
import { injectionSummary } from '../../../core/experiment/lenses/injection.ts';
import { lensTable, lensVerdict, tallyVerdicts } from '../../../core/experiment/lenses/lens.ts';
import type { LensRow } from '../../../core/experiment/lenses/lens.ts';
import { positionSummary } from '../../../core/experiment/lenses/position.ts';
import { lensQuotes, lensResults } from './read.ts';
import type { LensJobs, LensName } from './slice.ts';

/** A lens's findings so far as a file; ranks are 1-based in the table, 0-based in JSON. Null for a lens that was not started. */
export function lensFile(jobs: LensJobs, lens: LensName, kind: 'json' | 'tsv'): string | null {
  const found = findings(jobs, lens);
  if (found === null) return null;
  return kind === 'tsv'
    ? lensTable(found.table)
    : `${JSON.stringify({ type: 'glassrank-lens', schema: 1, lens, ...found.json }, null, 1)}\n`;
}

interface Findings {
  readonly table: readonly LensRow[];
  readonly json: object;
}

const oneBased = (rank: number | null): number | null => (rank === null ? null : rank + 1);

function findings(jobs: LensJobs, lens: LensName): Findings | null {
  switch (lens) {
    case 'belief':
      return jobs.belief === null ? null : beliefFindings(jobs.belief);
    case 'position':
      return jobs.position === null ? null : positionFindings(jobs.position);
    case 'ablation':
      return jobs.ablation === null ? null : ablationFindings(jobs.ablation);
    case 'injection':
      return jobs.injection === null ? null : injectionFindings(jobs.injection);
  }
}

function beliefFindings({ plan, probed, answers, model, end }: NonNullable<LensJobs['belief']>): Findings {
  const { beliefs, changes } = beliefSummary({ answers, steps: plan.steps.length });
  const texts = plan.steps.map(({ from, to }) => probed.window.reasoning.slice(from, to).trim());
  return {
    table: [
      ['step', 'text', 'entropy_bits', 'mass', ...plan.docIds],
      ...beliefs.map((belief, place): LensRow => [
        place,
        texts[place] ?? '',
        belief?.entropy ?? null,
        belief?.mass ?? null,
        ...plan.docIds.map((_, position) => belief?.shares[position] ?? null),
      ]),
    ],
    json: {
      end,
      model,
      writtenBy: probed.writtenBy,
      runId: probed.runId,
      window: probed.window.index,
      query: probed.request.query,
      docIds: plan.docIds,
      changes,
      steps: plan.steps.map((step, place) => ({
        ...step,
        text: texts[place],
        belief: beliefs[place],
        answer: answers[place] ?? null,
      })),
    },
  };
}

function runsPart({ runs, logs, settings, model, end }: NonNullable<LensJobs['position' | 'ablation' | 'injection']>): object {
  const results = lensResults(logs);
  return {
    end,
    model,
    settings,
    request: runs[0]?.request ?? null,
    tally: tallyVerdicts(runs, results),
    runs: runs.map(({ key }) => ({ verdict: lensVerdict(results.get(key)), ...(results.get(key) ?? { key }) })),
  };
}

function positionFindings(job: NonNullable<LensJobs['position']>): Findings {
  const summary = positionSummary(job.runs, lensResults(job.logs));
  const places = summary?.byStart ?? [];
  return {
    table: [
      ['docid', ...places.map((_, place) => `started_at_${place + 1}`), 'mean_rank'],
      ...(summary?.rows ?? []).map(({ docId, ranks, mean }): LensRow => [docId, ...ranks.map(oneBased), oneBased(mean)]),
      ['mean by start', ...places.map(({ meanRank }) => oneBased(meanRank)), null],
    ],
    json: { ...runsPart(job), summary },
  };
}

function ablationFindings(job: NonNullable<LensJobs['ablation']>): Findings {
  const influences = ablationSummary(job.runs, lensResults(job.logs));
  return {
    table: [
      ['dropped', 'tau', 'flipped_pairs', 'pairs', 'flips'],
      ...(influences ?? []).map(({ docId, tau, flips, pairs }): LensRow => [
        docId,
        tau,
        flips.length,
        pairs,
        flips.map(({ before, behind }) => `${before}>${behind}`).join(' '),
      ]),
    ],
    json: { ...runsPart(job), influences },
  };
}

function injectionFindings(job: NonNullable<LensJobs['injection']>): Findings {
  const eventsOf = (key: string) => job.logs.get(key) ?? [];
  const effects = injectionSummary({ plan: job.runs, results: lensResults(job.logs), eventsOf });
  const docId = job.runs[0]?.docId ?? null;
  return {
    table: [
      ['docid', 'injection', 'where', 'text', 'rank_before', 'rank_after', 'shown', 'marks_neutralised'],
      ...(effects ?? []).map(({ injection, before, after, shown, neutralised }): LensRow => [
        docId,
        injection.id,
        injection.where,
        injection.text,
        before + 1,
        after + 1,
        shown,
        neutralised,
      ]),
    ],
    json: {
      ...runsPart(job),
      docId,
      effects:
        effects?.map((effect) => ({ ...effect, mentions: docId === null ? [] : lensQuotes(eventsOf(effect.key), docId) })) ??
        null,
    },
  };
}
