import { oncePer } from '../once.ts';
import type { MentionGroup, TraceSentence } from './sentences.ts';

/** What a sentence says of the order of passages: tie groups of 1-based identifiers, best first. Two groups are one comparison. */
interface SentenceRelation {
  readonly type: 'chain' | 'pair';
  readonly groups: readonly (readonly number[])[];
}

/**
 * Reads `[2] > [1] = [3]` and comparisons of two groups of passages ("[2] is better than [3] and [4]"). Denied ones say nothing. Once for each sentence:
 * the preferences, the deciding sentences and the check of the answer all read it, over some thirty patterns.
 */
export const sentenceRelations: (sentence: TraceSentence) => readonly SentenceRelation[] = oncePer(readRelations);

function readRelations({ plain, groups }: TraceSentence): readonly SentenceRelation[] {
  const relations: SentenceRelation[] = [];
  const tied = tiesBeforeStep(plain, groups);
  let chain: number[][] | null = null;
  for (let index = 1; index < groups.length; index += 1) {
    const [first, second] = [groups[index - 1], groups[index]];
    if (first === undefined || second === undefined) break;
    const between = plain.slice(first.to, Math.min(second.from, first.to + longestBetween + 1));
    if (step.test(between) || (tie.test(between) && (chain !== null || tied.has(index)))) {
      if (chain === null) {
        chain = [[...first.identifiers]];
        relations.push({ type: 'chain', groups: chain });
      }
      if (step.test(between)) chain.push([...second.identifiers]);
      else chain.at(-1)?.push(...second.identifiers);
      continue;
    }
    chain = null;
    if (between.length > longestBetween) continue;
    const after = plain.slice(second.to, Math.min(groups[index + 1]?.from ?? plain.length, second.to + longestBetween));
    const rule = rules.find((one) => one.between.test(between) && (one.after?.test(after) ?? true));
    if (rule?.higher == null) continue;
    // In "[1] is better than [2], and [3] is worse than [4]" the group in the middle is an object and a subject: only its ends are sure.
    const subject = index > 1 ? first.identifiers.slice(-1) : first.identifiers;
    const objects = index < groups.length - 1 ? second.identifiers.slice(0, 1) : second.identifiers;
    relations.push({ type: 'pair', groups: rule.higher === 'first' ? [subject, objects] : [objects, subject] });
  }
  return relations;
}

/** `[1] = [2] > [3]`: groups tied to the one before them, in a run of ties that a step follows. */
function tiesBeforeStep(plain: string, groups: readonly MentionGroup[]): ReadonlySet<number> {
  const tied = new Set<number>();
  let steps = false;
  for (let index = groups.length - 1; index > 0; index -= 1) {
    const between = plain.slice(groups[index - 1]?.to, groups[index]?.from);
    if (between.length <= longestBetween && tie.test(between)) {
      if (steps) tied.add(index);
    } else {
      steps = between.length <= longestBetween && step.test(between);
    }
  }
  return tied;
}

const step = /^[\s*_`]*(?:>|＞|≻|&gt;)+[\s*_`]*$/u;
const tie = /^[\s*_`]*[=＝≈][\s*_`]*$/u;
const longestBetween = 160;

const object = '(?:[\\s*_]|,|the|a|one|ones|that|those|what|passages?|documents?|docs?|in|of|from)*$';
const stand = '(?:rank(?:s|ed)?|plac(?:e|es|ed)|put|comes?|goes|go|be|is|are|sits?|stands?|belongs?|stays?|deserves? to be)';
const englishUp =
  'better|stronger|closer|nearer|clearer|higher|fuller|richer|deeper|fitter|greater|more(?: [\\p{L}-]+){1,4}|(?:ranks?|ranked) more highly';
const englishDown = 'worse|weaker|poorer|lower|vaguer|thinner|less(?: [\\p{L}-]+){1,4}';
const russianUp =
  'лучше|релевантнее|точнее|полнее|выше|важнее|ближе|сильнее|полезнее|подробнее|(?:более|больше)(?: \\p{L}+){1,3}';
const russianDown = 'хуже|слабее|ниже|(?:менее|меньше)(?: \\p{L}+){1,3}';
const persianUp = '(?:بهتر|برتر|بالاتر|(?:مرتبط|دقیق|کامل|نزدیک|قوی|مفید|مناسب)[‌ ]?تر)';
const persianDown = '(?:بدتر|پایین‌?تر|(?:ضعیف|نامرتبط)[‌ ]?تر|کم(?: |‌)?(?:ارتباط|ربط|تر)(?:‌?تر)?)';

