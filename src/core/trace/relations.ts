import type { MentionGroup, TraceSentence } from './sentences.ts';

/** Words of English, Persian, Russian and Chinese: Chinese has no word bounds, the others are matched as whole words. */
function cue({
  words = [],
  chinese = [],
  start = false,
}: {
  words?: readonly string[];
  chinese?: readonly string[];
  start?: boolean;
}): RegExp {
  const all = [...(words.length > 0 ? [`(?<![\\p{L}\\p{M}])(?:${words.join('|')})(?![\\p{L}\\p{M}])`] : []), ...chinese].join(
    '|',
  );
  return new RegExp(start ? `^[\\s*_>#"'“(–—-]*(?:${all})` : all, 'iu');
}

/** What tells one kind of sentence from another. All are tried on one sentence with its quotes blanked out. */
export const cueWords: {
  /** Opens a sentence that takes something back. */
  readonly changeOfMind: RegExp;
  /** Takes something back wherever it stands. */
  readonly takenBack: RegExp;
  /** Announces an order. */
  readonly order: RegExp;
  /** Sums up. */
  readonly summary: RegExp;
  /** Draws a consequence: concludes only together with an order or three passages. */
  readonly consequence: RegExp;
  /** Says that passages are named in their order. */
  readonly sequence: RegExp;
  /** Says what is still to be done, so that "I need a final ranking" concludes nothing. */
  readonly plan: RegExp;
  /** Sets passages against each other. */
  readonly comparative: RegExp;
} = {
  changeOfMind: cue({
    words: [
      '(?:but |oh,? |ah,? )?(?:wait|hold on|hm+|on (?:a )?second thoughts?|actually|however|scratch that|correction|on reflection|then again|that said)',
      'no(?=[,.])|let me (?:reconsider|re-?think|re-?check|double[- ]check|re-?read|look again)|looking (?:again|closer|back)|i was wrong|my mistake',
      '(?:اما |ولی )?(?:صبر کن(?:ید)?|با این حال|با این وجود|در واقع|راستش)|نه(?=،)|دوباره (?:فکر|نگاه|بررسی)|اشتباه (?:کردم|شد)',
      '(?:но )?(?:подожди(?:те)?|погоди(?:те)?|постой(?:те)?|стоп|однако|впрочем|хотя нет|на самом деле|если подумать|пересмотрим|я ошиб(?:ся|лась))|нет(?=,)',
    ],
    chinese: ['(?:但是?)?(?:等等|等一下|且慢|不对|不过|然而|其实|再想|仔细想想|重新考虑|我错了)'],
    start: true,
  }),
  takenBack: cue({
    words: ['on second thoughts?', 'i (?:was wrong|change my mind|have changed my mind)', 'я передумал[аи]?', 'نظرم عوض شد'],
    chinese: ['改变主意'],
  }),
  order: cue({
    words: [
      '(?:final|overall|resulting|correct|proposed) (?:order|ordering|ranking|rank|list)',
      '(?:order|ordering|ranking) (?:is|would be|should be|becomes|will be|as follows|from (?:best|most))',
      'rank (?:them|the passages) as follows',
      '(?:ترتیب|رتبه‌?بندی) (?:نهایی|کلی|درست)|(?:ترتیب|رتبه‌?بندی)(?= چنین| این)',
      '(?:итоговый|окончательный|финальный|правильный) (?:порядок|рейтинг|список)|(?:порядок|рейтинг) (?:такой|следующий|таков)',
    ],
    chinese: ['最终(?:的)?(?:排序|顺序|排名)', '(?:排序|顺序|排名)(?:为|是|如下|应该是)'],
  }),
  summary: cue({
    words: [
      'in conclusion',
      'to conclude',
      'in summary',
      'to sum up',
      'all in all',
      'overall',
      'در نتیجه|در مجموع|در پایان|خلاصه',
      'в итоге|подводя итог|в заключение|в целом',
    ],
    chinese: ['综上(?:所述)?', '总之', '总的来说', '总结'],
    start: true,
  }),
  consequence: cue({
    words: [
      'so',
      'thus',
      'hence',
      'therefore',
      'finally',
      'بنابراین|پس|از این رو',
      'итак|значит|следовательно|поэтому|таким образом|наконец',
    ],
    chinese: ['因此', '所以', '最后', '那么'],
    start: true,
  }),
  sequence: cue({
    words: [
      '(?:and |is |are |comes? )?(?:then|next|followed by)|(?:comes?|goes|is|are|be|ranks?|ranked|placed|as) (?:first|second|third|last)|first|lastly',
      'سپس|بعد از آن|اول|آخر',
      'затем|потом|далее|на (?:первом|втором|последнем) месте|сначала',
    ],
    chinese: ['然后', '其次', '接着', '排第', '最后是'],
  }),
  plan: cue({
    words: [
      '(?:need|have|want|going|asked|task is|try) to',
      "let(?: me|'s|’s| us)|must|i(?:'ll| will|’ll)|how (?:do|should)",
      'باید|می‌?خواهم|بیایید',
      'нужно|надо|давай(?:те)?|должен|должна',
    ],
    chinese: ['需要', '我要', '让我', '我们来'],
  }),
  comparative: cue({
    words: [
      '(?:better|worse|more|less|fewer|stronger|weaker|closer|nearer|clearer|higher|lower|above|below|than|beats?|outranks?|prefer(?:red|able)?)',
      'compar(?:e|ed|ing|ison)|whereas|while|unlike|both|neither|either|between|similar(?:ly)?|equal(?:ly)?|tied?|same|versus|vs',
      'بهتر|بدتر|\\p{L}{1,20}‌تر|نسبت به|در مقایسه|در حالی که|هر دو|برخلاف|مشابه|یکسان|بیشتر|کمتر',
      'лучше|хуже|более|менее|больше|меньше|выше|ниже|чем|\\p{L}{1,20}(?:ее|ей)|по сравнению|тогда как|оба|обе|в отличие|похож\\p{L}{0,4}|уступает|превосходит',
    ],
    chinese: ['比', '优于', '不如', '更', '相比', '胜过', '而', '都', '相同', '类似', '劣于'],
  }),
};

/** What a sentence says of the order of passages: tie groups of 1-based identifiers, best first. Two groups are one comparison. */
interface SentenceRelation {
  readonly type: 'chain' | 'pair';
  readonly groups: readonly (readonly number[])[];
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

const known = new WeakMap<TraceSentence, readonly SentenceRelation[]>();

/** Reads `[2] > [1] = [3]` and comparisons of two groups of passages ("[2] is better than [3] and [4]"). Denied ones say nothing. */
export function sentenceRelations(sentence: TraceSentence): readonly SentenceRelation[] {
  const found = known.get(sentence) ?? readRelations(sentence);
  known.set(sentence, found);
  return found;
}

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
