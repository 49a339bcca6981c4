import type { AnswerMode, ChoiceSettingName, NumberSettingName, ReadingMode } from '../../../core/run/settings.ts';
import type { Bounds, CostFigure } from '../../../core/read/forecast.ts';
import type { ModelNotice } from '../../../core/run/text-model.ts';
import type { LoadSource } from '../../../engines/engine-client.ts';
import type { SkipResult } from '../../../core/log/event.ts';
import { counted, format } from './format.ts';
import { ofBounds, range, timeOf } from '../phrases.ts';
import { firstStageIn, libraryIn, outcomeIn, statusIn } from '../sentences.ts';

interface NamedWords {
  readonly name: string;
  readonly hint: string;
}

/** The run bar: begin, skip, stop, and how it goes. */
export const run = {
  label: 'Run',
  rank: 'Rank',
  stop: 'Stop',
  stopping: 'Stopping…',
  skip: 'Skip thinking',
  skipAsked: 'Asked to close the thought…',
  skipResults: {
    closing: 'The thought is closed; the answer comes next.',
    over: 'The thought was over already.',
    'free-mode': 'A free answer has no guide that could close its thought. Stop ends the run.',
  } satisfies Record<SkipResult, string>,
  waiting: 'Waiting for the instant order…',
  loading: 'Loading the model…',
  ready: 'Ready.',
  instantOnly: 'Nothing is left to do: the list stands in its instant order, and no model is to read.',
  barred: 'The reasoning model can’t run here; the list shows the instant order.',
  unreadable: 'The passages can’t be read yet; see the marked lines.',
  lacks: {
    query: 'Write a query.',
    passages: 'Add passages.',
    'second-passage': 'Add a second passage: one alone is already in order.',
  },
  loadFirst: 'The model is loaded first.',
  loadFirstBytes: (bytes: number) => `The model is loaded first: ${format.bytes(bytes)} of files from this site, once.`,
  stopAsked: ({ done, total }: { readonly done: number; readonly total: number }): string =>
    done === 0
      ? 'Stopping; no window is settled yet, so the order it started from stays.'
      : `Stopping; ${format.number(done)} of ${format.windows(total)} settled, which stay.`,
  /** While the model is loaded again after a stop that was not answered in time. */
  engineReplaced:
    'The graphics processor was busy with the prompt and could not be interrupted: the engine was replaced, and loads the model again from this browser’s cache.',
  /** `spans`: the places, written "5–12"; never empty. */
  kept: ({ done, total, spans }: { readonly done: number; readonly total: number; readonly spans: readonly string[] }) =>
    `Kept: places ${format.list(spans)}, from ${format.number(done)} of ${format.windows(total)}. Places no window reached keep the order they started in.`,
  keptNothing: 'No window was finished, so the list stands as it started.',
  now: 'Now',
  preparing: 'Preparing',
  readingPrompt: (tokens: number) => `Finishing the prompt, ${format.tokens(tokens)}`,
  readingPassage: ({ place, of }: { readonly place: number; readonly of: number }) =>
    `Reading passage ${format.number(place)} of ${format.number(of)}`,
  /** After what is being read: until all of it is. */
  readingLeft: (ms: number) => `${format.roughly(ms)} more`,
  thinking: 'Thinking',
  answering: 'Answering',
  /** What happened between the page and the model's server in one call. `waitMs`: until the next try. */
  notice: ({ code, attempt, of, waitMs, status }: ModelNotice): string => {
    const what = {
      busy: 'The server was busy',
      unreachable: 'The server did not answer',
      'broke-off': 'The answer broke off and was gone on with from there',
      repeated: 'The answer named a passage twice and was asked for anew from there',
    }[code];
    const how = status === undefined ? '' : ` (HTTP ${status})`;
    const next = waitMs > 0 ? `, next try after ${format.seconds(waitMs)}` : '';
    return `${what}${how}: ${format.number(attempt)} of at most ${format.number(of)}${next}.`;
  },
  windows: 'windows',
  ofWindows: ({ done, total }: { readonly done: number; readonly total: number }) =>
    `${format.number(done)} of ${format.number(total)}`,
  elapsed: 'elapsed',
  took: 'took',
  rate: 'tokens/s',
  rateGuessed: 'Reckoned from the length of the text; exact once a window is done',
  rateCounted: 'Counted by the engine in the last window',
  left: 'Time left',
  timeLeft: (ms: number) => `${format.roughly(ms)} left`,
  /** A thought budget over all windows of the run before. */
  budgetPerRun: (ms: number) => `All thoughts of a list as long as the last: ${format.roughly(ms)} at most.`,
};