interface Rule {
  /** Text between the two groups, quotes blanked. */
  readonly between: RegExp;
  /** Text after the second group. */
  readonly after?: RegExp;
  /** Which group the sentence puts higher; null: what looks like a comparison is denied and says nothing sure. */
  readonly higher: 'first' | 'second' | null;
}

/** Tried in order, the first that fits counts. Each ends right at the second group, so that "than" belongs to it and to nothing else. */
const rules: readonly Rule[] = [
  { between: new RegExp(`\\b(?:not|n[o']t|n’t|never)\\b[^,;]{0,20}\\bas [\\p{L}-]+ as${object}`, 'iu'), higher: 'second' },
  { between: /\b(?:not|never|no|hardly|neither|nor|cannot)\b|n['’]t\b/iu, higher: null },
  { between: new RegExp(`\\b(?:${englishDown}) than ${object}`, 'iu'), higher: 'second' },
  { between: new RegExp(`\\b(?:${englishUp}) than ${object}`, 'iu'), higher: 'first' },
  {
    between: new RegExp(
      `\\b(?:outranks?|beats?|surpass(?:es)?|outperforms?|wins over|(?:preferred|preferable|superior) (?:to|over)|(?:preferred|wins) over) ?${object}`,
      'iu',
    ),
    higher: 'first',
  },
  { between: new RegExp(`\\binferior to ${object}`, 'iu'), higher: 'second' },
  { between: new RegExp(`\\b${stand} (?:\\p{L}+ ){0,2}(?:above|before|over|ahead of) ${object}`, 'iu'), higher: 'first' },
  { between: new RegExp(`\\b${stand} (?:\\p{L}+ ){0,2}(?:below|behind|after|under) ${object}`, 'iu'), higher: 'second' },
  { between: /(?<!\p{L})(?:не|ни)(?!\p{L})/iu, higher: null },
  {
    between: new RegExp(`(?<!\\p{L})(?:${russianUp}),?(?: чем)?[\\s*_]*(?:(?:в|у|отрывок|отрывка|отрывке)\\s)*$`, 'iu'),
    higher: 'first',
  },
  {
    between: new RegExp(`(?<!\\p{L})(?:${russianDown}),?(?: чем)?[\\s*_]*(?:(?:в|у|отрывок|отрывка|отрывке)\\s)*$`, 'iu'),
    higher: 'second',
  },
  { between: /(?<!\p{L})(?:превосходит|опережает)\s*$/iu, higher: 'first' },
  { between: /(?<!\p{L})уступает\s*$/iu, higher: 'second' },
  { between: new RegExp(`(?:${persianUp}|${persianDown}) از\\s*$`, 'u'), after: /^[^.؟!]{0,40}(?:نیست|نمی)/u, higher: null },
  { between: new RegExp(`${persianUp} از\\s*$`, 'u'), higher: 'first' },
  { between: new RegExp(`${persianDown} از\\s*$`, 'u'), higher: 'second' },
  { between: /(?:از|نسبت به|در مقایسه با)\s*$/u, after: /^[^.؟!]{0,40}(?:نیست|نمی)/u, higher: null },
  { between: /(?:از|نسبت به|در مقایسه با)\s*$/u, after: new RegExp(`^\\s*${persianUp}`, 'u'), higher: 'first' },
  { between: /(?:از|نسبت به|در مقایسه با)\s*$/u, after: new RegExp(`^\\s*${persianDown}`, 'u'), higher: 'second' },
  { between: /(?:不比|没有比)\s*$/u, higher: null },
  { between: /(?:优于|好于|胜过|强于|高于|超过)\s*$/u, higher: 'first' },
  { between: /(?:不如|劣于|差于|低于|弱于|不及)\s*$/u, higher: 'second' },
  { between: /比\s*$/u, after: /^\s*(?:更加?|要|稍微?|还)*(?:差|弱|低|少|不)/u, higher: 'second' },
  {
    between: /比\s*$/u,
    after: /^\s*(?:更加?|要|稍微?|还)*(?:好|强|高|多|相关|准确|直接|完整|具体|详细|全面|清楚|贴切|符合|接近)/u,
    higher: 'first',
  },
];
