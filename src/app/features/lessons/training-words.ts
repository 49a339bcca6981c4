import type { Language } from '../../words/index.ts';
import { at } from './lesson.ts';
import type { LessonWords } from './lesson.ts';

/** The two lists of the authors' example, by the name of their object on stage. */
export const LIST_NAMES = ['split', 'together'] as const;

export type ListName = (typeof LIST_NAMES)[number];

/** Weights of the reward's parts beside nDCG@10. */
export interface Weights {
  readonly recall: number;
  readonly rbo: number;
}

/** Reckoned from the two lists. */
export interface TrainingFigures {
  readonly published: Weights;
  readonly patience: number;
  readonly winner: ListName;
  /** What the lists earn at the published weights, the winner's first. */
  readonly rewards: readonly [number, number];
  /** Weight of Recall@10 at which both earn the same. */
  readonly turn: number;
}

export interface TrainingStage {
  readonly recall: string;
  readonly rbo: string;
  readonly lists: Readonly<Record<ListName, string>>;
}

const LISTS = {
  en: { split: 'relevant at 1 and 11', together: 'relevant at 9 and 10' },
  fa: { split: 'مرتبط در جایگاه ۱ و ۱۱', together: 'مرتبط در جایگاه ۹ و ۱۰' },
  ru: { split: 'нужные на местах 1 и 11', together: 'нужные на местах 9 и 10' },
  zh: { split: '相关的在第 1 和第 11 位', together: '相关的在第 9 和第 10 位' },
} as const satisfies Readonly<Record<Language, Readonly<Record<ListName, string>>>>;

/** The command that made the embedded model. */
const COMMAND = 'python -m models.train … --minutes 56 --frozen 10 --quantize-from 0.55';

const choicesOf = (lists: Readonly<Record<ListName, string>>): readonly string[] => LIST_NAMES.map((name) => lists[name]);

