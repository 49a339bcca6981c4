import type { EncoderState } from '../features/instant/slice.ts';
import type { FirstStageAnswer } from '../../instant/api.ts';
import type { FirstStageMethod, RankRequest } from '../../core/request.ts';
import type { InstantOrder } from '../page/select.ts';
import type { LibraryChoice, MeasuredLibrary } from '../../engines/engine-client.ts';
import type { LoadView } from '../features/run/load.ts';
import type { Probe } from '../features/run/slice.ts';
import type { RunOutcome, ThoughtEnd, WindowOutcome } from '../../core/log/event.ts';
import type { RunView } from '../../core/log/view.ts';
import { selectStatus } from '../../core/read/status.ts';
import type { Format } from './format.ts';

// Whole sentences that depend on what happened: each language gives their parts, the choice between them is made here once.

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

/** The parts. `method`: null where the list stands as given. */
export interface FirstStageMessages {
  readonly asGiven: string;
  readonly ownScores: string;
  readonly alone: (words: string) => string;
  readonly inTime: (passages: string, time: string) => string;
  readonly onGpu: string;
  readonly onCpu: string;
  readonly encoderNext: string;
  readonly encoderStarting: string;
  readonly encoderLoading: string;
  readonly encoderBytes: (loaded: string, total: string) => string;
  /** `message` is English, and a part of the English sentence only. */
  readonly encoderFailed: (message: string) => string;
  readonly factFailed: string;
  readonly factLoading: string;
  readonly factGpu: (time: string) => string;
  readonly factCpu: (workers: string, time: string) => string;
  readonly noWebGpu: (method: string | null) => string;
  readonly tooSmall: (method: string | null) => string;
  readonly cut: (passages: number) => string;
  readonly late: (start: string) => string;
  readonly lateGiven: string;
  readonly startedAsGiven: string;
  readonly started: (start: string) => string;
  readonly status: (method: string, first: string) => string;
}

