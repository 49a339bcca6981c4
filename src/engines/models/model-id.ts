import { MODEL_CATALOG } from '../webllm/catalog.ts';

/** A name for a stored model's folder: letters, digits, `-`, `_`, `.`; and none of a model that is part of this app. */
export function idOf(name: string): string {
  const plain =
    name
      .replaceAll(/[^\w.-]+/g, '-')
      .replace(/^[-.]+/, '')
      .slice(0, 96) || 'model';
  return plain === 'stored' || MODEL_CATALOG.some(({ id }) => id === plain) ? `${plain}-own` : plain;
}
