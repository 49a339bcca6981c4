import type { CallResult } from '../answer/shape.ts';
import { groupByScore } from '../ranking.ts';
import type { Partition } from '../ranking.ts';
import { certifierOf, createStrategy } from './index.ts';
import type { StrategySpec } from './index.ts';
import type { Certificate, StrategyCall } from './strategy.ts';

/** One call of a run, its answer, and the list as it stands after it. */
export interface JudgedCall {
  readonly call: StrategyCall;
  readonly answer: CallResult;
  /** Every position exactly once, best first, ties as groups. */
  readonly standing: Partition;
  /** What is certain since; null where the strategy certifies nothing. */
  readonly certificate: Certificate | null;
}

/** Answers a call, about all of its members. */
export type Judge = (call: StrategyCall) => CallResult;

/**
 * A judge without faults: it orders by `worth`, equal worths tied, and never leaves a passage out. A selection's `take` best stand before the others. Its scores
 * are the worths, which must lie in 0 … 1 for relevance to be told by them (`standingByScore`).
 */
export function perfectJudge(worth: (position: number) => number): Judge {
  return ({ members, question, take = 1 }) => {
    const groups = groupByScore(members, worth);
    switch (question) {
      case 'order':
        return { groups, scores: null };
      case 'relevance':
      case 'scores':
        return { groups, scores: members.map(worth) };
      case 'best':
      case 'select': {
        const flat = groups.flat();
        const taken = question === 'best' ? (groups[0] ?? []) : flat.slice(0, take);
        const left = flat.filter((member) => !taken.includes(member));
        return { groups: left.length === 0 ? [taken] : [taken, left], scores: null };
      }
    }
  };
}

/**
 * What a strategy does over `count` passages with a judge that answers at once: all calls with their answers, for lessons, benches and tests. The spec must be
 * one that `checkStrategy` finds nothing wrong with; `seed` as for `createStrategy`.
 */
export function runJudged({
  spec,
  count,
  judge,
  seed = 0,
}: {
  readonly spec: StrategySpec;
  readonly count: number;
  readonly judge: Judge;
  readonly seed?: number;
}): readonly JudgedCall[] {
  const run = createStrategy({ spec, count, seed });
  const certify = certifierOf({ spec, count });
  const calls: JudgedCall[] = [];
  for (let step = run.next(); step.done !== true;) {
    const { call } = step.value;
    const answer = judge(call);
    step = run.next(answer);
    calls.push({
      call,
      answer,
      standing: step.done === true ? step.value : step.value.standing,
      certificate: certify?.(answer) ?? null,
    });
  }
  return calls;
}
