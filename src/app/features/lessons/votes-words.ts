import type { Language } from '../../words/index.ts';
import { at } from './lesson.ts';
import type { LessonWords, Pointer } from './lesson.ts';

/** Of the judge on stage. Names of passages are letters in every language. */
export interface VotesFigures {
  /** What the judge adds to whatever it is shown first. */
  readonly bonus: number;
  readonly best: string;
  /** Orders, 0-based, whose answer the place decided. */
  readonly wonByPlace: readonly number[];
  /** What all orders say together. */
  readonly together: string;
}

export interface VotesStage {
  readonly worths: string;
  readonly ask: (told: { readonly order: string; readonly of: string }) => string;
  readonly asked: string;
  /** Before an order and before its answer. */
  readonly shown: string;
  readonly answer: string;
  readonly together: string;
  readonly given: string;
  readonly places: (told: { readonly least: string; readonly most: string }) => string;
}

type Words = LessonWords<number, VotesStage>;

/** What the seventh lesson says, by language. */
export function votesWords({ bonus, best, wonByPlace, together }: VotesFigures): Readonly<Record<Language, Words>> {
  /** Words that point at the orders that were won by the place. */
  const orders = (and: string, named: (turn: number) => string): readonly (string | Pointer)[] =>
    wonByPlace.flatMap((turn, before) => [before === 0 ? '' : and, at(`vote${turn + 1}`, named(turn + 1))]);
  return {
    en: {
      text: (_, { fixed }) => [
        [
          'Language models favour places: the same passage does better in front. The judge of this lesson does so openly. It sees ',
          at('worths', 'what the passages are worth'),
          `, and adds ${fixed(bonus, 1)} to whatever it is shown first.`,
        ],
        [
          `It is asked five times, the list turned by one place each time, so that each passage is shown first once. ${best} is the best.`,
        ],
      ],
      question: () => `How many of the five answers put another passage than ${best} first?`,
      choices: () => ['none', 'one', 'two', 'three', 'four', 'all five'],
      action: 'ask all five orders, with Enter on the button.',
      reveal: (_, { number }) => [
        [
          `${number(wonByPlace.length)} of five: `,
          ...orders(' and ', (turn) => `order ${number(turn)}`),
          ' were won by the place. ',
          at('fused', 'Together'),
          ` the five say ${together}: every passage had the bonus once, so it cancels.`,
        ],
        [
          'Borda’s count takes the mean of the places. Five answers cost five times as much; “Samples of each call” in the settings asks so, and the lens “position” shows how far your own list moves. What all orders get wrong no vote repairs.',
        ],
      ],
      out: 'A letter; set “Samples of each call” to 3, or open the lens “position”',
      stage: {
        worths: 'What they are worth:',
        ask: ({ order, of }) => `Ask order ${order} of ${of}`,
        asked: 'Orders that were asked, and the answers',
        shown: 'shown',
        answer: 'answer',
        together: 'Together (Borda):',
        given: 'Places that each was given:',
        places: ({ least, most }) => `${least} to ${most}`,
      },
    },
    fa: {
      text: (_, { fixed }) => [
        [
          'مدل‌های زبانی بعضی جایگاه‌ها را بیشتر می‌پسندند: همان متن در آغاز فهرست بهتر دیده می‌شود. داور این درس آشکارا چنین می‌کند. او ',
          at('worths', 'ارزش متن‌ها'),
          ` را می‌بیند و به هر چه نخست نشانش دهند ${fixed(bonus, 1)} می‌افزاید.`,
        ],
        [`پنج بار از او پرسیده می‌شود و هر بار فهرست یک جایگاه می‌چرخد، تا هر متن یک بار نخست نشان داده شود. ${best} بهترین است.`],
      ],
      question: () => `از پنج پاسخ، چند پاسخ متنی جز ${best} را نخست می‌گذارند؟`,
      choices: () => ['هیچ‌کدام', 'یکی', 'دو تا', 'سه تا', 'چهار تا', 'هر پنج تا'],
      action: 'هر پنج ترتیب را با کلید ورود روی دکمه بپرسید.',
      reveal: (_, { number }) => [
        [
          `${number(wonByPlace.length)} پاسخ از پنج: `,
          ...orders(' و ', (turn) => `ترتیب ${number(turn)}`),
          ' را جایگاه تعیین کرد. ',
          at('fused', 'با هم'),
          ` پنج پاسخ می‌گویند ${together}: هر متن یک بار آن افزوده را داشت، پس اثرش از میان می‌رود.`,
        ],
        [
          'شمارش بوردا میانگین جایگاه‌ها را می‌گیرد. پنج پاسخ پنج برابر هزینه دارد؛ «نمونه‌ها» در تنظیمات چنین می‌پرسد، و عدسی «جایگاه» نشان می‌دهد فهرست خود شما چقدر جابه‌جا می‌شود. آنچه همهٔ ترتیب‌ها نادرست می‌گویند، هیچ رأیی درست نمی‌کند.',
        ],
      ],
      out: 'یک نامه؛ «نمونه‌ها» را ۳ بگذارید، یا عدسی «جایگاه» را باز کنید',
      stage: {
        worths: 'ارزش آن‌ها:',
        ask: ({ order, of }) => `پرسیدن ترتیب ${order} از ${of}`,
        asked: 'ترتیب‌هایی که پرسیده شدند، و پاسخ‌ها',
        shown: 'نشان داده شد',
        answer: 'پاسخ',
        together: 'با هم (بوردا):',
        given: 'جایگاه‌هایی که هر یک گرفت:',
        places: ({ least, most }) => `${least} تا ${most}`,
      },
    },
    ru: {
      text: (_, { fixed }) => [
        [
          'Языковые модели предпочитают места: тот же фрагмент впереди выглядит лучше. Судья этого урока делает так открыто. Он видит, ',
          at('worths', 'чего стоят фрагменты'),
          `, и прибавляет ${fixed(bonus, 1)} к тому, что ему показали первым.`,
        ],
        [
          `Его спрашивают пять раз, каждый раз сдвигая список на одно место, так что каждый фрагмент один раз показан первым. ${best} — лучший.`,
        ],
      ],
      question: () => `Сколько из пяти ответов ставят первым не ${best}, а другой фрагмент?`,
      choices: () => ['ни одного', 'один', 'два', 'три', 'четыре', 'все пять'],
      action: 'спросите все пять порядков клавишей ввода на кнопке.',
      reveal: (_, { number }) => [
        [
          `${number(wonByPlace.length)} из пяти: `,
          ...orders(' и ', (turn) => `порядок ${number(turn)}`),
          ' — там победило место. ',
          at('fused', 'Вместе'),
          ` все пять говорят ${together}: прибавку по разу получил каждый, и она сократилась.`,
        ],
        [
          'Счёт Борда берёт среднее место. Пять ответов стоят впятеро дороже; так спрашивает настройка «Выборок», а линза «Позиция» показывает, насколько сдвигается ваш собственный список. Что неверно во всех порядках, никакое голосование не исправит.',
        ],
      ],
      out: 'Письмо; поставьте «Выборок» на 3 или откройте линзу «Позиция»',
      stage: {
        worths: 'Чего они стоят:',
        ask: ({ order, of }) => `Спросить порядок ${order} из ${of}`,
        asked: 'Порядки, которые спросили, и ответы',
        shown: 'показано',
        answer: 'ответ',
        together: 'Вместе (Борда):',
        given: 'Места, которые получил каждый:',
        places: ({ least, most }) => `от ${least} до ${most}`,
      },
    },
    zh: {
      text: (_, { fixed }) => [
        [
          '语言模型偏爱某些位置：同一个段落放在前面就更占便宜。本课的评判者公开这样做。它看得到',
          at('worths', '各段落的价值'),
          `，并给最先看到的那个加上 ${fixed(bonus, 1)}。`,
        ],
        [`它被问五次，每次把列表转动一位，这样每个段落都有一次排在最前。${best} 是最好的。`],
      ],
      question: () => `五个回答中，有几个把 ${best} 以外的段落排在第一？`,
      choices: () => ['没有', '一个', '两个', '三个', '四个', '五个全是'],
      action: '把五种顺序都问一遍，在按钮上按回车。',
      reveal: (_, { number }) => [
        [
          `五个中有 ${number(wonByPlace.length)} 个：`,
          ...orders('和', (turn) => `第 ${number(turn)} 种顺序`),
          '是靠位置赢的。',
          at('fused', '合起来'),
          `，五个回答说 ${together}：每个段落都得过一次加分，于是互相抵消。`,
        ],
        [
          '博尔达计数取名次的平均值。五个回答要花五倍的代价；设置里的“采样次数”就是这样问的，“位置”透镜显示您自己的列表会变动多少。所有顺序都答错的，投票也改不了。',
        ],
      ],
      out: '一封信；把“采样次数”设为 3，或打开“位置”透镜',
      stage: {
        worths: '它们的价值：',
        ask: ({ order, of }) => `询问第 ${order} 种顺序，共 ${of} 种`,
        asked: '问过的顺序和回答',
        shown: '展示',
        answer: '回答',
        together: '合起来（博尔达）：',
        given: '各自得到的名次：',
        places: ({ least, most }) => `${least} 到 ${most}`,
      },
    },
  };
}