/** The model on its way into the browser. */
export const load = {
  title: 'Loading the model',
  thenRun: 'Ranking begins by itself when it is ready.',
  cancel: 'Cancel loading',
  fetching: 'Fetching and checking files',
  checked: 'Files checked',
  bytesOf: ({ loaded, total }: { readonly loaded: number; readonly total: number }) =>
    `${format.bytes(loaded)} of ${format.bytes(total)}`,
  bytesLabel: 'Bytes of the model',
  sources: ({ network, cache }: { readonly network: number; readonly cache: number }) =>
    `${format.bytes(network)} from the network, ${format.bytes(cache)} from this browser’s cache`,
  compiling: 'Compiling shaders and filling graphics memory',
  engineLabel: 'Engine start',
  measuring:
    'Several of this model’s libraries fit this graphics processor. Which is fastest is measured once, for about two seconds, and remembered.',
  filesDone: ({ done, total }: { readonly done: number; readonly total: number }) =>
    `${format.number(done)} of ${format.files(total)}`,
  file: 'File',
  bytes: 'Bytes',
  from: 'From',
  source: { network: 'network', cache: 'cache' } satisfies Record<LoadSource, string>,
  replaced: 'network (damaged copy replaced)',
};

/** The settings of a run and their number fields. */
export const settings = {
  title: 'Settings',
  /** Stands behind the title when something differs from the model's defaults. */
  changed: 'changed',
  /** Each setting's name and what it does. `ms` is what the budget takes as measured here; null when its speed is not known yet. */
  fields: {
    windowSize: { label: 'Window', hint: 'passages the model sees at once; longer lists are read from the end to the front' },
    windowStride: { label: 'Stride', hint: 'places each next window moves forward' },
    thoughtTokens: {
      label: 'Thought budget',
      hint: (ms: number | null) =>
        `tokens per window at most${ms === null ? '' : `, ${format.roughly(ms)} as measured here`}; 0 answers at once`,
    },
    passageWords: { label: 'Words per passage', hint: 'the part nearest the query is kept of longer ones' },
    priorWeight: {
      label: 'Trust in the first stage',
      hint: 'how strongly its scores pull where the model is unsure; 0 leaves the order to the model, a free answer never feels it',
    },
    readingWeight: {
      label: 'Weight of the reading',
      hint: 'of the score that the model reads at each passage’s end; the instant order counts 1',
    },
    temperature: { label: 'Temperature', hint: '0 always takes the likeliest token; from 0 to 2' },
    rerankDepth: { label: 'The model reads', hint: 'at most so many passages from the top; the rest keeps its place' },
    seed: { label: 'Seed', hint: 'decides every choice by chance' },
  } satisfies Record<NumberSettingName, { readonly label: string; readonly hint: string | ((ms: number | null) => string) }>,
  /** Settings that are one of a few words. */
  choices: {
    reading: {
      label: 'Reading scores',
      words: {
        list: { name: 'In one go', hint: 'the whole list is read once; a passage’s score knows the passages before it' },
        apart: {
          name: 'Each apart',
          hint: 'each passage is read alone, so the order of the list decides nothing; takes twice as long to read where something is written after it',
        },
        off: { name: 'Off', hint: 'no scores are read' },
      },
    },
  } satisfies Record<
    Exclude<ChoiceSettingName, 'answerMode'>,
    { readonly label: string; readonly words: Record<ReadingMode, NamedWords> }
  >,
  answer: 'Answer',
  modes: {
    locked: { name: 'Locked', hint: 'only a whole order, and quotes are whole sentences copied from the passage they cite' },
    constrained: { name: 'Constrained', hint: 'only a whole order; quotes may be made up, and are checked' },
    free: { name: 'Free', hint: 'the model’s own text, read and repaired' },
    'first-token': {
      name: 'First token',
      hint: 'nothing is written: how likely each passage is to be named first gives the order',
    },
    reading: {
      name: 'Reading only',
      hint: 'nothing is written: what was read at the passages’ ends orders them, with the instant order',
    },
  } satisfies Record<AnswerMode, NamedWords>,
  reset: 'Back to the model’s defaults',
  /** Said under a number field whose text can't be used. */
  unfit: ({
    whole,
    min,
    max,
    kept,
  }: {
    readonly whole: boolean;
    readonly min: number;
    readonly max: number;
    readonly kept: number;
  }) =>
    `A ${whole ? 'whole ' : ''}number from ${format.number(min)} to ${format.number(max)}; until then ${format.number(kept)} stays.`,
};

