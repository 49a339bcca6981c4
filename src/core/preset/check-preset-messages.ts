import type { Preset } from './preset.ts';
import type { PresetProblem } from './preset-problem.ts';

const inMessages = ['query', 'passages', 'count', 'take'];
const inRepeated = ['query', 'count', 'take', 'identifier', 'text'];

/** What is wrong with a preset's messages and the patterns of a passage: names that mean nothing there, passages shown not at all or twice. */
export function checkPresetMessages(preset: Preset): readonly PresetProblem[] {
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
