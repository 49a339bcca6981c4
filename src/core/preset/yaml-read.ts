import { LineCounter, isMap, isScalar, parseDocument } from 'yaml';
import type { Node } from 'yaml';
import { RANK_LLM_ORDER } from '../answer/shape.ts';
import type { Preset, PresetFile, PresetMessage } from './preset.ts';
import type { Result } from '../request.ts';
import { readPreset } from './preset.ts';
import type { PresetNote, YamlFault, YamlProblem } from './problem.ts';
import { fromPythonFormat, fromRankLlmRegex } from './yaml-names.ts';

/** A preset from a template, and what was guessed or left out. */
export interface ImportedPreset {
  readonly preset: Preset;
  readonly notes: readonly PresetNote[];
}

const listNames = { query: 'query', num: 'count' };
const bodyNames = { rank: 'identifier', candidate: 'text' };
/** Sections of each method, with the names that RankLLM fills in there and ours for them. */
const methods: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  singleturn_listwise: { system_message: {}, prefix: listNames, body: { ...bodyNames, score: 'bucket' }, suffix: listNames },
  multiturn_listwise: {
    system_message: {},
    prefix_user: listNames,
    prefix_assistant: listNames,
    body_user: bodyNames,
    body_assistant: { rank: 'identifier' },
    suffix_user: listNames,
  },
  pointwise: { system_message: {}, instruction: {}, body: { query: 'query', doc_content: 'text', instruction: 'instruction' } },
};
/** Sections that RankLLM takes as they are. */
const verbatim = new Set(['system_message', 'instruction']);

/**
 * Reads one of RankLLM's prompt templates (castorini/rank_llm, src/rank_llm/rerank/prompt_templates). Methods singleturn_listwise,
 * multiturn_listwise and pointwise are known. What such a template does not say is RankLLM's own default and told in the notes.
 */
export function parseRankLlmYaml(
  text: string,
  { id, title }: { id: string; title: string },
): Result<ImportedPreset, readonly YamlProblem[]> {
  const lines = new LineCounter();
  // Its own look for repeated names compares each with each: 400 kB of them took a minute. They are told below.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(Math.min(Math.max(offset, 0), text.length));
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems: YamlProblem[] = document.errors.map(({ message, pos }) => ({
    ...place(pos[0]),
    code: 'not-yaml',
    reason: message,
  }));
  const failed = (): Result<ImportedPreset, readonly YamlProblem[]> => ({ ok: false, error: problems });
  if (problems.length > 0) return failed();
  const say = (offset: number, fault: YamlFault): void => {
    problems.push({ ...place(offset), ...fault });
  };
  const root = document.contents;
  if (!isMap(root)) {
    say(0, { code: 'not-a-template', begin: 'method: "singleturn_listwise"' });
    return failed();
  }
  const sections = new Map<string, { readonly text: string; readonly at: number }>();
  for (const { key, value } of root.items) {
    const at = offsetOf(key);
    if (!isScalar(key) || typeof key.value !== 'string') say(at, { code: 'section-name' });
    else if (sections.has(key.value)) say(at, { code: 'not-yaml', reason: 'Map keys must be unique' });
    else if (!isScalar(value) || typeof value.value !== 'string')
      say(offsetOf(value ?? key), { code: 'section-not-text', section: key.value });
    else sections.set(key.value, { text: value.value, at: offsetOf(value) });
  }
  const method = sections.get('method');
  if (method === undefined) {
    say(0, { code: 'no-method', known: Object.keys(methods) });
    return failed();
  }
  const known = Object.hasOwn(methods, method.text) ? methods[method.text] : undefined;
  if (known === undefined) {
    say(method.at, { code: 'other-method', method: method.text, known: Object.keys(methods) });
    return failed();
  }
  const notes: PresetNote[] = [];
  const ours = new Map<string, string>();
  for (const [name, { text: theirs, at }] of sections) {
    if (['method', 'output_validation_regex', 'output_extraction_regex'].includes(name)) continue;
    const names = Object.hasOwn(known, name) ? known[name] : undefined;
    if (names === undefined) {
      notes.push({ code: 'section-left-out', section: name });
      continue;
    }
    if (verbatim.has(name)) {
      const filled = theirs.search(/\{\w+\}/);
      if (filled === -1) ours.set(name, theirs);
      else say(found(text, at, theirs, filled), { code: 'nothing-filled', section: name });
      continue;
    }
    const read = fromPythonFormat(theirs, names);
    if (read.ok) ours.set(name, read.value);
    else {
      const { at: piece, ...fault } = read.error;
      say(found(text, at, theirs, piece), { ...fault, section: name });
    }
  }
  const body = method.text === 'multiturn_listwise' ? 'body_user' : 'body';
  if (!sections.has(body)) say(method.at, { code: 'no-section', section: body });
  if (problems.length > 0) return failed();

  const get = (name: string): string => ours.get(name) ?? '';
  const shape = method.text === 'pointwise' ? null : readShape(sections, notes);
  const preset = {
    ...common(id, title, notes),
    ...(method.text === 'pointwise'
      ? onePassage(get, notes)
      : method.text === 'multiturn_listwise'
        ? manyTurns(get)
        : oneTurn(get, notes)),
    ...(shape === null ? {} : { answer: shape }),
  };
  const checked = readPreset(preset);
  if (!checked.ok) {
    for (const problem of checked.error) say(method.at, { code: 'preset', problem });
    return failed();
  }
  return { ok: true, value: { preset: checked.value, notes } };
}

