import type { AnswerMode } from '../../../core/run/settings.ts';
import type { CompareTrouble } from '../../features/compare/slice.ts';
import type { ReadyName } from '../../../core/run/ready.ts';
import type { SweepName } from '../../../core/experiment/sweep.ts';
import { counted, format } from './format.ts';
import { experimentProblem } from './problems.ts';
import { endings } from '../phrases.ts';
import type { Ended } from '../phrases.ts';

interface NamedWords {
  readonly name: string;
  readonly about: string;
}

const QUERIES = counted({ one: '# query', other: '# queries' });
const CONFIGURATIONS = counted({ one: '# configuration', other: '# configurations' });

/** Experiments: put together, run, kept. */
export const compare = {
  newTitle: 'A new comparison',
  intro: 'Every configuration reranks every query with the model that is loaded. Results are kept here as they come.',
  new: 'New comparison',
  name: 'Name',
  defaultName: ({ queries, query }: { readonly queries: number; readonly query: string }): string =>
    queries > 1 ? QUERIES(queries) : query === '' ? 'A comparison' : query,
  on: 'On',
  thisList: (passages: number) => `The workbench’s list (${format.passages(passages)})`,
  collection: (queries: number) => `All that the workbench’s input holds (${QUERIES(queries)})`,
  judged: (queries: number) => `${QUERIES(queries)} judged: quality is measured.`,
  notJudged: 'No judgements: the orders can be compared with each other and with the first stage, not with the truth.',
  lacksInput: 'The workbench’s input holds nothing to rank yet. Open a BEIR folder, a TREC run with its corpus, or a list there.',
  depth: 'Depth',
  depthHint: (deepest: number) =>
    `Passages of each list that are reranked; the longest has ${format.number(deepest)}. The rest keep their places.`,
  queries: 'Queries',
  allQueries: 'All of them.',
  firstQueries: (all: number) => `The first of ${format.number(all)}; the others do not count.`,
  configurations: 'Configurations',
  noConfigurations: 'None yet: add two or more.',
  nameOf: (number: number) => `Name of configuration ${number}`,
  remove: 'Remove',
  removeNamed: (name: string) => `Remove ${name}`,
  add: 'Add configurations',
  addWorkbench: 'The workbench’s settings',
  workbenchName: 'Workbench',
  addReady: 'A known way:',
  ready: {
    sliding: {
      name: 'Sliding windows',
      about: 'The model’s own prompt, windows from the end of the list to its head (RankGPT)',
    },
    single: { name: 'One window', about: 'The model’s own prompt, all passages in one call' },
    first: { name: 'First token', about: 'The order of the first identifier’s probabilities, nothing is written (FIRST)' },
    setwise: { name: 'Setwise', about: 'The best of four at a time, in a heap, until ten are known' },
    pointwise: {
      name: 'Pointwise',
      about: 'Each passage alone: the probability of yes (Qwen3-Reranker’s prompt where the model’s own gives none)',
    },
  } satisfies Record<ReadyName, NamedWords>,
  addSweep: 'One setting varied:',
  sweeps: {
    thought: { name: 'Thought budget', about: 'The workbench’s settings with 0, 64, 256 and 1024 tokens of thought' },
    samples: { name: 'Samples', about: 'The workbench’s settings with 1, 3 and 5 samples a call' },
  } satisfies Record<SweepName, NamedWords>,
  full: (most: number) => `${format.number(most)} configurations are the most that fit side by side.`,
  ownPrompt: 'the model’s own prompt',
  modes: {
    locked: 'answer: only an order of the list',
    constrained: 'answer: a whole order',
    free: 'answer: free text',
    'first-token': 'first token',
    reading: 'reading only',
  } satisfies Record<AnswerMode, string>,
  thought: (tokens: number): string => (tokens === 0 ? 'no thought' : `thought ≤ ${format.number(tokens)}`),
  passageWords: (words: number) => `${format.words(words)} a passage`,
  samples: (count: number) => `${format.number(count)} samples`,
  begin: 'Run',
  addFirst: 'Add a configuration first.',
  barred: 'Nothing can run without WebGPU. Kept results and files can be opened.',
  runs: ({
    configurations,
    queries,
    runs,
  }: {
    readonly configurations: number;
    readonly queries: number;
    readonly runs: number;
  }) => `${CONFIGURATIONS(configurations)} × ${QUERIES(queries)} = ${format.number(runs)} runs`,
  planned: ({
    configurations,
    queries,
    depth,
  }: {
    readonly configurations: number;
    readonly queries: number;
    readonly depth: number;
  }) => `${CONFIGURATIONS(configurations)}, ${QUERIES(queries)}, depth ${format.number(depth)}`,
  progress: 'Progress',
  doneOf: ({ done, planned }: { readonly done: string; readonly planned: string }) => `${done} of ${planned} runs`,
  done: 'All done.',
  notBegun: 'Not begun.',
  halted: 'Halted; what is done is kept.',
  preparing: 'Getting the model ready…',
  waitsForWorkbench: 'Waiting for the workbench’s run to end.',
  now: ({
    query,
    queries,
    configuration,
    call,
    calls,
  }: {
    readonly query: string;
    readonly queries: string;
    readonly configuration: string;
    readonly call: string;
    readonly calls: string | null;
  }) => `Query ${query} of ${queries}, ${configuration}, call ${call}${calls === null ? '' : ` of ${calls}`}`,
  left: (time: string) => `Left: ${time}.`,
  roughLeft: 'Some configurations have not run yet and are taken to be as fast as the others.',
  pause: 'Pause',
  pausing: 'Pausing after this query.',
  stop: 'Stop',
  stopping: 'Stopping…',
  haltHint: 'Pause ends after this query; Stop ends now, and this query is run again later.',
  resume: 'Go on',
  textsMissing: 'The collection’s texts are not at hand.',
  takeTexts: 'Take them from the workbench’s input',
  notStored:
    'The texts are more than 64 MB and are not kept: after a reload, open the same files in the workbench before going on.',
};

