import type { RunSettings } from '../../src/core/log/event.ts';
import { docId } from '../../src/core/request.ts';
import type { RankRequest } from '../../src/core/request.ts';
import { startSettings } from '../../src/core/run/settings.ts';

/** A request of `count` short passages `d1`… in first-stage order. */
export function sampleRequest(count: number): RankRequest {
  return {
    query: { id: 'q1', text: 'why is the sky blue' },
    candidates: Array.from({ length: count }, (_, index) => ({
      docId: docId(`d${index + 1}`),
      text: `Passage number ${index + 1} says something about the sky and the sea.`,
      score: count - index,
    })),
  };
}

export const SAMPLE_SETTINGS: RunSettings = startSettings({
  thoughtTokens: 20,
  priorWeight: 0,
  answerMode: 'constrained',
  seed: 1,
});
