import { readPreset } from '../preset/read.ts';
import type { FuseRule, RunMethod, Scaling } from './run-method.ts';
import { PARSER_IDS } from '../parser/parser-ids.ts';
import { PLAIN_SCALING } from './select-method.ts';

const FUSE_RULES: readonly FuseRule[] = ['borda', 'kemeny', 'reciprocal-rank'];

/** A method from what an earlier load of the page saved; null where prompt or strategy are not sound. Scaling that is unfit falls back to none. */
export function readMethod(value: unknown): RunMethod | null {
  if (!isRecord(value)) return null;
  const read = readPreset(value['preset']);
  if (!read.ok) return null;
  // The preset's reader knows the form of a strategy too.
  const withStrategy = readPreset({ ...read.value, strategy: value['strategy'] });
  const parser = PARSER_IDS.find((id) => id === value['parser']);
  if (!withStrategy.ok || parser === undefined) return null;
  return { preset: read.value, strategy: withStrategy.value.strategy, parser, scaling: readScaling(value['scaling']) };
}

function readScaling(value: unknown): Scaling {
  if (!isRecord(value)) return PLAIN_SCALING;
  const { earlyStop } = value;
  const stop = isRecord(earlyStop)
    ? {
        sentences: whole(earlyStop['sentences'], 1, 100),
        top: whole(earlyStop['top'], 1, 100),
        by: earlyStop['by'] === 'beliefs' ? ('beliefs' as const) : ('mentions' as const),
      }
    : null;
  return {
    samples: whole(value['samples'], 1, 64) ?? PLAIN_SCALING.samples,
    fuse: FUSE_RULES.find((rule) => rule === value['fuse']) ?? PLAIN_SCALING.fuse,
    waits: whole(value['waits'], 0, 8) ?? PLAIN_SCALING.waits,
    earlyStop:
      stop === null || stop.sentences === null || stop.top === null
        ? null
        : { sentences: stop.sentences, top: stop.top, by: stop.by },
    instantOrder: value['instantOrder'] === true,
  };
}

function whole(value: unknown, least: number, most: number): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
