import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseLogFile } from '../../../../src/core/log/file.ts';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import type { RunView } from '../../../../src/core/log/view.ts';
import { tiedRanks } from '../../../../src/core/ranking.ts';
import type { TiedRank } from '../../../../src/core/ranking.ts';
import type { DocId } from '../../../../src/core/request.ts';
import { selectEvidence } from '../../../../src/core/read/evidence.ts';
import { reasonTexts, selectReasons } from '../../../../src/core/read/reasons.ts';
import { selectRankedRows } from '../../../../src/core/read/rows.ts';
import { selectConsistency } from '../../../../src/core/read/trace.ts';
import { cases } from '../../../support/profile.ts';
import { readStream, STREAMS } from './read-stream.ts';

function viewOf(log: readonly RunEvent[]): RunView {
  const view = reduceLog(log);
  if (view === null) throw new Error('empty log');
  return view;
}

const GALLERY = new URL('../../../../public/gallery/', import.meta.url);

function galleryLog(file: string): readonly RunEvent[] {
  const read = parseLogFile(readFileSync(new URL(file, GALLERY), 'utf8'));
  if (!read.ok) throw new Error(file);
  return read.value.file.events;
}

/** A run over four passages whose thought is this; identifiers are places in the list as handed over. */
function thought(text: string, passages = 4): { readonly run: RunView; readonly ids: readonly DocId[] } {
  const source = galleryLog('kettle.json');
  const start = source.find(({ type }) => type === 'window-start');
  const at = source.findIndex(({ type }) => type === 'reasoning-delta');
  const delta = source[at];
  if (start?.type !== 'window-start' || delta?.type !== 'reasoning-delta') throw new Error('the recorded run has another shape');
  const ids = start.passages.map(({ docId }) => docId);
  if (ids.length !== passages) throw new Error('the recorded run has another list');
  return { run: viewOf([...source.slice(0, at), { ...delta, text }]), ids };
}

/** The list in this order of identifiers; equals share a place. */
function placed(ids: readonly DocId[], ...order: readonly (number | readonly number[])[]): ReadonlyMap<DocId, TiedRank> {
  const groups = order.map((group) => [group].flat().map((identifier) => ids[identifier - 1] as DocId));
  return tiedRanks({ order: groups.flat(), ties: groups.filter(({ length }) => length > 1) });
}

/** `[identifier] sentence`, with "!" before one that is said to speak against its place and " / " before what is said against it besides. */
function reasonsOf(text: string, ...order: readonly (number | readonly number[])[]): string[] {
  const { run, ids } = thought(text);
  const reasons = selectReasons(run, placed(ids, ...order));
  return ids.flatMap((id, place) => {
    const reason = reasons.get(id);
    if (reason === undefined) return [];
    return `${place + 1}: ${reason.against ? '! ' : ''}${reason.text}${reason.denied === null ? '' : ` / ${reason.denied.text}`}`;
  });
}

describe('the reason of a place', () => {
  it.each([
    [
      'is the sentence that bears it out, and what was said against it stands beside it',
      '[3] answers it. [1] is close. [3] is about something else.',
      [3, 1, 2, 4],
      ['1: [1] is close.', '3: [3] answers it. / [3] is about something else.'],
    ],
    [
      'is what was said last where the answer follows a change of mind',
      '[3] answers it. [1] is close. Wait, [3] is about something else. [1] answers it.',
      [1, 3, 2, 4],
      ['1: [1] answers it.', '3: Wait, [3] is about something else.'],
    ],
    [
      'is told as spoken against where nothing else is said, of the passage that went past as of the one that was passed',
      '[1] answers it. [3] is about something else.',
      [3, 1, 2, 4],
      ['1: ! [1] answers it.', '3: ! [3] is about something else.'],
    ],
    [
      'a first place is spoken against by "something else" even where of others nothing is said',
      '[2] is about something else.',
      [2, 1, 3, 4],
      ['2: ! [2] is about something else.'],
    ],
    ['a last place is spoken against by "answers it"', '[2] answers it.', [1, 3, 4, 2], ['2: ! [2] answers it.']],
    [
      'where the same is said of all, nothing is spoken against',
      '[1], [2], [3] and [4] only share words.',
      [2, 1, 3, 4],
      [1, 2, 3, 4].map((identifier) => `${identifier}: [1], [2], [3] and [4] only share words.`),
    ],
    [
      'a comparison that the order overturns speaks against both',
      '[2] is better than [1].',
      [1, 2, 3, 4],
      ['1: ! [2] is better than [1].', '2: ! [2] is better than [1].'],
    ],
    [
      'passages that share a place are overturned by nothing',
      '[2] is better than [1].',
      [[1, 2], 3, 4],
      ['1: [2] is better than [1].', '2: [2] is better than [1].'],
    ],
    [
      'a conclusion that fits is given before a judgement that does not',
      '[1] answers it. [2] says less. So the order is [2] > [1] > [3].',
      [2, 1, 3, 4],
      [
        '1: So the order is [2] > [1] > [3]. / [1] answers it.',
        '2: So the order is [2] > [1] > [3]. / [2] says less.',
        '3: So the order is [2] > [1] > [3].',
      ],
    ],
    [
      'a mere mention hides no word against it',
      '[1] answers it. [2] is about something else. [2] is long.',
      [2, 1, 3, 4],
      ['1: ! [1] answers it.', '2: ! [2] is about something else.'],
    ],
    [
      'with a quote that stands in the passage it comes before one without, and before one that is not there',
      '[3] answers it: "A worn fuse broke the circuit". [3] answers it. [3] answers it: "no such words".',
      [3, 1, 2, 4],
      ['3: [3] answers it: "A worn fuse broke the circuit".'],
    ],
    [
      'what is said of the other passages is not said of the one before',
      '[3] answers it. The other passages do not answer it.',
      [3, 1, 2, 4],
      ['3: [3] answers it.'],
    ],
    ['in Persian', '[3] پاسخ می‌دهد. سایر متن‌ها پاسخ نمی‌دهند.', [3, 1, 2, 4], ['3: [3] پاسخ می‌دهد.']],
    [
      'in Russian',
      '[3] отвечает на вопрос. Остальные отрывки не отвечают на вопрос.',
      [3, 1, 2, 4],
      ['3: [3] отвечает на вопрос.'],
    ],
    ['in Chinese', '[3]直接回答了问题。其他段落没有回答问题。', [3, 1, 2, 4], ['3: [3]直接回答了问题。']],
  ] as const)('%s', (_promise, text, order, expected) => {
    expect(reasonsOf(text, ...order)).toEqual(expected);
  });

  it('says so in exports, in English', () => {
    const source = galleryLog('kettle.json');
    const first = source.findIndex(({ type }) => type === 'reasoning-delta');
    const log = source
      .filter(({ type }, place) => type !== 'reasoning-delta' || place === first)
      .map((event) => (event.type === 'reasoning-delta' ? { ...event, text: '[3] says less.' } : event));
    expect([...reasonTexts(viewOf(log)).values()]).toEqual(['Placed 1, though the thought says: [3] says less.']);
  });

  it('the first sample’s first row gives what is said for it', () => {
    const [first] = selectRankedRows(viewOf(galleryLog('kettle.json')));
    expect(first?.why).toMatchObject({
      type: 'decided',
      decision: {
        text: '[3] answers it: "A worn fuse broke the circuit, so the kettle stopped heating its water.".',
        against: false,
        denied: { text: '[3] is about something else.' },
      },
    });
  });
});