/** What an experiment has shown. Names of measures are the field's and stay as they are. */
export const results = {
  title: 'Results',
  nothingYet: 'Nothing has been run yet.',
  measure: 'Measure',
  over: ({ paired, topics }: { readonly paired: string; readonly topics: string }) =>
    `Over the ${paired} of ${topics} queries that every configuration has finished.`,
  counted: ({ counted, missing, unjudged }: { readonly counted: string; readonly missing: number; readonly unjudged: number }) =>
    `Means over ${counted} judged queries${missing > 0 ? `, ${format.number(missing)} of them without candidates and so 0` : ''}${
      unjudged > 0 ? `; ${format.number(unjudged)} unjudged ones do not count` : ''
    }. Intervals: 95 %, bootstrap over queries.`,
  tooFew: (least: string) => `Fewer than ${least} judged queries are too few: another handful could turn these figures round.`,
  notJudged:
    'Without judgements: agreement with the first stage and between configurations only. An order that differs need not be better.',
  noTexts: 'The collection’s texts and judgements are not at hand: passages stand by their ids, and quality cannot be measured.',
  figures: 'Figures of each configuration',
  configuration: 'Configuration',
  firstStage: 'First stage',
  interval: '95 %',
  withFirstStage: 'with first stage',
  perQuery: 'a query',
  read: 'Tokens read',
  written: 'Tokens written',
  calls: 'Calls',
  seconds: 'Seconds',
  outcomes: 'How runs ended',
  ended: (ended: Ended): string =>
    endings(
      ended,
      {
        complete: (count) => `${format.number(count)} complete`,
        failed: (count) => `${format.number(count)} failed`,
        repaired: (count) => `${format.number(count)} answers repaired`,
        truncated: (count) => `${format.number(count)} cut short`,
        unparsed: (count) => `${format.number(count)} unreadable`,
        forecast: (count) => `${format.number(count)} beyond the forecast`,
      },
      ', ',
    ),
  pairs: 'Configurations against each other',
  pair: 'Pair',
  against: 'against',
  pairsHint:
    'p: paired randomization test, two-sided, of each pair alone (not corrected for the number of pairs). τ: Kendall’s tau. RBO: rank-biased overlap at 0.9.',
  agreementHint:
    'τ: Kendall’s tau, −1 to 1. RBO: rank-biased overlap at 0.9, where the first ten places carry 86 % of the weight.',
  curve: 'Quality against cost',
  costAxis: 'Cost',
  byTokens: 'Tokens',
  bySeconds: 'Seconds',
  tokensPerQuery: 'Tokens a query',
  secondsPerQuery: 'Seconds a query',
  curveAbout: ({ measure, axis }: { readonly measure: string; readonly axis: string }) =>
    `${measure} against ${axis.toLowerCase()}; the table below holds the same numbers`,
  curveHint: 'Large dots, joined: no other configuration is at least as good for no more. Bars: 95 % intervals.',
  curveTable: 'The curve as a table',
  unbeaten: 'Unbeaten for',
  bestFor: ({ tokens, seconds }: { readonly tokens: boolean; readonly seconds: boolean }): string =>
    format.list([...(tokens ? ['tokens'] : []), ...(seconds ? ['seconds'] : [])]) || '–',
  differences: 'Query by query',
  noDifferences: 'No judged query has been finished by both.',
  pairOne: 'against',
  pairOther: 'Configuration',
  bar: 'Difference as a bar',
  query: 'Query',
  orders: 'Orders side by side',
  rank: 'Rank',
  grade: (grade: string) => `Grade ${grade}`,
  up: 'places up',
  down: 'places down',
  tied: 'tied',
  failed: (code: string) => `failed: ${code}`,
  notRun: 'not run yet',
  replay: 'Replay',
  replayNamed: (name: string) => `Replay ${name} in the workbench`,
  exportTitle: 'Save',
  exportTsv: 'Table per query (TSV)',
  exportRun: (name: string) => `TREC run: ${name}`,
  exportLines: 'Experiment file (JSON lines)',
  exportHint: 'The experiment file can be opened here again, with every result; logs and texts stay in this browser.',
};

