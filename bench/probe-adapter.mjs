import { readAdapter } from './library-needs.mjs';
import { withBenchPage } from './with-bench-page.mjs';

/**
 * The adapter that the benches' browser gives, read in a page of its own; null without one.
 * @param {{ realGpu: boolean }} settings
 */
export function probeAdapter({ realGpu }) {
  return withBenchPage({ realGpu }, (page) => page.evaluate(readAdapter));
}
