import type { RunLogHeader } from './run-log-file.ts';

type LogHashes = NonNullable<RunLogHeader['hashes']>;

/** A hash of a log file's header that its events do not have. */
export type DifferingHash =
  | { readonly type: 'model-manifest' }
  | { readonly type: 'request' }
  /** 0-based window. */
  | { readonly type: 'prompt'; readonly window: number };

/** What was changed in a log after its export; empty when nothing was. `found`: the hashes of what the events hold now (`export/to-log-file.ts`). */
export function differingHashes(told: LogHashes, found: LogHashes): readonly DifferingHash[] {
  const prompts = Array.from({ length: Math.max(told.prompts.length, found.prompts.length) }, (_, window) => window);
  return [
    ...(told.modelManifest === found.modelManifest ? [] : [{ type: 'model-manifest' as const }]),
    ...(told.request === found.request ? [] : [{ type: 'request' as const }]),
    ...prompts
      .filter((window) => told.prompts[window] !== found.prompts[window])
      .map((window) => ({ type: 'prompt' as const, window })),
  ];
}
