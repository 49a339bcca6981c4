import { stringify } from 'yaml';
import type { Preset, PresetMessage } from './preset.ts';
import type { PresetNote } from './problem.ts';
import { toPythonFormat, toRankLlmRegex } from './yaml-names.ts';

/**
 * A preset as one of RankLLM's prompt templates (castorini/rank_llm, src/rank_llm/rerank/prompt_templates), with what such a template cannot
 * say. Text is null where RankLLM has no method for the question: the notes say why.
 */
export function toRankLlmYaml(preset: Preset): { readonly text: string | null; readonly notes: readonly PresetNote[] } {
  const notes: PresetNote[] = [];
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
      notes.push(preset.completion ? { code: 'plain-text' } : { code: 'other-question', question: preset.question });
    return { text: null, notes };
  }
  if (preset.answer.type === 'order') {
    const { validation, extraction } = toRankLlmRegex(preset.answer);
    sections.push(['output_validation_regex', `r"${validation}"`], ['output_extraction_regex', `r"${extraction}"`]);
    if (preset.answer.tie !== null) notes.push({ code: 'ties-plain' });
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

function singleTurn(preset: Preset, notes: PresetNote[]): Section[] | null {
  const [message, ...more] = turns(preset);
  if (message === undefined || more.length > 0) {
    notes.push({ code: 'more-messages' });
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

function multiTurn(preset: Preset, notes: PresetNote[]): Section[] | null {
  const all = turns(preset);
  const each = all.filter((message) => message.each === true);
  const from = all.findIndex((message) => message.each === true);
  const [before, after] = [all.slice(0, from), all.slice(from + each.length)];
  const roles = (messages: readonly PresetMessage[]): string => messages.map(({ role }) => role).join(' ');
  const fits =
    roles(each) === 'user assistant' && (before.length === 0 || roles(before) === 'user assistant') && roles(after) === 'user';
  if (!fits || after.some((message) => message.each === true)) {
    notes.push({ code: 'other-turns' });
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

function pointwise(preset: Preset, notes: PresetNote[]): Section[] | null {
  const [message, ...more] = turns(preset);
  const [before, after, ...rest] = (message?.content ?? '').split('{passages}');
  if (before === undefined || after === undefined || more.length > 0 || rest.length > 0 || preset.passage.includes('{bucket}')) {
    notes.push({ code: 'other-pointwise' });
    return null;
  }
  const passage = preset.passage.replaceAll('{identifier}', '1');
  notes.push({ code: 'words-unsaid' });
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
  notes: PresetNote[],
): { readonly prefix: string; readonly body: string; readonly suffix: string } | null {
  const [before, after, ...rest] = content.split('{passages}');
  if (before === undefined || after === undefined || rest.length > 0) {
    notes.push({ code: 'passages-not-once' });
    return null;
  }
  if (passage.includes('{bucket}')) notes.push({ code: 'score-for-bucket' });
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
  notes.push({ code: 'separator-at-end' });
  return { prefix: toPythonFormat(before), body: named(passage + separator), suffix: toPythonFormat(after) };
}

function section(name: string, text: string): Section[] {
  return text === '' ? [] : [[name, text]];
}

function leftOut(preset: Preset): readonly PresetNote[] {
  const { cut, thought, escape, prefill, titled, question } = preset;
  const notes: PresetNote[] = [{ code: 'left-out' }];
  if (preset.messages.some(({ role, content }) => role === 'system' && /\{\w+\}/.test(content)))
    notes.push({ code: 'system-as-it-is' });
  if (thought !== null) notes.push({ code: 'thought-tokens', tokens: thought.tokens });
  if (cut.unit !== 'words' || cut.from !== 'start' || cut.most !== 300) notes.push({ code: 'other-cut', ...cut });
  if (escape !== 'brackets') notes.push({ code: 'always-brackets' });
  if (titled !== 'Title: {title} Content: {text}') notes.push({ code: 'title-form', form: 'Title: … Content: …' });
  if (prefill !== '') notes.push({ code: 'no-prefill' });
  if (preset.priorWeight > 0) notes.push({ code: 'no-prior-weight' });
  if (preset.reading !== null) notes.push({ code: 'no-reading-scores' });
  if (question === 'order' && preset.separator === '') notes.push({ code: 'no-separator' });
  return notes;
}
