import { count, fields, jsonOf, orNull, soundItems, text } from '../../../core/schema.ts';
import { readFields } from '../../../core/schema.ts';
import type { TypeOf } from '../../../core/schema.ts';
import { knownAt } from '../../../engines/models/catalogue.ts';
import type { CatalogueModel } from '../../../engines/models/catalogue.ts';
import type { InstallSource } from '../../../engines/models/plan.ts';
import type { StoredModel } from '../../../engines/models/stored.ts';
import type { BegunModel } from './slice.ts';

// Where models that are half here come from: the storage knows their bytes, this remembers their address, so that another visit can go on.

const KEY = 'glassrank.begun-models';

const begunRecord = fields({
  id: text,
  title: text,
  /** Null: a folder on this computer. */
  url: orNull(text),
  contextTokens: count,
});
type BegunRecord = TypeOf<typeof begunRecord>;

const begunRecords = fields({ models: soundItems(begunRecord) });

/** What earlier visits began; nothing where nothing can be read. */
export function readBegun(local: () => Storage): readonly BegunRecord[] {
  try {
    return readFields(begunRecords, jsonOf(local().getItem(KEY)), { models: [] }).models;
  } catch {
    return [];
  }
}

/** Remembers a model that begins, or (null) forgets one. Where nothing can be kept, a later visit has to be told the address again. */
export function writeBegun(
  local: () => Storage,
  model: { readonly id: string; readonly title: string; readonly source: InstallSource; readonly contextTokens: number } | null,
  forget: string = model?.id ?? '',
): void {
  const others = readBegun(local).filter(({ id }) => id !== forget);
  const record: readonly BegunRecord[] =
    model === null
      ? []
      : [
          {
            id: model.id,
            title: model.title,
            url: model.source.type === 'address' ? model.source.url : null,
            contextTokens: model.contextTokens,
          },
        ];
  try {
    local().setItem(KEY, JSON.stringify({ models: [...others, ...record] }));
  } catch {
    // As said above.
  }
}

/** The models that are half here: bytes by the storage, name and address by what was remembered or by the list. */
export function begunModels({
  parts,
  stored,
  kept,
  models,
}: {
  readonly parts: ReadonlyMap<string, number>;
  readonly stored: readonly StoredModel[];
  readonly kept: readonly BegunRecord[];
  readonly models: readonly CatalogueModel[];
}): readonly BegunModel[] {
  const whole = new Set(stored.filter((model) => model.whole).map(({ id }) => id));
  return [...parts]
    .filter(([id]) => !whole.has(id))
    .map(([id, heldBytes]): BegunModel => {
      const record = kept.find((one) => one.id === id);
      const repository = models.flatMap(({ variants }) => variants).find((variant) => variant.id === id)?.repository;
      const url = record === undefined ? repository : (record.url ?? undefined);
      if (url === undefined) return { id, title: record?.title ?? id, heldBytes, source: null };
      const known = knownAt(models, url, record?.contextTokens);
      const source: InstallSource = { type: 'address', url, ...(known === null ? {} : { known }) };
      return { id, title: record?.title ?? known?.title ?? id, heldBytes, source };
    });
}
