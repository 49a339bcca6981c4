import type { Preset } from './preset.ts';
import type { Question } from '../answer/question.ts';
import type { StrategySpec } from '../strategy/strategy-spec.ts';
import { checkPresetMessages } from './check-preset-messages.ts';
import type { PresetProblem } from './preset-problem.ts';

const answersOf: Readonly<Record<Question, readonly Preset['answer']['type'][]>> = {
  order: ['order'],
  best: ['best'],
  select: ['select'],
  relevance: ['word', 'grade'],
  scores: ['scores'],
};

/** Strategies that a question's answers can serve: an order also names the best and the first few, a number for each passage serves all. */
const strategiesOf: Readonly<Record<Question, readonly StrategySpec['type'][]>> = {
  order: ['single', 'sliding', 'top-down', 'setwise', 'pairwise', 'tournament'],
  best: ['setwise', 'pairwise'],
  select: ['setwise', 'pairwise', 'tournament'],
  relevance: ['single', 'sliding', 'top-down', 'setwise', 'pairwise', 'tournament', 'pointwise', 'groupwise'],
  scores: ['single', 'sliding', 'top-down', 'setwise', 'pairwise', 'tournament', 'pointwise', 'groupwise'],
};

/** All that is wrong with what a preset says; empty for every one that can be run. Its shape is `readPreset`'s matter. */
export function checkPreset(preset: Preset): readonly PresetProblem[] {
  const problems: PresetProblem[] = [...checkPresetMessages(preset)];
  const say = (field: string, message: string): void => {
    problems.push({ field, message });
  };
  const whole = (field: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): void => {
    if (Number.isInteger(value) && value >= least && value <= most) return;
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    say(field, `${field} must be a whole number ${range}. Change ${value}.`);
  };
  const filled = (field: string, value: string): void => {
    if (value.trim() === '') say(field, `${field} is empty. Write something there.`);
  };
  for (const field of ['id', 'title', 'source', 'fallback'] as const) filled(field, preset[field]);
  if (preset.id.trim() !== '' && !/^[\w.-]+$/.test(preset.id))
    say('id', 'id may hold only letters, digits, dots, dashes and underscores. Take out the rest.');

  whole('cut.most', preset.cut.most, 1);
  if (preset.cut.from === 'best' && preset.cut.unit !== 'words')
    say('cut.from', 'The best window is found in words only. Set cut.unit to words or cut.from to start.');

  const { thought, answer, sampling, strategy, question } = preset;
  if (thought !== null) {
    filled('thought.open', thought.open);
    filled('thought.close', thought.close);
    if (thought.open === thought.close && thought.open.trim() !== '')
      say(
        'thought.close',
        'The thought opens and closes with the same text, so its end cannot be told. Give them different texts.',
      );
    whole('thought.tokens', thought.tokens, 0);
  }

  const { temperature, topP, topK } = sampling;
  if (!(temperature >= 0 && temperature <= 2))
    say('sampling.temperature', `sampling.temperature must be from 0 to 2. Change ${temperature}.`);
  if (!(topP > 0 && topP <= 1)) say('sampling.topP', `sampling.topP must be above 0 and at most 1. Change ${topP}.`);
  whole('sampling.topK', topK, 0);
  if (preset.priorWeight < 0) say('priorWeight', `priorWeight must be 0 or more. Change ${preset.priorWeight}.`);

  if (!answersOf[question].includes(answer.type))
    say(
      'answer.type',
      `A question for ${question} is answered by ${answersOf[question].join(' or ')}, not by ${answer.type}. Change answer.type or question.`,
    );
  if (!strategiesOf[question].includes(strategy.type))
    say(
      'strategy.type',
      `Answers to ${question} cannot serve a ${strategy.type} strategy. Take one of ${strategiesOf[question].join(', ')}.`,
    );
  checkAnswer(preset, say, whole, filled);
  checkStrategy(strategy, whole, say);
  const shown = shownAtOnce(strategy);
  if ('label' in answer && answer.label.numerals === 'letters' && shown > 26)
    say('strategy', `Letters name 26 passages and ${shown} are shown at once. Show fewer or take numbers.`);
  return problems;
}

type Say = (field: string, message: string) => void;
type Whole = (field: string, value: number, least: number, most?: number) => void;

function checkAnswer({ answer }: Preset, say: Say, whole: Whole, filled: (field: string, value: string) => void): void {
  if ('label' in answer && answer.label.before === '' && answer.label.after === '' && answer.type === 'scores')
    say('answer.label', 'Labels in a JSON answer need a text beside the number. Write [ and ] before and after it.');
  if ('separator' in answer && answer.separator === '')
    say('answer.separator', 'answer.separator is empty, so labels would run together. Write what stands between two labels.');
  if (answer.type === 'order' && answer.tie !== null && (answer.tie === '' || answer.tie === answer.separator))
    say(
      'answer.tie',
      'answer.tie must be a text other than answer.separator. Change it, or set it to null for a form without ties.',
    );
  if ('yes' in answer) {
    filled('answer.yes', answer.yes);
    filled('answer.no', answer.no);
    const [yes, no] = [answer.yes, answer.no];
    if (yes !== '' && no !== '' && (yes.startsWith(no) || no.startsWith(yes)))
      say(
        'answer.no',
        'One of answer.yes and answer.no begins with the other, so they cannot be told apart. Take two different words.',
      );
  }
  if ('least' in answer) {
    whole('answer.least', answer.least, 0);
    whole('answer.most', answer.most, 0);
    if (answer.least >= answer.most) say('answer.most', 'answer.most must be greater than answer.least. Change one of them.');
  }
}

function checkStrategy(strategy: StrategySpec, whole: Whole, say: Say): void {
  switch (strategy.type) {
    case 'single':
    case 'pointwise':
      return;
    case 'sliding':
      whole('strategy.size', strategy.size, 2);
      whole('strategy.stride', strategy.stride, 1);
      whole('strategy.passes', strategy.passes, 1);
      if (strategy.stride > strategy.size)
        say(
          'strategy.stride',
          'strategy.stride is greater than strategy.size, so passages would be left out. Make it the smaller one.',
        );
      return;
    case 'top-down':
      whole('strategy.size', strategy.size, 2);
      whole('strategy.cutoff', strategy.cutoff, 1);
      if (strategy.cutoff >= strategy.size)
        say('strategy.cutoff', 'strategy.cutoff must be smaller than strategy.size. Change one of them.');
      return;
    case 'setwise':
      whole('strategy.children', strategy.children, 1);
      whole('strategy.top', strategy.top, 1);
      return;
    case 'pairwise':
      whole('strategy.top', strategy.top, 1);
      return;
    case 'tournament':
      whole('strategy.groupSize', strategy.groupSize, 2);
      whole('strategy.tournaments', strategy.tournaments, 1);
      return;
    case 'groupwise':
      whole('strategy.size', strategy.size, 1);
      whole('strategy.rounds', strategy.rounds, 1);
  }
}

/** Passages of the largest call; 1 where it depends on the list. */
function shownAtOnce(strategy: StrategySpec): number {
  switch (strategy.type) {
    case 'sliding':
    case 'top-down':
    case 'groupwise':
      return strategy.size;
    case 'setwise':
      return strategy.children + 1;
    case 'tournament':
      return strategy.groupSize;
    case 'pairwise':
      return 2;
    case 'single':
    case 'pointwise':
      return 1;
  }
}
