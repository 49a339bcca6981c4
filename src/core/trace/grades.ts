import { cue } from './cues.ts';
import type { TraceSentence } from './sentences.ts';

/** 4 answers, 3 likely or relevant, 2 near or in part, 1 says less or nothing. */
export type TraceGrade = 1 | 2 | 3 | 4;

/**
 * What a sentence says of the passages it names, clause by clause: identifier → grade. A clause whose words point two ways says nothing sure,
 * save that "close, but gives no date" is near and no more.
 */
export function gradeSentence({ plain, groups }: TraceSentence): ReadonlyMap<number, TraceGrade> {
  const found = new Map<number, TraceGrade>();
  for (const [index, group] of groups.entries()) {
    const from = index === 0 ? Math.max(0, group.from - longestClause) : group.from;
    const to = Math.min(groups[index + 1]?.from ?? plain.length, group.to + longestClause);
    const grade = also.test(plain.slice(group.to, to)) ? 4 : gradeClause(plain.slice(from, to));
    if (grade !== null) for (const identifier of group.identifiers) found.set(identifier, grade);
  }
  return found;
}

/** The grade of a stretch of text with no passage named in it, or one. */
export function gradeClause(plain: string): TraceGrade | null {
  const matched = grades.filter(([, pattern]) => pattern.test(plain)).map(([grade]) => grade);
  if (matched.length === 1) return matched[0] ?? null;
  return matched.length === 2 && matched.includes(1) && matched.includes(2) ? 2 : null;
}

/** "[4] too:" repeats what was said before it. */
const also = /^[\s,]*too\b/iu;
const longestClause = 400;

/** The words of the project's own training thoughts and those free thoughts use most. */
const grades: readonly (readonly [TraceGrade, RegExp])[] = [
  [
    1,
    cue({
      words: [
        'says? (?:even )?less',
        "(?:does|do|did)(?: not|n['’]t) (?:\\p{L}+ )?(?:answer|address|mention|discuss|say|give|cover|provide|help)",
        "(?:not|n['’]t) (?:\\p{L}+ )?(?:relevant|related|helpful|useful)",
        'irrelevant',
        'unrelated',
        'off[- ]topic',
        'something else',
        'only shares? words',
        'gives? no',
        'there is no',
        'least (?:relevant|useful)',
        'less relevant',
        'no (?:mention|answer)',
        'نامرتبط|بی[‌ ]?ربط|مرتبط نیست|ربطی ندارد|پاسخ نمی[‌ ]?دهد|جواب نمی[‌ ]?دهد|کم[‌ ]?ربط',
        'не (?:отвечает|относится|связан\\p{L}*|релевант\\p{L}+|упоминает)|не имеет отношения|нерелевант\\p{L}+|бесполез\\p{L}+',
      ],
      chinese: ['不相关|无关|没有回答|未提及|没有提到|不太相关'],
    }),
  ],
  [
    2,
    cue({
      words: [
        '(?:is|are|comes?) (?:very |quite |fairly |also )?(?:close|near|nearer|nearest)',
        '(?<!right )on the subject',
        'partial(?:ly)?',
        'partly',
        'somewhat',
        'tangential(?:ly)?',
        'نزدیک است|تا حدی|تا حدودی',
        'близк\\p{L}+|частично|отчасти',
      ],
      chinese: ['部分相关|比较接近|有些相关|部分回答'],
    }),
  ],
  [
    3,
    cue({
      words: [
        'may hold it',
        'likeliest',
        'most likely',
        'right on the subject',
        "(?<!(?:not|n['’]t|less|least|most|highly|very|directly|more|somewhat|partially) (?:\\p{L}{1,12} )?)relevant",
        '(?<!کاملا |کاملاً |بسیار |خیلی )مرتبط است|احتمالا',
        '(?<!не |наиболее |самый |очень )релевант(?:ен|на|но|ный)|вероятно',
      ],
      chinese: ['(?<!不|最|高度|非常|部分|些|太|更)相关|可能'],
    }),
  ],
  [
    4,
    cue({
      words: [
        "(?<!(?:not|n['’]t|partially|partly) (?:directly |really |fully )?)answers? (?:it|this|the (?:query|question))",
        'says it',
        '(?:has|have|holds?|contains?) the answer',
        'the answer is in',
        'so (?:does|do)',
        'says? the same',
        'confirms? it',
        "(?<!(?:not|n['’]t) )directly (?:answers|addresses|relevant|about)",
        "(?<!(?:not|n['’]t) )(?:highly|most|very|extremely|directly) relevant",
        'perfect(?:ly)?',
        'the best',
        'پاسخ (?:را )?می[‌ ]?دهد|جواب (?:را )?می[‌ ]?دهد|(?:کاملا|کاملاً|بسیار|خیلی) مرتبط|بهترین',
        '(?<!не )(?:прямо |полностью )?отвечает на|(?<!не )содержит ответ|(?:наиболее|очень|самый) релевант\\p{L}+|лучший',
      ],
      chinese: ['(?<!没有)(?:直接|完整)?回答了|直接回答|(?:最|高度|非常)相关|最好'],
    }),
  ],
];