/** Every sentence that `findPreferences` reads a comparison or a written order from that `run`'s windows overturn, by window and place. */
function overturned(run: RunView): ReadonlySet<string> {
  return new Set(
    run.windows.flatMap((window) =>
      (selectConsistency(window)?.contradictions ?? []).flatMap(({ better, worse, source, sentence }) =>
        source === 'grading'
          ? []
          : [better, worse].map((identifier) => `${window.index} ${sentence.from} ${window.passages[identifier - 1]?.docId}`),
      ),
    ),
  );
}

/** No row of a finished run gives as its reason, without a word, a sentence that its order overturns, and no first row that it is about something else. */
function expectNothingAgainst(run: RunView): void {
  const wrong = overturned(run);
  for (const row of selectRankedRows(run)) {
    if (row.why.type !== 'decided' || row.why.decision.against) continue;
    const { decision } = row.why;
    if (run.windows.length === 1) expect(wrong).not.toContain(`${decision.window} ${decision.from} ${row.docId}`);
    const said = selectEvidence(run).get(row.docId)?.statements[0]?.said ?? new Map();
    const alike = [...said.values()].every((grades: readonly number[]) => grades.includes(1));
    if (row.rank === 1 && !row.tied && !alike) expect(decision.grade).not.toBe(1);
  }
}

test.each(STREAMS)('%s: at every cut no row gives as its reason what speaks against its place', (name) => {
  const log = readStream(name);
  for (let cut = 1; cut <= log.length; cut += 1) expectNothingAgainst(viewOf(log.slice(0, cut)));
});

test.each(readdirSync(GALLERY))('the recorded %s: no row gives as its reason what speaks against its place', (file) => {
  expectNothingAgainst(viewOf(galleryLog(file)));
});

test('whatever is said and however it is ordered: a reason without a mark fits its place, and one is there wherever something is said', () => {
  const sentence = fc.oneof(
    fc
      .tuple(
        fc.nat(3),
        fc.constantFrom('answers it', 'is right on the subject', 'is close', 'is about something else', 'is long'),
      )
      .map(([identifier, words]) => `[${identifier + 1}] ${words}.`),
    fc.tuple(fc.nat(3), fc.nat(3)).map(([one, other]) => `[${one + 1}] is better than [${other + 1}].`),
  );
  const orders = fc.shuffledSubarray([1, 2, 3, 4], { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 1, maxLength: 6 }), orders, (sentences, order) => {
      const { run, ids } = thought(sentences.join(' '));
      const reasons = selectReasons(run, placed(ids, ...order));
      for (const [place, id] of ids.entries()) {
        const statements = selectEvidence(run).get(id)?.statements ?? [];
        const reason = reasons.get(id);
        expect(reason === undefined).toBe(statements.length === 0);
        if (reason === undefined || reason.against) continue;
        const pair = /^\[(\d)\] is better than \[(\d)\]\.$/u.exec(reason.text);
        const [better, worse] = [Number(pair?.[1]), Number(pair?.[2])];
        if (pair !== null && better !== worse) expect(order.indexOf(better)).toBeLessThan(order.indexOf(worse));
        const others = sentences.filter((one) => !one.startsWith(`[${place + 1}]`));
        const first = order[0] === place + 1;
        if (first && others.every((one) => !one.includes('something else'))) expect(reason.text).not.toContain('something else');
      }
    }),
    { numRuns: cases(1000) },
  );
});
