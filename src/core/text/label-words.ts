// What models write around labels in English, Russian, Persian and Chinese: sources of patterns (flags `iu`).

/** What a passage is called by, before a number or a letter. */
export const LABEL_NOUNS =
  'passages?|documents?|docs?|candidates?|отрыв(?:ок|ка|ку|ке|ком|ки|ков|кам|ками|ках)|фрагмент\\p{L}{0,3}|пассаж\\p{L}{0,3}|документ\\p{L}{0,3}|' +
  'متن|متن‌های|قطعه|سند|گذرگاه|پاراگراف';

/** The same in Chinese, which puts no space behind it. */
export const CHINESE_NOUNS = '段落|文档|文章|篇章';

/** Join labels in the order in which they stand: "[1], then [2] and [3]". */
export const JOINING_WORDS =
  'and|or|then|next|followed by|after that|и|или|затем|потом|далее|و|یا|سپس|بعد|和|与|及|以及|或|或者|然后|然后是|接着|其次|其次是|再';

/** Stand between the ends of a range: "[1] to [3]". */
export const RANGE_WORDS = 'to|through|thru|until|till|up to|до|по|تا|至|到';

/** What counts in a list: "rank 1". */
export const PLACE_WORDS = 'rank|place|position|ранг|место|رتبه|جایگاه|第';

/** Announce the answer: "the final ranking", "the best is". */
export const FINAL_WORDS =
  'final|finally|answer|conclusion|result|therefore|thus|hence|so|corrected|revised|best|most relevant|winner|choice|choose|pick|select|selection|' +
  'итог\\p{L}{0,5}|окончательн\\p{L}{1,4}|ответ\\p{L}{0,3}|вывод|лучш\\p{L}{1,3}|наиболее релевантн\\p{L}{1,3}|' +
  'نهایی|پاسخ|نتیجه|بهترین|مرتبط[‌ ]?ترین|最终|答案|结论|结果|最佳|最好|最相关';

/** Announce a list. */
export const LIST_WORDS =
  'ranking|ranked|rank|order|ordering|list|порядок|рейтинг|список|ترتیب|رتبه[‌ ]?بندی|فهرست|排序|顺序|排名|列表';

/** What they announce is no answer yet, or none of the model's own. */
export const DRAFT_WORDS =
  'original|originally|initial|initially|given|input|draft|first thought|at first|previous|previously|earlier|instead of|rather than|example|' +
  'исходн\\p{L}{1,3}|первоначальн\\p{L}{1,4}|черновик|сначала|например|اولیه|پیش[‌ ]?نویس|مثلا|قبلی|原始|初始|最初|草稿|例如|之前';

/** A pattern of words that stand for themselves; in Chinese anywhere. */
export function wordPattern(words: string): string {
  const [chinese, others] = [true, false].map((wanted) =>
    words.split('|').filter((word) => /\p{Script=Han}/u.test(word) === wanted),
  );
  const parts = [
    ...(others?.length === 0 ? [] : [`(?<![\\p{L}\\p{M}\\p{N}])(?:${others?.join('|')})(?![\\p{L}\\p{M}])`]),
    ...(chinese ?? []),
  ];
  return parts.join('|');
}

/** A sentence that says that no order can be given, by what it denies and what it cannot do. */
export const REFUSAL: RegExp = new RegExp(
  [
    "(?:\\b(?:i|we|it|there|sorry|as an? (?:ai|language))\\b|^)[^.!?\\n]{0,60}(?:can(?:no|['’])t\\b|\\bcannot\\b|\\bunable\\b|\\bnot able\\b|\\bimpossible\\b|\\bnot possible\\b|\\bwon['’]t\\b|\\bdecline\\b|\\brefuse\\b|\\bno way\\b)" +
      '[^.!?\\n]{0,40}(?:rank|order|sort|compar|answer|determin|decid|evaluat|assess|provid|help|assist|comply|choos|select|pick|judg|respond)',
    '(?:не (?:могу|можем|в состоянии)|невозможно|не получится)[^.!?\\n]{0,40}(?:ранжир|упоряд|сравн|ответ|определ|оцен|выбра|помо|отсорт|распол|сделать)',
    '(?:رتبه|مرتب|مقایسه|پاسخ|تعیین|انتخاب|کمک)[^.!?؟\\n]{0,60}(?:نمی[‌ ]?توان|امکان[‌ ]?پذیر نیست|ممکن نیست)|نمی[‌ ]?توان[^.!?؟\\n]{0,60}(?:رتبه|مرتب|مقایسه|پاسخ|تعیین|انتخاب|کمک)',
    '(?:无法|不能|没办法|难以)[^。！？\\n]{0,14}(?:排序|排名|排列|比较|回答|判断|确定|评估|选择|提供|帮)',
  ].join('|'),
  'iu',
);
