import glassrank from './glassrank-template.json' with { type: 'json' };

/** How a model was taught to read and write: prompts are data, byte for byte. Curly names are filled in; nothing else is changed. */
export interface PromptTemplate {
  readonly id: string;
  /** Where the format comes from. */
  readonly source: string;
  /** `{query}`, `{passages}`, `{count}`. */
  readonly user: string;
  /** One passage: `{identifier}`, `{bucket}` (first-stage score 0–9), `{text}`. */
  readonly passage: string;
  /** Between passages. */
  readonly separator: string;
  /** `{title}` and `{text}`, where a passage has a title. */
  readonly title: string;
  readonly thoughtOpen: string;
  readonly thoughtClose: string;
  readonly answerOpen: string;
  readonly answerClose: string;
  readonly answerSeparator: string;
  /** Defaults of a run with a model of this template. */
  readonly passageWords: number;
  readonly windowSize: number;
  readonly windowStride: number;
  readonly thoughtTokens: number;
  /** How much the first stage's scores bias which identifier comes next; 0 = not at all. */
  readonly priorWeight: number;
}

const templates: readonly PromptTemplate[] = [glassrank];

/** The template with this id. Throws RangeError for an unknown one: the catalog names only templates that are here. */
export function template(id: string): PromptTemplate {
  const found = templates.find((candidate) => candidate.id === id);
  if (found === undefined) throw new RangeError(`no prompt template is called ${JSON.stringify(id)}`);
  return found;
}
