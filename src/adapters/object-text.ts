import type { GivenDocument } from './ranked-run.ts';

/**
 * What an object says to a model. A `title` that is a text is the title. Of `{text}` and `{title, text}` the text is the text; of any other object every
 * field but the title is a line `name: value`, texts as they are and the rest as JSON, so that nothing is left out.
 */
export function documentOfObject(document: { readonly [key: string]: unknown }): Pick<GivenDocument, 'text' | 'title'> {
  const { title, ...rest } = document;
  const titled = typeof title === 'string';
  const fields = Object.entries(titled || title === undefined ? rest : document).filter(([, value]) => value !== undefined);
  const [only] = fields;
  const text =
    fields.length === 1 && only?.[0] === 'text' && typeof only[1] === 'string'
      ? only[1]
      : fields.map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`).join('\n');
  return { text, ...(titled ? { title } : {}) };
}
