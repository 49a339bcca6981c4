import type { FirstStageAnswer } from '../../protocol/first-stage-api.ts';
import type { FirstStageMethod } from '../../rank/first-stage-order.ts';
import type { RankRequest } from '../../rank/rank-request.ts';
import type { Probe } from '../../state/app-state.ts';
import type { EncoderState } from '../../state/first-stage-view.ts';
import type { RunView } from '../../state/run-view.ts';
import type { InstantOrder } from '../../state/select-instant-order.ts';
import { bytesInWords, plural } from './format-words.ts';

/** What a method is called. Scores that came with the list stand where BM25 would. */
export function methodWords(method: FirstStageMethod, request: RankRequest): string {
  if (method === 'given') return 'order as given';
  const own = request.candidates.every(({ score }) => score !== undefined && Number.isFinite(score));
  const words = own ? 'given scores' : 'BM25';
  return method === 'bm25' ? `${words} alone` : `${words} + MiniLM`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 95 ? 2 : 1)} s`;
}

/** "BM25 + MiniLM · 20 passages in 0.4 s · on the CPU". */
export function instantOrderWords({ order, ms, device }: FirstStageAnswer, request: RankRequest): string {
  const where = device === null ? '' : ` · on the ${device === 'webgpu' ? 'GPU' : 'CPU'}`;
  return `${methodWords(order.method, request)} · ${plural('passage', request.candidates.length)} in ${seconds(ms)}${where}`;
}

/** How far the encoder is: null when it is ready and there is nothing to say. */
export function encoderWords(encoder: EncoderState): string | null {
  switch (encoder.type) {
    case 'waiting':
      return 'MiniLM, which reads for meaning, is loaded next.';
    case 'loading': {
      const { files, totalBytes, engine } = encoder.load;
      if (engine !== null) return 'MiniLM, which reads for meaning, is starting.';
      const loaded = files.reduce((sum, file) => sum + file.loadedBytes, 0);
      const bytes = totalBytes === 0 ? '' : `: ${bytesInWords(loaded)} of ${bytesInWords(totalBytes)}`;
      return `MiniLM, which reads for meaning, is loading${bytes}.`;
    }
    case 'ready':
      return encoder.encoder.note;
    case 'failed':
      return `MiniLM can’t be used, so the order goes by words alone. (${encoder.error.message})`;
  }
}

/** The encoder in the header's list of facts. */
export function encoderFactWords(encoder: EncoderState): string {
  if (encoder.type === 'failed') return 'MiniLM can’t be used; words alone (BM25)';
  if (encoder.type !== 'ready') return 'MiniLM, loading';
  const { device, workers, loadMs } = encoder.encoder;
  const where = device === 'webgpu' ? 'the GPU' : `the CPU, ${plural('worker', workers)}`;
  return `MiniLM on ${where}, ready after ${seconds(loadMs)}`;
}

/** Said where no reasoning model can run: then the list shown is the ranking. */
export function barredWords(probe: Probe, instant: InstantOrder | null, request: RankRequest): string {
  const why =
    probe.type === 'missing' && probe.error.code === 'device-too-small'
      ? 'This graphics processor is too small'
      : 'No WebGPU here';
  const what =
    instant === null
      ? 'this is the order as given'
      : `this is the instant order (${methodWords(instant.answer.order.method, request)})`;
  const needs = why === 'No WebGPU here' ? 'the reasoning model needs WebGPU' : 'the reasoning model needs a larger one';
  return `${why}: ${what}; ${needs}.`;
}

/** Passages whose end the encoder could not read; null when there are none. */
export function cutWords({ cut }: FirstStageAnswer): string | null {
  if (cut.length === 0) return null;
  const ends = cut.length === 1 ? 'the end of 1 passage was' : `the ends of ${plural('passage', cut.length)} were`;
  return `MiniLM reads 256 word pieces of a stretch: ${ends} not read for meaning.`;
}

/** What a run started from, when there is something to say. `late`: what it fell back to. */
export function startedFromWords(run: RunView, late: 'bm25' | 'given' | null): string {
  const { firstStage } = run.request;
  const start = methodWords(firstStage?.method ?? 'given', run.request);
  if (late === 'bm25') return `The instant order was not ready after 10 s: the run started from ${start}.`;
  if (late === 'given') return 'The instant order was not ready after 10 s: the run started from the order as given.';
  return firstStage === undefined || firstStage.method === 'given'
    ? 'Started from the order as given'
    : `Started from the instant order (${start})`;
}

/** For screen readers: one sentence when an instant order is there, nothing while it is still changing. */
export function instantStatusWords(instant: InstantOrder | null, request: RankRequest | null): string {
  if (instant === null || request === null || !instant.final) return '';
  const { ranking, method } = instant.answer.order;
  const first = request.candidates.find(({ docId }) => docId === ranking[0]);
  return `Instant order by ${methodWords(method, request)}. First: ${first?.title ?? first?.text.slice(0, 80) ?? ''}`;
}
