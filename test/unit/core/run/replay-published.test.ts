import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { preset, template } from '../../../../src/core/preset/built-in.ts';
import type { RunEventBody } from '../../../../src/core/log/event.ts';
import { docId } from '../../../../src/core/request.ts';
import type { ParserId } from '../../../../src/core/parser/index.ts';
import { PLAIN_SCALING } from '../../../../src/core/run/method.ts';
import { rerank } from '../../../../src/core/run/rerank.ts';
import { collectEvents } from '../../../support/collect-events.ts';
import { SAMPLE_SETTINGS } from '../../../support/sample-request.ts';
import { createScriptedModel } from '../../../support/scripted-model.ts';
import excerpt from '../../../fixtures/replay/rank-vicuna-excerpt.json' with { type: 'json' };

/** Runs RankVicuna's method over a model that says what the real one said. */
async function rerankAgain({
  docids,
  responses,
  parser,
}: {
  docids: readonly string[];
  responses: readonly string[];
  parser: ParserId;
}): Promise<readonly RunEventBody[]> {
  const model = createScriptedModel({
    script: (_, call) => ({ pieces: [responses[call] ?? expect.fail('one call too many')] }),
    contextTokens: 1e6,
    opensThought: false,
  });
  const events = await collectEvents(
    rerank({
      request: {
        query: { id: 'q', text: 'a query' },
        candidates: docids.map((id) => ({ docId: docId(id), text: `passage ${id}` })),
      },
      settings: {
        ...SAMPLE_SETTINGS,
        answerMode: 'free',
        method: {
          preset: preset('rankvicuna'),
          strategy: { type: 'sliding', size: 20, stride: 10, passes: 1 },
          parser,
          scaling: PLAIN_SCALING,
        },
      },
      model,
      template: template('glassrank-1'),
      cancel: { aborted: false },
    }),
  );
  expect(model.calls).toHaveLength(responses.length);
  return events;
}

const rankingOf = (events: readonly RunEventBody[]): readonly string[] => {
  const end = events.at(-1);
  return end?.type === 'run-end' ? end.ranking : [];
};

const archive = fileURLToPath(new URL('../../../../../shared/data/listwise-replay.json.xz', import.meta.url));
const canUnpack = (): boolean => {
  try {
    execFileSync('xz', ['--version'], { stdio: 'ignore' });
    return existsSync(archive);
  } catch {
    return false;
  }
};

interface FullRun {
  readonly depth: number;
  readonly candidates: readonly { readonly qid: string; readonly docids: readonly string[] }[];
  readonly responses: readonly string[];
  readonly final: Readonly<Record<string, readonly string[]>>;
}

describe.each(['rank-llm', 'glassrank'] as const)('published RankVicuna responses through a whole run, read as %s', (parser) => {
  test('give the stored orders for the committed queries', async () => {
    for (const { queries } of excerpt.runs)
      for (const { candidates, responses, final } of queries)
        expect(rankingOf(await rerankAgain({ docids: candidates, responses, parser }))).toEqual(final);
  });

  test.skipIf(!canUnpack())(
    'give the stored orders for every query of the full file',
    async () => {
      const runs = JSON.parse(execFileSync('xz', ['-dc', archive], { maxBuffer: 1 << 28 }).toString()) as readonly FullRun[];
      for (const { candidates, responses, final, depth } of runs) {
        const calls = responses.length / candidates.length;
        for (const [place, { qid, docids }] of candidates.entries()) {
          const events = await rerankAgain({ docids, responses: responses.slice(place * calls, (place + 1) * calls), parser });
          expect(rankingOf(events)).toEqual((final[qid] ?? []).slice(0, depth));
        }
      }
    },
    60_000,
  );
});
