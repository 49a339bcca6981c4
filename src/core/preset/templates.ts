import glassrank from './templates/glassrank-1.json' with { type: 'json' };

/** How a model of ours was taught to write, and the defaults of a run with it. What it reads is its preset's. */
export interface PromptTemplate {
  readonly id: string;
  readonly thoughtOpen: string;
  readonly thoughtClose: string;
  readonly answerOpen: string;
  readonly answerClose: string;
  readonly answerSeparator: string;
  readonly passageWords: number;
  readonly windowSize: number;
  readonly windowStride: number;
  readonly thoughtTokens: number;
  /** How much the first stage's scores bias which identifier comes next; 0 = not at all. */
  readonly priorWeight: number;
}

const templates: readonly PromptTemplate[] = [
  {
    id: glassrank.id,
    thoughtOpen: glassrank.thought.open,
    thoughtClose: glassrank.thought.close,
    answerOpen: glassrank.answer.open,
    answerClose: glassrank.answer.close,
    answerSeparator: glassrank.answer.separator,
    passageWords: glassrank.cut.most,
    windowSize: glassrank.strategy.size,
    windowStride: glassrank.strategy.stride,
    thoughtTokens: glassrank.thought.tokens,
    priorWeight: glassrank.priorWeight,
  },
];

/** The template with this id. Throws RangeError for an unknown one: the catalog names only templates that are here. */
export function template(id: string): PromptTemplate {
  const found = templates.find((candidate) => candidate.id === id);
  if (found === undefined) throw new RangeError(`no prompt template is called ${JSON.stringify(id)}`);
  return found;
}