/** Experiments that are kept, opened from files, or in trouble. */
export const keptExperiments = {
  leftOut: (lines: number) => `${format.number(lines)} lines of the file were left out`,
  line: (line: number) => `line ${format.number(line)}`,
  kept: 'Kept comparisons',
  experiments: counted({ one: '# comparison', other: '# comparisons' }),
  noneKept: 'None yet.',
  openNamed: (name: string) => `Open ${name}`,
  textsKept: (bytes: string) => `texts ${bytes}`,
  textsNotKept: 'texts not kept',
  unreadable: 'It cannot be opened here.',
  planLost: 'Its plan is lost.',
  importFile: 'Open an experiment file',
  importHint: 'One saved here or by npm run evaluate.',
  storage: 'Kept in this browser only: plan, results, the log of every run, and texts up to 64 MB a comparison.',
  dismiss: 'Dismiss',
  engineTrouble: 'The model could not go on. What is done is kept; “Go on” tries again.',
  said: {
    'no-collection': 'The collection’s texts are not at hand. Open the same files in the workbench, then take them from there.',
    'other-collection':
      'The workbench’s input is not what this comparison was made of (another sha256). Open the same files there.',
    'no-log': 'No log of this run is kept: only its figures.',
    'no-logs': 'The browser has no room for more logs: from here on only figures are kept, and such runs cannot be replayed.',
    'unreadable-log': 'The log of this run cannot be read.',
  } satisfies Record<Extract<CompareTrouble, { readonly type: 'said' }>['code'], string>,
  problem: experimentProblem,
};
