import type { Bounds, CostFigure } from '../../core/read/forecast.ts';
import { counted } from './counted.ts';
import { formatWords } from './format-catalogue.ts';
import type { FormatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

/** What a run will cost, and what it has cost against that. */
export interface ForecastWords {
  readonly title: string;
  readonly calls: (bounds: Bounds) => string;
  readonly promptTokens: (bounds: Bounds) => string;
  /** At most. */
  readonly outputTokens: (most: number) => string;
  /** Seconds. */
  readonly time: (bounds: Bounds) => string;
  readonly tokensLater: string;
  readonly timeLater: string;
  readonly needsList: string;
  /** The run's method in a few words. */
  readonly ranWith: (method: { readonly prompt: string; readonly strategy: string }) => string;
  readonly cost: string;
  readonly figures: Readonly<Record<CostFigure['name'], string>>;
  readonly predicted: string;
  readonly spent: string;
  readonly verdict: string;
  readonly verdicts: Readonly<Record<CostFigure['verdict'], string>>;
  readonly outside: string;
  readonly asPredicted: string;
  readonly bounds: (bounds: Bounds) => string;
  /** Where answers decide how many calls there are. */
  readonly callsSoFar: (calls: { readonly done: number; readonly of: Bounds }) => string;
}

function range({ number }: FormatWords, [least, most]: Bounds): string {
  return least === most ? number(least) : `${number(least)}–${number(most)}`;
}

const { en, fa, ru, zh } = formatWords;

function ofBounds(format: FormatWords, say: (count: number) => string): (bounds: Bounds) => string {
  // The noun agrees with the greater end, whose figure is then put back as the range.
  return ([least, most]) => (least === most ? say(most) : say(most).replace(format.number(most), range(format, [least, most])));
}

function timeOf({ roughly }: FormatWords, join: (least: string, most: string) => string): ForecastWords['time'] {
  return ([least, most]) => {
    const [from, to] = [roughly(least * 1000), roughly(most * 1000)];
    return from === to ? from : join(from, to);
  };
}

export const forecastWords: Catalogue<ForecastWords> = {
  en: {
    title: 'Forecast',
    calls: ofBounds(en, counted('en', { one: '# call', other: '# calls' })),
    promptTokens: ofBounds(en, counted('en', { one: '# token read', other: '# tokens read' })),
    outputTokens: (most) => `at most ${en.number(most)} written`,
    time: timeOf(en, (least, most) => `${least} to ${most} on this machine`),
    tokensLater: 'tokens are known once the model is loaded',
    timeLater: 'time is known after a first run here',
    needsList: 'Add passages to see what a run would cost.',
    ranWith: ({ prompt, strategy }) => `Prompt: ${prompt}. Strategy: ${strategy}.`,
    cost: 'Cost of the run',
    figures: { calls: 'Calls', promptTokens: 'Tokens read', outputTokens: 'Tokens written' },
    predicted: 'Predicted',
    spent: 'True',
    verdict: 'Verdict',
    verdicts: {
      within: 'as predicted',
      below: 'less than predicted',
      above: 'more than predicted',
      unfinished: 'broken off before that',
      unpredicted: 'not predicted',
    },
    outside: 'The run was outside its forecast.',
    asPredicted: 'The run kept within its forecast.',
    bounds: (bounds) => range(en, bounds),
    callsSoFar: ({ done, of }) => `${en.number(done)} of ${range(en, of)}`,
  },
  fa: {
    title: 'پیش‌بینی',
    calls: ofBounds(fa, counted('fa', { other: '# فراخوان' })),
    promptTokens: ofBounds(fa, counted('fa', { other: 'خواندن # توکن' })),
    outputTokens: (most) => `نوشتن حداکثر ${fa.number(most)}`,
    time: timeOf(fa, (least, most) => `${least} تا ${most} روی این دستگاه`),
    tokensLater: 'شمار توکن پس از بارگیری مدل دانسته می‌شود',
    timeLater: 'زمان پس از نخستین اجرا در اینجا دانسته می‌شود',
    needsList: 'برای دیدن هزینهٔ اجرا متن بیفزایید.',
    ranWith: ({ prompt, strategy }) => `دستور: \u2068${prompt}\u2069. راهبرد: ${strategy}.`,
    cost: 'هزینهٔ اجرا',
    figures: { calls: 'فراخوان‌ها', promptTokens: 'توکن خوانده', outputTokens: 'توکن نوشته' },
    predicted: 'پیش‌بینی',
    spent: 'واقعی',
    verdict: 'سنجش',
    verdicts: {
      within: 'طبق پیش‌بینی',
      below: 'کمتر از پیش‌بینی',
      above: 'بیشتر از پیش‌بینی',
      unfinished: 'پیش از آن نیمه‌کاره ماند',
      unpredicted: 'پیش‌بینی نشده',
    },
    outside: 'اجرا بیرون از پیش‌بینی بود.',
    asPredicted: 'اجرا در محدودهٔ پیش‌بینی ماند.',
    bounds: (bounds) => range(fa, bounds),
    callsSoFar: ({ done, of }) => `${fa.number(done)} از ${range(fa, of)}`,
  },
  ru: {
    title: 'Прогноз',
    calls: ofBounds(ru, counted('ru', { one: '# вызов', few: '# вызова', many: '# вызовов', other: '# вызова' })),
    promptTokens: ofBounds(
      ru,
      counted('ru', {
        one: 'прочитать # токен',
        few: 'прочитать # токена',
        many: 'прочитать # токенов',
        other: 'прочитать # токена',
      }),
    ),
    outputTokens: (most) => `написать не больше ${ru.number(most)}`,
    time: timeOf(ru, (least, most) => `от «${least}» до «${most}» на этом компьютере`),
    tokensLater: 'токены станут известны после загрузки модели',
    timeLater: 'время станет известно после первого запуска здесь',
    needsList: 'Добавьте фрагменты, чтобы увидеть цену запуска.',
    ranWith: ({ prompt, strategy }) => `Промпт: ${prompt}. Стратегия: ${strategy}.`,
    cost: 'Цена запуска',
    figures: { calls: 'Вызовы', promptTokens: 'Прочитано токенов', outputTokens: 'Написано токенов' },
    predicted: 'Прогноз',
    spent: 'На деле',
    verdict: 'Сравнение',
    verdicts: {
      within: 'по прогнозу',
      below: 'меньше прогноза',
      above: 'больше прогноза',
      unfinished: 'прервано раньше',
      unpredicted: 'без прогноза',
    },
    outside: 'Запуск вышел за пределы прогноза.',
    asPredicted: 'Запуск уложился в прогноз.',
    bounds: (bounds) => range(ru, bounds),
    callsSoFar: ({ done, of }) => `${ru.number(done)} из ${range(ru, of)}`,
  },
  zh: {
    title: '预测',
    calls: ofBounds(zh, counted('zh', { other: '# 次调用' })),
    promptTokens: ofBounds(zh, counted('zh', { other: '读取 # 个词元' })),
    outputTokens: (most) => `最多写 ${zh.number(most)} 个`,
    time: timeOf(zh, (least, most) => `在本机上${least}到${most}`),
    tokensLater: '载入模型后可知词元数',
    timeLater: '在此运行一次后可知时间',
    needsList: '加入段落即可看到运行的代价。',
    ranWith: ({ prompt, strategy }) => `提示词：${prompt}。策略：${strategy}。`,
    cost: '运行代价',
    figures: { calls: '调用次数', promptTokens: '读取词元', outputTokens: '写出词元' },
    predicted: '预测',
    spent: '实际',
    verdict: '比较',
    verdicts: { within: '与预测相符', below: '少于预测', above: '多于预测', unfinished: '在此之前中断', unpredicted: '未预测' },
    outside: '运行超出了预测。',
    asPredicted: '运行未超出预测。',
    bounds: (bounds) => range(zh, bounds),
    callsSoFar: ({ done, of }) => `${zh.number(done)} / ${range(zh, of)}`,
  },
};
