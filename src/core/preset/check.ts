import { MOST_LETTERED } from '../answer/shape.ts';
import type { Question } from '../answer/shape.ts';
import { canAnswer, STRATEGY_TYPES, strategyOf, strategyProblems } from '../strategy/index.ts';
import type { StrategySpec } from '../strategy/index.ts';
import type { Preset } from './preset.ts';
import type { PresetFault, PresetProblem } from './problem.ts';

/** All that is wrong with what a preset says; empty for every one that can be run. Its form is `readPreset`'s matter. */
export function checkPreset(preset: Preset): readonly PresetProblem[] {
  return [
    ...checkMessages(preset),
    ...checkPatterns(preset),
    ...checkNames(preset),
    ...checkCut(preset),
    ...checkThought(preset),
    ...checkNumbers(preset),
    ...checkQuestion(preset),
    ...checkAnswer(preset),
    ...checkStrategy(preset),
    ...checkReading(preset),
  ];
}

type Problems = readonly (PresetProblem | false)[];

/** The problems among conditions that are false where nothing is wrong. */
function found(...problems: Problems): readonly PresetProblem[] {
  return problems.filter((problem) => problem !== false);
}

function at(path: string, fault: PresetFault): PresetProblem {
  return { ...fault, path };
}

const IN_MESSAGES = ['query', 'passages', 'count', 'take'];
const IN_REPEATED = ['query', 'count', 'take', 'identifier', 'text'];

/** Names that mean nothing in a message, turns that no model could answer, and the query or the passages shown not at all or twice. */
function checkMessages({ messages, question, completion }: Preset): readonly PresetProblem[] {
  const problems: PresetProblem[] = [];
  const say = (path: string, fault: PresetFault): void => void problems.push({ ...fault, path });
  if (messages.length === 0) say('messages', { code: 'no-message' });
  messages.forEach(({ role, content, each = false }, place) => {
    const path = `messages[${place}].content`;
    if (content.trim() === '') say(path, { code: 'empty' });
    if (role === 'system' && (place > 0 || each)) say(`messages[${place}].role`, { code: 'system-not-first' });
    problems.push(...unknownNames(path, content, each ? IN_REPEATED : IN_MESSAGES));
  });
  const last = messages.at(-1);
  if (last !== undefined && last.role !== 'user') say(`messages[${messages.length - 1}].role`, { code: 'last-not-user' });
  if (completion && (messages.length !== 1 || last?.each === true)) say('messages', { code: 'completion-turns' });

  const used = messages.flatMap(({ content, each = false }) => namesIn(content).map((name) => ({ name, each })));
  if (!used.some(({ name }) => name === 'query')) say('messages', { code: 'no-query' });
  const times = used.filter(({ name, each }) => (each ? name === 'text' : name === 'passages')).length;
  if (times === 0) say('messages', { code: 'no-passages' });
  if (times > 1) say('messages', { code: 'passages-repeated', times });
  const takes = used.some(({ name }) => name === 'take');
  if (question === 'select' && !takes) say('messages', { code: 'no-take' });
  if (question !== 'select' && takes) say('messages', { code: 'needless-take', question });
  return problems;
}

/** The patterns of a passage and of its title. */
function checkPatterns({ messages, passage, titled, question }: Preset): readonly PresetProblem[] {
  const repeated = messages.filter(({ each }) => each === true).flatMap(({ content }) => namesIn(content));
  const named = (repeated.includes('text') ? repeated : namesIn(passage)).includes('identifier');
  return [
    ...unknownNames('passage', passage, ['identifier', 'text', 'bucket']),
    ...unknownNames('titled', titled, ['title', 'text']),
    ...once('passage', passage, 'text'),
    ...once('titled', titled, 'title'),
    ...once('titled', titled, 'text'),
    ...found(question !== 'relevance' && !named && at('passage', { code: 'no-identifier' })),
  ];
}

function checkNames(preset: Preset): readonly PresetProblem[] {
  const fields = ['id', 'title', 'source', 'fallback'] as const;
  const { id } = preset;
  return [
    ...fields.flatMap((field) => filled(field, preset[field])),
    ...found(id.trim() !== '' && !/^[\w.-]+$/.test(id) && at('id', { code: 'bad-id' })),
  ];
}

function checkCut({ cut }: Preset): readonly PresetProblem[] {
  return [
    ...whole('cut.most', cut.most, 1),
    ...found(cut.from === 'best' && cut.unit !== 'words' && at('cut.from', { code: 'best-needs-words' })),
  ];
}

function checkThought({ thought }: Preset): readonly PresetProblem[] {
  if (thought === null) return [];
  const { open, close, tokens } = thought;
  return [
    ...filled('thought.open', open),
    ...filled('thought.close', close),
    ...found(open === close && open.trim() !== '' && at('thought.close', { code: 'equal-tags' })),
    ...whole('thought.tokens', tokens, 0),
  ];
}

