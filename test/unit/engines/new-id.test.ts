import { afterEach, expect, test, vi } from 'vitest';
import { newId } from '../../../src/engines/new-id.ts';

afterEach(() => vi.unstubAllGlobals());

test('ids are UUIDs of version 4, all different, also where the address is not secure and the browser makes none', () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const ids = Array.from({ length: 200 }, newId);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(new Set(ids).size).toBe(ids.length);
});
