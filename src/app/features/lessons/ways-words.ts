import type { Language } from '../../words/index.ts';
import { at } from './lesson.ts';
import type { LessonWords } from './lesson.ts';

export type WayName = 'pointwise' | 'pairwise' | 'setwise' | 'listwise';

export interface WaysFigures {
  readonly names: readonly WayName[];
  readonly passages: number;
  readonly top: number;
  /** Calls that each way made, by name. */
  readonly calls: Readonly<Record<WayName, number>>;
  /** Calls of comparing all pairs both ways round. */
  readonly allPairs: number;
}

export interface WaysStage {
  readonly asks: Readonly<Record<WayName, string>>;
  readonly given: string;
  readonly run: (name: string) => string;
  /** `calls`: as a range, where answers decide. */
  readonly before: (calls: string) => string;
  readonly cost: (told: { readonly calls: string; readonly shown: string; readonly order: string }) => string;
  readonly callsOf: (name: string) => string;
}

type Words = LessonWords<number, WaysStage>;

/** What the second lesson says, by language. The ways' names are the field's own. */
export function waysWords({ names, passages, top, calls, allPairs }: WaysFigures): Readonly<Record<Language, Words>> {
  return {
    en: {
      text: (_, { number }) => [
        [
          'A language model can be asked in four ways: about ',
          at('pointwise', 'one passage'),
          ', about ',
          at('pairwise', 'two'),
          ', for the best of ',
          at('setwise', 'a few'),
          ', or for the order of ',
          at('listwise', 'a list'),
          '. Each asks something easier or harder, and each needs another number of calls. Every call costs the time of reading what it shows.',
        ],
        [
          `Here are ${number(passages)} passages. `,
          at('list', 'Their numbers'),
          ` say how good they are, ${number(passages)} is the best; a judge who is never wrong answers. The first ${number(top)} are wanted.`,
        ],
      ],
      question: () => 'Which way makes the most calls?',
      choices: () => names,
      action: 'run all four, one after the other: press the button on stage with Enter until it is gone.',
      reveal: (_, { number }) => [
        [
          ...names.flatMap((name, place) => [
            at(name, name),
            ` took ${number(calls[name])} calls${place === names.length - 1 ? '.' : ', '}`,
          ]),
          ` Comparing all pairs both ways round would have taken ${number(allPairs)}.`,
        ],
        [
          'No way is best everywhere. ',
          at('pointwise', 'Pointwise'),
          ' never compares, so scores of different calls must mean the same. ',
          at('listwise', 'Listwise'),
          ' needs the fewest calls and one answer that names everything: what goes wrong there is the eighth lesson. “Told before” comes from the forecast that every run shows before its first call.',
        ],
      ],
      out: 'A list of passages, asked with Rank-K’s listwise prompt',
      stage: {
        asks: {
          pointwise: 'Is this one relevant?',
          pairwise: 'Which of these two is better? Asked both ways round.',
          setwise: 'Which of these four is the best?',
          listwise: 'Put these four in order.',
        },
        given: 'Given:',
        run: (name) => `Run ${name}`,
        before: (told) => `Told before: ${told} calls.`,
        cost: ({ calls: made, shown, order }) => `${made} calls, ${shown} passages shown. Order: ${order}`,
        callsOf: (name) => `The calls of ${name}`,
      },
    },
    fa: {
      text: (_, { number }) => [
        [
          'از مدل زبانی می‌توان به چهار شیوه پرسید: دربارهٔ ',
          at('pointwise', 'یک متن'),
          '، دربارهٔ ',
          at('pairwise', 'دو متن'),
          '، بهترینِ ',
          at('setwise', 'چند متن'),
          '، یا ترتیب ',
          at('listwise', 'یک فهرست'),
          '. هر کدام چیزی آسان‌تر یا سخت‌تر می‌پرسد و شمار دیگری فراخوانی می‌خواهد. هر فراخوانی به اندازهٔ خواندن آنچه نشان می‌دهد زمان می‌برد.',
        ],
        [
          `اینجا ${number(passages)} متن است. `,
          at('list', 'عددها'),
          ` می‌گویند هر یک چقدر خوب است، ${number(passages)} بهترین است؛ داوری که هرگز اشتباه نمی‌کند پاسخ می‌دهد. ${number(top)} متن نخست خواسته شده‌اند.`,
        ],
      ],
      question: () => 'کدام شیوه بیشترین فراخوانی را دارد؟',
      choices: () => names,
      action: 'هر چهار شیوه را یکی پس از دیگری اجرا کنید: دکمهٔ صحنه را با کلید ورود بزنید تا ناپدید شود.',
      reveal: (_, { number }) => [
        [
          ...names.flatMap((name, place) => [
            at(name, name),
            `: ${number(calls[name])} فراخوانی${place === names.length - 1 ? '.' : '، '}`,
          ]),
          ` سنجیدن همهٔ جفت‌ها از هر دو سو ${number(allPairs)} فراخوانی می‌خواست.`,
        ],
        [
          'هیچ شیوه‌ای همه‌جا بهترین نیست. ',
          at('pointwise', 'شیوهٔ تکی'),
          ' هرگز مقایسه نمی‌کند، پس امتیازهای فراخوانی‌های گوناگون باید یک معنا داشته باشند. ',
          at('listwise', 'شیوهٔ فهرستی'),
          ' کمترین فراخوانی را می‌خواهد و یک پاسخ که همه را نام ببرد: اینکه آنجا چه خراب می‌شود درس هشتم است. «پیش‌بینی» همان است که هر اجرا پیش از نخستین فراخوانی نشان می‌دهد.',
        ],
      ],
      out: 'فهرستی از متن‌ها که با پرسش فهرستی Rank-K پرسیده می‌شود',
      stage: {
        asks: {
          pointwise: 'آیا این یکی مربوط است؟',
          pairwise: 'از این دو کدام بهتر است؟ از هر دو سو پرسیده می‌شود.',
          setwise: 'از این چهار کدام بهترین است؟',
          listwise: 'این چهار را مرتب کن.',
        },
        given: 'داده‌شده:',
        run: (name) => `اجرای ${name}`,
        before: (told) => `پیش‌بینی: ${told} فراخوانی.`,
        cost: ({ calls: made, shown, order }) => `${made} فراخوانی، ${shown} متن نشان داده شد. ترتیب: ${order}`,
        callsOf: (name) => `فراخوانی‌های ${name}`,
      },
    },
    ru: {
      text: (_, { number }) => [
        [
          'Языковую модель можно спросить четырьмя способами: об ',
          at('pointwise', 'одном фрагменте'),
          ', о ',
          at('pairwise', 'двух'),
          ', о лучшем из ',
          at('setwise', 'нескольких'),
          ' или о порядке ',
          at('listwise', 'списка'),
          '. Каждый вопрос легче или труднее, и вызовов нужно разное число. Каждый вызов стоит времени на чтение того, что в нём показано.',
        ],
        [
          `Здесь фрагментов: ${number(passages)}. `,
          at('list', 'Их числа'),
          ` говорят, насколько они хороши, ${number(passages)} — лучший; отвечает судья, который не ошибается. Нужны первые ${number(top)}.`,
        ],
      ],
      question: () => 'Какому способу нужно больше всего вызовов?',
      choices: () => names,
      action: 'запустите все четыре по очереди: нажимайте кнопку на сцене клавишей ввода, пока она не исчезнет.',
      reveal: (_, { number }) => [
        [
          ...names.flatMap((name, place) => [
            at(name, name),
            `: вызовов ${number(calls[name])}${place === names.length - 1 ? '.' : ', '}`,
          ]),
          ` Сравнение всех пар в обе стороны потребовало бы ${number(allPairs)}.`,
        ],
        [
          'Лучшего на все случаи способа нет. ',
          at('pointwise', 'Поодиночке'),
          ' ничего не сравнивается, поэтому оценки разных вызовов должны значить одно и то же. ',
          at('listwise', 'Списком'),
          ' — меньше всего вызовов и один ответ, который называет всё: что там ломается, показывает восьмой урок. «Обещано» — это прогноз, который каждый прогон показывает до первого вызова.',
        ],
      ],
      out: 'Список фрагментов с запросом Rank-K',
      stage: {
        asks: {
          pointwise: 'Этот фрагмент подходит?',
          pairwise: 'Какой из двух лучше? Спрашивается в обе стороны.',
          setwise: 'Какой из четырёх лучший?',
          listwise: 'Расставь эти четыре по порядку.',
        },
        given: 'Дано:',
        run: (name) => `Запустить ${name}`,
        before: (told) => `Обещано вызовов: ${told}.`,
        cost: ({ calls: made, shown, order }) => `Вызовов: ${made}, показано фрагментов: ${shown}. Порядок: ${order}`,
        callsOf: (name) => `Вызовы: ${name}`,
      },
    },
    zh: {
      text: (_, { number }) => [
        [
          '可以用四种方式问语言模型：问',
          at('pointwise', '一个段落'),
          '，问',
          at('pairwise', '两个'),
          '，问',
          at('setwise', '几个'),
          '中最好的，或问',
          at('listwise', '一个列表'),
          '的顺序。每种问题难易不同，需要的调用次数也不同。每次调用都要花时间读它所展示的内容。',
        ],
        [
          `这里有 ${number(passages)} 个段落。`,
          at('list', '数字'),
          `表示它们有多好，${number(passages)} 最好；由从不出错的裁判回答。要找前 ${number(top)} 个。`,
        ],
      ],
      question: () => '哪种方式调用次数最多？',
      choices: () => names,
      action: '依次运行四种方式：在舞台的按钮上按回车，直到按钮消失。',
      reveal: (_, { number }) => [
        [
          ...names.flatMap((name, place) => [
            at(name, name),
            ` 用了 ${number(calls[name])} 次调用${place === names.length - 1 ? '。' : '，'}`,
          ]),
          `所有成对比较、正反各问一次，需要 ${number(allPairs)} 次。`,
        ],
        [
          '没有处处最好的方式。',
          at('pointwise', '逐个'),
          '从不比较，所以不同调用的分数必须含义相同。',
          at('listwise', '整列'),
          '调用最少，但一个回答要说出全部：那里会出什么错，见第八课。“事先告知”来自每次运行在首次调用前给出的预测。',
        ],
      ],
      out: '一个段落列表，用 Rank-K 的提示词提问',
      stage: {
        asks: {
          pointwise: '这个相关吗？',
          pairwise: '这两个哪个更好？正反各问一次。',
          setwise: '这四个哪个最好？',
          listwise: '给这四个排序。',
        },
        given: '给定：',
        run: (name) => `运行 ${name}`,
        before: (told) => `事先告知：${told} 次调用。`,
        cost: ({ calls: made, shown, order }) => `${made} 次调用，展示 ${shown} 个段落。顺序：${order}`,
        callsOf: (name) => `${name} 的调用`,
      },
    },
  };
}
