import type { Language } from '../../words/index.ts';
import { at } from './lesson.ts';
import type { LessonWords } from './lesson.ts';

export interface HorsesFigures {
  readonly lanes: number;
  readonly podium: number;
  /** Races that it took. */
  readonly races: number;
  /** Races that are enough whatever they say. */
  readonly most: number;
  /** A wrong guess: every horse once, then again. */
  readonly twice: number;
}

export interface HorsesStage {
  readonly horse: (number: string) => string;
  readonly run: (race: string) => string;
  readonly over: (podium: string) => string;
  readonly horses: string;
  readonly certified: (told: { readonly certified: string; readonly of: string }) => string;
  readonly races: string;
  readonly race: (race: string) => string;
  /** A line of the graph. */
  readonly before: (told: { readonly above: string; readonly below: string; readonly races: string }) => string;
}

type Words = LessonWords<number, HorsesStage>;

/** What the fourth lesson says, by language. */
export function horsesWords({ lanes, podium, races, most, twice }: HorsesFigures): Readonly<Record<Language, Words>> {
  return {
    en: {
      text: (_, { number }) => [
        [
          `Twenty-five horses, ${number(lanes)} can run at a time, and there is no clock: a race tells who was before whom, nothing more. Wanted are the fastest ${number(podium)}, in their order. A window of a reranker is such a race.`,
        ],
        [
          'Races are remembered. Who loses to a horse that loses to another is behind both, without a race of its own. As soon as no open horse can be among the first three, they are ',
          at('certified', 'certified'),
          ', and nobody runs any more.',
        ],
      ],
      question: () => 'How many races does it take?',
      choices: (_, { number }) => [
        `${number(lanes)}: one for every horse`,
        number(races),
        `${number(twice)}: five, and then again`,
      ],
      action: 'run race after race, with Enter on the button, until the first three are certain.',
      reveal: (_, { number }) => [
        [
          'Five races, in which every horse runs once; ',
          at(`race${lanes + 1}`, `race ${number(lanes + 1)}`),
          ' between their winners finds the fastest; ',
          at(`race${races}`, `race ${number(races)}`),
          ` holds only horses that can still be second or third. Whatever the races say, no more than ${number(most)} are ever needed.`,
        ],
        [
          'The graph holds what follows from the races: best on top, certain places solid, the number on a line is its race. In a real run each line opens the answer that made it (strategy “Certified top”). A certificate says that ',
          at('certified', 'the answers agree'),
          ', not that they are right.',
        ],
      ],
      out: 'A list of passages; choose the strategy “Certified top” in its settings',
      stage: {
        horse: (number) => `Horse ${number}`,
        run: (race) => `Run race ${race}`,
        over: (first) => `No horse is left that could still be among the first ${first}.`,
        horses: 'The horses; those of the next race are marked',
        certified: ({ certified, of }) => `Certified: ${certified} of ${of}`,
        races: 'The races that were run',
        race: (race) => `Race ${race}:`,
        before: ({ above, below, races: told }) => `${above} before ${below}, in race ${told}`,
      },
    },
    fa: {
      text: (_, { number }) => [
        [
          `بیست‌وپنج اسب، هر بار ${number(lanes)} اسب می‌توانند بدوند، و ساعتی در کار نیست: هر مسابقه فقط می‌گوید چه کسی پیش از چه کسی بود. ${number(podium)} اسب تندتر، به ترتیب، خواسته شده‌اند. پنجرهٔ یک بازرتبه‌بند چنین مسابقه‌ای است.`,
        ],
        [
          'مسابقه‌ها به یاد می‌مانند. هر که از اسبی عقب بماند که خود از دیگری عقب مانده، از هر دو عقب‌تر است، بی‌آنکه مسابقه‌ای بدهد. همین که دیگر هیچ اسبی نتواند میان سه تای نخست باشد، آن‌ها ',
          at('certified', 'قطعی'),
          ' هستند و دیگر کسی نمی‌دود.',
        ],
      ],
      question: () => 'چند مسابقه لازم است؟',
      choices: (_, { number }) => [`${number(lanes)}: یکی برای هر اسب`, number(races), `${number(twice)}: پنج تا، و باز هم`],
      action: 'مسابقه‌ها را یکی پس از دیگری برگزار کنید، با کلید ورود روی دکمه، تا سه تای نخست قطعی شوند.',
      reveal: (_, { number }) => [
        [
          'پنج مسابقه که هر اسب در آن‌ها یک بار می‌دود؛ ',
          at(`race${lanes + 1}`, `مسابقهٔ ${number(lanes + 1)}`),
          ' میان برندگان، تندترین را می‌یابد؛ در ',
          at(`race${races}`, `مسابقهٔ ${number(races)}`),
          ` فقط اسب‌هایی هستند که هنوز می‌توانند دوم یا سوم باشند. مسابقه‌ها هر چه بگویند، هرگز بیش از ${number(most)} لازم نیست.`,
        ],
        [
          'نمودار آنچه را از مسابقه‌ها برمی‌آید نگه می‌دارد: بهترین بالا، جایگاه‌های قطعی پررنگ، عدد روی هر خط مسابقهٔ آن است. در اجرای واقعی هر خط پاسخی را باز می‌کند که آن را ساخته است. قطعی بودن می‌گوید که ',
          at('certified', 'پاسخ‌ها با هم سازگارند'),
          '، نه اینکه درست‌اند.',
        ],
      ],
      out: 'فهرستی از متن‌ها؛ در تنظیمات آن راهبرد «سر گواهی‌شده» را برگزینید',
      stage: {
        horse: (number) => `اسب ${number}`,
        run: (race) => `برگزاری مسابقهٔ ${race}`,
        over: (first) => `دیگر اسبی نمانده که بتواند میان ${first} تای نخست باشد.`,
        horses: 'اسب‌ها؛ آن‌ها که در مسابقهٔ بعدی می‌دوند نشان‌دار هستند',
        certified: ({ certified, of }) => `قطعی: ${certified} از ${of}`,
        races: 'مسابقه‌های برگزارشده',
        race: (race) => `مسابقهٔ ${race}:`,
        before: ({ above, below, races: told }) => `${above} پیش از ${below}، در مسابقهٔ ${told}`,
      },
    },
    ru: {
      text: (_, { number }) => [
        [
          `Двадцать пять лошадей, одновременно бегут ${number(lanes)}, и секундомера нет: забег говорит только, кто был впереди кого. Нужны ${number(podium)} самые быстрые, по порядку. Окно переранжировщика — такой же забег.`,
        ],
        [
          'Забеги запоминаются. Кто уступил лошади, уступившей другой, тот позади обеих, без отдельного забега. Как только ни одна из остальных уже не может быть в первой тройке, тройка ',
          at('certified', 'доказана'),
          ', и больше никто не бежит.',
        ],
      ],
      question: () => 'Сколько нужно забегов?',
      choices: (_, { number }) => [
        `${number(lanes)}: по одному на каждую лошадь`,
        number(races),
        `${number(twice)}: пять и потом ещё раз`,
      ],
      action: 'проводите забег за забегом клавишей ввода на кнопке, пока первая тройка не станет верной.',
      reveal: (_, { number }) => [
        [
          'Пять забегов, в которых каждая лошадь бежит один раз; ',
          at(`race${lanes + 1}`, `забег ${number(lanes + 1)}`),
          ' между победителями находит самую быструю; в ',
          at(`race${races}`, `забеге ${number(races)}`),
          ` — только те, кто ещё может быть вторым или третьим. Что бы ни показали забеги, больше ${number(most)} не понадобится никогда.`,
        ],
        [
          'Граф хранит то, что следует из забегов: лучшие наверху, верные места сплошные, число на линии — её забег. В настоящем прогоне каждая линия открывает ответ, из которого она взялась. Это доказательство говорит, что ',
          at('certified', 'ответы согласны'),
          ', а не что они верны.',
        ],
      ],
      out: 'Список фрагментов; в его настройках выберите стратегию «Доказанный верх»',
      stage: {
        horse: (number) => `Лошадь ${number}`,
        run: (race) => `Забег ${race}`,
        over: (first) => `Не осталось лошади, которая могла бы быть среди первых ${first}.`,
        horses: 'Лошади; участницы следующего забега отмечены',
        certified: ({ certified, of }) => `Доказано: ${certified} из ${of}`,
        races: 'Прошедшие забеги',
        race: (race) => `Забег ${race}:`,
        before: ({ above, below, races: told }) => `${above} впереди: ${below} позади, забег ${told}`,
      },
    },
    zh: {
      text: (_, { number }) => [
        [
          `二十五匹马，每次只能跑 ${number(lanes)} 匹，没有秒表：一场比赛只告诉谁在谁前面。要找最快的 ${number(podium)} 匹，并排好顺序。重排序器的一个窗口就是这样一场比赛。`,
        ],
        [
          '比赛结果都被记住。输给某匹马、而那匹马又输给另一匹的，就在两者之后，不必再比。一旦没有别的马还可能进入前三，前三就',
          at('certified', '确定了'),
          '，谁也不用再跑。',
        ],
      ],
      question: () => '需要多少场比赛？',
      choices: (_, { number }) => [
        `${number(lanes)} 场：每匹马一场`,
        `${number(races)} 场`,
        `${number(twice)} 场：五场，然后再来一遍`,
      ],
      action: '一场接一场地比赛，在按钮上按回车，直到前三确定。',
      reveal: (_, { number }) => [
        [
          '五场比赛让每匹马跑一次；',
          at(`race${lanes + 1}`, `第 ${number(lanes + 1)} 场`),
          '在各场冠军之间找出最快的；',
          at(`race${races}`, `第 ${number(races)} 场`),
          `只有还可能是第二或第三的马。无论比赛结果如何，最多只需 ${number(most)} 场。`,
        ],
        [
          '图中是由比赛推出的关系：最好的在上，确定的名次为实线框，线上的数字是比赛场次。在真实运行中，每条线都能打开产生它的回答。确定意味着',
          at('certified', '各个回答一致'),
          '，而不是它们正确。',
        ],
      ],
      out: '一个段落列表；在设置中选择策略“可证明的前几名”',
      stage: {
        horse: (number) => `马 ${number}`,
        run: (race) => `进行第 ${race} 场`,
        over: (first) => `没有别的马还可能进入前 ${first}。`,
        horses: '所有的马；下一场的参赛者有标记',
        certified: ({ certified, of }) => `已确定：${certified} / ${of}`,
        races: '已进行的比赛',
        race: (race) => `第 ${race} 场：`,
        before: ({ above, below, races: told }) => `${above} 在 ${below} 之前，第 ${told} 场`,
      },
    },
  };
}