type Get = (name: string) => string;

/** What RankLLM itself does, where its template says nothing. */
function common(
  id: string,
  title: string,
  notes: PresetNote[],
): Omit<PresetFile, 'question' | 'messages' | 'passage' | 'separator'> {
  notes.push({ code: 'rank-llm-defaults' });
  return {
    id,
    title,
    source: 'Imported from a RankLLM prompt template',
    models: [],
    completion: false,
    titled: 'Title: {title} Content: {text}',
    escape: 'brackets',
    cut: { unit: 'words', most: 300, from: 'start' },
    prefill: '',
    thought: null,
    answer: RANK_LLM_ORDER,
    sampling: { temperature: 0, topP: 1, topK: 0 },
    strategy: { type: 'sliding', size: 20, stride: 10, passes: 1 },
    parser: 'rank-llm',
    fallback: 'Numbers are read from whatever was written; passages that are missing follow in their old order.',
    priorWeight: 0,
    reading: null,
  };
}

type Asked = Pick<Preset, 'question' | 'messages' | 'passage' | 'separator'> & Partial<Preset>;

function system(get: Get): readonly PresetMessage[] {
  return get('system_message') === '' ? [] : [{ role: 'system', content: get('system_message') }];
}

function oneTurn(get: Get, notes: PresetNote[]): Asked {
  const body = get('body');
  if (body.includes('{bucket}')) notes.push({ code: 'bucket-for-score' });
  const end = /\n*$/.exec(body)?.[0] ?? '';
  const start = end === '' ? (/^\n*/.exec(body)?.[0] ?? '') : '';
  const passage = body.slice(start.length, body.length - end.length);
  const content = `${get('prefix')}${start}{passages}${end}${get('suffix')}`;
  return { question: 'order', messages: [...system(get), { role: 'user', content }], passage, separator: start + end };
}

function manyTurns(get: Get): Asked {
  const body = get('body_user');
  const turn = (role: PresetMessage['role'], content: string, each = false): readonly PresetMessage[] =>
    content === '' ? [] : [each ? { role, content, each } : { role, content }];
  const before = [...turn('user', get('prefix_user')), ...turn('assistant', get('prefix_assistant'))];
  const repeated = get('body_assistant') !== '';
  const shown = repeated
    ? [...turn('user', body, true), ...turn('assistant', get('body_assistant'), true), ...turn('user', get('suffix_user'))]
    : turn('user', `{passages}${get('suffix_user')}`);
  return {
    question: 'order',
    messages: [...system(get), ...before, ...shown],
    passage: body,
    separator: repeated ? '\n' : '',
  };
}

function onePassage(get: Get, notes: PresetNote[]): Asked {
  notes.push({ code: 'yes-no-assumed' });
  const content = get('body')
    .replaceAll('{instruction}', () => get('instruction'))
    .replace('{text}', '{passages}');
  return {
    question: 'relevance',
    messages: [...system(get), { role: 'user', content }],
    passage: '{text}',
    separator: '\n',
    answer: { type: 'word', open: '', close: '', yes: 'yes', no: 'no' },
    strategy: { type: 'pointwise' },
    parser: 'glassrank',
    fallback: 'No answer is read: the score is the probability of yes against no.',
  };
}

function readShape(sections: ReadonlyMap<string, { readonly text: string }>, notes: PresetNote[]): Preset['answer'] | null {
  const validation = bare(sections.get('output_validation_regex')?.text ?? '');
  const extraction = bare(sections.get('output_extraction_regex')?.text ?? '');
  const shape = fromRankLlmRegex({ validation, extraction });
  if (shape === null) notes.push({ code: 'answer-assumed' });
  return shape;
}

/** Python's raw text, as RankLLM's files write it: `r"…"`. */
function bare(expression: string): string {
  return /^r?"(.*)"$/s.exec(expression.trim())?.[1] ?? expression;
}

function offsetOf(node: unknown): number {
  return (node as Node | null | undefined)?.range?.[0] ?? 0;
}

/** Where the piece at `at` of a section's value stands in the file: the value's own place where quoting or indenting hides it. */
function found(file: string, section: number, value: string, at: number): number {
  const piece = /^[^\n]{1,30}/.exec(value.slice(at))?.[0] ?? '';
  const offset = piece === '' ? -1 : file.indexOf(piece, section);
  return offset === -1 ? section : offset;
}
