import { createContext, use } from 'react';
import type { CatalogueModel } from '../../../engines/models/catalogue.ts';
import type { ModelsActions } from './controller.ts';

/** A model that comes with the page. */
export interface BuiltInModel {
  readonly id: string;
  readonly title: string;
  readonly bytes: number;
}

/** What does not change while the page of models lives. */
export interface ModelsPageParts {
  readonly actions: ModelsActions;
  readonly models: readonly CatalogueModel[];
  readonly builtIn: readonly BuiltInModel[];
}

export const ModelsContext = createContext<ModelsPageParts | null>(null);

/** What a part of the page of models acts with. */
export function useModels(): ModelsPageParts {
  const parts = use(ModelsContext);
  if (parts === null) throw new Error('a part of the page of models stands outside of it');
  return parts;
}

/** The workbench with this model chosen. */
export function workbenchWith(id: string): string {
  return `./index.html?model=${encodeURIComponent(id)}`;
}
