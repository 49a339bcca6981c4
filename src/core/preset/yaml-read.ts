import { LineCounter, isMap, isScalar, parseDocument } from 'yaml';
import type { Node } from 'yaml';
import type { Preset, PresetMessage } from './preset.ts';
import type { Result } from '../request.ts';
import { readPreset } from './read.ts';
import { fromPythonFormat, fromRankLlmRegex } from './yaml-names.ts';

/** What is wrong in a template's text; line and column are 1-based. */
export interface YamlProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A preset from a template, and what was guessed or left out. */
export interface ImportedPreset {
  readonly preset: Preset;
  readonly notes: readonly string[];
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
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(Math.min(Math.max(offset, 0), text.length));
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems: YamlProblem[] = document.errors.map(({ message, pos }) => ({
    ...place(pos[0]),
    message: `This is not YAML: ${message}. Correct the line.`,
  }));
  const failed = (): Result<ImportedPreset, readonly YamlProblem[]> => ({ ok: false, error: problems });
  if (problems.length > 0) return failed();
  const say = (offset: number, message: string): void => {
    problems.push({ ...place(offset), message });
  };
  const root = document.contents;
  if (!isMap(root)) {
    say(0, 'A template is a list of names with texts. Begin with method: "singleturn_listwise".');
    return failed();
  }
  const sections = new Map<string, { readonly text: string; readonly at: number }>();
  for (const { key, value } of root.items) {
    const at = offsetOf(key);
    if (!isScalar(key) || typeof key.value !== 'string') say(at, 'A section’s name must be a text. Correct it.');
    else if (!isScalar(value) || typeof value.value !== 'string')
      say(offsetOf(value ?? key), `The section ${key.value} must be a text. Put it between double quotes or after a |.`);
    else sections.set(key.value, { text: value.value, at: offsetOf(value) });
  }
  const method = sections.get('method');
  if (method === undefined) {
    say(0, 'The section method is missing. Add one of singleturn_listwise, multiturn_listwise, pointwise.');
    return failed();
  }
  const known = Object.hasOwn(methods, method.text) ? methods[method.text] : undefined;
  if (known === undefined) {
    say(
      method.at,
      `The method ${method.text} has no counterpart here. Templates of singleturn_listwise, multiturn_listwise and pointwise can be read.`,
    );
    return failed();
  }
  const notes: string[] = [];
  const ours = new Map<string, string>();
  for (const [name, { text: theirs, at }] of sections) {
    if (['method', 'output_validation_regex', 'output_extraction_regex'].includes(name)) continue;
    const names = Object.hasOwn(known, name) ? known[name] : undefined;
    if (names === undefined) {
      notes.push(`The section ${name} was left out: it has no counterpart here.`);
      continue;
    }
    if (verbatim.has(name)) {
      const filled = theirs.search(/\{\w+\}/);
      if (filled === -1) ours.set(name, theirs);
      else
        say(
          found(text, at, theirs, filled),
          `RankLLM fills nothing into ${name}; this word in braces would be a name here. Take out its braces.`,
        );
      continue;
    }
    const read = fromPythonFormat(theirs, names);
    if (read.ok) ours.set(name, read.text);
    else say(found(text, at, theirs, read.at), `${read.problem} It stands in the section ${name}.`);
  }
  const body = method.text === 'multiturn_listwise' ? 'body_user' : 'body';
  if (!sections.has(body)) say(method.at, `The section ${body} is missing. Add it: it shows a passage.`);
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
    for (const { message } of checked.error) say(method.at, message);
    return failed();
  }
  return { ok: true, value: { preset: checked.value, notes } };
}

type Get = (name: string) => string;

/** What RankLLM itself does, where its template says nothing. */
function common(id: string, title: string, notes: string[]): Omit<Preset, 'question' | 'messages' | 'passage' | 'separator'> {
  notes.push(
    'Taken from RankLLM’s defaults: 300 words of each passage, windows of 20 with stride 10, temperature 0, no thought.',
  );
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
    answer: {
      type: 'order',
      open: '',
      close: '',
      label: { before: '[', after: ']', numerals: 'numbers' },
      separator: ' > ',
      tie: null,
    },
    sampling: { temperature: 0, topP: 1, topK: 0 },
    strategy: { type: 'sliding', size: 20, stride: 10, passes: 1 },
    parser: 'rank-llm',
    fallback: 'Numbers are read from whatever was written; passages that are missing follow in their old order.',
    priorWeight: 0,
  };
}

type Asked = Pick<Preset, 'question' | 'messages' | 'passage' | 'separator'> & Partial<Preset>;

function system(get: Get): readonly PresetMessage[] {
  return get('system_message') === '' ? [] : [{ role: 'system', content: get('system_message') }];
}

function oneTurn(get: Get, notes: string[]): Asked {
  const body = get('body');
  if (body.includes('{bucket}')) notes.push('The first stage’s score is shown as a bucket from 0 to 9, not with three decimals.');
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

function onePassage(get: Get, notes: string[]): Asked {
  notes.push('The answer is taken to be yes or no: a pointwise template does not say it.');
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

function readShape(sections: ReadonlyMap<string, { readonly text: string }>, notes: string[]): Preset['answer'] | null {
  const validation = bare(sections.get('output_validation_regex')?.text ?? '');
  const extraction = bare(sections.get('output_extraction_regex')?.text ?? '');
  const shape = fromRankLlmRegex({ validation, extraction });
  if (shape === null) notes.push('The form of the answer could not be read from the two expressions; [2] > [1] is assumed.');
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
