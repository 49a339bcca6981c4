/**
 * A pattern for words of English, Persian, Russian and Chinese: Chinese has no word bounds, the others are matched as whole words. `start`: only where
 * a sentence begins with one of them.
 */
export function cue({
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
  /** Speaks of all passages but the one spoken of. */
  readonly others: RegExp;
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
  others: cue({
    words: [
      '(?:all |any |none of )?(?:the |all |any )?(?:others?|remaining|rest)(?: (?:of the )?(?:passages?|documents?|docs?|candidates?|ones?))?(?! than)',
      '(?:سایر|بقیه|دیگر)(?:ٔ|‌?ی)?(?: \\p{L}{1,20}(?:‌ها)?)?|(?:متن|قطعه|سند|گذرگاه)‌?های دیگر',
      '(?:остальны|други|прочи)(?:е|х|м|ми)',
    ],
    chinese: ['其他|其余|别的|剩下'],
    start: true,
  }),
};
