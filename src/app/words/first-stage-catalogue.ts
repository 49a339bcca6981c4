import type { FirstStageAnswer } from '../../instant/api.ts';
import type { FirstStageMethod, RankRequest } from '../../core/request.ts';
import type { Probe } from '../page/state.ts';
import type { EncoderState } from '../features/instant/slice.ts';
import type { RunView } from '../../core/log/view.ts';
import type { InstantOrder } from '../page/select.ts';
import { firstStageMessages } from './first-stage-messages.ts';
import type { FirstStageMessages } from './first-stage-messages.ts';
import { formatWords } from './format-catalogue.ts';
import type { FormatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

/** Everything said of the instant order and its encoder. */
export interface FirstStageWords {
  /** What a method is called. Scores that came with the list stand where BM25 would, unless BM25 over it was asked for: `scores` tell. */
  readonly method: (method: FirstStageMethod, request: RankRequest, scores?: readonly number[]) => string;
  /** "BM25 + MiniLM · 20 passages in 0.4 s · on the CPU". */
  readonly instantOrder: (answer: FirstStageAnswer, request: RankRequest) => string;
  /** How far the encoder is: null when it is ready and there is nothing to say. */
  readonly encoder: (encoder: EncoderState) => string | null;
  /** The encoder in the header's list of facts. */
  readonly encoderFact: (encoder: EncoderState) => string;
  /** Said where no reasoning model can run: then the list shown is the ranking. */
  readonly barred: (shown: {
    readonly probe: Probe;
    readonly instant: InstantOrder | null;
    readonly request: RankRequest;
  }) => string;
  /** Passages whose end the encoder could not read; null when there are none. */
  readonly cut: (answer: FirstStageAnswer) => string | null;
  /** What a run started from. `late`: what it fell back to. */
  readonly startedFrom: (run: RunView, late: 'bm25' | 'given' | null) => string;
  /** For screen readers: one sentence when an instant order is there, nothing while it is still changing. */
  readonly instantStatus: (instant: InstantOrder | null, request: RankRequest | null) => string;
}

function build(say: FirstStageMessages, format: FormatWords): FirstStageWords {
  const method: FirstStageWords['method'] = (name, request, scores = request.firstStage?.scores) => {
    if (name === 'given') return say.asGiven;
    const scored = request.candidates.every(({ score }) => score !== undefined && Number.isFinite(score));
    const reckoned = name === 'bm25' && request.candidates.some(({ score }, place) => score !== (scores?.[place] ?? score));
    const own = scored && !reckoned;
    const words = own ? say.ownScores : 'BM25';
    return name === 'bm25' ? say.alone(words) : `${words} + MiniLM`;
  };
  return {
    method,
    instantOrder({ order, ms, device }, request) {
      const passages = format.passages(request.candidates.length);
      const parts = [method(order.method, request, order.scores), say.inTime(passages, format.seconds(ms))];
      return [...parts, ...(device === null ? [] : [device === 'webgpu' ? say.onGpu : say.onCpu])].join(' · ');
    },
    encoder(encoder) {
      switch (encoder.type) {
        case 'waiting':
          return say.encoderNext;
        case 'loading': {
          const { files, totalBytes, engine } = encoder.load;
          if (engine !== null) return say.encoderStarting;
          const loaded = files.reduce((sum, file) => sum + file.loadedBytes, 0);
          return totalBytes === 0 ? say.encoderLoading : say.encoderBytes(format.bytes(loaded), format.bytes(totalBytes));
        }
        case 'ready':
          return encoder.encoder.note;
        case 'failed':
          return say.encoderFailed(encoder.error.message);
      }
    },
    encoderFact(encoder) {
      if (encoder.type === 'failed') return say.factFailed;
      if (encoder.type !== 'ready') return say.factLoading;
      const { device, workers, loadMs } = encoder.encoder;
      const time = format.seconds(loadMs);
      return device === 'webgpu' ? say.factGpu(time) : say.factCpu(format.workers(workers), time);
    },
    barred({ probe, instant, request }) {
      const small = probe.type === 'missing' && probe.error.code === 'device-too-small';
      const shown = instant === null ? null : method(instant.answer.order.method, request, instant.answer.order.scores);
      return small ? say.tooSmall(shown) : say.noWebGpu(shown);
    },
    cut: ({ cut }) => (cut.length === 0 ? null : say.cut(cut.length)),
    startedFrom(run, late) {
      const { firstStage } = run.request;
      if (late === 'given') return say.lateGiven;
      const start = method(firstStage?.method ?? 'given', run.request);
      if (late === 'bm25') return say.late(start);
      return firstStage === undefined || firstStage.method === 'given' ? say.startedAsGiven : say.started(start);
    },
    instantStatus(instant, request) {
      if (instant === null || request === null || !instant.final) return '';
      const { ranking, method: name, scores } = instant.answer.order;
      const first = request.candidates.find(({ docId }) => docId === ranking[0]);
      return say.status(method(name, request, scores), first?.title ?? first?.text.slice(0, 80) ?? '');
    },
  };
}

export const firstStageWords: Catalogue<FirstStageWords> = {
  en: build(firstStageMessages.en, formatWords.en),
  fa: build(firstStageMessages.fa, formatWords.fa),
  ru: build(firstStageMessages.ru, formatWords.ru),
  zh: build(firstStageMessages.zh, formatWords.zh),
};