function checkNumbers({ sampling: { temperature, topP, topK }, priorWeight }: Preset): readonly PresetProblem[] {
  const decimal = { code: 'out-of-range', kind: 'decimal', least: 0 } as const;
  return [
    ...found(
      !(temperature >= 0 && temperature <= 2) && at('sampling.temperature', { ...decimal, found: temperature, most: 2 }),
      !(topP > 0 && topP <= 1) && at('sampling.topP', { ...decimal, found: topP, most: 1, above: true }),
    ),
    ...whole('sampling.topK', topK, 0),
    ...found(priorWeight < 0 && at('priorWeight', { ...decimal, found: priorWeight, most: null })),
  ];
}

/** The forms of answer that answer a question. */
const ANSWERS_OF: Readonly<Record<Question, readonly Preset['answer']['type'][]>> = {
  order: ['order'],
  best: ['best'],
  select: ['select'],
  relevance: ['word', 'grade'],
  scores: ['scores'],
};

function checkQuestion({ question, answer, strategy }: Preset): readonly PresetProblem[] {
  const answers = ANSWERS_OF[question];
  const strategies = strategiesFor(question);
  return found(
    !answers.includes(answer.type) && at('answer.type', { code: 'other-answer', question, found: answer.type, among: answers }),
    !strategies.includes(strategy.type) &&
      at('strategy.type', { code: 'other-strategy', question, found: strategy.type, among: strategies }),
  );
}

/** The strategies that a question's answers can serve. How relevant each passage is serves all of them. */
function strategiesFor(question: Question): readonly StrategySpec['type'][] {
  return STRATEGY_TYPES.filter(
    (type) => question === 'relevance' || canAnswer({ preset: question, asked: strategyOf({ type }).asks }),
  );
}

function checkAnswer({ answer }: Preset): readonly PresetProblem[] {
  const problems: PresetProblem[] = [];
  if (answer.type === 'scores' && answer.label.before === '' && answer.label.after === '')
    problems.push({ path: 'answer.label', code: 'bare-labels' });
  if ('separator' in answer && answer.separator === '') problems.push({ path: 'answer.separator', code: 'empty' });
  if (answer.type === 'order' && answer.tie !== null && (answer.tie === '' || answer.tie === answer.separator))
    problems.push({ path: 'answer.tie', code: 'tie-is-separator' });
  if ('yes' in answer) {
    const { yes, no } = answer;
    problems.push(...filled('answer.yes', yes), ...filled('answer.no', no));
    if (yes !== '' && no !== '' && (yes.startsWith(no) || no.startsWith(yes)))
      problems.push({ path: 'answer.no', code: 'words-alike' });
  }
  if ('least' in answer) {
    problems.push(...whole('answer.least', answer.least, 0), ...whole('answer.most', answer.most, 0));
    if (answer.least >= answer.most) problems.push({ path: 'answer.most', code: 'range-reversed' });
  }
  return problems;
}

function checkStrategy({ answer, strategy }: Preset): readonly PresetProblem[] {
  const shown = strategyOf(strategy).largest(strategy);
  const lettered = 'label' in answer && answer.label.numerals === 'letters';
  return [
    ...strategyProblems(strategy).map(({ field, ...range }) =>
      at(`strategy.${field}`, { code: 'out-of-range', kind: 'whole', ...range }),
    ),
    ...found(lettered && shown > MOST_LETTERED && at('strategy', { code: 'too-many-letters', shown, most: MOST_LETTERED })),
  ];
}

/** A reading score needs an order to make, two tokens to tell apart, and the separator behind every passage, the last one too. */
function checkReading({ reading, question, answer, messages, separator }: Preset): readonly PresetProblem[] {
  if (reading === null) return [];
  const [one, other] = reading.tokens;
  const held = messages.filter(({ content }) => content.includes('{passages}'));
  const [, behind = ''] = held[0]?.content.split('{passages}') ?? [];
  const ends = held.length === 1 && held[0]?.each !== true && separator !== '' && behind.startsWith(separator);
  return [
    ...filled('reading.tokens[0]', one),
    ...filled('reading.tokens[1]', other),
    ...found(
      one === other && one.trim() !== '' && at('reading.tokens', { code: 'two-tokens' }),
      reading.weight < 0 &&
        at('reading.weight', { code: 'out-of-range', kind: 'decimal', found: reading.weight, least: 0, most: null }),
      question !== 'order' && at('reading', { code: 'other-answer', question, found: answer.type, among: ['order'] }),
      !ends && at('reading', { code: 'passages-endless' }),
    ),
  ];
}

function unknownNames(path: string, text: string, known: readonly string[]): readonly PresetProblem[] {
  const unknown = [...new Set(namesIn(text))].filter((name) => !known.includes(name));
  return unknown.map((name) => ({ path, code: 'unknown-name', name, known }));
}

function once(path: string, text: string, name: string): readonly PresetProblem[] {
  const times = namesIn(text).filter((one) => one === name).length;
  return found(times !== 1 && at(path, { code: 'not-once', name, times }));
}

function namesIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/\{(\w+)\}/g), ([, name = '']) => name);
}

function filled(path: string, value: string): readonly PresetProblem[] {
  return found(value.trim() === '' && at(path, { code: 'empty' }));
}

function whole(path: string, value: number, least: number): readonly PresetProblem[] {
  const sound = Number.isSafeInteger(value) && value >= least;
  return found(!sound && at(path, { code: 'out-of-range', kind: 'whole', found: value, least, most: null }));
}
