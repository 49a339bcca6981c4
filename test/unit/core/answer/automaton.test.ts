import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAnswerPrefix, isWholeAnswer } from '../../../support/answer-grammar.ts';
import type { AnswerShape } from '../../../../src/core/answer/shape.ts';
import { createAnswerAutomaton } from '../../../../src/core/answer/automaton.ts';
import { firstLabelContinuations, labelsOf } from '../../../../src/core/answer/labels.ts';
import { neededLabels } from '../../../../src/core/answer/shape.ts';
import { readAnswer } from '../../../../src/core/answer/reading.ts';
import { answerLike } from '../../../support/arbitrary-answer.ts';
import { cases } from '../../../support/profile.ts';
import { sampleShapes } from './sample-shapes.ts';

const shapes: readonly AnswerShape[] = Object.values(sampleShapes);
const anyShape = fc.constantFrom(...shapes);
const many = { numRuns: cases(10_000) };

/** Sizes of the list and of the call; judgements are about one passage. */
const asked = anyShape.chain((shape) => {
  const judgement = shape.type === 'word' || shape.type === 'grade';
  return fc.record({
    shape: fc.constant(shape),
    count: judgement
      ? fc.constant(1)
      : fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 5 }) }, fc.integer({ min: 10, max: 12 })),
    take: fc.option(fc.nat(12), { nil: undefined }),
  });
});

const given = <T extends { readonly take: number | undefined }>({ take, ...rest }: T) => ({
  ...rest,
  ...(take === undefined ? {} : { take }),
});

/** Walks from the empty text to a whole answer, each step one character that the automaton allows. */
function walk(automaton: ReturnType<typeof createAnswerAutomaton>, choices: () => number): string {
  const units = [...automaton.alphabet].map((unit) => String.fromCharCode(unit));
  for (let text = ''; ;) {
    if (automaton.isWhole(text) && (!automaton.mayGrow(text) || choices() % 2 === 0)) return text;
    const next = units.filter((unit) => automaton.isPrefix(text + unit));
    if (next.length === 0) expect.fail(`stuck at ${JSON.stringify(text)}`);
    text += next[choices() % next.length] ?? '';
  }
}

