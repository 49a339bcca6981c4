import { MOST_LETTERED } from '../answer/labels.ts';
import type { Question } from '../answer/shape.ts';
import { canAnswer, STRATEGY_TYPES, strategyOf, strategyProblems } from '../strategy/index.ts';
import type { StrategySpec } from '../strategy/index.ts';
import type { Preset, PresetProblem } from './preset.ts';

const inMessages = ['query', 'passages', 'count', 'take'];
const inRepeated = ['query', 'count', 'take', 'identifier', 'text'];

/** What is wrong with a preset's messages and the patterns of a passage: names that mean nothing there, passages shown not at all or twice. */
function checkPresetMessages(preset: Preset): readonly PresetProblem[] {
  const problems: PresetProblem[] = [];
  const say = (field: string, message: string): void => {
    problems.push({ field, message });
  };
  const known = (field: string, text: string, names: readonly string[]): void => {
    for (const name of new Set(namesIn(text))) {
      if (names.includes(name)) continue;
      const list = names.map((one) => `{${one}}`).join(', ');
      say(field, `{${name}} means nothing in ${field}. Use one of ${list}, or take it out.`);
    }
  };
  const { messages, question } = preset;
  if (messages.length === 0) say('messages', 'There is no message. Add one of the role user.');
  messages.forEach(({ role, content, each = false }, place) => {
    const field = `messages[${place}].content`;
    if (content.trim() === '') say(field, `${field} is empty. Write something there or remove the message.`);
    if (role === 'system' && (place > 0 || each))
      say(`messages[${place}].role`, 'Only the first message, shown once, can be a system message. Make it a user message.');
    known(field, content, each ? inRepeated : inMessages);
  });
  const last = messages.at(-1);
  if (last !== undefined && last.role !== 'user')
    say(
      `messages[${messages.length - 1}].role`,
      'The last message must be the user’s: the model answers it. Use prefill for what its answer begins with.',
    );
  if (preset.completion && (messages.length !== 1 || last?.each === true))
    say('messages', 'Plain text is one message, shown once. Join them, or set completion to false.');

  const used = messages.flatMap(({ content, each = false }) => namesIn(content).map((name) => ({ name, each })));
  const times = (wanted: string, repeated: boolean): number =>
    used.filter(({ name, each }) => name === wanted && each === repeated).length;
  if (!used.some(({ name }) => name === 'query')) say('messages', 'No message holds {query}. Put it where the query belongs.');
  const shown = times('passages', false) + times('text', true);
  if (shown === 0)
    say(
      'messages',
      'No message shows the passages. Put {passages} into one, or {text} into one that is repeated for each passage.',
    );
  if (shown > 1) say('messages', `The passages are shown ${shown} times. Keep one {passages} or one {text}.`);
  const takes = used.some(({ name }) => name === 'take');
  if (question === 'select' && !takes) say('messages', 'No message says how many to choose. Put {take} into one.');
  if (question !== 'select' && takes) say('messages', `A question for ${question} has no number to take. Take out {take}.`);

  known('passage', preset.passage, ['identifier', 'text', 'bucket']);
  known('titled', preset.titled, ['title', 'text']);
  once('passage', preset.passage, 'text', say);
  once('titled', preset.titled, 'title', say);
  once('titled', preset.titled, 'text', say);
  const named = times('text', true) > 0 ? times('identifier', true) > 0 : namesIn(preset.passage).includes('identifier');
  if (question !== 'relevance' && !named)
    say('passage', 'Passages are shown without {identifier}, so an answer could not name them. Put it before {text}.');
  return problems;
}

function once(field: string, text: string, name: string, say: (field: string, message: string) => void): void {
  const times = namesIn(text).filter((one) => one === name).length;
  if (times !== 1) say(field, `${field} must hold {${name}} once, and holds it ${times} times. Correct it.`);
}

function namesIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/\{(\w+)\}/g), ([, name = '']) => name);
}

const answersOf: Readonly<Record<Question, readonly Preset['answer']['type'][]>> = {
  order: ['order'],
  best: ['best'],
  select: ['select'],
  relevance: ['word', 'grade'],
  scores: ['scores'],
};

/** The strategies that a question's answers can serve. How relevant each passage is serves all of them. */
function strategiesFor(question: Question): readonly StrategySpec['type'][] {
  return STRATEGY_TYPES.filter(
    (type) => question === 'relevance' || canAnswer({ preset: question, asked: strategyOf({ type }).asks }),
  );
}

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
  const strategies = strategiesFor(question);
  if (!strategies.includes(strategy.type))
    say(
      'strategy.type',
      `Answers to ${question} cannot serve a ${strategy.type} strategy. Take one of ${strategies.join(', ')}.`,
    );
  checkAnswer(preset, say, whole, filled);
  for (const { field, found, least, most } of strategyProblems(strategy))
    say(`strategy.${field}`, `strategy.${field} must be a whole number from ${least} to ${most}. Change ${found}.`);
  const shown = strategyOf(strategy).largest(strategy);
  if ('label' in answer && answer.label.numerals === 'letters' && shown > MOST_LETTERED)
    say('strategy', `Letters name ${MOST_LETTERED} passages and ${shown} are shown at once. Show fewer or take numbers.`);
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
