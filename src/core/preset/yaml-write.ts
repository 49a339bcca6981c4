import { stringify } from 'yaml';
import type { Preset, PresetMessage } from './preset.ts';
import { toPythonFormat, toRankLlmRegex } from './yaml-names.ts';

/**
 * A preset as one of RankLLM's prompt templates (castorini/rank_llm, src/rank_llm/rerank/prompt_templates), with what such a template cannot
 * say. Text is null where RankLLM has no method for the question: the notes say why.
 */
export function toRankLlmYaml(preset: Preset): { readonly text: string | null; readonly notes: readonly string[] } {
  const notes: string[] = [];
  const sections =
    preset.completion || (preset.question !== 'order' && preset.question !== 'relevance')
      ? null
      : preset.question === 'relevance'
        ? pointwise(preset, notes)
        : preset.messages.some(({ each }) => each === true)
          ? multiTurn(preset, notes)
          : singleTurn(preset, notes);
  if (sections === null) {
    if (notes.length === 0)
      notes.push(
        preset.completion
          ? 'RankLLM’s templates are conversations; this preset is plain text that is continued.'
          : `RankLLM’s templates ask for a whole order or about one passage; this preset asks for ${preset.question}.`,
      );
    return { text: null, notes };
  }
  if (preset.answer.type === 'order') {
    const { validation, extraction } = toRankLlmRegex(preset.answer);
    sections.push(['output_validation_regex', `r"${validation}"`], ['output_extraction_regex', `r"${extraction}"`]);
    if (preset.answer.tie !== null) notes.push('RankLLM reads ties as a plain order.');
  }
  return { text: stringify(Object.fromEntries(sections), { lineWidth: 0 }), notes: [...notes, ...leftOut(preset)] };
}

type Section = [string, string];

function system({ messages }: Preset): Section[] {
  const first = messages[0];
  return first?.role === 'system' ? [['system_message', first.content]] : [];
}

function turns({ messages }: Preset): readonly PresetMessage[] {
  return messages[0]?.role === 'system' ? messages.slice(1) : messages;
}

function singleTurn(preset: Preset, notes: string[]): Section[] | null {
  const [message, ...more] = turns(preset);
  if (message === undefined || more.length > 0) {
    notes.push('RankLLM’s single-turn template has one message beside the system’s; this preset has more.');
    return null;
  }
  const parts = aroundPassages(preset, message.content, notes);
  if (parts === null) return null;
  return [
    ['method', 'singleturn_listwise'],
    ...system(preset),
    ...section('prefix', parts.prefix),
    ['body', parts.body],
    ...section('suffix', parts.suffix),
  ];
}

function multiTurn(preset: Preset, notes: string[]): Section[] | null {
  const all = turns(preset);
  const each = all.filter((message) => message.each === true);
  const from = all.findIndex((message) => message.each === true);
  const [before, after] = [all.slice(0, from), all.slice(from + each.length)];
  const roles = (messages: readonly PresetMessage[]): string => messages.map(({ role }) => role).join(' ');
  const fits =
    roles(each) === 'user assistant' && (before.length === 0 || roles(before) === 'user assistant') && roles(after) === 'user';
  if (!fits || after.some((message) => message.each === true)) {
    notes.push(
      'RankLLM’s multi-turn template is: user and assistant before the passages, user and assistant for each, user at the end. This preset takes other turns.',
    );
    return null;
  }
  const content = (message: PresetMessage | undefined): string => toPythonFormat(message?.content ?? '');
  return [
    ['method', 'multiturn_listwise'],
    ...system(preset),
    ...section('prefix_user', content(before[0])),
    ...section('prefix_assistant', content(before[1])),
    ['body_user', content(each[0])],
    ['body_assistant', content(each[1])],
    ['suffix_user', content(after[0])],
  ];
}

function pointwise(preset: Preset, notes: string[]): Section[] | null {
  const [message, ...more] = turns(preset);
  const [before, after, ...rest] = (message?.content ?? '').split('{passages}');
  if (before === undefined || after === undefined || more.length > 0 || rest.length > 0 || preset.passage.includes('{bucket}')) {
    notes.push('RankLLM’s pointwise template has one message that shows one passage; this preset has another form.');
    return null;
  }
  const passage = preset.passage.replaceAll('{identifier}', '1');
  notes.push('RankLLM’s pointwise template does not say which two words answer it.');
  return [
    ['method', 'pointwise'],
    ...system(preset),
    ['body', toPythonFormat(before + passage + after, { text: 'doc_content' })],
  ];
}

/** RankLLM ends every body itself: what separates passages goes to the end of each, or to its beginning. */
function aroundPassages(
  { passage, separator }: Preset,
  content: string,
  notes: string[],
): { readonly prefix: string; readonly body: string; readonly suffix: string } | null {
  const [before, after, ...rest] = content.split('{passages}');
  if (before === undefined || after === undefined || rest.length > 0) {
    notes.push('The passages are not shown once in the one message, as RankLLM’s template needs it.');
    return null;
  }
  if (passage.includes('{bucket}'))
    notes.push('RankLLM writes the first stage’s score itself, not its bucket from 0 to 9: the body holds {score} there.');
  const named = (text: string): string => toPythonFormat(text, { bucket: 'score' });
  if (after.startsWith(separator))
    return {
      prefix: toPythonFormat(before),
      body: named(passage + separator),
      suffix: toPythonFormat(after.slice(separator.length)),
    };
  if (before.endsWith(separator)) {
    const prefix = before.slice(0, before.length - separator.length);
    return { prefix: toPythonFormat(prefix), body: named(separator + passage), suffix: toPythonFormat(after) };
  }
  notes.push('RankLLM writes the passages’ separator also after the last one; this prompt has none there.');
  return { prefix: toPythonFormat(before), body: named(passage + separator), suffix: toPythonFormat(after) };
}

function section(name: string, text: string): Section[] {
  return text === '' ? [] : [[name, text]];
}

function leftOut(preset: Preset): readonly string[] {
  const { cut, thought, escape, prefill, titled, question } = preset;
  const notes = ['Left out, as a template has no place for it: name, source, models, strategy, sampling, fallback.'];
  if (preset.messages.some(({ role, content }) => role === 'system' && /\{\w+\}/.test(content)))
    notes.push('RankLLM fills nothing into the system message: its names in curly brackets stand there as they are.');
  if (thought !== null) notes.push(`The thought’s budget of ${thought.tokens} tokens is set when RankLLM is started.`);
  if (cut.unit !== 'words' || cut.from !== 'start' || cut.most !== 300)
    notes.push(
      `RankLLM cuts passages to their first 300 words by default, this preset to ${cut.most} ${cut.unit} from ${cut.from}.`,
    );
  if (escape !== 'brackets') notes.push('RankLLM always writes (3) for [3] in query and passages, and changes nothing else.');
  if (titled !== 'Title: {title} Content: {text}') notes.push('RankLLM writes a title as “Title: … Content: …”.');
  if (prefill !== '') notes.push('A template cannot begin the model’s answer: the prefill is left out.');
  if (preset.priorWeight > 0) notes.push('The first stage’s weight in the choice of identifiers is left out.');
  if (question === 'order' && preset.separator === '') notes.push('Passages follow each other without a separator.');
  return notes;
}
