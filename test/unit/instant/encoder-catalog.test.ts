import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import catalog from '../../../src/instant/encoder-catalog.json' with { type: 'json' };

const folder = `public/models/${catalog.id}`;
const manifest = readFileSync(`${folder}/manifest.json`);
const { files } = JSON.parse(manifest.toString('utf8')) as {
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
};

it('the app vouches for the encoder that lies in public/models, file by file', () => {
  expect(createHash('sha256').update(manifest).digest('hex')).toBe(catalog.manifestSha256);
  for (const { name, bytes, sha256 } of files) {
    const content = readFileSync(`${folder}/${name}`);
    expect({ name, bytes: content.byteLength, sha256: createHash('sha256').update(content).digest('hex') }).toEqual({
      name,
      bytes,
      sha256,
    });
  }
  expect(files.filter(({ name }) => name !== 'NOTICE').reduce((sum, { bytes }) => sum + bytes, 0)).toBe(catalog.bytes);
});
