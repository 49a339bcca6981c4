import type { Language } from '../../words/index.ts';
import { at } from './lesson.ts';
import type { LessonWords } from './lesson.ts';

/** What breaks an answer, from nothing at all on. */
export const BREAK_NAMES = ['whole', 'missing', 'twice', 'unknown', 'before', 'after', 'cut'] as const;

export type BreakName = (typeof BREAK_NAMES)[number];

/** What the systems' own parsers read. Orders as numbers with blanks between. */
export interface BrokenFigures {
  readonly asWritten: string;
  readonly asGiven: string;
  /** How many different orders the systems read in an output. */
  readonly orders: (output: string) => number;
}

export interface BrokenStage {
  readonly how: string;
  readonly breaks: Readonly<Record<BreakName, string>>;
  readonly own: string;
  readonly output: string;
  readonly reader: string;
  readonly order: string;
  readonly did: string;
}

/** Numbers in a row as they are written, in a text that runs from right to left. */
const leftToRight = (numbers: string): string => `\u2066${numbers}\u2069`;

/** What the eighth lesson says, by language. What a parser did is told in English, as everywhere. */
export function brokenWords({
  asWritten,
  asGiven,
  orders,
}: BrokenFigures): Readonly<Record<Language, LessonWords<string, BrokenStage>>> {
  return {
    en: {
      text: () => [
        [
          'A model writes its order as text, and a program must read it back. ',
          at('answer', 'This answer'),
          ' is whole, and every system reads the same. Models leave numbers out, name one twice, add words or are cut off; then each system has its own way out, and most take it silently.',
        ],
        ['On stage are the systems’ own rules, rewritten here and held against the originals by tests.'],
      ],
      question: () =>
        'The answer is right, but the model closes it with a line of three backticks. What does Rank-K’s own program read?',
      choices: () => [
        `${asWritten}: the order as written`,
        `${asGiven}: the order as it was before`,
        'nothing: it stops with an error',
      ],
      action:
        'break the answer so that two systems read two different orders: choose a break in the list, or write into the text.',
      reveal: (output, { number }) => [
        [
          `Orders that are read in the output as it stands: ${number(orders(output))}. `,
          at('rank-k', 'Rank-K'),
          ' reads the last line alone, so after a line of backticks the whole answer is lost; a number twice ends its reading; [0] becomes the last passage. ',
          at('rank-llm', 'RankLLM'),
          ' and ',
          at('reasonrank', 'ReasonRank'),
          ' take the digits of a thought that was cut off for an order.',
        ],
        [
          at('glassrank', 'This page'),
          ' says after each answer what it repaired, and under “What other systems would read in this answer” (Study) what they would have made of it. Better still is an answer that cannot break: held to its form while it is written (answer mode “Constrained”).',
        ],
      ],
      out: 'A list, asked with Rank-K’s prompt and read freely: see what was repaired',
      stage: {
        how: 'How it breaks',
        breaks: {
          whole: 'whole',
          missing: 'a number left out',
          twice: 'a number twice',
          unknown: 'a number that no passage has',
          before: 'words before it',
          after: 'a mark after it',
          cut: 'a thought that was cut off',
        },
        own: 'your own words',
        output: 'The model’s whole output, over five passages',
        reader: 'read by',
        order: 'order',
        did: 'what it did',
      },
    },
    fa: {
      text: () => [
        [
          'مدل ترتیب خود را به شکل نوشته می‌نویسد و برنامه‌ای باید آن را بازبخواند. ',
          at('answer', 'این پاسخ'),
          ' درست و کامل است و همهٔ سامانه‌ها یک چیز می‌خوانند. مدل‌ها گاه شماره‌ای را جا می‌اندازند، یکی را دو بار نام می‌برند، واژه‌ای می‌افزایند یا نوشته‌شان بریده می‌شود؛ آنگاه هر سامانه راه خود را دارد، و بیشترشان بی‌صدا می‌روند.',
        ],
        ['روی صحنه قاعده‌های خود سامانه‌هاست که اینجا از نو نوشته و با آزمون‌ها با اصلشان سنجیده شده‌اند.'],
      ],
      question: () => 'پاسخ درست است، اما مدل آن را با سطری از سه بک‌تیک می‌بندد. برنامهٔ خود Rank-K چه می‌خواند؟',
      choices: () => [
        `${leftToRight(asWritten)}: همان ترتیب نوشته‌شده`,
        `${leftToRight(asGiven)}: همان ترتیب پیشین`,
        'هیچ: با خطا می‌ایستد',
      ],
      action: 'پاسخ را چنان بشکنید که دو سامانه دو ترتیب جدا بخوانند: از فهرست یکی را برگزینید، یا در متن بنویسید.',
      reveal: (output, { number }) => [
        [
          `شمار ترتیب‌هایی که از خروجی کنونی خوانده می‌شوند: ${number(orders(output))}. `,
          at('rank-k', 'Rank-K'),
          ' تنها سطر آخر را می‌خواند، پس پس از سطر بک‌تیک همهٔ پاسخ از دست می‌رود؛ شمارهٔ تکراری خواندنش را پایان می‌دهد؛ [0] آخرین متن می‌شود. ',
          at('rank-llm', 'RankLLM'),
          ' و ',
          at('reasonrank', 'ReasonRank'),
          ' رقم‌های اندیشه‌ای بریده را ترتیب می‌پندارند.',
        ],
        [
          at('glassrank', 'این صفحه'),
          ' پس از هر پاسخ می‌گوید چه ترمیم کرد، و زیر «سامانه‌های دیگر در این پاسخ چه می‌خواندند» (در «بررسی») می‌گوید آن‌ها از آن چه می‌ساختند. بهتر از آن پاسخی است که نمی‌تواند بشکند: هنگام نوشتن به شکل خود نگه داشته می‌شود (شیوهٔ پاسخ «مقید»).',
        ],
      ],
      out: 'فهرستی که با درخواست Rank-K پرسیده و آزاد خوانده می‌شود: ببینید چه ترمیم شد',
      stage: {
        how: 'چگونه می‌شکند',
        breaks: {
          whole: 'کامل',
          missing: 'شماره‌ای جا افتاده',
          twice: 'شماره‌ای دو بار',
          unknown: 'شماره‌ای که هیچ متنی ندارد',
          before: 'واژه‌هایی پیش از آن',
          after: 'نشانی پس از آن',
          cut: 'اندیشه‌ای که بریده شد',
        },
        own: 'نوشتهٔ خود شما',
        output: 'همهٔ خروجی مدل، دربارهٔ پنج متن',
        reader: 'خوانندهٔ آن',
        order: 'ترتیب',
        did: 'چه کرد',
      },
    },
    ru: {
      text: () => [
        [
          'Модель пишет порядок текстом, а программа должна его прочесть. ',
          at('answer', 'Этот ответ'),
          ' цел, и все системы читают одно и то же. Модели пропускают номера, называют один дважды, добавляют слова или обрываются; тогда у каждой системы свой выход, и большинство пользуется им молча.',
        ],
        ['На сцене правила самих систем, написанные здесь заново и сверенные тестами с подлинниками.'],
      ],
      question: () =>
        'Ответ верен, но модель закрывает его строкой из трёх обратных кавычек. Что прочтёт собственная программа Rank-K?',
      choices: () => [
        `${asWritten}: порядок, как написано`,
        `${asGiven}: порядок, какой был раньше`,
        'ничего: остановится с ошибкой',
      ],
      action:
        'сломайте ответ так, чтобы две системы прочли два разных порядка: выберите поломку в списке или впишите её в текст.',
      reveal: (output, { number }) => [
        [
          `Разных порядков, прочитанных в нынешнем тексте: ${number(orders(output))}. `,
          at('rank-k', 'Rank-K'),
          ' читает только последнюю строку, и после строки кавычек весь ответ потерян; номер, названный дважды, обрывает чтение; [0] становится последним фрагментом. ',
          at('rank-llm', 'RankLLM'),
          ' и ',
          at('reasonrank', 'ReasonRank'),
          ' принимают цифры оборванного рассуждения за порядок.',
        ],
        [
          at('glassrank', 'Эта страница'),
          ' после каждого ответа говорит, что исправила, а под «Что прочли бы в этом ответе другие системы» («Изучать») — что вышло бы у них. Ещё лучше ответ, который не может сломаться: его держат в форме, пока он пишется (ответ «Ограниченный»).',
        ],
      ],
      out: 'Список, спрошенный промптом Rank-K и прочитанный свободно: посмотрите, что исправлено',
      stage: {
        how: 'Как ломается',
        breaks: {
          whole: 'целый',
          missing: 'номер пропущен',
          twice: 'номер дважды',
          unknown: 'номер, которого нет',
          before: 'слова перед ним',
          after: 'знак после него',
          cut: 'оборванное рассуждение',
        },
        own: 'ваши слова',
        output: 'Весь текст модели, о пяти фрагментах',
        reader: 'кто читает',
        order: 'порядок',
        did: 'что сделано',
      },
    },
    zh: {
      text: () => [
        [
          '模型用文字写出顺序，再由程序读回来。',
          at('answer', '这个回答'),
          '是完整的，每个系统读出的都一样。模型会漏掉编号、重复编号、添上别的话，或被截断；这时各系统各有办法，而且大多一声不响。',
        ],
        ['舞台上是各系统自己的规则，在这里重新写成，并由测试与原来的程序对照。'],
      ],
      question: () => '回答是对的，但模型用一行三个反引号收尾。Rank-K 自己的程序会读出什么？',
      choices: () => [`${asWritten}：照所写的顺序`, `${asGiven}：照原来的顺序`, '什么也没有：报错停止'],
      action: '把回答弄坏，使两个系统读出两种不同的顺序：在列表中选一种，或直接改文字。',
      reveal: (output, { number }) => [
        [
          `从现在的输出中读出了 ${number(orders(output))} 种顺序。`,
          at('rank-k', 'Rank-K'),
          '只读最后一行，所以在一行反引号之后整个回答都丢了；重复的编号会让它停止阅读；[0] 会变成最后一个段落。',
          at('rank-llm', 'RankLLM'),
          '和',
          at('reasonrank', 'ReasonRank'),
          '会把被截断的思考中的数字当作顺序。',
        ],
        [
          at('glassrank', '本页'),
          '在每个回答之后说明修补了什么，并在“其他系统会从这个回答中读出什么”（“研究”）之下说明它们会怎样读。更好的是不会坏的回答：在书写时就被约束在格式之内（回答方式“受限”）。',
        ],
      ],
      out: '一个列表，用 Rank-K 的提示词提问、自由读取：看看修补了什么',
      stage: {
        how: '怎样出错',
        breaks: {
          whole: '完整',
          missing: '漏了一个编号',
          twice: '编号重复',
          unknown: '没有这样编号的段落',
          before: '前面有别的话',
          after: '后面有记号',
          cut: '思考被截断',
        },
        own: '您自己写的',
        output: '模型的全部输出，针对五个段落',
        reader: '读法',
        order: '顺序',
        did: '做了什么',
      },
    },
  };
}