describe('createAnswerAutomaton', () => {
  it('gives the verdicts of the strict order grammar on any text, whole answers and their damaged copies', () => {
    const form = { open: '\n<answer>', close: '</answer>', separator: ' > ' };
    const damage = fc.record({
      at: fc.nat(400),
      cut: fc.nat(2),
      put: fc.constantFrom('', '0', '1', '[', ']', ' ', '>', '<', 'x'),
    });
    const order = fc.integer({ min: 0, max: 23 }).chain((count) =>
      fc.record({
        order: fc.shuffledSubarray(
          Array.from({ length: count }, (_, place) => place + 1),
          { minLength: count },
        ),
        damage: fc.option(damage),
        cutTo: fc.nat(200),
        noise: fc.option(answerLike, { freq: 8 }),
      }),
    );
    fc.assert(
      fc.property(order, ({ order: identifiers, damage: broken, cutTo, noise }) => {
        const count = identifiers.length;
        const automaton = createAnswerAutomaton({ shape: sampleShapes.order, count });
        const whole = form.open + identifiers.map((identifier) => `[${identifier}]`).join(form.separator) + form.close;
        const text =
          noise ?? (broken === null ? whole : whole.slice(0, broken.at) + broken.put + whole.slice(broken.at + broken.cut));
        for (const part of [text, text.slice(0, cutTo), whole.slice(0, cutTo)]) {
          const same =
            automaton.isPrefix(part) === isAnswerPrefix(part, count, form) &&
            automaton.isWhole(part) === isWholeAnswer(part, count, form);
          if (!same) expect.fail(JSON.stringify(part));
        }
      }),
      many,
    );
  }, 60_000);

  it('a random walk over it always ends in a whole answer that is read back as complete, and every cut of it is a prefix', () => {
    fc.assert(
      fc.property(asked, fc.infiniteStream(fc.nat(1 << 20)), (question, numbers) => {
        const call = given(question);
        const automaton = createAnswerAutomaton(call);
        const whole = walk(automaton, () => Number(numbers.next().value));
        expect(whole.length).toBeLessThanOrEqual(automaton.longest);
        for (let cut = 0; cut <= whole.length; cut += 1) {
          if (!automaton.isPrefix(whole.slice(0, cut))) expect.fail(JSON.stringify(whole.slice(0, cut)));
        }
        const reading = readAnswer({ ...call, text: whole });
        if (neededLabels(call) > 0 || call.shape.type === 'word' || call.shape.type === 'grade') {
          expect(reading.outcome, whole).toEqual({ type: 'complete' });
        }
        const named = automaton.identifiersIn(whole);
        if (
          call.shape.type !== 'scores' &&
          call.shape.type !== 'word' &&
          call.shape.type !== 'grade' &&
          !automaton.mayGrow(whole)
        ) {
          expect(reading.groups.flat().slice(0, named.length)).toEqual(named.map((identifier) => identifier - 1));
        }
      }),
      many,
    );
  }, 60_000);

  it('says of every beginning what may come next and what must, as asking about one character after the other does', () => {
    fc.assert(
      fc.property(asked, fc.infiniteStream(fc.nat(1 << 20)), (question, numbers) => {
        const automaton = createAnswerAutomaton(given(question));
        const units = [...automaton.alphabet].map((unit) => String.fromCharCode(unit));
        const next = (text: string): string[] => units.filter((unit) => automaton.isPrefix(text + unit));
        const whole = walk(automaton, () => Number(numbers.next().value));
        for (let cut = 0; cut <= whole.length; cut += 1) {
          const text = whole.slice(0, cut);
          expect(new Set(automaton.goesOn(text).map((rest) => rest.charAt(0)))).toEqual(new Set(next(text)));
          let sure = '';
          for (
            let [only, ...others] = next(text);
            only !== undefined && others.length === 0;
            [only, ...others] = next(text + sure)
          ) {
            if (automaton.isWhole(text + sure)) break;
            sure += only;
          }
          expect(automaton.certain(text)).toBe(sure);
        }
      }),
      { numRuns: cases(1000) },
    );
  }, 60_000);

  it('cut into tokens of any size, a walk is accepted token by token', () => {
    const order = fc.shuffledSubarray(
      Array.from({ length: 11 }, (_, place) => place + 1),
      { minLength: 11 },
    );
    const automaton = createAnswerAutomaton({ shape: sampleShapes.bare, count: 11 });
    fc.assert(
      fc.property(order, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (identifiers, sizes) => {
        const whole = identifiers.map((identifier) => `Document ${identifier}`).join(', ');
        for (let at = 0, step = 0; at < whole.length; step += 1) {
          at += sizes[step % sizes.length] ?? 1;
          if (!automaton.isPrefix(whole.slice(0, at))) expect.fail(whole.slice(0, at));
        }
        expect(automaton.isWhole(whole)).toBe(true);
      }),
      many,
    );
  }, 60_000);

  it('accepts exactly the beginnings of all answers, for every shape over up to three passages', () => {
    for (const shape of shapes) {
      for (const count of [1, 2, 3]) {
        for (const take of [undefined, 1, 2]) {
          if (shape.type === 'scores' && (count > 1 || shape.least < 0)) continue;
          const call = given({ shape, count, take });
          const whole = new Set(allAnswers(call));
          const prefixes = new Set(
            [...whole].flatMap((text) => Array.from({ length: text.length + 1 }, (_, cut) => text.slice(0, cut))),
          );
          const automaton = createAnswerAutomaton(call);
          expect(automaton.longest).toBe(Math.max(...[...whole].map((text) => text.length)));
          expect(automaton.alphabet).toEqual(
            new Set(
              [...whole]
                .join('')
                .split('')
                .map((unit) => unit.charCodeAt(0)),
            ),
          );
          for (const prefix of prefixes) {
            expect(automaton.isWhole(prefix), prefix).toBe(whole.has(prefix));
            for (const unit of [...automaton.alphabet].map((code) => String.fromCharCode(code)).concat('0', '9', 'x', '\n')) {
              if (automaton.isPrefix(prefix + unit) !== prefixes.has(prefix + unit)) expect.fail(JSON.stringify(prefix + unit));
            }
          }
        }
      }
    }
  });

  it('lets what comes next decide where one label begins another and nothing closes it', () => {
    const automaton = createAnswerAutomaton({ shape: sampleShapes.select, count: 10, take: 2 });
    expect(automaton.isPrefix('Document 1, Document 10')).toBe(true);
    expect(automaton.isWhole('Document 1, Document 10')).toBe(true);
    expect(automaton.isPrefix('Document 1, Document 1')).toBe(true);
    expect(automaton.isWhole('Document 1, Document 1')).toBe(false);
    expect(automaton.isWhole('Document 2, Document 1')).toBe(true);
    expect(automaton.mayGrow('Document 2, Document 1')).toBe(true);
    expect(automaton.mayGrow('Document 10, Document 1')).toBe(false);
    expect(automaton.isPrefix('Document 1, Document 11')).toBe(false);
    expect(automaton.identifiersIn('Document 2, Document 1')).toEqual([2]);
    expect(automaton.identifiersIn('Document 10, Document 1')).toEqual([10, 1]);
  });

  it('takes exactly as many labels as the call wants, and ties only where the form knows them', () => {
    const three = createAnswerAutomaton({ shape: sampleShapes.tied, count: 5, take: 3 });
    expect(three.isWhole('\n\n[5] = [2] > [1]')).toBe(true);
    expect(three.isPrefix('\n\n[5] = [2] > [1] > ')).toBe(false);
    expect(three.isWhole('\n\n[5] = [2]')).toBe(false);
    expect(createAnswerAutomaton({ shape: sampleShapes.order, count: 3 }).isPrefix('\n<answer>[1] =')).toBe(false);
  });

  it('holds scores to one spelling and to the range', () => {
    const automaton = createAnswerAutomaton({ shape: { ...sampleShapes.balance, least: -12, most: 103 }, count: 2 });
    expect(automaton.isWhole('{"[A]": -12, "[B]": 103}')).toBe(true);
    for (const wrong of [
      '{"[A]": -13',
      '{"[A]": 104',
      '{"[A]": 05',
      '{"[A]":1',
      '{"[B]"',
      '{"[A]": -0',
      '{"[A]": 1, "[B]": 1, ',
    ]) {
      expect(automaton.isPrefix(wrong), wrong).toBe(false);
    }
    expect(automaton.identifiersIn('{"[A]": 1, "[B]": 10')).toEqual([1]);
    expect(() => createAnswerAutomaton({ shape: { ...sampleShapes.scores, least: 2, most: 1 }, count: 1 })).toThrow(RangeError);
  });
});