export function firstStageIn(format: Format, say: FirstStageMessages): FirstStageWords {
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

/** Everything said of the model's libraries and how one was chosen. */
export interface LibraryWords {
  /** Why this library runs. */
  readonly choice: (choice: LibraryChoice) => string;
  /** "gpu.wasm: reads 2,310 and writes 84 tokens/s, output as expected". One that is not used says why. */
  readonly measured: (one: MeasuredLibrary) => string;
  /** "Measuring gpu-f16.wasm (2 of 3)…" */
  readonly calibration: (step: NonNullable<LoadView['calibration']>) => string;
}

interface LibraryMessages {
  readonly only: string;
  readonly asked: string;
  readonly fastest: (count: string) => string;
  readonly onlyWorking: string;
  readonly now: string;
  readonly earlier: string;
  readonly comma: string;
  readonly speeds: (reads: string, writes: string) => string;
  readonly right: string;
  readonly unchecked: string;
  readonly wrong: string;
  readonly failed: string;
  readonly starting: (library: string) => string;
  readonly measuring: (library: string) => string;
  readonly counter: (place: string, count: string) => string;
  readonly note: (note: string) => string;
}

export function libraryIn(format: Format, say: LibraryMessages): LibraryWords {
  return {
    choice({ reason, measured, unchecked }) {
      // One that was measured says of itself whether its output was checked.
      const checked = unchecked === true ? `${say.comma}${say.unchecked}` : '';
      if (reason === 'only') return say.only + checked;
      if (reason === 'asked') return say.asked + checked;
      const running = measured.filter(({ verdict }) => verdict === 'right' || verdict === 'unchecked').length;
      const among = running > 1 ? say.fastest(format.number(running)) : say.onlyWorking;
      return `${among}${say.comma}${reason === 'measured' ? say.now : say.earlier}`;
    },
    measured({ library, verdict, note, prefillTokensPerSecond, decodeTokensPerSecond }) {
      const speeds = say.speeds(format.rate(prefillTokensPerSecond), format.rate(decodeTokensPerSecond));
      const used = verdict === 'right' || verdict === 'unchecked';
      const what = used ? `${speeds}${say.comma}${say[verdict]}` : say[verdict];
      return `${library}: ${what}${note === undefined ? '' : say.note(note)}`;
    },
    calibration({ library, index, count, step }) {
      const what = step === 'start' ? say.starting(library) : say.measuring(library);
      return `${what}${say.counter(format.number(index + 1), format.number(count))}`;
    },
  };
}

/** A window's outcome: one word for the tag, one sentence for the reader. */
export interface WindowOutcomeWords {
  readonly tag: string;
  readonly tone: 'good' | 'mended' | 'bad';
  readonly sentence: string;
}

/** What became of windows, thoughts and runs. */
export interface OutcomeWords {
  /** `count`: passages of the window. */
  readonly window: (outcome: WindowOutcome, count: number) => WindowOutcomeWords;
  /** `budget`: tokens the thought had. */
  readonly thoughtEnd: (end: ThoughtEnd, budget: number) => string;
  /** `windows`: how many are done, of how many. */
  readonly run: (outcome: RunOutcome, windows: { readonly done: number; readonly total: number }) => string;
}

type Say<Input extends readonly unknown[]> = (...input: Input) => string;

interface OutcomeMessages {
  readonly tags: Readonly<Record<WindowOutcome['type'], string>>;
  readonly complete: Say<[passages: string]>;
  readonly missing: Say<[identifiers: string]>;
  readonly duplicate: Say<[identifiers: string]>;
  readonly unknown: Say<[identifiers: string]>;
  readonly answer: Say<[deeds: string]>;
  readonly missingRule: string;
  readonly truncated: Say<[places: string]>;
  readonly unparsed: Say<[reason: string]>;
  /** By the engine's own words for them. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly thoughtEnds: Readonly<Record<Exclude<ThoughtEnd, 'forced'>, string>>;
  readonly forced: Say<[tokens: string]>;
  readonly runs: Readonly<Record<'done' | 'stoppedAtOnce' | 'failedAtOnce', string>>;
  readonly stopped: Say<[done: string, windows: string]>;
  readonly failed: Say<[done: string, windows: string]>;
}

export function outcomeIn(format: Format, say: OutcomeMessages): OutcomeWords {
  const repaired = ({ missing, duplicate, unknown }: Extract<WindowOutcome, { readonly type: 'repaired' }>): string => {
    const deeds = [
      ...(missing.length > 0 ? [say.missing(format.identifiers(missing))] : []),
      ...(duplicate.length > 0 ? [say.duplicate(format.identifiers(duplicate))] : []),
      ...(unknown.length > 0 ? [say.unknown(format.identifiers(unknown))] : []),
    ];
    return `${say.answer(format.list(deeds))}${missing.length > 0 ? say.missingRule : ''}`;
  };
  return {
    window(outcome, count) {
      const tag = say.tags[outcome.type];
      switch (outcome.type) {
        case 'complete':
          return { tag, tone: 'good', sentence: say.complete(format.passages(count)) };
        case 'repaired':
          return { tag, tone: 'mended', sentence: repaired(outcome) };
        case 'truncated':
          return { tag, tone: 'mended', sentence: say.truncated(format.places(outcome.settled)) };
        case 'unparsed':
          return { tag, tone: 'bad', sentence: say.unparsed(say.reasons[outcome.reason] ?? outcome.reason) };
      }
    },
    thoughtEnd: (end, budget) => (end === 'forced' ? say.forced(format.tokens(budget)) : say.thoughtEnds[end]),
    run(outcome, { done, total }) {
      if (outcome.type === 'complete') return say.runs.done;
      if (done === 0) return outcome.type === 'cancelled' ? say.runs.stoppedAtOnce : say.runs.failedAtOnce;
      const how = outcome.type === 'cancelled' ? say.stopped : say.failed;
      return how(format.number(done), format.windows(total));
    },
  };
}

/** The page's one live message: nothing per token, one sentence per window and one at the end. */
export interface StatusWords {
  readonly run: (run: RunView | null) => string;
}

interface StatusMessages {
  /** Between two sentences: a space, where the language has spaces. */
  readonly between: string;
  /** `moved`: what moved most, as a clause. */
  readonly window: (window: { readonly done: string; readonly total: string; readonly moved: string }) => string;
  readonly moved: (from: string, to: string) => string;
  readonly nothingMoved: string;
  readonly ends: Readonly<Record<'complete' | 'cancelled' | 'failed', string>>;
  readonly kept: (done: string, total: string) => string;
  /** The first passage: its title, or its first words. */
  readonly first: (start: string) => string;
}

export function statusIn(format: Format, say: StatusMessages): StatusWords {
  const { number } = format;
  const join = (...sentences: readonly string[]): string => sentences.filter((text) => text !== '').join(say.between);
  return {
    run(run) {
      const status = selectStatus(run);
      if (run === null || status === null) return '';
      const [done, total] = [number(status.done), number(status.total)];
      if (status.type === 'window') {
        const { move } = status;
        const moved = move === null ? say.nothingMoved : say.moved(number(move.from), number(move.to));
        return say.window({ done, total, moved });
      }
      const end = say.ends[status.outcome];
      if (status.outcome !== 'complete') return join(end, say.kept(done, total));
      const first = run.request.candidates.find((candidate) => candidate.docId === status.first);
      return join(end, first === undefined ? '' : say.first(first.title ?? first.text.slice(0, 80)));
    },
  };
}
