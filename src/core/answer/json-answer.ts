import { labelsOf } from './labels.ts';
import { neededLabels } from './shape.ts';
import type { AnswerShape } from './shape.ts';

/** What an answer of this shape is as JSON, for servers that take nothing but a JSON schema. Whether labels repeat it cannot say. */
export function toJsonSchema({
  shape,
  count,
  take,
}: {
  readonly shape: AnswerShape;
  readonly count: number;
  readonly take?: number | undefined;
}): Readonly<Record<string, unknown>> {
  const object = (properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  });
  const labels = labelsOf(shape, count);
  switch (shape.type) {
    case 'order':
    case 'select': {
      const needed = neededLabels({ shape, count, take });
      return object({
        answer: { type: 'array', items: { type: 'string', enum: labels }, minItems: needed, maxItems: needed },
      });
    }
    case 'best':
      return object({ answer: { type: 'string', enum: labels } });
    case 'scores':
      return object(
        Object.fromEntries(labels.map((label) => [label, { type: 'integer', minimum: shape.least, maximum: shape.most }])),
      );
    case 'word':
      return object({ answer: { type: 'string', enum: [shape.yes, shape.no] } });
    case 'grade':
      return object({
        answer: { type: 'string', enum: [shape.yes, shape.no] },
        grade: { type: 'integer', minimum: shape.least, maximum: shape.most },
      });
  }
}

/** The answer that such a JSON text says, written in the shape's own form; null where it is not of the schema's form. */
export function answerOfJson(shape: AnswerShape, json: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { answer, grade } = value as { readonly answer?: unknown; readonly grade?: unknown };
  const inside = (): string | null => {
    switch (shape.type) {
      case 'order':
      case 'select':
        return Array.isArray(answer) && answer.every((label) => typeof label === 'string') ? answer.join(shape.separator) : null;
      case 'best':
      case 'word':
        return typeof answer === 'string' ? answer : null;
      case 'grade':
        return typeof answer === 'string' && typeof grade === 'number' ? `${answer}(${grade})` : null;
      case 'scores':
        return `{${Object.entries(value)
          .map(([label, score]) => `${JSON.stringify(label)}: ${String(score)}`)
          .join(', ')}}`;
    }
  };
  const written = inside();
  return written === null ? null : shape.open + written + shape.close;
}