/** What a run will cost, and what it has cost against that. */
export const forecast = {
  title: 'Forecast',
  calls: ofBounds(format, counted({ one: '# call', other: '# calls' })),
  promptTokens: ofBounds(format, counted({ one: '# token read', other: '# tokens read' })),
  /** At most. */
  outputTokens: (most: number) => `at most ${format.number(most)} written`,
  /** Seconds. */
  time: timeOf(format, (least, most) => `${least} to ${most} as measured here`),
  tokensLater: 'tokens are known once the model is loaded',
  timeLater: 'time is known after a first run here',
  needsList: 'Add passages to see what a run would cost.',
  /** The run's method in a few words. */
  ranWith: ({ prompt, strategy }: { readonly prompt: string; readonly strategy: string }) =>
    `Prompt: “${prompt}”. Strategy: ${strategy}.`,
  cost: 'Cost of the run',
  figures: { calls: 'Calls', promptTokens: 'Tokens read', outputTokens: 'Tokens written' } satisfies Record<
    CostFigure['name'],
    string
  >,
  predicted: 'Predicted',
  spent: 'True',
  verdict: 'Verdict',
  verdicts: {
    within: 'as predicted',
    below: 'less than predicted',
    above: 'more than predicted',
    unfinished: 'broken off before that',
    unpredicted: 'not predicted',
  } satisfies Record<CostFigure['verdict'], string>,
  outside: 'The run was outside its forecast.',
  asPredicted: 'The run kept within its forecast.',
  bounds: (bounds: Bounds): string => range(format, bounds),
  /** Where answers decide how many calls there are. */
  callsSoFar: ({ done, of }: { readonly done: number; readonly of: Bounds }) => `${format.number(done)} of ${range(format, of)}`,
};

export const library = libraryIn(format, {
  only: 'the only one that fits this graphics processor',
  asked: 'asked for in the page’s address',
  fastest: (count) => `fastest of ${count}`,
  onlyWorking: 'the only one that works',
  now: 'measured at this load',
  earlier: 'measured earlier on this graphics processor',
  comma: ', ',
  speeds: (reads, writes) => `reads ${reads} and writes ${writes} tokens/s`,
  right: 'output as expected',
  unchecked: 'output not checked',
  wrong: 'not used, its output is wrong here',
  failed: 'not used, it failed',
  starting: (library) => `Starting ${library}`,
  measuring: (library) => `Measuring ${library}`,
  counter: (place, count) => ` (${place} of ${count})…`,
  note: (note) => ` (${note})`,
});

const shownOrder = (method: string | null): string =>
  method === null ? 'this is the order as given' : `this is the instant order (${method})`;

