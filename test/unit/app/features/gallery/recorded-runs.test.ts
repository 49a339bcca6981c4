import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  galleryEntry,
  galleryFile,
  GALLERY,
  GALLERY_KINDS,
  LANDING,
  modelName,
} from '../../../../../src/app/features/gallery/entries.ts';
import { LANGUAGE_CODES } from '../../../../../src/app/words/index.ts';
import { parseLogFile } from '../../../../../src/core/log/file.ts';
import { reduceLog } from '../../../../../src/core/log/view.ts';
import { selectMethod } from '../../../../../src/core/run/method.ts';

const PUBLIC = new URL('../../../../../public/', import.meta.url);
/** All recorded runs together may have so many bytes: they are part of every clone and of every host. */
const MOST_BYTES = 1_500_000;

const textOf = (id: string): string => readFileSync(new URL(galleryFile(id), PUBLIC), 'utf8');

/** A recorded run as the page reads it. */
function recorded(id: string) {
  const parsed = parseLogFile(textOf(id));
  if (!parsed.ok) throw new Error(`${id}: ${JSON.stringify(parsed.error)}`);
  const run = reduceLog(parsed.value.file.events);
  if (run === null) throw new Error(`${id} has no run`);
  return { ...parsed.value, run };
}

describe('the gallery’s recorded runs', () => {
  it('are at least twelve, each named once, together below 1.5 MB, and no file lies beside the table', () => {
    expect(GALLERY.length).toBeGreaterThanOrEqual(12);
    expect(new Set(GALLERY.map(({ id }) => id)).size).toBe(GALLERY.length);
    const files = readdirSync(new URL('gallery/', PUBLIC));
    expect(files.toSorted()).toEqual(GALLERY.map(({ id }) => `${id}.json`).toSorted());
    const bytes = files.reduce((sum, name) => sum + statSync(new URL(`gallery/${name}`, PUBLIC)).size, 0);
    expect(bytes).toBeLessThan(MOST_BYTES);
  });

  it.each(GALLERY.map((entry) => [entry.id, entry] as const))(
    '%s is a whole run of the model, prompt and list that the table names',
    (id, entry) => {
      const { file, problems, run } = recorded(id);
      expect(problems).toEqual([]);
      expect(run.outcome).toEqual({ type: 'complete' });
      expect(run.request.query.text).toBe(entry.query);
      expect(run.request.candidates).toHaveLength(entry.passages);
      expect(run.model.id).toBe(entry.model);
      const { preset, strategy } = selectMethod(run.settings, run.model.template);
      expect([preset.id, strategy.type]).toEqual([entry.preset, entry.strategy]);
      expect(Buffer.byteLength(textOf(id))).toBe(entry.bytes);
      expect(Math.round((file.events.at(-1)?.at ?? 0) / 100) / 10).toBe(entry.seconds);
      expect(GALLERY_KINDS).toContain(entry.kind);
      // Who wrote the passages goes with the file.
      expect(file).toMatchObject({ credit: entry.source });
      expect(entry.source.licence).not.toBe('');
      expect(modelName(entry.model)).not.toBe(entry.model);
    },
  );

  it.each(LANGUAGE_CODES)('have a title and say what they show in %s', async (language) => {
    const { galleryTitles } = (await import(`../../../../../src/app/words/${language}/gallery.ts`)) as {
      galleryTitles: Record<string, { readonly title: string; readonly about: string }>;
    };
    expect(Object.keys(galleryTitles).toSorted()).toEqual(GALLERY.map(({ id }) => id).toSorted());
    for (const { title, about } of Object.values(galleryTitles)) expect([title === '', about === '']).toEqual([false, false]);
  });

  it('hold the one that plays on the empty page, in which the model lifts the answer from the third place to the first', () => {
    const { run } = recorded(LANDING);
    expect(galleryEntry(LANDING)).not.toBeNull();
    expect(run.request.firstStage).toBeUndefined();
    expect(run.request.candidates[2]?.docId).toBe('p3');
    expect(run.ranking[0]).toBe('p3');
  });

  it('say of an id that there is none', () => {
    expect(galleryEntry('no-such-run')).toBeNull();
    expect(galleryEntry(null)).toBeNull();
  });
});
