import { oncePer } from '../once.ts';
import type { RunView } from '../log/view.ts';
import { tiedRanks } from '../ranking.ts';
import type { TiedRank } from '../ranking.ts';
import type { DocId, RankRequest } from '../request.ts';
import type { TextSpan } from '../text/spans.ts';
import { selectEvidence } from './evidence.ts';
import type { PassageEvidence, PassageStatement } from './evidence.ts';

/** A sentence of a thought, and the window whose thought it is of. UTF-16 offsets. */
export interface ThoughtSentence extends TextSpan {
  readonly window: number;
  readonly text: string;
}

/** The one sentence that is given as the reason of a passage's place. */
export interface PassageDecision extends ThoughtSentence, Pick<PassageStatement, 'by' | 'grade' | 'segment'> {
  /** False when a later window held the passage too and its thought never speaks of it. */
  readonly latest: boolean;
  /** The thought speaks only against the place where the passage stands; this is what it says. */
  readonly against: boolean;
  /** What the thought says against the place besides; null: nothing, or `against` says it. */
  readonly denied: ThoughtSentence | null;
}

/** The support of a statement that speaks against its passage's place; of any other it is how many passages it sets its own apart from, as they stand. */
const AGAINST = -Infinity;

type RankOf = (docId: DocId) => number;

/**
 * A statement that sets its passage against others is held against where those stand. A grade is held against those of the others in the same thought:
 * it speaks against the place where all that is said of one that stands below is better, or of one above worse. "Is about something else" speaks
 * against the first place and "answers it" against the last, unless the same is said of all.
 */
function support(docId: DocId, { statement, rankOf }: { readonly statement: PassageStatement; readonly rankOf: RankOf }): number {
  const own = rankOf(docId);
  const { above, below, grade, said } = statement;
  if (above.length + below.length > 0) {
    const wrong = above.some((other) => rankOf(other) < own) || below.some((other) => rankOf(other) > own);
    return wrong ? AGAINST : above.length + below.length;
  }
  if (grade === null) return 0;
  let [higher, lower, apart] = [0, 0, 0];
  let alike = true;
  for (const [other, grades] of said) {
    if (other === docId) continue;
    alike &&= grades.includes(grade);
    const rank = rankOf(other);
    if (rank < own) higher += 1;
    if (rank > own) lower += 1;
    if (grades.length === 0 || rank === own) continue;
    const sign = rank > own ? 1 : -1;
    if (grades.every((one) => (grade - one) * sign < 0)) return AGAINST;
    if (grades.some((one) => (grade - one) * sign > 0)) apart += 1;
  }
  if (alike) return apart;
  const first = higher === 0 && lower > 0;
  const last = lower === 0 && higher > 0;
  return (first && grade === 1) || (last && grade === 4) ? AGAINST : apart;
}

const STRENGTH = { judged: 3, comparison: 2, conclusion: 1, mentioned: 0 } as const;
const QUOTED = { found: 1, none: 0, unfound: -1 } as const;

/** Does it say anything of the worth of its passage? */
const says = ({ grade, above, below }: PassageStatement): boolean => grade !== null || above.length + below.length > 0;

interface Weighed {
  readonly statement: PassageStatement;
  readonly support: number;
}

/** The better reason of two that do not speak against the place: by what it is, by what bears it out, then the later one. */
function better(one: Weighed | null, other: Weighed): Weighed {
  if (one === null) return other;
  const differences = [
    STRENGTH[other.statement.by] - STRENGTH[one.statement.by],
    other.support - one.support,
    QUOTED[other.statement.quotes] - QUOTED[one.statement.quotes],
  ];
  return (differences.find((difference) => difference !== 0) ?? 0) < 0 ? one : other;
}

const sentenceOf = ({ window, from, to, text }: PassageStatement): ThoughtSentence => ({ window, from, to, text });

