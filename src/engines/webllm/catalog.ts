import catalog from './model-catalog.json' with { type: 'json' };

/** One model that this app can load. Its manifest's hash is part of the app, so the app vouches for every byte of the model. */
export interface CatalogEntry {
  readonly id: string;
  readonly title: string;
  /** Id of the prompt template that the model was trained with. */
  readonly template: string;
  readonly manifestSha256: string;
  /** Of what a load takes, about: both libraries counted as one. */
  readonly bytes: number;
}

/** Written by the model pipeline (`models/README.md`), never by hand. */
export const MODEL_CATALOG: readonly CatalogEntry[] = catalog.models;
