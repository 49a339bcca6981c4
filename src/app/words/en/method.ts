import type { FuseRule, MethodBar } from '../../../core/run/method.ts';
import type { Question } from '../../../core/answer/shape.ts';
import type { StrategyNumber, StrategySort, StrategySpec } from '../../../core/strategy/index.ts';
import { format } from './format.ts';

interface NamedWords {
  readonly name: string;
  readonly hint: string;
}

/** How a run asks: prompt, strategy, parser and what is spent beyond one plain call. Titles of published systems are names and stay as they are. */
export const method = {
  prompt: 'Prompt',
  own: (title: string) => `The model’s own (${title})`,
  published: 'Published and built in',
  yours: 'Yours',
  asks: {
    order: 'asks for an order',
    best: 'asks for the best one',
    select: 'asks for the best few',
    relevance: 'asks about one passage at a time',
    scores: 'asks for scores',
  } satisfies Record<Question, string>,
  source: 'Source',
  trainedFor: (models: string) => `Made for ${models}.`,
  anyInstruct: 'Made for any instruct model.',
  notTrained: 'This model was not trained with this prompt: the system’s published quality says nothing about it here.',
  fallback: 'Where no answer can be read, the system does this',
  cut: ({
    most,
    unit,
    best,
  }: {
    readonly most: number;
    readonly unit: 'words' | 'characters' | 'tokens';
    readonly best: boolean;
  }) =>
    `Keeps ${{ words: format.words(most), characters: `${format.number(most)} characters`, tokens: format.tokens(most) }[unit]} of each passage, ${best ? 'the part nearest the query' : 'from its beginning'}.`,
  showPrompt: 'The prompt as it is sent',
  publishedThought: (tokens: number) => `Published with a thought of up to ${format.tokens(tokens)}.`,
  publishedSampling: ({
    temperature,
    topP,
    topK,
  }: {
    readonly temperature: number;
    readonly topP: number;
    readonly topK: number;
  }) =>
    `Published with temperature ${format.fixed(temperature, 1)}, top-p ${format.fixed(topP, 2)}${topK === 0 ? '' : `, top-k ${format.number(topK)}`}.`,
  takePublished: 'Take its thought budget and temperature',
  topIgnored: 'Top-p and top-k are not used here.',
  strategy: 'Strategy',
  strategies: {
    single: { name: 'One call', hint: 'all passages at once' },
    sliding: { name: 'Sliding windows', hint: 'from the end of the list to its head (RankGPT)' },
    'top-down': { name: 'Top-down', hint: 'the head is ordered once; what beats its last place joins it (TDPart)' },
    'certified-top': {
      name: 'Certified top',
      hint: 'every answer’s pairs are kept; it ends once the first places are certain (BlitzRank)',
    },
    setwise: { name: 'Setwise', hint: 'the best of a few at a time, until the first places are known' },
    pairwise: { name: 'Pairwise', hint: 'two at a time, both ways round; a win needs both answers (PRP)' },
    tournament: { name: 'Tournament', hint: 'the best of each group go on; points of several rounds are summed (TourRank)' },
    groupwise: { name: 'Groups with scores', hint: 'scores in shuffled groups, averaged over rounds (GroupRank)' },
    pointwise: { name: 'One by one', hint: 'each passage alone' },
  } satisfies Record<StrategySpec['type'], NamedWords>,
  cannotAnswer: (question: string) => `this prompt cannot answer it: a call there ${question}`,
  fields: {
    size: 'Passages a call',
    stride: 'Stride',
    passes: 'Passes over the list',
    cutoff: 'Place to beat',
    children: 'Passages against one',
    top: 'Places to find',
    budget: 'Windows at most',
    groupSize: 'Passages a group',
    tournaments: 'Tournaments',
    rounds: 'Rounds',
  } satisfies Record<StrategyNumber, string>,
  range: ({ least, most }: { readonly least: number; readonly most: number }) =>
    `from ${format.number(least)} to ${format.number(most)}`,
  sort: 'Sorting',
  sorts: { heap: 'heap', bubble: 'bubbling', all: 'all pairs' } satisfies Record<StrategySort, string>,
  bars: {
    'no-thought': 'this prompt has no thought',
    'other-labels': 'this prompt does not name passages as [1], so quotes cannot be tied to them',
    scores: 'scores cannot be read from a first token',
    free: 'a free thought can neither be sent on nor stopped',
    unwritten: 'nothing is written in this answer mode',
    'not-an-order': 'this prompt does not ask for an order',
    unread: 'this prompt has no score at a passage’s end',
  } satisfies Record<MethodBar, string>,
  /** Of the answer modes, where the prompt does not ask for an order. */
  heldHint: 'only an answer of the prompt’s form',
  yesHint: 'nothing is written: how likely yes is against no gives the score',
  parser: 'Reading of free answers',
  parserOurs: 'Ours: repairs are told',
  parserOwn: (name: string) => `That of ${name}, with its fallbacks and traps`,
  parserHint: 'only a free answer needs one',
  more: 'More tokens for a better order',
  samples: { name: 'Samples of each call', hint: 'times each call is asked, each time in another order; then fused into one' },
  fuse: 'Fused by',
  fuseRules: {
    borda: 'Borda (mean rank)',
    kemeny: 'Kemeny (fewest disagreements)',
    'reciprocal-rank': 'reciprocal rank',
  } satisfies Record<FuseRule, string>,
  waits: { name: '“Wait” marks (a toy)', hint: 'sends a thought that ends on with “Wait”; Rank1 found that it hurts' },
  earlyStop: { name: 'Stop a thought early', hint: 'once the order of its first passages has come to rest' },
  stopBy: 'Order by',
  stopRules: { mentions: 'first mention in the thought', beliefs: 'likelihoods, asked after each sentence' },
  stopSentences: 'For so many sentences',
  stopTop: 'Passages watched',
  instantOrder: { name: 'Instant order first', hint: 'shows the order of the first token before the thought begins (FIRST)' },
};
