import type { Language } from '../../words/index.ts';
import { at } from './lesson.ts';
import type { LessonWords } from './lesson.ts';

export interface Slide {
  readonly size: number;
  readonly stride: number;
  /** Windows that have been asked. */
  readonly asked: number;
  /** One whole pass was seen with the numbers of the beginning. */
  readonly passed: boolean;
}

export interface WindowsFigures {
  readonly start: Pick<Slide, 'size' | 'stride'>;
  readonly good: number;
  /** Good passages among the first places after a pass. */
  readonly arrived: (slide: Pick<Slide, 'size' | 'stride'>) => number;
  readonly calls: (slide: Pick<Slide, 'size' | 'stride'>) => number;
}

export interface WindowsStage {
  readonly list: string;
  readonly passage: (number: string) => string;
  readonly goodPassage: (number: string) => string;
  readonly ask: (told: { readonly number: string; readonly of: string }) => string;
  readonly back: string;
  readonly size: string;
  readonly stride: string;
  readonly after: (told: { readonly calls: string; readonly arrived: string; readonly good: string }) => string;
}

type Words = LessonWords<Slide, WindowsStage>;

/** What the third lesson says, by language. */
export function windowsWords({ start, good, arrived, calls }: WindowsFigures): Readonly<Record<Language, Words>> {
  const shared = start.size - start.stride;
  return {
    en: {
      text: ({ size, stride }, { number }) => [
        [
          'A model cannot read a hundred passages at once. So it is shown ',
          at('size', 'a window'),
          ` of ${number(size)}, the last of the list first. It puts them in order; then the window moves `,
          at('stride', `${number(stride)} places`),
          ' towards the front, and the best of what it has just seen are seen again.',
        ],
        [
          'The worst case: all three good passages stand at the very end, ',
          at('p10', 'tenth'),
          ', ',
          at('p11', 'eleventh'),
          ' and ',
          at('p12', 'twelfth'),
          ' of twelve. The judge is never wrong.',
        ],
      ],
      question: ({ size, stride }, { number }) =>
        `Windows of ${number(size)}, ${number(stride)} apart, one pass from the end to the front. How many of the three good passages reach the first three places?`,
      choices: () => ['none', 'one', 'two', 'all three'],
      action: 'ask one window after the other, with Enter on the button, until the pass is over.',
      reveal: ({ size, stride }, { number }) => [
        [
          `${number(arrived(start))} of ${number(good)} arrived. Two windows share ${number(start.size)} − ${number(start.stride)} = ${number(shared)} places, so each carries at most that many on; the others stay behind for good, `,
          at('arrived', 'however right every answer is'),
          '.',
        ],
        [
          'Now move ',
          at('size', 'window'),
          ' and ',
          at('stride', 'stride'),
          `. A window that holds the list needs one call; a stride of 1 carries most and costs most. Now: windows of ${number(size)}, ${number(stride)} apart, calls: ${number(calls({ size, stride }))}.`,
        ],
      ],
      out: 'A list of passages, asked with RankGPT’s prompt',
      stage: {
        list: 'Twelve passages, best first',
        passage: (number) => `Passage ${number}`,
        goodPassage: (number) => `Good passage ${number}`,
        ask: ({ number, of }) => `Ask window ${number} of ${of}`,
        back: 'Back to the beginning',
        size: 'Window:',
        stride: 'Stride:',
        after: (told) =>
          `After one pass of ${told.calls} calls: ${told.arrived} of ${told.good} good passages among the first ${told.good}`,
      },
    },
    fa: {
      text: ({ size, stride }, { number }) => [
        [
          'مدل نمی‌تواند صد متن را یک‌جا بخواند. پس ',
          at('size', 'پنجره‌ای'),
          ` از ${number(size)} متن به آن نشان داده می‌شود، نخست پایان فهرست. آن‌ها را مرتب می‌کند؛ سپس پنجره `,
          at('stride', `${number(stride)} جایگاه`),
          ' به سوی آغاز می‌رود، و بهترین‌های آنچه دیده بود دوباره دیده می‌شوند.',
        ],
        [
          'بدترین حالت: هر سه متن خوب در پایان پایان ایستاده‌اند، ',
          at('p10', 'دهم'),
          '، ',
          at('p11', 'یازدهم'),
          ' و ',
          at('p12', 'دوازدهم'),
          ' از دوازده. داور هرگز اشتباه نمی‌کند.',
        ],
      ],
      question: ({ size, stride }, { number }) =>
        `پنجره‌های ${number(size)}تایی با گام ${number(stride)}، یک گذر از پایان به آغاز. چند تا از سه متن خوب به سه جایگاه نخست می‌رسند؟`,
      choices: () => ['هیچ‌کدام', 'یکی', 'دو تا', 'هر سه'],
      action: 'پنجره‌ها را یکی پس از دیگری بپرسید، با کلید ورود روی دکمه، تا گذر پایان یابد.',
      reveal: ({ size, stride }, { number }) => [
        [
          `${number(arrived(start))} از ${number(good)} رسیدند. دو پنجره ${number(start.size)} − ${number(start.stride)} = ${number(shared)} جایگاه مشترک دارند، پس هر کدام حداکثر همین شمار را جلو می‌برد؛ بقیه برای همیشه جا می‌مانند، `,
          at('arrived', 'هرچند هر پاسخ درست باشد'),
          '.',
        ],
        [
          'اکنون ',
          at('size', 'پنجره'),
          ' و ',
          at('stride', 'گام'),
          ` را جابه‌جا کنید. پنجره‌ای که همهٔ فهرست را در بر دارد یک فراخوانی می‌خواهد؛ گام ۱ بیشترین را می‌برد و گران‌ترین است. اکنون: پنجره ${number(size)}، گام ${number(stride)}، فراخوانی: ${number(calls({ size, stride }))}.`,
        ],
      ],
      out: 'فهرستی از متن‌ها که با پرسش RankGPT پرسیده می‌شود',
      stage: {
        list: 'دوازده متن، بهترین نخست',
        passage: (number) => `متن ${number}`,
        goodPassage: (number) => `متن خوب ${number}`,
        ask: ({ number, of }) => `پرسیدن پنجرهٔ ${number} از ${of}`,
        back: 'بازگشت به آغاز',
        size: 'پنجره:',
        stride: 'گام:',
        after: (told) =>
          `پس از یک گذر با ${told.calls} فراخوانی: ${told.arrived} از ${told.good} متن خوب در ${told.good} جایگاه نخست`,
      },
    },
    ru: {
      text: ({ size, stride }, { number }) => [
        [
          'Сто фрагментов разом модель не прочтёт. Поэтому ей показывают ',
          at('size', 'окно'),
          ` размером ${number(size)}, сначала конец списка. Она расставляет их по порядку; затем окно сдвигается на `,
          at('stride', `${number(stride)} места`),
          ' к началу, и лучшие из только что увиденных показываются снова.',
        ],
        [
          'Худший случай: все три хороших фрагмента стоят в самом конце, ',
          at('p10', 'десятым'),
          ', ',
          at('p11', 'одиннадцатым'),
          ' и ',
          at('p12', 'двенадцатым'),
          ' из двенадцати. Судья не ошибается.',
        ],
      ],
      question: ({ size, stride }, { number }) =>
        `Окна размером ${number(size)} с шагом ${number(stride)}, один проход от конца к началу. Сколько из трёх хороших фрагментов дойдут до первых трёх мест?`,
      choices: () => ['ни одного', 'один', 'два', 'все три'],
      action: 'спрашивайте окно за окном клавишей ввода на кнопке, пока проход не закончится.',
      reveal: ({ size, stride }, { number }) => [
        [
          `Дошли ${number(arrived(start))} из ${number(good)}. У соседних окон ${number(start.size)} − ${number(start.stride)} = ${number(shared)} общих места, больше за раз не унести; остальные отстают навсегда, `,
          at('arrived', 'как бы верны ни были ответы'),
          '.',
        ],
        [
          'Теперь подвигайте ',
          at('size', 'окно'),
          ' и ',
          at('stride', 'шаг'),
          `. Окну во весь список хватит одного вызова; шаг 1 уносит больше всего и стоит дороже всего. Сейчас: окно ${number(size)}, шаг ${number(stride)}, вызовов: ${number(calls({ size, stride }))}.`,
        ],
      ],
      out: 'Список фрагментов с запросом RankGPT',
      stage: {
        list: 'Двенадцать фрагментов, лучший первым',
        passage: (number) => `Фрагмент ${number}`,
        goodPassage: (number) => `Хороший фрагмент ${number}`,
        ask: ({ number, of }) => `Спросить окно ${number} из ${of}`,
        back: 'К началу',
        size: 'Окно:',
        stride: 'Шаг:',
        after: (told) =>
          `После одного прохода (вызовов: ${told.calls}): ${told.arrived} из ${told.good} хороших среди первых ${told.good}`,
      },
    },
    zh: {
      text: ({ size, stride }, { number }) => [
        [
          '模型不能一次读一百个段落。所以给它看一个',
          at('size', '窗口'),
          `，${number(size)} 个段落，先看列表末尾。它排好顺序；然后窗口向前移 `,
          at('stride', `${number(stride)} 位`),
          '，刚才看到的最好的几个再看一次。',
        ],
        [
          '最坏的情况：三个好段落都在最末尾，十二个中的',
          at('p10', '第十'),
          '、',
          at('p11', '第十一'),
          '和',
          at('p12', '第十二'),
          '。裁判从不出错。',
        ],
      ],
      question: ({ size, stride }, { number }) =>
        `窗口 ${number(size)}，步长 ${number(stride)}，从末尾到开头走一遍。三个好段落中有几个到达前三位？`,
      choices: () => ['没有', '一个', '两个', '三个都到'],
      action: '一个窗口接一个窗口地问，在按钮上按回车，直到走完一遍。',
      reveal: ({ size, stride }, { number }) => [
        [
          `${number(good)} 个中到达 ${number(arrived(start))} 个。相邻窗口共有 ${number(start.size)} − ${number(start.stride)} = ${number(shared)} 位，每次最多带走这么多；其余的永远落在后面，`,
          at('arrived', '无论每个回答多么正确'),
          '。',
        ],
        [
          '现在移动',
          at('size', '窗口'),
          '和',
          at('stride', '步长'),
          `。装得下整个列表的窗口只要一次调用；步长 1 带得最多，也最贵。现在：窗口 ${number(size)}，步长 ${number(stride)}，调用 ${number(calls({ size, stride }))} 次。`,
        ],
      ],
      out: '一个段落列表，用 RankGPT 的提示词提问',
      stage: {
        list: '十二个段落，最好的在前',
        passage: (number) => `段落 ${number}`,
        goodPassage: (number) => `好段落 ${number}`,
        ask: ({ number, of }) => `问第 ${number} 个窗口，共 ${of} 个`,
        back: '回到开头',
        size: '窗口：',
        stride: '步长：',
        after: (told) => `走一遍（${told.calls} 次调用）之后：${told.good} 个好段落中有 ${told.arrived} 个在前 ${told.good} 位`,
      },
    },
  };
}
