import type { Language } from '../../words/index.ts';
import { at } from './lesson.ts';
import type { LessonWords } from './lesson.ts';

/** What a sentence of a thought does; the last: its quote does not stand in its passage. */
export const SENTENCE_KINDS = ['evidence', 'comparison', 'change', 'untrue'] as const;

export type SentenceKind = (typeof SENTENCE_KINDS)[number];

/** What the program that reads every trace found in the one on stage. */
export interface TraceFigures {
  /** The sentence whose quote stands nowhere, 0-based. */
  readonly untrue: number;
  /** Pairs that the thought orders, and those that the answer orders otherwise, by identifier. */
  readonly preferences: number;
  readonly contradictions: readonly { readonly better: number; readonly worse: number }[];
}

export interface TraceStage {
  readonly kinds: Readonly<Record<SentenceKind, string>>;
  readonly thought: string;
  readonly sentences: string;
  readonly answer: string;
  /** Before the keys with what each marks, and after them. */
  readonly keys: string;
  readonly click: string;
  /** Before figures. */
  readonly marked: string;
  readonly of: (told: { readonly right: string; readonly of: string }) => string;
}

/** What the fifth lesson says, by language. The thought on stage is English, as the embedded model writes. */
export function traceWords<State>({
  untrue,
  preferences,
  contradictions,
}: TraceFigures): Readonly<Record<Language, LessonWords<State, TraceStage>>> {
  // As they stand on stage, where the model's own text names them.
  const pairs = (said: (pair: { readonly better: string; readonly worse: string }) => string): string =>
    contradictions.map(({ better, worse }) => said({ better: `[${better}]`, worse: `[${worse}]` })).join('');
  const sentence = `s${untrue + 1}`;
  return {
    en: {
      text: () => [
        [
          'What a model writes before its answer is text, not a record of how the answer came about. It can be read closely all the same: does it ',
          at('s1', 'quote'),
          ' what stands there, does it compare, does it take something back, and does ',
          at('answer', 'the answer'),
          ' follow from it?',
        ],
        ['This thought was written for the lesson, over four passages that you can check by eye.'],
      ],
      question: () => 'One sentence is not true to its passage. Which?',
      choices: () => ['the first', 'the second', 'the third', 'the fourth'],
      action: 'mark all four sentences: arrows go from one to the next, the keys 1 to 4 say what it does.',
      reveal: (_, { number }) => [
        [
          at(sentence, `Sentence ${number(untrue + 1)}`),
          ' quotes words that do not stand in ',
          at('kettle', 'its passage'),
          '. Quotes can be looked up letter by letter, so each one on this page has its mark: found, found elsewhere, not found.',
        ],
        [
          `And ${pairs(({ better, worse }) => `the thought puts ${better} before ${worse}, `)}`,
          at('answer', 'the answer'),
          ` does the reverse: ${number(contradictions.length)} of ${number(preferences)} pairs that the thought orders. Such a thought is no reason for its answer. “Does the answer follow the thought?” under every thought lists them (Study).`,
        ],
      ],
      out: 'A list that the embedded model ranks with a thought of its own',
      stage: {
        kinds: { evidence: 'evidence', comparison: 'comparison', change: 'change of mind', untrue: 'not true' },
        thought: 'The thought',
        sentences: 'Sentences: arrows go on, keys 1 to 4 mark',
        answer: 'The answer:',
        keys: 'Keys:',
        click: 'A click goes from one to the next.',
        marked: 'Marked as the program reads them:',
        of: ({ right, of }) => `${right} of ${of}`,
      },
    },
    fa: {
      text: () => [
        [
          'آنچه مدل پیش از پاسخ می‌نویسد نوشته است، نه گزارش اینکه پاسخ چگونه پدید آمد. با این همه می‌توان آن را با دقت خواند: آیا آنچه را هست ',
          at('s1', 'نقل می‌کند'),
          '، آیا مقایسه می‌کند، آیا حرفی را پس می‌گیرد، و آیا ',
          at('answer', 'پاسخ'),
          ' از آن برمی‌آید؟',
        ],
        ['این اندیشه برای همین درس نوشته شده است، دربارهٔ چهار متن که می‌توانید به چشم بسنجید.'],
      ],
      question: () => 'یکی از جمله‌ها با متن خود نمی‌خواند. کدام؟',
      choices: () => ['نخستین', 'دومین', 'سومین', 'چهارمین'],
      action: 'هر چهار جمله را نشان بزنید: کلیدهای جهت از یکی به دیگری می‌روند، کلیدهای 1 تا 4 می‌گویند جمله چه می‌کند.',
      reveal: (_, { number }) => [
        [
          at(sentence, `جملهٔ ${number(untrue + 1)}`),
          ' واژه‌هایی نقل می‌کند که در ',
          at('kettle', 'متن خود'),
          ' نیستند. نقل‌قول را می‌توان حرف به حرف جست، پس هر نقل‌قول در این صفحه نشانی دارد: یافته شد، جای دیگری یافته شد، یافته نشد.',
        ],
        [
          `و ${pairs(({ better, worse }) => `اندیشه ${better} را پیش از ${worse} می‌گذارد، `)}`,
          at('answer', 'پاسخ'),
          ` وارونه: ${number(contradictions.length)} جفت از ${number(preferences)} جفتی که اندیشه مرتب می‌کند. چنین اندیشه‌ای دلیل پاسخ خود نیست. «سنجش پاسخ با استدلال» زیر هر اندیشه آن‌ها را فهرست می‌کند (در «بررسی»).`,
        ],
      ],
      out: 'فهرستی که مدل همراه صفحه با اندیشهٔ خودش مرتب می‌کند',
      stage: {
        kinds: { evidence: 'شاهد', comparison: 'مقایسه', change: 'تغییر نظر', untrue: 'نادرست' },
        thought: 'اندیشه',
        sentences: 'جمله‌ها: کلیدهای جهت پیش می‌روند، کلیدهای 1 تا 4 نشان می‌زنند',
        answer: 'پاسخ:',
        keys: 'کلیدها:',
        click: 'هر کلیک به نشان بعدی می‌رود.',
        marked: 'نشان‌هایی که با خواندن برنامه یکی‌اند:',
        of: ({ right, of }) => `${right} از ${of}`,
      },
    },
    ru: {
      text: () => [
        [
          'То, что модель пишет перед ответом, — текст, а не запись того, как ответ получился. Но его можно читать внимательно: ',
          at('s1', 'цитирует'),
          ' ли он то, что там стоит, сравнивает ли, берёт ли слова назад, и следует ли из него ',
          at('answer', 'ответ'),
          '?',
        ],
        ['Это рассуждение написано для урока, о четырёх фрагментах, которые можно проверить глазами.'],
      ],
      question: () => 'Одно предложение неверно передаёт свой фрагмент. Какое?',
      choices: () => ['первое', 'второе', 'третье', 'четвёртое'],
      action: 'отметьте все четыре предложения: стрелки ведут от одного к другому, клавиши 1–4 говорят, что оно делает.',
      reveal: (_, { number }) => [
        [
          at(sentence, `Предложение ${number(untrue + 1)}`),
          ' цитирует слова, которых нет в ',
          at('kettle', 'его фрагменте'),
          '. Цитаты можно искать буква в букву, поэтому у каждой на этой странице есть знак: найдена, найдена в другом месте, не найдена.',
        ],
        [
          `И ${pairs(({ better, worse }) => `рассуждение ставит ${better} перед ${worse}, `)}`,
          at('answer', 'ответ'),
          ` делает наоборот; таких пар ${number(contradictions.length)} из ${number(preferences)}, о которых оно говорит. Такое рассуждение — не основание своего ответа. Под каждым рассуждением их перечисляет «Ответ в сравнении с рассуждением» («Изучать»).`,
        ],
      ],
      out: 'Список, который встроенная модель упорядочит с собственным рассуждением',
      stage: {
        kinds: { evidence: 'довод', comparison: 'сравнение', change: 'передумал', untrue: 'неправда' },
        thought: 'Рассуждение',
        sentences: 'Предложения: стрелки ведут дальше, клавиши 1–4 отмечают',
        answer: 'Ответ:',
        keys: 'Клавиши:',
        click: 'Щелчок переходит к следующей отметке.',
        marked: 'Отмечено так же, как читает программа:',
        of: ({ right, of }) => `${right} из ${of}`,
      },
    },
    zh: {
      text: () => [
        [
          '模型在回答之前写下的是文字，不是回答如何产生的记录。但仍可以细读：它是否',
          at('s1', '引用'),
          '了原文，是否作了比较，是否收回了什么，',
          at('answer', '回答'),
          '又是否由此得出？',
        ],
        ['这段思考是为本课写的，涉及四个段落，您可以用眼睛核对。'],
      ],
      question: () => '有一句话与它的段落不符。是哪一句？',
      choices: () => ['第一句', '第二句', '第三句', '第四句'],
      action: '给四句话都作上标记：方向键逐句移动，按 1 到 4 说明它在做什么。',
      reveal: (_, { number }) => [
        [
          at(sentence, `第 ${number(untrue + 1)} 句`),
          '引用的话并不在',
          at('kettle', '它的段落'),
          '里。引文可以逐字查找，所以本页的每一处引文都有记号：找到、在别处找到、没有找到。',
        ],
        [
          `并且${pairs(({ better, worse }) => `思考把 ${better} 排在 ${worse} 之前，`)}`,
          at('answer', '回答'),
          `却相反：思考排过的 ${number(preferences)} 对中有 ${number(contradictions.length)} 对如此。这样的思考不是它的回答的理由。每段思考下面的“回答与推理的对照”会列出它们（“研究”）。`,
        ],
      ],
      out: '一个列表，由内置模型写出自己的思考来排序',
      stage: {
        kinds: { evidence: '证据', comparison: '比较', change: '改变主意', untrue: '不真实' },
        thought: '思考',
        sentences: '句子：方向键前进，按 1 到 4 作标记',
        answer: '回答：',
        keys: '按键：',
        click: '每点一下换到下一种。',
        marked: '与程序读法一致的：',
        of: ({ right, of }) => `${right} / ${of}`,
      },
    },
  };
}
