import type { LikelihoodAnswer, LikelihoodAnswers, LikelihoodRequest } from '../../core/run/text-model.ts';
import { errorInfo, refusal } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import type { RunControl } from '../../core/log/run-control.ts';
import type { Result } from '../../core/result.ts';
import type { TextModel } from '../../core/run/text-model.ts';
import { describeError } from './describe-error.ts';

/**
 * Reads likelihoods one request after the other, posts each answer on the port, and hears a `run-cancel` there: between two forward passes it
 * stops. Never rejects.
 */
export async function likelihoodsOnPort({
  requests,
  port,
  model,
  turn,
}: {
  readonly requests: readonly LikelihoodRequest[];
  readonly port: MessagePort;
  readonly model: TextModel | undefined;
  /** Resolves when the reading may begin; the port is listened to before, so that a waiting one can be cancelled. */
  readonly turn?: Promise<void>;
}): Promise<Result<LikelihoodAnswers, ErrorInfo>> {
  const cancel = { aborted: false };
  port.onmessage = ({ data: control }: MessageEvent<RunControl>) => {
    if (control.type === 'run-cancel') cancel.aborted = true;
  };
  const answers: LikelihoodAnswer[] = [];
  try {
    await turn;
    if (model === undefined) return { ok: false, error: errorInfo('engine-failed', 'no model is loaded') };
    if (model.likelihoods === undefined)
      return { ok: false, error: refusal('this model does not say how likely its tokens are') };
    for (const request of requests) {
      // A message of the page is heard only between two tasks.
      await new Promise((resolve) => setTimeout(resolve));
      if (cancel.aborted) break;
      const answer = await model.likelihoods({ ...request, cancel });
      // What a cancel cut short is not whole.
      if (answer.logProbs.some((value) => Number.isNaN(value))) break;
      answers.push(answer);
      port.postMessage(answer);
    }
    return { ok: true, value: { answers, cancelled: answers.length < requests.length } };
  } catch (error) {
    return { ok: false, error: describeError(error) };
  } finally {
    port.onmessage = null;
  }
}
