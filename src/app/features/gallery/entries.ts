import table from './entries.json' with { type: 'json' };

/** What a recorded run shows. Each kind has its words in `words/en/gallery.ts`. */
export const GALLERY_KINDS = [
  'lift',
  'correction',
  'long',
  'claim',
  'evidence',
  'code',
  'language',
  'private',
  'failure',
  'attack',
  'certified',
  'larger',
] as const;

export type GalleryKind = (typeof GALLERY_KINDS)[number];

/** Who wrote the passages of a run, and under which licence they may be passed on. */
export interface GallerySource {
  readonly licence: string;
  readonly attribution: string;
  /** Where they come from; null: from here. */
  readonly address: string | null;
}

/** One recorded run. Its title and what it shows stand in `words/en/gallery.ts`, under its id. */
export interface GalleryEntry {
  /** Also the file's name, and what `?run=` asks for. */
  readonly id: string;
  /** Its list in scripts/gallery-lists.json: runs of one list can be laid side by side. */
  readonly list: string;
  readonly kind: GalleryKind;
  readonly query: string;
  /** How many passages the list has. */
  readonly passages: number;
  /** Of query or passages, as BCP 47. */
  readonly language: string;
  /** A model of the catalogue, or a GGUF file's name: that one ran behind llama.cpp's server. */
  readonly model: string;
  /** Id of the prompt. */
  readonly preset: string;
  /** A strategy's type. */
  readonly strategy: string;
  readonly source: GallerySource;
  /** Of the file. */
  readonly bytes: number;
  /** What the run took where it was recorded. */
  readonly seconds: number;
}

/** The recorded runs, in the order in which they are shown. */
export const GALLERY: readonly GalleryEntry[] = table.entries.map((entry) => ({
  ...entry,
  kind: entry.kind as GalleryKind,
  source: table.sources[entry.source as keyof typeof table.sources],
}));

/** The entry that an address or a lesson asks for; null: there is none. */
export function galleryEntry(id: string | null): GalleryEntry | null {
  return GALLERY.find((entry) => entry.id === id) ?? null;
}

/** Where a recorded run lies, beside the page: a run log (`parseLogFile`). */
export function galleryFile(id: string): string {
  return `gallery/${id}.json`;
}

/** The command that recorded it. */
export function recordedBy(id: string): string {
  return `node scripts/record-gallery.mjs --again ${id}`;
}

/** The run that plays on a page where nothing is done yet. */
export const LANDING = 'kettle';

/** A model's name for people: that of the catalogue, or of the file that was served. */
export function modelName(model: string): string {
  return table.models[model as keyof typeof table.models] ?? model;
}