function decide(
  docId: DocId,
  { evidence, rankOf }: { readonly evidence: PassageEvidence; readonly rankOf: RankOf },
): PassageDecision | null {
  const { statements, passedOver } = evidence;
  const newest = statements.at(-1)?.window;
  if (newest === undefined) return null;
  const weighed = statements.map((statement) => ({ statement, support: support(docId, { statement, rankOf }) }));
  const against = weighed.filter(({ support: fits }) => fits === AGAINST);
  const fitting = weighed.filter(({ support: fits }) => fits !== AGAINST);
  const inNewest = ({ statement }: Weighed): boolean => statement.window === newest;
  const strongest = (all: readonly Weighed[]): Weighed | null => all.reduce<Weighed | null>(better, null);
  const spoken = strongest(fitting.filter((one) => inNewest(one) && says(one.statement)));
  const denied = against.findLast(inNewest) ?? null;
  // An earlier window's word counts where the last one speaks only against the place, and it bears the place out.
  const borne = fitting.filter(({ support: fits }) => fits > 0);
  const earlier = borne.filter(({ statement }) => statement.window === borne.at(-1)?.statement.window);
  const chosen =
    spoken ?? (denied === null ? strongest(fitting.filter(inNewest)) : strongest(earlier)) ?? strongestAgainst(against);
  if (chosen === null) return null;
  const { statement } = chosen;
  const isAgainst = chosen.support === AGAINST;
  return {
    ...sentenceOf(statement),
    by: statement.by,
    grade: statement.grade,
    segment: statement.segment,
    latest: !passedOver,
    against: isAgainst,
    denied: isAgainst || denied === null ? null : sentenceOf(denied.statement),
  };
}

/** Of sentences that all speak against the place, that of the newest window that says most. */
function strongestAgainst(against: readonly Weighed[]): Weighed | null {
  const newest = against.at(-1)?.statement.window;
  return against.filter(({ statement }) => statement.window === newest).reduce<Weighed | null>(better, null);
}

function sameSentence(one: ThoughtSentence | null, other: ThoughtSentence | null): boolean {
  if (one === null || other === null) return one === other;
  return one.window === other.window && one.from === other.from && one.text === other.text;
}

/** Are these the same reason, told alike? */
function sameDecision(one: PassageDecision, other: PassageDecision): boolean {
  return (
    sameSentence(one, other) &&
    one.by === other.by &&
    one.latest === other.latest &&
    one.against === other.against &&
    sameSentence(one.denied, other.denied)
  );
}

/** The reasons that a request's passages had last, to be given again where they are told alike: the list draws a row anew when its reason is another object. */
const reasonsBefore = oncePer<RankRequest, Map<DocId, PassageDecision>>(() => new Map());

/**
 * The reason of each passage's place as it is shown: of all that the thought says of it, the sentence that bears its place out best (about this passage
 * alone before comparisons, conclusions and mere mentions; with a quote that is in the passage before one without), in the last window that speaks of it.
 * A sentence that speaks against the place is given only where nothing else is said, and is marked so.
 * @param ranks where passages stand: what is said is held against it.
 */
export function selectReasons(
  run: RunView,
  ranks: ReadonlyMap<DocId, TiedRank> = tiedRanks({ order: run.ranking, ties: run.tentative === null ? run.ties : [] }),
): ReadonlyMap<DocId, PassageDecision> {
  const rankOf = (docId: DocId): number => ranks.get(docId)?.rank ?? Infinity;
  const reasons = new Map<DocId, PassageDecision>();
  const known = reasonsBefore(run.request);
  for (const [docId, evidence] of selectEvidence(run)) {
    const decided = decide(docId, { evidence, rankOf });
    if (decided === null) continue;
    const before = known.get(docId);
    const decision = before !== undefined && sameDecision(before, decided) ? before : decided;
    known.set(docId, decision);
    reasons.set(docId, decision);
  }
  return reasons;
}

/** The reasons of the committed order as an export gives them, in English. */
export function reasonTexts(run: RunView): ReadonlyMap<DocId, string> {
  const ranks = tiedRanks({ order: run.committed, ties: run.ties });
  return new Map(
    [...selectReasons(run, ranks)].map(([docId, { text, against }]) => [
      docId,
      against ? `Placed ${ranks.get(docId)?.rank ?? ''}, though the thought says: ${text}` : text,
    ]),
  );
}
