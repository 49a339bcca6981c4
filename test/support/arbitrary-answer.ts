import fc from 'fast-check';

/** Texts made of the pieces answers and thoughts are made of, in any order: where parsers break. */
export const answerLike: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.integer({ min: -2, max: 14 }).map((identifier) => `[${identifier}]`),
      fc.integer({ min: 0, max: 9 }).map(String),
      fc.constantFrom('[', ']', ' > ', ' = ', '>', '=', '-', '–', ', ', '. ', '\n', '"', ' "', '" ', '“', '”', '«', '»', ' '),
      fc.constantFrom(
        '<think>',
        '</think>',
        '<answer>',
        '</answer>',
        '<',
        '</',
        'think>',
        '①',
        '۳',
        '３',
        '𝟗',
        '\uD835',
        '\0',
        'word',
      ),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));
