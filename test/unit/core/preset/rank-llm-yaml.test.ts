import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseRankLlmYaml } from '../../../../src/core/preset/yaml-read.ts';
import type { YamlProblem } from '../../../../src/core/preset/problem.ts';
import type { ImportedPreset } from '../../../../src/core/preset/yaml-read.ts';
import { preset, PRESETS } from '../../../../src/core/preset/built-in.ts';
import { toRankLlmYaml } from '../../../../src/core/preset/yaml-write.ts';
import { docId } from '../../../../src/core/request.ts';
import type { Preset } from '../../../../src/core/preset/preset.ts';
import { samplePrompt } from './preset-sample.ts';

const name = { id: 'mine', title: 'Mine' };

function imported(text: string): ImportedPreset {
  const read = parseRankLlmYaml(text, name);
  if (!read.ok) expect.fail(JSON.stringify(read.error));
  return read.value;
}

function problems(text: string): readonly YamlProblem[] {
  const read = parseRankLlmYaml(text, name);
  return read.ok ? [] : read.error;
}

function exported(asked: Preset): string {
  const { text, notes } = toRankLlmYaml(asked);
  if (text === null) expect.fail(JSON.stringify(notes));
  return text;
}

/** In the form of RankLLM's own files: plain, quoted and block texts side by side. */
const zephyr = [
  'method: "singleturn_listwise"',
  'system_message: "You rank passages {really}."',
  'prefix: |',
  '  Here are {num} passages for {query}.',
  'body: |',
  '  [{rank}] {candidate}',
  'suffix: |-',
  '  Search Query: {query}.',
  '  Order the {num} passages as [] > [], {{like}} this.',
  String.raw`output_validation_regex: r"^\[\d+\]( > \[\d+\])*$"`,
  String.raw`output_extraction_regex: r"\[(\d+)\]" `,
].join('\n');

describe('a template in the form of RankLLM’s files', () => {
  it('becomes a preset that writes the same prompt as RankLLM', () => {
    const text = zephyr.replace(' {really}', '').replace('{{like}}', 'like');
    const { preset: read, notes } = imported(text);
    expect(read).toMatchObject({
      id: 'mine',
      title: 'Mine',
      question: 'order',
      passage: '[{identifier}] {text}',
      separator: '\n',
    });
    expect(samplePrompt(read, { query: 'q', candidates: [] }).messages).toHaveLength(2);
    const candidates = ['a', 'b'].map((word) => ({ docId: docId(word), text: word }));
    expect(samplePrompt(read, { query: 'q', candidates }).messages[1]?.content).toBe(
      'Here are 2 passages for q.\n[1] a\n[2] b\nSearch Query: q.\nOrder the 2 passages as [] > [], like this.',
    );
    expect(notes).toContainEqual({ code: 'rank-llm-defaults' });
  });

  it('is told by line and column where it says what cannot be said here', () => {
    expect(problems(zephyr).map(({ line, column }) => [line, column])).toEqual([
      [2, 36],
      [9, 40],
    ]);
    expect(
      problems(zephyr.replace('{num} passages for', '{psg_ids} for').replace('{{like}}', '').replace(' {really}', '')),
    ).toMatchObject([
      { line: 4, column: 12, code: 'no-counterpart', section: 'prefix', name: 'psg_ids', known: ['query', 'num'] },
    ]);
    expect(problems(zephyr.replace('[{rank}]', '[rank}]').replace('{{like}}', '').replace(' {really}', ''))).toMatchObject([
      { line: 6, column: 8, code: 'single-brace', section: 'body', brace: '}' },
    ]);
    expect(problems('method: pairwise\nbody: "{query}"')).toMatchObject([{ line: 1, column: 9 }]);
    expect(problems('prefix: x')).toMatchObject([{ line: 1, column: 1 }]);
    expect(problems('method: singleturn_listwise\nbody: 3')).toMatchObject([{ line: 2, column: 7 }, { line: 1 }]);
    expect(problems('method: singleturn_listwise\nprefix: {a: b}\nbody: "[{rank}] {candidate}"')).toMatchObject([
      { line: 2, column: 9 },
    ]);
    expect(problems('a: "x\nb: [')[0]?.line).toBeGreaterThan(0);
    expect(problems('- a')).toMatchObject([{ line: 1 }]);
    expect(problems('')).toMatchObject([{ line: 1, column: 1 }]);
    expect(problems('method: singleturn_listwise\nbody: "[{rank}] {candidate}"')).toMatchObject([
      { code: 'preset', problem: { path: 'messages', code: 'no-query' } },
    ]);
  });

  it('never throws, cut anywhere', () => {
    for (let end = 0; end <= zephyr.length; end += 1) {
      for (const { line, column } of problems(zephyr.slice(0, end))) expect(Math.min(line, column)).toBeGreaterThan(0);
    }
  });

  it('never throws for any text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...zephyr.split(/(?=[\s:"{}])/), '&a', '*a', '!!x', '? ', '%', '\t')), (pieces) => {
        expect(Array.isArray(problems(pieces.join('')))).toBe(true);
      }),
    );
  });

  it.each([
    [
      String.raw`^\[[A-Z]\]( > \[[A-Z]\])*$`,
      String.raw`\[([A-Z])\]`,
      { label: { before: '[', after: ']', numerals: 'letters' } },
    ],
    [String.raw`^\[PASSAGE\d+(, PASSAGE\d+)*\]$`, String.raw`PASSAGE(\d+)`, { open: '[', close: ']', separator: ', ' }],
    [
      String.raw`^\[rankstart\] \[\d+\]( > \[\d+\])* \[rankend\]$`,
      String.raw`\[(\d+)\]`,
      { open: '[rankstart] ', close: ' [rankend]' },
    ],
  ])('takes the form of the answer from the expressions: %s', (validation, extraction, shape) => {
    const body = ['method: singleturn_listwise', 'prefix: "{query}"', 'body: "[{rank}] {candidate}"'];
    const read = imported(
      [...body, `output_validation_regex: r"${validation}"`, `output_extraction_regex: r"${extraction}"`].join('\n'),
    );
    expect(read.preset.answer).toMatchObject(shape);
    expect(parse(exported(read.preset))).toMatchObject({
      output_validation_regex: `r"${validation}"`,
      output_extraction_regex: `r"${extraction}"`,
    });
  });

  it('tells what it guessed: an unreadable expression, a first-stage score, a section nobody knows', () => {
    const { notes, preset: read } = imported(
      'method: singleturn_listwise\nprefix: "{query}"\nbody: "[{rank}] {candidate} {score}"\nfoo: bar\noutput_validation_regex: ".*"',
    );
    expect(notes).toEqual([
      { code: 'section-left-out', section: 'foo' },
      { code: 'answer-assumed' },
      { code: 'rank-llm-defaults' },
      { code: 'bucket-for-score' },
    ]);
    expect(read.passage).toBe('[{identifier}] {text} {bucket}');
  });
});