describe('labelsOf and firstLabelContinuations', () => {
  it('writes labels as the shape does, letters past Z too', () => {
    expect(labelsOf(sampleShapes.letters, 28).slice(24)).toEqual(['[Y]', '[Z]', '[AA]', '[AB]']);
    expect(labelsOf(sampleShapes.bare, 2)).toEqual(['Document 1', 'Document 2']);
    expect(labelsOf(sampleShapes.grade, 1)).toEqual([]);
  });

  it('tells one label from another in more than its length, where anything follows a label', () => {
    expect(firstLabelContinuations({ shape: sampleShapes.order, count: 10 }).at(0)).toBe('[1]');
    expect(firstLabelContinuations({ shape: sampleShapes.bare, count: 10 }).at(0)).toBe('Document 1, ');
    expect(firstLabelContinuations({ shape: sampleShapes.select, count: 10, take: 1 }).at(0)).toBe('Document 1');
    expect(firstLabelContinuations({ shape: sampleShapes.scores, count: 2 })).toEqual([]);
    for (const shape of [sampleShapes.order, sampleShapes.bare, sampleShapes.letters]) {
      const automaton = createAnswerAutomaton({ shape, count: 12 });
      for (const label of firstLabelContinuations({ shape, count: 12 }))
        expect(automaton.isPrefix(shape.open + label)).toBe(true);
    }
  });
});

function allAnswers({ shape, count, take }: { shape: AnswerShape; count: number; take?: number }): readonly string[] {
  const { open, close } = shape;
  const numbers = 'least' in shape ? Array.from({ length: shape.most - shape.least + 1 }, (_, step) => shape.least + step) : [];
  const inner = (): readonly string[] => {
    switch (shape.type) {
      case 'word':
        return [shape.yes, shape.no];
      case 'grade':
        return [shape.yes, shape.no].flatMap((word) => numbers.map((number) => `${word}(${number})`));
      case 'scores':
        return numbers.map((number) => `{"${labelsOf(shape, 1)[0]}": ${number}}`);
      case 'best':
        return labelsOf(shape, count);
      case 'order':
      case 'select': {
        const marks = shape.type === 'order' && shape.tie !== null ? [shape.separator, shape.tie] : [shape.separator];
        const labels = labelsOf(shape, count);
        let texts: { text: string; used: readonly string[] }[] = labels.map((label) => ({ text: label, used: [label] }));
        for (let step = 1; step < Math.min(take ?? count, count); step += 1) {
          texts = texts.flatMap(({ text, used }) =>
            labels
              .filter((label) => !used.includes(label))
              .flatMap((label) => marks.map((mark) => ({ text: text + mark + label, used: [...used, label] }))),
          );
        }
        return texts.map(({ text }) => text);
      }
    }
  };
  return inner().map((text) => open + text + close);
}
