import type { RunSettings } from '../../src/core/log/event.ts';
import { docId } from '../../src/core/request.ts';
import type { RankRequest } from '../../src/core/request.ts';

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

export const SAMPLE_SETTINGS: RunSettings = {
  windowSize: 10,
  windowStride: 5,
  thoughtTokens: 20,
  passageWords: 40,
  priorWeight: 0,
  answerMode: 'constrained',
  temperature: 0,
  seed: 1,
};