describe('a pointwise template', () => {
  it('asks about one passage, its instruction written in, its answer told to be a guess', () => {
    const { preset: read, notes } = imported(
      'method: pointwise\nmessage_roles: reranker\ninstruction: Find $& it\nbody: "I: {instruction} Q: {query} D: {doc_content}"',
    );
    expect(read).toMatchObject({ question: 'relevance', strategy: { type: 'pointwise' }, answer: { yes: 'yes', no: 'no' } });
    expect(read.messages).toEqual([{ role: 'user', content: 'I: Find $& it Q: {query} D: {passages}' }]);
    expect(notes).toContainEqual({ code: 'section-left-out', section: 'message_roles' });
    expect(notes).toContainEqual({ code: 'yes-no-assumed' });
  });
});

describe('a preset that RankLLM can say', () => {
  const sayable = [
    'rank-k',
    'reasonrank',
    'reasonrank-8b',
    'rankzephyr',
    'rankvicuna',
    'rankgpt',
    'rearank',
    'first',
    'glassrank-1',
    'instruct-think',
    'instruct-direct',
    'qwen3-reranker',
    'tfrank',
  ];

  it.each(sayable)('comes back from its template with the same question, messages, passages and answer: %s', (id) => {
    const built = preset(id);
    const back = imported(exported(built)).preset;
    const said = ({ question, messages, passage, separator }: Preset): unknown => ({ question, messages, passage, separator });
    expect(said(back)).toEqual(said(built));
    if (built.question === 'order') expect(back.answer).toEqual(built.answer);
    expect(exported(back)).toBe(exported(built));
  });

  it('and any other text comes back as well, with braces, brackets and line breaks', () => {
    const piece = fc.oneof(
      fc.constantFrom('{', '}', '[1]', '\n', '\\', '"', ': ', '#', '|', ' ', '{}', '{"a": 1}'),
      fc.string({ unit: 'grapheme' }),
    );
    // A word between braces would be a name.
    const text = fc.array(piece).map((pieces) => pieces.join('').replaceAll(/\{\w+\}/g, ''));
    fc.assert(
      fc.property(text, text, text, (system, before, after) => {
        const messages: Preset['messages'] = [
          { role: 'system', content: `s${system}` },
          { role: 'user', content: `${before}{query} x\n{passages}\ny${after}` },
        ];
        const built = { ...preset('rankzephyr'), messages };
        expect(imported(exported(built)).preset.messages).toEqual(messages);
      }),
      { numRuns: 300 },
    );
  });

  it('and so does any form of an order', () => {
    const any = fc.string({ unit: 'grapheme-ascii' });
    const some = any.filter((text) => text !== '');
    const label = fc.record({ before: any, after: any, numerals: fc.constantFrom('numbers' as const, 'letters' as const) });
    const form = fc.record({ open: any, close: any, separator: some, tie: fc.option(some), label });
    fc.assert(
      fc.property(form, (shape) => {
        fc.pre(shape.tie !== shape.separator);
        const answer = { type: 'order', ...shape } as const;
        expect(imported(exported({ ...preset('rankzephyr'), answer })).preset.answer).toEqual(answer);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a preset that RankLLM cannot say', () => {
  it.each(['rank1', 'rank-r1', 'tourrank', 'grouprank'])('is refused with the reason: %s', (id) => {
    const { text, notes } = toRankLlmYaml(preset(id));
    expect(text).toBeNull();
    expect(notes).toHaveLength(1);
  });

  it('in part comes with notes on what is left out', () => {
    expect(toRankLlmYaml(preset('glassrank-1')).notes).toEqual([
      { code: 'score-for-bucket' },
      { code: 'left-out' },
      { code: 'thought-tokens', tokens: 192 },
      { code: 'other-cut', unit: 'words', most: 40, from: 'best' },
      { code: 'always-brackets' },
      { code: 'title-form', form: 'Title: … Content: …' },
      { code: 'no-prior-weight' },
    ]);
    expect(toRankLlmYaml(preset('rank-k')).notes).toContainEqual({ code: 'ties-plain' });
  });

  it('tells of each built-in preset either a template or why not', () => {
    for (const built of PRESETS) {
      const { text, notes } = toRankLlmYaml(built);
      expect(notes.length).toBeGreaterThan(0);
      if (text !== null) expect(parse(text)).toMatchObject({ method: expect.any(String) as unknown });
    }
  });
});
