import type { Language } from '../../words/index.ts';
import { at } from './lesson.ts';
import type { LessonWords } from './lesson.ts';

/** Of the embedded model, and of the group on stage. Sizes in MB. */
export interface QuantizationFigures {
  /** Weights of the model, in millions. */
  readonly millions: number;
  /** In 32 bits a weight. */
  readonly whole: number;
  /** Weights that share a step. */
  readonly group: number;
  /** In 4 bits a weight, with a step of 16 bits for each group: as the files have it. */
  readonly file: number;
  /** With steps of 32 bits, as they are computed with. */
  readonly memory: number;
  /** Weights on stage. */
  readonly weights: number;
  /** Mean errors of the other weights, with the last one as it was and ten times as large. */
  readonly before: number;
  readonly after: number;
  /** Weights that became 0 then. */
  readonly zeros: number;
}

export interface QuantizationStage {
  /** Before a figure: how many times as large the last weight is. */
  readonly times: string;
  readonly bits: string;
  readonly weights: string;
  readonly step: (step: string) => string;
  /** Before figures. */
  readonly error: (others: string) => string;
  readonly zeros: string;
}

/** `values`: how many values a weight may become, told from the bits on stage. */
interface Grid {
  readonly bits: number;
}

const valuesOf = ({ bits }: Grid): number => 2 ** bits - 1;

