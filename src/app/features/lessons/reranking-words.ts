import type { Language } from '../../words/index.ts';
import { at } from './lesson.ts';
import type { LessonWords } from './lesson.ts';

/** Names of passages, best first. */
export type Order = readonly string[];

export interface RerankingFigures {
  readonly given: Order;
  readonly ndcg: (order: Order) => number;
  /** What the answer adds to the sum in an order. */
  readonly gain: (order: Order) => number;
  /** What nDCG@10 may be, to choose from. */
  readonly choices: readonly number[];
}

export interface RerankingStage {
  readonly query: string;
  readonly list: string;
  /** By name. */
  readonly passages: Readonly<Record<string, string>>;
}

type Words = LessonWords<Order, RerankingStage>;

/** What the first lesson says, by language. */
export function rerankingWords({ given, ndcg, gain, choices }: RerankingFigures): Readonly<Record<Language, Words>> {
  const place = (order: Order): number => order.indexOf('steep') + 1;
  const shown: Words['choices'] = (_, { fixed }) => choices.map((value) => fixed(value, 2));
  return {
    en: {
      text: (on, { number }) => [
        [
          'A search engine hands over a few passages in a quick order. A reranker reads them and puts them in a better one: nothing is added, nothing is left out. Here ',
          at('steep', 'the answer'),
          ` stands at place ${number(place(on))}, below `,
          at('black', 'a passage about another tea'),
          '.',
        ],
        [
          'How good an order is, people have judged beforehand: 2 for the answer, 1 for ',
          at('bitter', 'what helps'),
          ', 0 for the rest. Each grade is divided by a number that grows with the place, and ',
          at('ndcg', 'nDCG@10'),
          ' is their sum over the first ten places, divided by the sum of the best order there could be.',
        ],
      ],
      question: (on, { fixed }) =>
        `nDCG@10 is ${fixed(ndcg(on), 2)} now. What will it be when the answer stands first and nothing else is changed?`,
      choices: shown,
      action:
        'move “Green tea is steeped …” to the first place: Space picks it up, the up arrow lifts it, Space puts it down. Or drag it.',
      reveal: (order, { fixed }) => [
        [
          'The term of ',
          at('steep', 'the answer'),
          ` grew from ${fixed(gain(given), 2)} to ${fixed(gain(order), 2)}, and the figure from ${fixed(ndcg(given), 2)} to `,
          at('ndcg', fixed(ndcg(order), 2)),
          '.',
        ],
        [
          'It is not 1 as long as ',
          at('bitter', 'what helps'),
          ' stands below passages that do not. Go on: with it second the figure is 1, and the order of the other three no longer matters.',
        ],
      ],
      out: 'A list of four passages that the embedded model can read here',
      stage: {
        query: 'How hot should the water for green tea be?',
        list: 'Five passages, best first',
        passages: {
          steep: 'Green tea is steeped at 70 to 80 °C for two minutes.',
          bitter: 'Boiling water makes green tea bitter.',
          black: 'Black tea takes boiling water and four minutes.',
          kettle: 'A good kettle stops at the temperature that you set.',
          trade: 'Tea came to Europe by ship in the 17th century.',
        },
      },
    },
    fa: {
      text: (on, { number }) => [
        [
          'موتور جست‌وجو چند متن را با ترتیبی شتاب‌زده می‌دهد. بازرتبه‌بند آن‌ها را می‌خواند و ترتیب بهتری می‌گذارد: نه چیزی افزوده می‌شود و نه چیزی کنار می‌رود. اینجا ',
          at('steep', 'پاسخ'),
          ` در جایگاه ${number(place(on))} است، پایین‌تر از `,
          at('black', 'متنی دربارهٔ چایی دیگر'),
          '.',
        ],
        [
          'خوبی هر متن را آدم‌ها از پیش داوری کرده‌اند: ۲ برای پاسخ، ۱ برای ',
          at('bitter', 'آنچه کمک می‌کند'),
          '، ۰ برای بقیه. هر نمره بر عددی بخش می‌شود که با جایگاه بزرگ می‌شود، و ',
          at('ndcg', 'nDCG@10'),
          ' جمع آن‌ها در ده جایگاه نخست است، بخش بر جمع بهترین ترتیب ممکن.',
        ],
      ],
      question: (on, { fixed }) =>
        `اکنون nDCG@10 برابر ${fixed(ndcg(on), 2)} است. اگر پاسخ نخست بایستد و چیز دیگری عوض نشود، چند خواهد بود؟`,
      choices: shown,
      action:
        'متن «چای سبز را …» را به جایگاه نخست ببرید: کلید فاصله آن را برمی‌دارد، جهت بالا آن را بالا می‌برد، فاصله آن را می‌گذارد. یا آن را بکشید.',
      reveal: (order, { fixed }) => [
        [
          'سهم ',
          at('steep', 'پاسخ'),
          ` از ${fixed(gain(given), 2)} به ${fixed(gain(order), 2)} رسید، و خود عدد از ${fixed(ndcg(given), 2)} به `,
          at('ndcg', fixed(ndcg(order), 2)),
          '.',
        ],
        [
          'تا وقتی ',
          at('bitter', 'آنچه کمک می‌کند'),
          ' پایین‌تر از متن‌هایی است که کمک نمی‌کنند، عدد ۱ نمی‌شود. ادامه دهید: با آن در جایگاه دوم عدد ۱ است، و ترتیب سه متن دیگر دیگر فرقی نمی‌کند.',
        ],
      ],
      out: 'فهرستی از چهار متن که مدل همین صفحه می‌تواند بخواند',
      stage: {
        query: 'آب برای چای سبز چه دمایی باید داشته باشد؟',
        list: 'پنج متن، بهترین نخست',
        passages: {
          steep: 'چای سبز را دو دقیقه در آب ۷۰ تا ۸۰ درجه دم می‌کنند.',
          bitter: 'آب جوش چای سبز را تلخ می‌کند.',
          black: 'چای سیاه آب جوش و چهار دقیقه می‌خواهد.',
          kettle: 'یک کتری خوب در دمایی که تعیین کرده‌اید می‌ایستد.',
          trade: 'چای در سدهٔ هفدهم با کشتی به اروپا رسید.',
        },
      },
    },
    ru: {
      text: (on, { number }) => [
        [
          'Поисковик отдаёт несколько фрагментов в наскоро составленном порядке. Переранжировщик читает их и ставит в лучший порядок: ничего не добавляет и ничего не выбрасывает. Здесь ',
          at('steep', 'ответ'),
          ` стоит на месте ${number(place(on))}, ниже `,
          at('black', 'фрагмента о другом чае'),
          '.',
        ],
        [
          'Насколько хорош каждый фрагмент, заранее оценили люди: 2 — ответ, 1 — ',
          at('bitter', 'то, что помогает'),
          ', 0 — остальное. Каждая оценка делится на число, которое растёт с номером места, а ',
          at('ndcg', 'nDCG@10'),
          ' — это их сумма по первым десяти местам, делённая на сумму лучшего возможного порядка.',
        ],
      ],
      question: (on, { fixed }) =>
        `Сейчас nDCG@10 равно ${fixed(ndcg(on), 2)}. Чему оно будет равно, если ответ встанет первым, а остальное не изменится?`,
      choices: shown,
      action:
        'поставьте «Зелёный чай заваривают …» на первое место: пробел берёт, стрелка вверх поднимает, пробел отпускает. Или перетащите.',
      reveal: (order, { fixed }) => [
        [
          'Слагаемое ',
          at('steep', 'ответа'),
          ` выросло с ${fixed(gain(given), 2)} до ${fixed(gain(order), 2)}, а показатель — с ${fixed(ndcg(given), 2)} до `,
          at('ndcg', fixed(ndcg(order), 2)),
          '.',
        ],
        [
          'Единицы не будет, пока ',
          at('bitter', 'то, что помогает'),
          ', стоит ниже фрагментов, которые не помогают. Продолжайте: если поставить его вторым, будет 1, и порядок остальных трёх уже не важен.',
        ],
      ],
      out: 'Список из четырёх фрагментов, который модель прочтёт прямо здесь',
      stage: {
        query: 'Какой горячей должна быть вода для зелёного чая?',
        list: 'Пять фрагментов, лучший первым',
        passages: {
          steep: 'Зелёный чай заваривают при 70–80 °C две минуты.',
          bitter: 'От кипятка зелёный чай горчит.',
          black: 'Чёрному чаю нужны кипяток и четыре минуты.',
          kettle: 'Хороший чайник останавливается на заданной температуре.',
          trade: 'В Европу чай пришёл на кораблях в XVII веке.',
        },
      },
    },
    zh: {
      text: (on, { number }) => [
        [
          '搜索引擎很快给出几个段落的顺序。重排序器阅读它们，排出更好的顺序：不增加，也不丢掉任何一个。这里',
          at('steep', '答案'),
          `排在第 ${number(place(on))} 位，在`,
          at('black', '讲另一种茶的段落'),
          '之后。',
        ],
        [
          '每个段落有多好，事先由人判定：答案 2 分，',
          at('bitter', '有帮助的'),
          ' 1 分，其余 0 分。每个分数除以一个随位次增大的数，',
          at('ndcg', 'nDCG@10'),
          ' 是前十位的和，再除以最佳顺序的和。',
        ],
      ],
      question: (on, { fixed }) => `现在 nDCG@10 是 ${fixed(ndcg(on), 2)}。如果答案排到第一而其他不变，它会是多少？`,
      choices: shown,
      action: '把“绿茶用……”移到第一位：空格拿起，向上键上移，空格放下。也可以拖动。',
      reveal: (order, { fixed }) => [
        [
          at('steep', '答案'),
          `的一项从 ${fixed(gain(given), 2)} 增加到 ${fixed(gain(order), 2)}，指标从 ${fixed(ndcg(given), 2)} 变为 `,
          at('ndcg', fixed(ndcg(order), 2)),
          '。',
        ],
        [
          '只要',
          at('bitter', '有帮助的'),
          '还排在没有帮助的之后，就不是 1。继续：让它排第二，指标就是 1，其余三个的顺序便无关紧要了。',
        ],
      ],
      out: '四个段落的列表，内置模型可以在这里阅读',
      stage: {
        query: '泡绿茶的水应该多热？',
        list: '五个段落，最好的在前',
        passages: {
          steep: '绿茶用 70 到 80 °C 的水泡两分钟。',
          bitter: '沸水会让绿茶发苦。',
          black: '红茶要用沸水泡四分钟。',
          kettle: '好的水壶会停在您设定的温度。',
          trade: '茶叶在 17 世纪由船运到欧洲。',
        },
      },
    },
  };
}
