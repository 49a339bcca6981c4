import type { ReadingState } from '../../../core/read/reading.ts';
import type { RowStanding } from '../../../core/read/row.ts';
import type { StartFrom } from '../../features/instant/slice.ts';
import { counted, format } from './format.ts';

const answeredIn = counted({ one: 'answered in # passage', other: 'answered in # passages' });

/** The list: its head, what it holds before and after a run, and what waits. */
export const ranking = {
  titles: {
    ranking: 'Ranking',
    instant: 'Instant order',
    firstStage: 'First-stage order',
    given: 'Passages as given',
    empty: 'The list',
    tentative: 'Tentative ranking',
  },
  notes: {
    undecided: 'First-stage order: nothing is decided yet',
    passages: 'Tentative: by what has been read so far',
    'first-token': 'Provisional: the order that the first token would give',
    reasoning: 'Tentative: the order in which the thought names them',
    answer: 'Tentative: the answer as far as it is written',
  },
  /** `done` and `windows` as counted: "1", "2 windows". */
  committed: (done: string, windows: string) => `Committed: ${done} of ${windows}`,
  working: (passages: string) => `${passages} · working out the instant order…`,
  asGiven: (passages: string) => `${passages} in the order given`,
  saveInstant: 'Save instant order (TREC run)',
  saveLog: 'Save log (JSON)',
  saveLogHint: 'Every event with schema, versions and hashes',
  saveTrec: 'Save TREC run',
  inputChanged: 'The input has changed since this run.',
  showInput: 'Show the passages as read now',
  back: 'Back to the last ranking',
  empty:
    'Your passages will stand here, put in an instant order by their words and their meaning. While the model reasons, they move.',
  emptyLabel: 'How to read the list',
  /** A word in bold and what follows it. */
  solid: ['Filled and framed', 'its place is settled'] satisfies readonly [bold: string, rest: string],
  seeThrough: ['Empty and dashed', 'the model is still at it; its place may change'] satisfies readonly [
    bold: string,
    rest: string,
  ],
  startFrom: 'Start from',
  startFromNames: {
    instant: 'instant order',
    given: 'order as given',
    score: 'scores given',
    bm25: 'BM25 alone',
  } satisfies Record<StartFrom, string>,
  /** `message` is English: only there it is a part of the sentence; elsewhere it is the sentence's title. */
  instantFailed: (message: string) => `The instant order could not be worked out. (${message})`,
  otherLanguage:
    'These texts do not look English, and the models of this page read English. So the order goes by shared words alone (BM25), or by the scores that came with them, and what the language model makes of them is to be doubted.',
  loadAgain: 'Load MiniLM again',
  /** Above the query's words that passages answer; each lights up what answers it. */
  queryWords: 'What answers',
  answeredIn: (word: string, passages: number) => `“${word}”: ${answeredIn(passages)}`,
  legend: { quote: 'quoted in the reasoning', term: 'answers a word of the query' },
  follows: 'The list moves as the model decides.',
  held: 'The list is still while you are in it.',
  /** Rows that the newest window does not hold, in one line. */
  others: ({ first, last }: { readonly first: number; readonly last: number }) =>
    `Places ${format.number(first)}–${format.number(last)} are not judged in this window. Show them`,
  waiting: counted({ one: '1 change waiting', other: '# changes waiting' }),
  show: 'Show now',
};

/** A row of the list: its place, its movement, why it stands there, and its passage. Counts and places come in the language’s own digits. */
export const row = {
  /** Of a word in a passage; `similar`: from −1 to 1, null of the very word. */
  answers: (word: string, similar: string | null) =>
    similar === null ? `the query’s word “${word}”` : `answers “${word}”, similarity ${similar}`,
  place: (rank: number) => `Place ${format.number(rank)}`,
  stays: (rank: number) => `stays ${format.number(rank)}`,
  from: (rank: number) => `from ${format.number(rank)}`,
  up: 'up',
  down: 'down',
  tied: 'tied',
  number: format.number,
  standings: {
    given: '',
    instant: '',
    waiting: 'not reached yet',
    judging: 'being read',
    tentative: 'tentative',
    settled: 'settled so far',
    unjudged: 'not judged',
  } satisfies Record<RowStanding, string>,
  tagHint: 'The passage’s number in the prompt',
  tagNamedHint: 'Show where the reasoning names it',
  inWindow: (window: number) => `in window ${format.number(window)}`,
  /** While its window is read passage by passage. */
  reading: {
    next: 'read later',
    now: 'being read',
    read: 'read',
  } satisfies Record<Exclude<ReadingState, 'whole'>, string>,
  /** Of a call about this passage alone. */
  relevance: (share: number) => `p(yes) ${format.fixed(share, 2)}`,
  /** By a call that gives scores. */
  scored: (score: number) => `score given ${score}`,
  score: (score: number) => `score ${score}`,
  docIdHint: 'Document identifier',
  openHint: 'Open the document here',
  mentions: counted({ one: 'Named once in the reasoning', other: 'Named # times in the reasoning' }),
  mentionHint: 'Show this mention in the reasoning',
  fold: 'Fold',
  unfold: 'Whole passage',
  cut: (read: number, words: number) =>
    `The model read ${format.number(read)} of ${format.number(words)} words, the part nearest the query.`,
  neutralised: counted({
    one: 'One mark that looks like a passage number or a control tag was made harmless in the prompt.',
    other: '# marks that look like a passage number or a control tag were made harmless in the prompt.',
  }),
};

/** Figures of a run: against judgements, or against the order it started from. */
export const judged = {
  title: 'Measured against the judgements',
  /** Over the names of the orders measured. */
  order: 'Order',
  before: 'First stage',
  now: 'Now',
  /** The figure belongs to an order that is not decided yet. */
  tentative: 'tentative',
  afterWindow: (window: string) => `After window ${window}`,
  perWindow: 'Window by window',
  change: (signed: string) => `(${signed})`,
  /** How much of the judgements the list can reach. */
  reach: ({ held, relevant, unjudged }: { readonly held: string; readonly relevant: string; readonly unjudged: string }) =>
    `The list holds ${held} of ${relevant} relevant documents; ${unjudged} of its passages have no judgement and count as not relevant.`,
  unknownQuery: (qid: string) => `The judgements do not have the query “${qid}”, so its quality is not known.`,
  agreement: ({ tau, rbo }: { readonly tau: string; readonly rbo: string }) =>
    `Agreement with the first stage: Kendall’s tau ${tau}, RBO ${rbo}`,
  agreementIs:
    'How far the order has moved from where it started, not how good it is. Tau compares all pairs: 1 is the same order, −1 the reverse. Rank-biased overlap (p = 0.9) weighs the top most: 1 is the same order, and the first ten places carry 86 %.',
};
