import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PromptPassage } from '../../../../src/core/log/event.ts';
import { template } from '../../../../src/core/preset/built-in.ts';
import { neutralise } from '../../../../src/core/preset/fill.ts';
import { docId } from '../../../../src/core/request.ts';
import type { RankRequest } from '../../../../src/core/request.ts';
import { createEvidenceLock } from '../../../../src/core/run/lock.ts';
import type { QuotablePassage } from '../../../../src/core/run/lock.ts';
import { quotablePassages } from '../../../../src/core/run/quotable.ts';
import { evidenceUnits } from '../../../../src/core/text/evidence-units.ts';
import { findQuotes } from '../../../../src/core/trace/mentions.ts';
import { guidedCall, VOCABULARY } from '../../../support/guided-call.ts';
import { ownGuide } from '../../../support/own-guide.ts';
import { cases } from '../../../support/profile.ts';
import { seeded } from '../../../support/seeded.ts';

/** A request whose passages were read piece by piece: `nearness` of each unit to the query's one word. */
function requestOf(texts: readonly string[], nearness?: readonly (readonly number[])[]): RankRequest {
  const candidates = texts.map((text, place) => ({ docId: docId(`d${place + 1}`), text }));
  if (nearness === undefined) return { query: { id: 'q', text: 'word' }, candidates };
  const matches = texts.map((text, place) => ({
    units: evidenceUnits(text).map((unit, at) => ({ ...unit, similar: [nearness[place]?.[at] ?? 0] })),
    found: [null],
  }));
  const nothing = texts.map(() => 0);
  const parts = { bm25: nothing, cosine: nothing, maxSim: nothing, idfMaxSim: nothing };
  return {
    query: { id: 'q', text: 'word' },
    candidates,
    firstStage: {
      method: 'bm25+minilm',
      ranking: candidates.map((one) => one.docId),
      scores: nothing,
      windowFrom: texts.map(() => null),
      late: {
        weights: { bm25: 1, cosine: 1, maxSim: 1, idfMaxSim: 1 },
        parts,
        queryWords: [{ from: 0, to: 4, weight: 1 }],
        matches,
      },
    },
  };
}

/** A passage as a prompt shows the stretch `[keptFrom, keptTo)` of it. */
function shown(text: string, place: number, keptFrom = 0, keptTo = text.length): PromptPassage {
  const kept = neutralise(text.slice(keptFrom, keptTo));
  const cut = keptTo - keptFrom < text.length;
  return {
    docId: docId(`d${place + 1}`),
    identifier: place + 1,
    bucket: 5,
    text: kept.text,
    keptFrom,
    keptTo,
    cut,
    neutralised: kept.count,
  };
}

const textsOf = ({ text, quotable }: QuotablePassage): readonly string[] => quotable.map(({ from, to }) => text.slice(from, to));

