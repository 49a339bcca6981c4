import type { RunCost, RunEventBody, RunOutcome } from '../log/event.ts';
import type { FuseRule } from './method.ts';
import type { CallResult } from '../answer/shape.ts';
import { borda, reciprocalRankFusion, rankSpread, sampleAgreement } from '../fusion/fusion.ts';
import { kemeny } from '../fusion/kemeny.ts';
import { everyPosition, reorderPlaces } from '../ranking.ts';
import { askCall } from './ask.ts';
import type { CallAnswer, CallInput } from './ask.ts';
import type { Partition } from '../ranking.ts';
import type { DocId } from '../request.ts';
import { shuffledMembers } from '../strategy/strategy.ts';
import { toldGroups } from './resume.ts';

type WindowEnd = Extract<RunEventBody, { readonly type: 'window-end' }>;

const FUSE: Readonly<Record<FuseRule, (samples: readonly Partition[]) => Partition>> = {
  borda,
  kemeny: (samples) => kemeny(samples).groups,
  'reciprocal-rank': reciprocalRankFusion,
};

/** What all samples of a call came to. `last` makes the window-end of the last one of the order that it leaves. */
export type SamplesEnd = { readonly cost: RunCost } & (
  | { readonly result: CallResult; readonly last: (left: Pick<WindowEnd, 'ranking' | 'ties'>) => WindowEnd }
  | { readonly outcome: RunOutcome }
);

/**
 * Asks a call as often as the method says, each time but the first with its passages shuffled, and fuses the answers: permutation self-consistency
 * (arXiv 2310.07712). `members` names the call's passages in the strategy's numbers, in the order of `call.shown`. Each sample is a window of the log.
 */
export async function* askSamples({
  call,
  members,
}: {
  call: CallInput;
  members: readonly number[];
}): AsyncGenerator<RunEventBody, SamplesEnd, undefined> {
  const { samples: of, fuse } = call.method.scaling;
  const { shown } = call;
  /** Answers so far, over positions of `shown`. */
  const orders: Partition[] = [];
  const scores: (readonly (number | null)[] | null)[] = [];
  /** What no answer so far has placed, by position in `shown`. */
  let unsaid = everyPosition(shown.length);
  let cost: RunCost = { calls: 0, promptTokens: 0, completionTokens: 0 };
  for (let sample = 0; ; sample += 1) {
    const index = call.index + sample;
    const dealt = shuffledMembers({ members: shown.map((_, position) => position), seed: call.settings.seed, sample });
    const here = dealt.flatMap((position) => shown[position] ?? []);
    const end = yield* askCall({
      ...call,
      index,
      shown: here,
      ...(of === 1 ? {} : { sample: { index: sample, of } }),
    });
    if ('outcome' in end) return { cost: { ...cost, calls: cost.calls + 1 }, outcome: end.outcome };
    const { answer } = end;
    const { usage } = answer;
    cost = {
      calls: cost.calls + 1,
      promptTokens: cost.promptTokens + usage.promptTokens,
      completionTokens: cost.completionTokens + usage.completionTokens,
    };
    orders.push(answer.groups.map((group) => group.flatMap((position) => dealt[position] ?? [])));
    scores.push(undealt(answer.scores, dealt));
    const left = new Set(unsaidPositions(answer).flatMap((position) => dealt[position] ?? []));
    unsaid = unsaid.filter((position) => left.has(position));
    const last = (left: Pick<WindowEnd, 'ranking' | 'ties'>): WindowEnd => windowEnd(index, { answer, shown: here, left });
    const groups = orders.length === 1 ? (orders[0] ?? []) : FUSE[fuse](orders);
    if (sample + 1 < of) {
      yield last({ ranking: reorderPlaces({ ranking: call.ranking, shown, order: groups.flat() }) });
      continue;
    }
    if (of > 1) {
      yield {
        type: 'samples-fused',
        window: index,
        windows: orders.map((_, place) => call.index + place),
        rule: fuse,
        agreement: sampleAgreement(orders),
        spread: Array.from(rankSpread(orders)).flatMap(([position, spread]) => {
          const docId = shown[position];
          return docId === undefined ? [] : [{ docId, ...spread }];
        }),
      };
    }
    const named = groups.map((group) => group.flatMap((position) => members[position] ?? []));
    const unnamed = unsaid.flatMap((position) => members[position] ?? []);
    const result = { groups: named, scores: meanScores(scores), ...(unnamed.length === 0 ? {} : { unsaid: unnamed }) };
    return { cost, last, result };
  }
}

function windowEnd(
  window: number,
  {
    answer: { outcome, thought, notes, scores, usage, groups },
    shown,
    left,
  }: { answer: CallAnswer; shown: readonly DocId[]; left: Pick<WindowEnd, 'ranking' | 'ties'> },
): WindowEnd {
  return {
    type: 'window-end',
    window,
    outcome,
    thought,
    ...(scores === null ? {} : { scores }),
    ...toldGroups(groups, shown, left),
    ...(notes.length === 0 ? {} : { notes }),
    usage,
    ...left,
  };
}

/** The positions that an answer should have placed and did not: what its outcome calls missing, what stood behind its break, all where none could be read. */
function unsaidPositions({ outcome, groups }: CallAnswer): readonly number[] {
  switch (outcome.type) {
    case 'complete':
      return [];
    case 'repaired':
      return outcome.missing.map((identifier) => identifier - 1);
    case 'truncated':
      return groups.flat().slice(outcome.settled);
    case 'unparsed':
      return groups.flat();
  }
}

/** Scores in the order before the passages were dealt. */
function undealt(scores: CallAnswer['scores'], dealt: readonly number[]): readonly (number | null)[] | null {
  if (scores === null) return null;
  const back: (number | null)[] = dealt.map(() => null);
  dealt.forEach((position, place) => {
    back[position] = scores[place] ?? null;
  });
  return back;
}

/** The mean of the samples that gave a passage a number; null where none did. */
function meanScores(samples: readonly (readonly (number | null)[] | null)[]): readonly (number | null)[] | null {
  const given = samples.flatMap((scores) => (scores === null ? [] : [scores]));
  const [first] = given;
  if (first === undefined) return null;
  return first.map((_, position) => {
    const values = given.flatMap((scores) => scores[position] ?? []);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}