export const firstStage = firstStageIn(format, {
  asGiven: 'order as given',
  ownScores: 'given scores',
  alone: (words) => `${words} alone`,
  inTime: (passages, time) => `${passages} in ${time}`,
  onGpu: 'on the GPU',
  onCpu: 'on the CPU',
  encoderNext: 'MiniLM, which reads for meaning, is loaded next.',
  encoderStarting: 'MiniLM, which reads for meaning, is starting.',
  encoderLoading: 'MiniLM, which reads for meaning, is loading.',
  encoderBytes: (loaded, total) => `MiniLM, which reads for meaning, is loading: ${loaded} of ${total}.`,
  encoderFailed: (message) => `MiniLM can’t be used, so the order goes by words alone. (${message})`,
  factFailed: 'MiniLM can’t be used; words alone (BM25)',
  factLoading: 'MiniLM, loading',
  factGpu: (time) => `MiniLM on the GPU, ready after ${time}`,
  factCpu: (workers, time) => `MiniLM on the CPU, ${workers}, ready after ${time}`,
  noWebGpu: (method) => `No WebGPU here: ${shownOrder(method)}; the reasoning model needs WebGPU.`,
  tooSmall: (method) => `This graphics processor is too small: ${shownOrder(method)}; the reasoning model needs a larger one.`,
  cut: counted({
    one: 'MiniLM reads 256 word pieces of a stretch: the end of # passage was not read for meaning.',
    other: 'MiniLM reads 256 word pieces of a stretch: the ends of # passages were not read for meaning.',
  }),
  late: (start) => `The instant order was not ready after 10 s: the run started from ${start}.`,
  lateGiven: 'The instant order was not ready after 10 s: the run started from the order as given.',
  startedAsGiven: 'Started from the order as given',
  started: (start) => `Started from the instant order (${start})`,
  status: (method, first) => `Instant order by ${method}. First: ${first}`,
});

export const outcome = outcomeIn(format, {
  tags: { complete: 'Complete', repaired: 'Repaired', truncated: 'Cut short', unparsed: 'No order' },
  complete: (passages) => `All ${passages} were put in order.`,
  missing: (identifiers) => `left out ${identifiers}`,
  duplicate: (identifiers) => `repeated ${identifiers}`,
  unknown: (identifiers) => `named ${identifiers}, which this window does not have`,
  answer: (deeds) => `The answer ${deeds}.`,
  missingRule: ' Passages left out keep their earlier order behind the others.',
  truncated: (places) => `The token budget ended after ${places}. The rest keep their earlier order.`,
  unparsed: (reason) => `No order could be read (${reason}). The window keeps the order it came in.`,
  reasons: {},
  thoughtEnds: {
    closed: 'The thought ended by itself.',
    settled: 'The thought was closed because its order had come to rest; the answer came after.',
    skipped: 'The thought was closed because you asked for the answer; the answer came after.',
    open: 'The thought was never closed, so no order was taken from it.',
    none: 'No thought was written.',
  },
  forced: (tokens) => `The thought reached its budget of ${tokens} and was closed by force; the answer came after.`,
  runs: {
    done: 'Done',
    stoppedAtOnce: 'Stopped before a window was finished: first-stage order',
    failedAtOnce: 'Failed before a window was finished: first-stage order',
  },
  stopped: (done, windows) => `Stopped: ${done} of ${windows} settled`,
  failed: (done, windows) => `Failed: ${done} of ${windows} settled before that`,
});

export const status = statusIn(format, {
  between: ' ',
  window: ({ done, total, moved }) => `Window ${done} of ${total} done: ${moved}.`,
  moved: (from, to) => `the passage from place ${from} is now at ${to}`,
  nothingMoved: 'nothing moved up',
  ends: { complete: 'Ranking done.', cancelled: 'Ranking stopped.', failed: 'Ranking failed.' },
  kept: (done, total) => `${done} of ${total} windows are kept.`,
  first: (start) => `First: ${start}`,
});