/** What the eleventh lesson says, by language. Figures of the model stand in models/RESULTS.md with their commands. */
export function quantizationWords<State extends Grid>({
  millions,
  whole,
  group,
  file,
  memory,
  weights,
  before,
  after,
  zeros,
}: QuantizationFigures): Readonly<Record<Language, LessonWords<State, QuantizationStage>>> {
  return {
    en: {
      text: (on, { number, fixed }) => [
        [
          `A model of ${number(millions)} million weights takes ${number(whole)} MB in 32 bits. Here ${number(group)} weights share one step. With 4 bits for each weight and 16 for each step that makes ${fixed(4 + 16 / group, 1)} bits a weight, files of ${number(file)} MB; in memory each step is widened to 32 bits, ${number(memory)} MB. Every weight becomes the nearest of ${number(valuesOf(on))} values: `,
          at('w4', 'the thin line'),
          ' is the weight, the bar is what is computed with.',
        ],
        ['The step is as wide as it must be for ', at('last', 'the largest weight'), ' of the group to fit.'],
      ],
      question: () =>
        'One weight of the sixteen grows to ten times its size. What becomes of the mean error of the other fifteen?',
      choices: () => ['it shrinks', 'it stays about the same', 'it grows to more than half as much again'],
      action: 'make the last weight ten times as large: the right arrow key on the first slider, or End.',
      reveal: (_, { number, fixed }) => [
        [
          `It grew from ${fixed(before, 3)} to `,
          at('error', fixed(after, 3)),
          ` (4 bits): one weight sets the step for all, and ${number(zeros)} of ${number(weights)} became 0. Now move `,
          at('bits', 'the bits'),
          ': each one halves the step.',
        ],
        [
          `What it costs here (models/RESULTS.md, held-out lists, nDCG@10 of the reading score alone): a first run had ${fixed(0.844, 3)} in 32 bits, ${fixed(0.644, 3)} once rounded plainly (40 lists), ${fixed(0.764, 3)} rounded with compensation (python -m models.quantize; 60 lists). The weights that ship learnt through rounding at the end (python -m models.train … --quantize-from 0.55), so that plain rounding keeps what was learnt: ${fixed(0.804, 3)} on 48 lists, on the grid.`,
        ],
      ],
      out: 'A list for the 4-bit model in your browser',
      stage: {
        times: 'Last weight, times',
        bits: 'Bits a weight:',
        weights: 'Weights and what they become',
        step: (step) => `Step ${step}`,
        error: (others) => `mean error of the other ${others}:`,
        zeros: 'weights that became 0:',
      },
    },
    fa: {
      text: (on, { number, fixed }) => [
        [
          `مدلی با ${number(millions)} میلیون وزن در ۳۲ بیت ${number(whole)} مگابایت جا می‌گیرد. اینجا هر ${number(group)} وزن یک گام مشترک دارند. با ۴ بیت برای هر وزن و ۱۶ بیت برای هر گام، هر وزن ${fixed(4 + 16 / group, 1)} بیت می‌شود: پرونده‌هایی به اندازهٔ ${number(file)} مگابایت؛ در حافظه هر گام به ۳۲ بیت گسترده می‌شود: ${number(memory)} مگابایت. هر وزن نزدیک‌ترینِ ${number(valuesOf(on))} مقدار می‌شود: `,
          at('w4', 'خط نازک'),
          ' خود وزن است و میله آنچه با آن حساب می‌شود.',
        ],
        ['گام همان‌قدر پهن است که ', at('last', 'بزرگ‌ترین وزن'), ' گروه در آن جا بگیرد.'],
      ],
      question: () => 'یکی از شانزده وزن ده برابر می‌شود. میانگین خطای پانزده وزن دیگر چه می‌شود؟',
      choices: () => ['کم می‌شود', 'کمابیش همان می‌ماند', 'بیش از یک‌ونیم برابر می‌شود'],
      action: 'آخرین وزن را ده برابر کنید: کلید جهت بالا روی لغزندهٔ نخست، یا End.',
      reveal: (_, { number, fixed }) => [
        [
          `از ${fixed(before, 3)} به `,
          at('error', fixed(after, 3)),
          ` رسید (۴ بیت): یک وزن گام همه را تعیین می‌کند، و ${number(zeros)} وزن از ${number(weights)} صفر شد. اکنون `,
          at('bits', 'بیت‌ها'),
          ' را جابه‌جا کنید: هر بیت گام را نصف می‌کند.',
        ],
        [
          `هزینهٔ آن اینجا (models/RESULTS.md، فهرست‌های کنارگذاشته، nDCG@10 تنها از امتیاز خواندن): یک آموزش نخستین در ۳۲ بیت ${fixed(0.844, 3)} داشت، پس از گرد کردن ساده ${fixed(0.644, 3)} (۴۰ فهرست)، با گرد کردن همراه جبران ${fixed(0.764, 3)} (python -m models.quantize؛ ۶۰ فهرست). وزن‌هایی که همراه صفحه‌اند در پایان از میان گرد کردن آموخته‌اند (python -m models.train … --quantize-from 0.55)، تا گرد کردن ساده آنچه را آموخته شده نگه دارد: ${fixed(0.804, 3)} روی ۴۸ فهرست، روی همان شبکهٔ مقدارها.`,
        ],
      ],
      out: 'فهرستی برای مدل ۴ بیتی در مرورگر شما',
      stage: {
        times: 'آخرین وزن، ضربدر',
        bits: 'بیت برای هر وزن:',
        weights: 'وزن‌ها و آنچه می‌شوند',
        step: (step) => `گام ${step}`,
        error: (others) => `میانگین خطای ${others} وزن دیگر:`,
        zeros: 'وزن‌هایی که صفر شدند:',
      },
    },
    ru: {
      text: (on, { number, fixed }) => [
        [
          `Модель из ${number(millions)} миллионов весов занимает ${number(whole)} МБ при 32 битах на вес. Здесь ${number(group)} веса делят один шаг. По 4 бита на вес и 16 на шаг — это ${fixed(4 + 16 / group, 1)} бита на вес, файлы в ${number(file)} МБ; в памяти каждый шаг расширен до 32 бит, ${number(memory)} МБ. Каждый вес становится ближайшим из ${number(valuesOf(on))} значений: `,
          at('w4', 'тонкая линия'),
          ' — это вес, столбик — то, с чем считают.',
        ],
        ['Шаг настолько широк, чтобы поместился ', at('last', 'самый большой вес'), ' группы.'],
      ],
      question: () => 'Один вес из шестнадцати вырастает в десять раз. Что станет со средней ошибкой остальных пятнадцати?',
      choices: () => ['уменьшится', 'останется примерно прежней', 'вырастет более чем в полтора раза'],
      action: 'увеличьте последний вес в десять раз: стрелка вправо на первом ползунке или End.',
      reveal: (_, { number, fixed }) => [
        [
          `Она выросла с ${fixed(before, 3)} до `,
          at('error', fixed(after, 3)),
          ` (4 бита): один вес задаёт шаг для всех, и ${number(zeros)} из ${number(weights)} стали нулём. Теперь подвигайте `,
          at('bits', 'биты'),
          ': каждый делит шаг пополам.',
        ],
        [
          `Чего это стоит здесь (models/RESULTS.md, отложенные списки, nDCG@10 по одной только оценке чтения): первое обучение дало ${fixed(0.844, 3)} в 32 битах, ${fixed(0.644, 3)} после простого округления (40 списков), ${fixed(0.764, 3)} после округления с поправкой (python -m models.quantize; 60 списков). Веса, которые идут со страницей, под конец учились сквозь округление (python -m models.train … --quantize-from 0.55), чтобы простое округление сохраняло выученное: ${fixed(0.804, 3)} на 48 списках, на той же сетке значений.`,
        ],
      ],
      out: 'Список для 4-битной модели в вашем браузере',
      stage: {
        times: 'Последний вес, раз:',
        bits: 'Бит на вес:',
        weights: 'Веса и то, чем они становятся',
        step: (step) => `Шаг ${step}`,
        error: (others) => `средняя ошибка остальных ${others}:`,
        zeros: 'весов, ставших нулём:',
      },
    },
    zh: {
      text: (on, { number, fixed }) => [
        [
          `一个有 ${number(millions)} 百万个权重的模型，用 32 比特存要 ${number(whole)} MB。这里每 ${number(group)} 个权重共用一个步长。每个权重 4 比特，每个步长 16 比特，合每个权重 ${fixed(4 + 16 / group, 1)} 比特，文件为 ${number(file)} MB；在内存里步长展开为 32 比特，占 ${number(memory)} MB。每个权重变成 ${number(valuesOf(on))} 个值中最近的一个：`,
          at('w4', '细线'),
          '是权重本身，柱子是计算时用的值。',
        ],
        ['步长要宽到能容下这一组里', at('last', '最大的权重'), '。'],
      ],
      question: () => '十六个权重中有一个变为原来的十倍。其余十五个的平均误差会怎样？',
      choices: () => ['变小', '大致不变', '增大到一倍半以上'],
      action: '把最后一个权重变为十倍：在第一个滑块上按右方向键，或按 End。',
      reveal: (_, { number, fixed }) => [
        [
          `它从 ${fixed(before, 3)} 增到 `,
          at('error', fixed(after, 3)),
          `（4 比特）：一个权重决定了所有权重的步长，${number(weights)} 个中有 ${number(zeros)} 个变成了 0。现在移动`,
          at('bits', '比特数'),
          '：每多一个比特，步长减半。',
        ],
        [
          `在这里的代价（models/RESULTS.md，留出的列表，仅阅读分数的 nDCG@10）：最初一次训练在 32 比特下为 ${fixed(0.844, 3)}，直接取整后为 ${fixed(0.644, 3)}（40 个列表），带补偿取整后为 ${fixed(0.764, 3)}（python -m models.quantize；60 个列表）。随页面发布的权重在训练末尾是带着取整学的（python -m models.train … --quantize-from 0.55），所以直接取整也能保住学到的东西：在同样的取值网格上，48 个列表为 ${fixed(0.804, 3)}。`,
        ],
      ],
      out: '给您浏览器里的 4 比特模型的一个列表',
      stage: {
        times: '最后一个权重，倍数',
        bits: '每个权重的比特数：',
        weights: '权重以及它们变成的值',
        step: (step) => `步长 ${step}`,
        error: (others) => `其余 ${others} 个的平均误差：`,
        zeros: '变成 0 的权重：',
      },
    },
  };
}
