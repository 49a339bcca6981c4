import { expect, test } from 'vitest';
import { growthTests } from '../../../scripts/growth-tests.mjs';

test('what measures growth has a process of its own, and nothing else has', () => {
  const found = growthTests();
  expect(found).toContain('test/unit/core/trace/split.test.ts');
  expect(found).toContain('test/unit/tooling/growth.test.ts');
  expect(found).not.toContain('test/unit/tooling/growth-tests.test.ts');
  expect(found.every((name) => name.startsWith('test/unit/') && /\.test\.tsx?$/u.test(name))).toBe(true);
  expect(found.length).toBeLessThan(30);
});
