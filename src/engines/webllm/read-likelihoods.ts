import * as Comlink from 'comlink';
import type { LikelihoodAnswer, LikelihoodAnswers, LikelihoodRequest } from '../../core/run/text-model.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { RunControl } from '../../core/log/run-control.ts';
import type { Result } from '../../core/result.ts';
import type { Engine } from './connect-engine.ts';
import { untilLost } from '../until-lost.ts';

/**
 * Asks the model how likely continuations are, without sampling. `onAnswer` hears each answer as it comes, in the requests' order. Aborting stops it
 * between two forward passes; what came is kept. Settles even when the worker dies.
 */
export async function readLikelihoods({
  engine,
  requests,
  onAnswer,
  signal,
}: {
  readonly engine: Engine;
  readonly requests: readonly LikelihoodRequest[];
  readonly onAnswer?: (answer: LikelihoodAnswer, place: number) => void;
  readonly signal?: AbortSignal;
}): Promise<Result<LikelihoodAnswers, ErrorInfo>> {
  const { port1, port2 } = new MessageChannel();
  const cancel = (): void => port1.postMessage({ type: 'run-cancel' } satisfies RunControl);
  let place = 0;
  port1.onmessage = ({ data: answer }: MessageEvent<LikelihoodAnswer>) => {
    onAnswer?.(answer, place);
    place += 1;
  };
  if (signal?.aborted === true) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await untilLost(engine, (api) => api.likelihoods(requests, Comlink.transfer(port2, [port2])));
  } finally {
    signal?.removeEventListener('abort', cancel);
    port1.close();
  }
}
