/** A passage's identity, unique within one request. Never shown to the model: prompts use window identifiers `[1]`… instead. */
export type DocId = string & { readonly __brand: 'DocId' };

/** Brands a string as a DocId. Any non-empty string is allowed; uniqueness is checked where requests are read (`input/`). */
export function docId(value: string): DocId {
  return value as DocId;
}