/** What the tenth lesson says, by language. Figures of the embedded model are those of models/RESULTS.md. */
export function trainingWords({
  published,
  patience,
  winner,
  rewards: [won, lost],
  turn,
}: TrainingFigures): Readonly<Record<Language, LessonWords<Weights, TrainingStage>>> {
  return {
    en: {
      text: (on, { fixed }) => [
        [
          'A model that learns by reward writes many orders and is paid for each. But by what measure? nDCG@10 pays for the first places. ReasonRank adds two parts: ',
          at('recall', 'Recall@10'),
          `, weighed ${fixed(on.recall, 1)}, since a passage that stays among ten is carried on by the next window; and `,
          at('rbo', 'RBO'),
          `, weighed ${fixed(on.rbo, 1)}, the likeness to the best order (here with a patience of ${fixed(patience, 1)}).`,
        ],
        [
          'Its authors’ example: two relevant passages ',
          at('together', 'at 9 and 10'),
          ', or ',
          at('split', 'at 1 and 11'),
          '. The first list keeps both; the second loses one at the window’s edge.',
        ],
      ],
      question: () => 'Which of the two lists earns more at the published weights?',
      choices: () => choicesOf(LISTS.en),
      action: 'raise the weight of Recall@10 with the arrow keys until the other list earns more.',
      reveal: (_, { fixed, number }) => [
        [
          `At ${fixed(published.recall, 1)} and ${fixed(published.rbo, 1)} the list `,
          at(winner, LISTS.en[winner]),
          ` earns ${fixed(won, 3)} against ${fixed(lost, 3)}: the published weights narrow the gap and do not turn it. With RBO at ${fixed(published.rbo, 1)} it turns once Recall@10 weighs more than ${fixed(turn, 2)}.`,
        ],
        [
          `The embedded model was made otherwise, in less than an hour on two processor cores: ${number(601_276)} tokens, about ${number(1400)} lists, 56 minutes of steps. It learns a score at each passage’s end from graded labels; half of its loss asks what that score adds to the instant order, and the last 25 minutes learnt through 4-bit rounding (models/RESULTS.md; “${COMMAND}”). On 240 held-out lists it adds .0135 nDCG@10 (95 % .0018 to .0259); on the mean of four collections that it never saw, .0079 (.0025 to .0137).`,
        ],
      ],
      out: 'A list that the model taught so reads in your browser',
      stage: { recall: 'weight of Recall@10', rbo: 'weight of RBO', lists: LISTS.en },
    },
    fa: {
      text: (on, { fixed }) => [
        [
          'مدلی که با پاداش می‌آموزد ترتیب‌های بسیاری می‌نویسد و برای هر یک پاداشی می‌گیرد. اما با چه سنجه‌ای؟ nDCG@10 به جایگاه‌های نخست پاداش می‌دهد. ReasonRank دو بخش می‌افزاید: ',
          at('recall', 'Recall@10'),
          `، با وزن ${fixed(on.recall, 1)}، چون متنی که میان ده تا بماند به پنجرهٔ بعدی می‌رسد؛ و `,
          at('rbo', 'RBO'),
          `، با وزن ${fixed(on.rbo, 1)}، یعنی شباهت به بهترین ترتیب (اینجا با شکیبایی ${fixed(patience, 1)}).`,
        ],
        [
          'مثال نویسندگانش: دو متن مرتبط ',
          at('together', 'در جایگاه ۹ و ۱۰'),
          '، یا ',
          at('split', 'در جایگاه ۱ و ۱۱'),
          '. فهرست نخست هر دو را نگه می‌دارد؛ دومی یکی را در لبهٔ پنجره از دست می‌دهد.',
        ],
      ],
      question: () => 'با وزن‌های منتشرشده کدام فهرست بیشتر پاداش می‌گیرد؟',
      choices: () => choicesOf(LISTS.fa),
      action: 'وزن Recall@10 را با کلیدهای جهت بالا ببرید تا فهرست دیگر بیشتر بگیرد.',
      reveal: (_, { fixed, number }) => [
        [
          `با ${fixed(published.recall, 1)} و ${fixed(published.rbo, 1)} فهرست `,
          at(winner, LISTS.fa[winner]),
          ` پاداش ${fixed(won, 3)} می‌گیرد در برابر ${fixed(lost, 3)}: وزن‌های منتشرشده فاصله را کم می‌کنند و برنمی‌گردانند. با وزن ${fixed(published.rbo, 1)} برای RBO، همین که وزن Recall@10 از ${fixed(turn, 2)} بگذرد برمی‌گردد.`,
        ],
        [
          `مدل همراه صفحه جور دیگری ساخته شد، در کمتر از یک ساعت روی دو هستهٔ پردازنده: ${number(601_276)} توکن، نزدیک ${number(1400)} فهرست، ۵۶ دقیقه گام. امتیازی در پایان هر متن را از برچسب‌های درجه‌دار می‌آموزد؛ نیمی از زیانش می‌پرسد این امتیاز به ترتیب فوری چه می‌افزاید، و ۲۵ دقیقهٔ پایانی از میان گرد کردن به ۴ بیت آموخت (models/RESULTS.md؛ «\u2066${COMMAND}\u2069»). روی ۲۴۰ فهرست کنارگذاشته ${fixed(0.0135, 4)} به nDCG@10 می‌افزاید (۹۵٪: ${fixed(0.0018, 4)} تا ${fixed(0.0259, 4)})؛ روی میانگین چهار مجموعه‌ای که هرگز ندیده ${fixed(0.0079, 4)} (${fixed(0.0025, 4)} تا ${fixed(0.0137, 4)}).`,
        ],
      ],
      out: 'فهرستی که مدلی که چنین آموخته در مرورگر شما می‌خواند',
      stage: { recall: 'وزن Recall@10', rbo: 'وزن RBO', lists: LISTS.fa },
    },
    ru: {
      text: (on, { fixed }) => [
        [
          'Модель, которая учится на награде, пишет много порядков, и за каждый ей платят. Но какой мерой? nDCG@10 платит за первые места. ReasonRank прибавляет две части: ',
          at('recall', 'Recall@10'),
          ` с весом ${fixed(on.recall, 1)}, ведь фрагмент, оставшийся в десятке, перейдёт в следующее окно; и `,
          at('rbo', 'RBO'),
          ` с весом ${fixed(on.rbo, 1)}, сходство с лучшим порядком (здесь с терпением ${fixed(patience, 1)}).`,
        ],
        [
          'Пример её авторов: два нужных фрагмента ',
          at('together', 'на местах 9 и 10'),
          ' или ',
          at('split', 'на местах 1 и 11'),
          '. Первый список сохраняет оба; второй теряет один на краю окна.',
        ],
      ],
      question: () => 'Какой из двух списков получит больше при опубликованных весах?',
      choices: () => choicesOf(LISTS.ru),
      action: 'поднимайте вес Recall@10 стрелками, пока больше не получит другой список.',
      reveal: (_, { fixed, number }) => [
        [
          `При ${fixed(published.recall, 1)} и ${fixed(published.rbo, 1)} список `,
          at(winner, LISTS.ru[winner]),
          ` получает ${fixed(won, 3)} против ${fixed(lost, 3)}: опубликованные веса сужают разрыв, но не переворачивают. При RBO ${fixed(published.rbo, 1)} он перевернётся, как только Recall@10 весит больше ${fixed(turn, 2)}.`,
        ],
        [
          `Встроенная модель сделана иначе, меньше чем за час на двух ядрах процессора: ${number(601_276)} токенов, около ${number(1400)} списков, 56 минут шагов. Она учит оценку в конце каждого фрагмента по градуированным меткам; половина её потерь спрашивает, что эта оценка прибавляет к мгновенному порядку, а последние 25 минут учились сквозь округление до 4 бит (models/RESULTS.md; «${COMMAND}»). На 240 отложенных списках она прибавляет ${fixed(0.0135, 4)} к nDCG@10 (95 %: от ${fixed(0.0018, 4)} до ${fixed(0.0259, 4)}); в среднем по четырём коллекциям, которых она не видела, ${fixed(0.0079, 4)} (от ${fixed(0.0025, 4)} до ${fixed(0.0137, 4)}).`,
        ],
      ],
      out: 'Список, который обученная так модель прочтёт в вашем браузере',
      stage: { recall: 'вес Recall@10', rbo: 'вес RBO', lists: LISTS.ru },
    },
    zh: {
      text: (on, { fixed }) => [
        [
          '靠奖励学习的模型写出许多顺序，每个都得到报酬。但用什么来衡量？nDCG@10 为前几位付酬。ReasonRank 加上两部分：',
          at('recall', 'Recall@10'),
          `，权重 ${fixed(on.recall, 1)}，因为留在前十的段落会进入下一个窗口；以及`,
          at('rbo', 'RBO'),
          `，权重 ${fixed(on.rbo, 1)}，即与最佳顺序的相似度（这里耐心为 ${fixed(patience, 1)}）。`,
        ],
        [
          '作者的例子：两个相关段落',
          at('together', '在第 9 和第 10 位'),
          '，或',
          at('split', '在第 1 和第 11 位'),
          '。前一个列表两个都保住；后一个在窗口边缘丢掉一个。',
        ],
      ],
      question: () => '按发表的权重，两个列表中哪一个得到更多？',
      choices: () => choicesOf(LISTS.zh),
      action: '用方向键提高 Recall@10 的权重，直到另一个列表得到更多。',
      reveal: (_, { fixed, number }) => [
        [
          `在 ${fixed(published.recall, 1)} 和 ${fixed(published.rbo, 1)} 时，列表`,
          at(winner, LISTS.zh[winner]),
          `得到 ${fixed(won, 3)}，另一个得到 ${fixed(lost, 3)}：发表的权重缩小了差距，但没有反转。RBO 为 ${fixed(published.rbo, 1)} 时，Recall@10 的权重超过 ${fixed(turn, 2)} 就会反转。`,
        ],
        [
          `内置模型是另一种做法，在两个处理器核心上用了不到一小时：${number(601_276)} 个词元，约 ${number(1400)} 个列表，56 分钟的训练步。它从分级标注学习每个段落末尾的分数；一半的损失在问这个分数给即时顺序添了什么，最后 25 分钟是带着 4 比特取整学的（models/RESULTS.md；“${COMMAND}”）。在 240 个留出的列表上，它使 nDCG@10 增加 ${fixed(0.0135, 4)}（95%：${fixed(0.0018, 4)} 到 ${fixed(0.0259, 4)}）；在它从未见过的四个集合上平均增加 ${fixed(0.0079, 4)}（${fixed(0.0025, 4)} 到 ${fixed(0.0137, 4)}）。`,
        ],
      ],
      out: '一个列表，由这样训练的模型在您的浏览器里读',
      stage: { recall: 'Recall@10 的权重', rbo: 'RBO 的权重', lists: LISTS.zh },
    },
  };
}
