import type { AnswerShape } from '../../../../src/core/answer/shape.ts';

const brackets = { before: '[', after: ']', numerals: 'numbers' } as const;
const letters = { before: '[', after: ']', numerals: 'letters' } as const;
const documents = { before: 'Document ', after: '', numerals: 'numbers' } as const;

/** One of every form the presets use, and the awkward ones: labels that nothing closes, letters, ties, negative scores. */
export const sampleShapes = {
  order: { type: 'order', open: '\n<answer>', close: '</answer>', label: brackets, separator: ' > ', tie: null },
  tied: { type: 'order', open: '\n\n', close: '', label: brackets, separator: ' > ', tie: ' = ' },
  bare: { type: 'order', open: '', close: '', label: documents, separator: ', ', tie: null },
  letters: { type: 'order', open: '', close: '', label: letters, separator: ' > ', tie: ' = ' },
  best: { type: 'best', open: '\n<answer>', close: '</answer>', label: brackets },
  bareBest: { type: 'best', open: '', close: '', label: documents },
  letterBest: { type: 'best', open: '<answer>', close: '</answer>', label: letters },
  select: { type: 'select', open: '', close: '', label: documents, separator: ', ' },
  pointed: { type: 'select', open: '<answer>', close: '</answer>', label: { ...documents, after: '.' }, separator: ' ' },
  scores: { type: 'scores', open: '<answer> \n```json\n', close: '\n``` \n</answer>', label: brackets, least: 0, most: 10 },
  balance: { type: 'scores', open: '', close: '', label: letters, least: -12, most: 103 },
  word: { type: 'word', open: ' ', close: '', yes: 'true', no: 'false' },
  yesNo: { type: 'word', open: '', close: '', yes: 'yes', no: 'no' },
  grade: { type: 'grade', open: '\n\n', close: '', yes: 'yes', no: 'no', least: 0, most: 4 },
} as const satisfies Readonly<Record<string, AnswerShape>>;
