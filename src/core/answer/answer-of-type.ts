import type { AnswerShape, LabelForm } from './answer-shape.ts';
import type { Question } from './question.ts';

const NUMBERS: LabelForm = { before: '[', after: ']', numerals: 'numbers' };

/** An answer of another form that keeps what both have. */
export function answerOfType(type: AnswerShape['type'], before: AnswerShape): AnswerShape {
  const { open, close } = before;
  const label = 'label' in before ? before.label : NUMBERS;
  const separator = 'separator' in before ? before.separator : type === 'select' ? ', ' : ' > ';
  const range = 'least' in before ? { least: before.least, most: before.most } : { least: 0, most: 10 };
  const verdict = 'yes' in before ? { yes: before.yes, no: before.no } : { yes: 'yes', no: 'no' };
  switch (type) {
    case 'order':
      return { type, open, close, label, separator, tie: null };
    case 'best':
      return { type, open, close, label };
    case 'select':
      return { type, open, close, label, separator };
    case 'scores':
      return { type, open, close, label, ...range };
    case 'word':
      return { type, open, close, ...verdict };
    case 'grade':
      return { type, open, close, ...verdict, ...range };
  }
}

/** The form that answers a question. */
export function answerTypeOf(question: Question): AnswerShape['type'] {
  return question === 'relevance' ? 'word' : question;
}
