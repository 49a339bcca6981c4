import type { Language } from '../../words/index.ts';
import { at } from './lesson.ts';
import type { LessonWords } from './lesson.ts';

/** Published pairs, by the name of their object on stage. */
export const PAIR_NAMES = ['reasonrank', 'direct-list', 'direct-point', 'qwen-small', 'qwen-large'] as const;

export type PairName = (typeof PAIR_NAMES)[number];

export interface ThinkingStage {
  readonly what: Readonly<Record<PairName, string>>;
  readonly source: Readonly<Record<PairName, string>>;
  readonly ask: (told: { readonly pair: string; readonly of: string }) => string;
  readonly chooseWith: string;
  readonly chooseWithout: string;
  /** Before a figure. */
  readonly with: string;
  readonly without: string;
  readonly said: (told: { readonly guess: boolean; readonly adds: boolean; readonly difference: string }) => string;
  readonly right: string;
  readonly of: (told: { readonly right: string; readonly of: string }) => string;
}

const DIRECT = 'arXiv 2510.08985';
const CARD = 'castorini/first_qwen3_0.6b';

/** What the sixth lesson says, by language. `helped`: in how many of the pairs the figure with a thought is the higher one. */
export function thinkingWords<State>(helped: number): Readonly<Record<Language, LessonWords<State, ThinkingStage>>> {
  return {
    en: {
      text: () => [
        [
          'Rerankers that think before they answer are new, and the papers disagree. Here are five published pairs: one system each, its thought switched on and off. The figures are nDCG@10 as their authors print them: ',
          at('reasonrank', 'a paper that found a gain'),
          ', ',
          at('direct-list', 'one that found a loss'),
          ', and ',
          at('qwen-small', 'models as they come'),
          '.',
        ],
      ],
      question: () => 'In how many of the five pairs is the figure with a thought the higher one?',
      choices: () => ['one', 'two', 'three', 'four', 'all five'],
      action: 'say of each pair which figure is higher, with Enter on one of the two buttons.',
      reveal: (_, { number }) => [
        [
          `In ${number(helped)} of ${number(PAIR_NAMES.length)}. It helps `,
          at('qwen-small', 'a small model'),
          ' that was never taught to rank, though that one stays below its own first stage; it helps ',
          at('reasonrank', 'a model taught on thoughts'),
          '. With ',
          at('direct-list', 'equal training data'),
          ' the direct answer won, most clearly where ',
          at('direct-point', 'each passage is judged alone'),
          '.',
        ],
        [
          'And more is not better: Rank1’s authors write that forcing a longer thought “did not improve” and hurt on average. So this page always shows the first stage, and the run without a thought is one setting away: measure it on your own list (Compare).',
        ],
      ],
      out: 'A letter: rank it once with a thought, once with “Thought” at 0 tokens, and compare',
      stage: {
        what: {
          reasonrank: 'ReasonRank 7B, listwise, BRIGHT; taught with and without a thought',
          'direct-list': 'Direct-Rank, Qwen3 8B, listwise, BRIGHT; the same training data for both',
          'direct-point': 'Direct-Rank, Qwen3 4B, pointwise, BRIGHT; the same training data for both',
          'qwen-small': 'Qwen3 0.6B as it comes, listwise, TREC Deep Learning 2019 to 2023',
          'qwen-large': 'Qwen3 32B as it comes, listwise, the same queries',
        },
        source: {
          reasonrank: 'ReasonRank’s paper, third version, tables 1 and 3 (8421BCD/ReasonRank)',
          'direct-list': DIRECT,
          'direct-point': DIRECT,
          'qwen-small': `model card of ${CARD}; the first stage has .6356`,
          'qwen-large': `model card of ${CARD}`,
        },
        ask: ({ pair, of }) => `Pair ${pair} of ${of}: which figure is higher?`,
        chooseWith: 'With a thought',
        chooseWithout: 'Without',
        with: 'with',
        without: 'without',
        said: ({ guess, adds, difference }) =>
          `You said: ${guess ? 'with' : 'without'}. The thought ${adds ? 'adds' : 'takes'} ${difference}.`,
        right: 'Guessed right:',
        of: ({ right, of }) => `${right} of ${of}`,
      },
    },
    fa: {
      text: () => [
        [
          'بازرتبه‌بندهایی که پیش از پاسخ می‌اندیشند تازه‌اند و مقاله‌ها با هم نمی‌خوانند. اینجا پنج جفت منتشرشده است: هر بار یک سامانه، با اندیشه و بی آن. عددها nDCG@10 هستند، همان‌گونه که نویسندگان چاپ کرده‌اند: ',
          at('reasonrank', 'مقاله‌ای که سود دید'),
          '، ',
          at('direct-list', 'مقاله‌ای که زیان دید'),
          '، و ',
          at('qwen-small', 'مدل‌ها به همان شکلی که می‌آیند'),
          '.',
        ],
      ],
      question: () => 'در چند جفت از پنج جفت عددِ با اندیشه بزرگ‌تر است؟',
      choices: () => ['یکی', 'دو تا', 'سه تا', 'چهار تا', 'هر پنج تا'],
      action: 'برای هر جفت بگویید کدام عدد بزرگ‌تر است، با کلید ورود روی یکی از دو دکمه.',
      reveal: (_, { number }) => [
        [
          `در ${number(helped)} تا از ${number(PAIR_NAMES.length)}. به `,
          at('qwen-small', 'مدلی کوچک'),
          ' که هرگز رتبه‌بندی نیاموخته کمک می‌کند، هرچند آن مدل پایین‌تر از مرحلهٔ نخست خود می‌ماند؛ به ',
          at('reasonrank', 'مدلی که با اندیشه آموخته'),
          ' هم کمک می‌کند. با ',
          at('direct-list', 'دادهٔ آموزشی یکسان'),
          ' پاسخ بی‌درنگ برد، و از همه روشن‌تر آنجا که ',
          at('direct-point', 'هر متن جدا سنجیده می‌شود'),
          '.',
        ],
        [
          'و بیشتر همیشه بهتر نیست: نویسندگان Rank1 می‌نویسند که واداشتن به اندیشهٔ درازتر «did not improve»، یعنی بهتر نکرد، و به‌طور میانگین زیان زد. از این رو این صفحه همیشه مرحلهٔ نخست را نشان می‌دهد، و اجرای بی‌اندیشه تنها یک تنظیم دورتر است: آن را روی فهرست خود بسنجید («مقایسه»).',
        ],
      ],
      out: 'یک نامه: یک بار با اندیشه و یک بار با «سقف اندیشه» برابر ۰ مرتبش کنید، و بسنجید',
      stage: {
        what: {
          reasonrank: 'ReasonRank 7B، فهرستی، BRIGHT؛ با اندیشه و بی آن آموخته',
          'direct-list': 'Direct-Rank، Qwen3 8B، فهرستی، BRIGHT؛ دادهٔ آموزشی هر دو یکی',
          'direct-point': 'Direct-Rank، Qwen3 4B، تک‌به‌تک، BRIGHT؛ دادهٔ آموزشی هر دو یکی',
          'qwen-small': 'Qwen3 0.6B به همان شکل که می‌آید، فهرستی، TREC Deep Learning 2019 تا 2023',
          'qwen-large': 'Qwen3 32B به همان شکل که می‌آید، فهرستی، همان پرسش‌ها',
        },
        source: {
          reasonrank: 'مقالهٔ ReasonRank، نسخهٔ سوم، جدول‌های ۱ و ۳ (8421BCD/ReasonRank)',
          'direct-list': DIRECT,
          'direct-point': DIRECT,
          'qwen-small': `کارت مدل ${CARD}؛ مرحلهٔ نخست ‎.6356‎ دارد`,
          'qwen-large': `کارت مدل ${CARD}`,
        },
        ask: ({ pair, of }) => `جفت ${pair} از ${of}: کدام عدد بزرگ‌تر است؟`,
        chooseWith: 'با اندیشه',
        chooseWithout: 'بی‌اندیشه',
        with: 'با',
        without: 'بی',
        said: ({ guess, adds, difference }) =>
          `گفتید: ${guess ? 'با اندیشه' : 'بی‌اندیشه'}. اندیشه ${difference} ${adds ? 'می‌افزاید' : 'می‌کاهد'}.`,
        right: 'حدس‌های درست:',
        of: ({ right, of }) => `${right} از ${of}`,
      },
    },
    ru: {
      text: () => [
        [
          'Переранжировщики, которые думают перед ответом, — дело новое, и статьи расходятся. Вот пять опубликованных пар: каждый раз одна система, с размышлением и без него. Числа — nDCG@10, как их напечатали авторы: ',
          at('reasonrank', 'статья, где нашли выигрыш'),
          ', ',
          at('direct-list', 'статья, где нашли проигрыш'),
          ', и ',
          at('qwen-small', 'модели как есть'),
          '.',
        ],
      ],
      question: () => 'В скольких из пяти пар больше число с размышлением?',
      choices: () => ['в одной', 'в двух', 'в трёх', 'в четырёх', 'во всех пяти'],
      action: 'скажите о каждой паре, какое число больше, клавишей ввода на одной из двух кнопок.',
      reveal: (_, { number }) => [
        [
          `В ${number(helped)} из ${number(PAIR_NAMES.length)}. Помогает `,
          at('qwen-small', 'маленькой модели'),
          ', которую ранжировать не учили, хотя она остаётся ниже собственного первого этапа; помогает ',
          at('reasonrank', 'модели, учившейся на размышлениях'),
          '. При ',
          at('direct-list', 'равных учебных данных'),
          ' выиграл прямой ответ, яснее всего там, где ',
          at('direct-point', 'каждый фрагмент судят отдельно'),
          '.',
        ],
        [
          'И больше — не лучше: авторы Rank1 пишут, что принуждение думать дольше «did not improve», то есть не помогло, и в среднем навредило. Поэтому эта страница всегда показывает первый этап, а прогон без размышления — в одной настройке отсюда: измерьте на своём списке («Сравнение»).',
        ],
      ],
      out: 'Письмо: упорядочьте его один раз с размышлением, один раз с «Лимит мысли» 0, и сравните',
      stage: {
        what: {
          reasonrank: 'ReasonRank 7B, списком, BRIGHT; обучена с размышлением и без',
          'direct-list': 'Direct-Rank, Qwen3 8B, списком, BRIGHT; учебные данные одни и те же',
          'direct-point': 'Direct-Rank, Qwen3 4B, поодиночке, BRIGHT; учебные данные одни и те же',
          'qwen-small': 'Qwen3 0.6B как есть, списком, TREC Deep Learning 2019–2023',
          'qwen-large': 'Qwen3 32B как есть, списком, те же запросы',
        },
        source: {
          reasonrank: 'статья о ReasonRank, третья версия, таблицы 1 и 3 (8421BCD/ReasonRank)',
          'direct-list': DIRECT,
          'direct-point': DIRECT,
          'qwen-small': `карточка модели ${CARD}; у первого этапа .6356`,
          'qwen-large': `карточка модели ${CARD}`,
        },
        ask: ({ pair, of }) => `Пара ${pair} из ${of}: какое число больше?`,
        chooseWith: 'С размышлением',
        chooseWithout: 'Без него',
        with: 'с ним',
        without: 'без',
        said: ({ guess, adds, difference }) =>
          `Вы сказали: ${guess ? 'с размышлением' : 'без него'}. Размышление ${adds ? 'прибавляет' : 'отнимает'} ${difference}.`,
        right: 'Угадано:',
        of: ({ right, of }) => `${right} из ${of}`,
      },
    },
    zh: {
      text: () => [
        [
          '先思考再回答的重排序器还很新，论文说法不一。这里有五对已发表的数字：每对是同一个系统，打开和关闭思考。数字是作者印出的 nDCG@10：',
          at('reasonrank', '一篇发现有益的论文'),
          '，',
          at('direct-list', '一篇发现有损的论文'),
          '，以及',
          at('qwen-small', '未经专门训练的模型'),
          '。',
        ],
      ],
      question: () => '五对中有几对是带思考的数字更高？',
      choices: () => ['一对', '两对', '三对', '四对', '五对全是'],
      action: '逐对说出哪个数字更高，在两个按钮之一上按回车。',
      reveal: (_, { number }) => [
        [
          `${number(PAIR_NAMES.length)} 对中有 ${number(helped)} 对。它帮助了`,
          at('qwen-small', '一个小模型'),
          '，那个模型从未学过排序，不过仍低于自己的第一阶段；它也帮助了',
          at('reasonrank', '用思考训练过的模型'),
          '。在',
          at('direct-list', '训练数据相同'),
          '时，直接回答更好，最明显的是',
          at('direct-point', '单独评判每个段落'),
          '的情形。',
        ],
        [
          '而且并非越多越好：Rank1 的作者写道，强迫更长的思考“did not improve”（没有改进），平均还有损害。所以本页总是显示第一阶段，不带思考的运行也只差一个设置：请在您自己的列表上测一测（“比较”）。',
        ],
      ],
      out: '一封信：带思考排一次，再把“思考预算”设为 0 排一次，然后比较',
      stage: {
        what: {
          reasonrank: 'ReasonRank 7B，列表式，BRIGHT；分别带思考和不带思考训练',
          'direct-list': 'Direct-Rank，Qwen3 8B，列表式，BRIGHT；两者训练数据相同',
          'direct-point': 'Direct-Rank，Qwen3 4B，单点式，BRIGHT；两者训练数据相同',
          'qwen-small': 'Qwen3 0.6B 原样，列表式，TREC Deep Learning 2019 至 2023',
          'qwen-large': 'Qwen3 32B 原样，列表式，同样的查询',
        },
        source: {
          reasonrank: 'ReasonRank 论文第三版，表 1 和表 3（8421BCD/ReasonRank）',
          'direct-list': DIRECT,
          'direct-point': DIRECT,
          'qwen-small': `${CARD} 的模型卡；第一阶段为 .6356`,
          'qwen-large': `${CARD} 的模型卡`,
        },
        ask: ({ pair, of }) => `第 ${pair} 对，共 ${of} 对：哪个数字更高？`,
        chooseWith: '带思考',
        chooseWithout: '不带',
        with: '带',
        without: '不带',
        said: ({ guess, adds, difference }) =>
          `您说：${guess ? '带思考' : '不带'}。思考${adds ? '增加' : '减少'} ${difference}。`,
        right: '猜对：',
        of: ({ right, of }) => `${right} / ${of}`,
      },
    },
  };
}