describe('what may be quoted of a passage', () => {
  const text = 'The wall fell in 1989. Nobody  knew [7] why, they\nsaid. It was cold that night.';

  test('are its sentences, as the prompt shows them; the nearer to the query, the more favoured', () => {
    const [passage] = quotablePassages({ request: requestOf([text], [[0.1, 0.9, 0.2]]), passages: [shown(text, 0)], trust: 2 });
    expect(passage === undefined ? [] : textsOf(passage)).toEqual([
      'The wall fell in 1989.',
      'Nobody knew (7) why, they said.',
      'It was cold that night.',
    ]);
    const leans = passage?.quotable.map(({ lean }) => lean) ?? [];
    expect(Math.max(...leans)).toBe(leans[1]);
    expect(leans.reduce((sum, lean) => sum + lean, 0)).toBeCloseTo(0, 9);
  });

  test('of a passage that is cut are those that are left of it, and its own sentences where nothing was read piece by piece', () => {
    const from = text.indexOf('Nobody');
    const cut = [shown(text, 0, from)];
    for (const request of [requestOf([text], [[0.1, 0.9, 0.2]]), requestOf([text])]) {
      const [passage] = quotablePassages({ request, passages: cut, trust: 1 });
      expect(passage === undefined ? [] : textsOf(passage)).toEqual([
        'Nobody knew (7) why, they said.',
        'It was cold that night.',
      ]);
    }
  });

  test('no trust, no favour; a sentence with quote marks falls into what stands between them', () => {
    const quoting = 'He said "no" and left. Then -- "".';
    const [passage] = quotablePassages({ request: requestOf([quoting], [[0.9, 0.1]]), passages: [shown(quoting, 0)], trust: 0 });
    expect(passage === undefined ? [] : textsOf(passage)).toEqual(['He said', 'no', 'and left.', 'Then --']);
    expect(passage?.quotable.every(({ lean }) => lean === 0)).toBe(true);
  });

  test('never overlaps, never begins or ends with white space, and holds no quote mark, for any text', () => {
    const words = fc.array(fc.constantFrom('a', 'B.', 'c,', '"', '"d"', '7', '—', '。', '[3]', '<|x|>', 'ñ', '\n', '  ', 'e!'), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(words, fc.boolean(), (parts, read) => {
        const written = parts.join(' ');
        const request = requestOf([written], read ? [parts.map((_, at) => (at * 7) % 5)] : undefined);
        const [passage] = quotablePassages({ request, passages: [shown(written, 0)], trust: 1 });
        let before = 0;
        for (const { from, to, lean } of passage?.quotable ?? []) {
          const piece = passage?.text.slice(from, to) ?? '';
          expect(from).toBeGreaterThanOrEqual(before);
          expect(piece).toMatch(/^[^"\s](?:[^"]*[^"\s])?$/u);
          expect(Number.isFinite(lean)).toBe(true);
          before = to;
        }
      }),
      { numRuns: cases(500) },
    );
  });
});

describe('a lock over stretches that may be quoted', () => {
  const passage = (text: string, leans: readonly number[]): QuotablePassage => ({
    text,
    quotable: evidenceUnits(text).map((unit, at) => ({ ...unit, lean: leans[at] ?? 0 })),
  });
  const given = [passage('The wall fell in 1989. The night was cold. The end.', [3, -1, -2]), passage('Nobody knew why.', [0])];
  const lock = createEvidenceLock(given);
  const at = (text: string) => lock.after(lock.start, text);

  test.each([
    [' [1]: "The wall fell in 1989."', true],
    [' [1]: "The night was cold.", so', true],
    [' [1]: "The wall"', false],
    [' [1]: "wall fell in 1989."', false],
    [' [1]: "The wall fell in 1989. The', false],
    [' [1]: "fell', false],
    [' [2]: "Nobody knew why."', true],
    [' [2]: "The wall', false],
    [' [2]: ""', false],
  ])('%s: %s', (text, may) => {
    expect(at(text) !== null).toBe(may);
  });

  test('says what may go on, to a stretch’s end and no further, and leans where the text decides between stretches', () => {
    const begun = at(' [1]: "');
    expect(begun === null ? null : lock.narrow(begun)?.texts).toEqual([
      'The wall fell in 1989.',
      'The night was cold.',
      'The end.',
    ]);
    const lean = begun === null ? null : lock.lean(begun);
    expect([lean?.('The wall'), lean?.('The n'), lean?.('The'), lean?.('Nobody'), lean?.('The end."')]).toEqual([
      3, -1, 3, 0, -2,
    ]);
    const chosen = at(' [1]: "The wall');
    expect(chosen === null ? null : lock.narrow(chosen)?.texts).toEqual([' fell in 1989.']);
    expect(chosen === null ? 1 : lock.lean(chosen)).toBeNull();
    const over = at(' [1]: "The end.');
    expect(over === null ? null : lock.narrow(over)).toEqual({ texts: [], mark: '"' });
    const plain = at(' [1]');
    expect(plain === null ? 1 : lock.lean(plain)).toBeNull();
  });

  test('a letter that a vocabulary may lack never traps the model', () => {
    const foreign = createEvidenceLock([passage('Cafés close. Öfen too.', [1, 0])]);
    expect(foreign.after(foreign.start, ' [1]: "Caf"')).not.toBeNull();
    expect(foreign.after(foreign.start, ' [1]: "Caf')).not.toBeNull();
    expect(foreign.after(foreign.start, ' [1]: "Cafés"')).toBeNull();
  });

  test('a guide with it leans to the best sentence, and whatever a random model writes, its quotes are whole sentences', () => {
    const texts = [given[0]?.text ?? '', given[1]?.text ?? '', 'He left "at once". It was  7 o’clock, they said.'];
    const request = requestOf(texts, [[0.9, 0.1, 0.2], [0.5], [0.1, 0.3]]);
    const evidence = quotablePassages({ request, passages: texts.map((text, place) => shown(text, place)), trust: 2.5 });
    const whole = evidence.map(textsOf);
    const ascii = Array.from({ length: 94 }, (_, code) => String.fromCharCode(33 + code));
    const likely = [
      ' [1]: "',
      ' [2] says "',
      '[3], "',
      '"',
      '",',
      '". ',
      'The',
      ' wall',
      ' fell',
      'Nobody',
      ' knew',
      ' night',
      'He',
    ];
    const vocabulary = [...VOCABULARY, ...ascii, ...Array.from({ length: 4 }, () => likely).flat()];
    let quotes = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const guide = ownGuide({ template: template('glassrank-2'), count: 3, thoughtTokens: 80, opensThought: true, evidence });
        const { pieces, finish } = guidedCall({ guide, maxTokens: 500, vocabulary, random: seeded(seed) });
        expect(finish).toBe('stop');
        const thought = pieces.join('').split('</think>')[0] ?? '';
        for (const { text, identifier } of findQuotes(thought, 3)) {
          quotes += 1;
          const sentences = whole[(identifier ?? 0) - 1] ?? [];
          // Before a letter that a vocabulary may lack (’) it may stop.
          expect(
            sentences.some((one) => one === text || (one.startsWith(text) && one.charCodeAt(text.length) > 126)),
            thought,
          ).toBe(true);
        }
      }),
      { numRuns: cases(120) },
    );
    expect(quotes).toBeGreaterThan(20);
    const guide = ownGuide({ template: template('glassrank-2'), count: 3, thoughtTokens: 80, opensThought: true, evidence });
    for (const piece of [' [1]', ': ', '"']) guide.push(piece);
    const bias = guide.bias();
    expect(bias?.('The wall') ?? 0).toBeGreaterThan(bias?.('The night') ?? 0);
  });
});

test('no quote ends in the middle of a sentence at a shortened word, and none is longer than a unit may be', () => {
  const text = 'It was found by Dr. Smith of the U.S. Army in 1901. J. Lee read it, e.g. on p. 3. Then he left.';
  const whole = ['It was found by Dr. Smith of the U.S. Army in 1901.', 'J. Lee read it, e.g. on p. 3.', 'Then he left.'];
  const quotes = (request: RankRequest): readonly string[] =>
    quotablePassages({ request, passages: [shown(text, 0)], trust: 1 }).flatMap(({ text: of, quotable }) =>
      quotable.map(({ from, to }) => of.slice(from, to)),
    );
  expect(quotes(requestOf([text]))).toEqual(whole);
  // Also where the first stage has cut it into its units: what those are does not change.
  expect(evidenceUnits(text).length).toBeGreaterThan(whole.length);
  expect(quotes(requestOf([text], [[0.1, 0.9, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]]))).toEqual(whole);
  const long = `${'so many words '.repeat(7)}by Dr. Smith of the Royal Academy of all Sciences.`;
  expect(
    quotablePassages({ request: requestOf([long]), passages: [shown(long, 0)], trust: 1 })[0]?.quotable.length,
  ).toBeGreaterThan(1);
});
