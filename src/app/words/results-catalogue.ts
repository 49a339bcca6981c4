import type { ConfigurationCost } from '../../core/experiment/cells.ts';
import { formatWords } from './format-catalogue.ts';
import type { Catalogue } from './use-words.ts';

type Ended = Pick<ConfigurationCost, 'outcomes' | 'windows' | 'forecast'>;

/** What an experiment has shown. Names of measures are the field's and stay as they are. */
export interface ResultsWords {
  readonly title: string;
  readonly nothingYet: string;
  readonly measure: string;
  readonly over: (of: { readonly paired: string; readonly topics: string }) => string;
  readonly counted: (of: { readonly counted: string; readonly missing: number; readonly unjudged: number }) => string;
  readonly notJudged: string;
  readonly noTexts: string;
  readonly figures: string;
  readonly configuration: string;
  readonly firstStage: string;
  readonly interval: string;
  readonly withFirstStage: string;
  readonly perQuery: string;
  readonly read: string;
  readonly written: string;
  readonly calls: string;
  readonly seconds: string;
  readonly outcomes: string;
  readonly ended: (ended: Ended) => string;
  readonly pairs: string;
  readonly pair: string;
  readonly against: string;
  readonly pairsHint: string;
  readonly agreementHint: string;
  readonly curve: string;
  readonly costAxis: string;
  readonly byTokens: string;
  readonly bySeconds: string;
  readonly tokensPerQuery: string;
  readonly secondsPerQuery: string;
  readonly curveAbout: (of: { readonly measure: string; readonly axis: string }) => string;
  readonly curveHint: string;
  readonly curveTable: string;
  readonly unbeaten: string;
  readonly bestFor: (of: { readonly tokens: boolean; readonly seconds: boolean }) => string;
  readonly differences: string;
  readonly noDifferences: string;
  readonly pairOne: string;
  readonly pairOther: string;
  readonly bar: string;
  readonly query: string;
  readonly orders: string;
  readonly rank: string;
  readonly grade: (grade: string) => string;
  readonly up: string;
  readonly down: string;
  readonly tied: string;
  readonly failed: (code: string) => string;
  readonly notRun: string;
  readonly replay: string;
  readonly replayNamed: (name: string) => string;
  readonly exportTitle: string;
  readonly exportTsv: string;
  readonly exportRun: (name: string) => string;
  readonly exportLines: string;
  readonly exportHint: string;
}

const { en, fa, ru, zh } = formatWords;

/** Only what is there is named: most runs end as they should. */
function endings(
  { outcomes, windows, forecast }: Ended,
  words: Readonly<Record<'complete' | 'failed' | 'repaired' | 'truncated' | 'unparsed' | 'forecast', (count: number) => string>>,
  comma: string,
): string {
  return [
    words.complete(outcomes.complete),
    outcomes.failed > 0 ? words.failed(outcomes.failed) : null,
    windows.repaired > 0 ? words.repaired(windows.repaired) : null,
    windows.truncated > 0 ? words.truncated(windows.truncated) : null,
    windows.unparsed > 0 ? words.unparsed(windows.unparsed) : null,
    forecast.made > forecast.kept ? words.forecast(forecast.made - forecast.kept) : null,
  ]
    .filter((part) => part !== null)
    .join(comma);
}

export const resultsWords: Catalogue<ResultsWords> = {
  en: {
    title: 'Results',
    nothingYet: 'Nothing has been run yet.',
    measure: 'Measure',
    over: ({ paired, topics }) => `Over the ${paired} of ${topics} queries that every configuration has finished.`,
    counted: ({ counted, missing, unjudged }) =>
      `Means over ${counted} judged queries${missing > 0 ? `, ${en.number(missing)} of them without candidates and so 0` : ''}${
        unjudged > 0 ? `; ${en.number(unjudged)} unjudged ones do not count` : ''
      }. Intervals: 95 %, bootstrap over queries.`,
    notJudged:
      'Without judgements: agreement with the first stage and between configurations only. An order that differs need not be better.',
    noTexts:
      'The collection’s texts and judgements are not at hand: passages stand by their ids, and quality cannot be measured.',
    figures: 'Figures of each configuration',
    configuration: 'Configuration',
    firstStage: 'First stage',
    interval: '95 %',
    withFirstStage: 'with first stage',
    perQuery: 'a query',
    read: 'Tokens read',
    written: 'Tokens written',
    calls: 'Calls',
    seconds: 'Seconds',
    outcomes: 'How runs ended',
    ended: (ended) =>
      endings(
        ended,
        {
          complete: (count) => `${en.number(count)} complete`,
          failed: (count) => `${en.number(count)} failed`,
          repaired: (count) => `${en.number(count)} answers repaired`,
          truncated: (count) => `${en.number(count)} cut short`,
          unparsed: (count) => `${en.number(count)} unreadable`,
          forecast: (count) => `${en.number(count)} beyond the forecast`,
        },
        ', ',
      ),
    pairs: 'Configurations against each other',
    pair: 'Pair',
    against: 'against',
    pairsHint:
      'p: paired randomization test, two-sided, of each pair alone (not corrected for the number of pairs). τ: Kendall’s tau. RBO: rank-biased overlap at 0.9.',
    agreementHint:
      'τ: Kendall’s tau, −1 to 1. RBO: rank-biased overlap at 0.9, where the first ten places carry 86 % of the weight.',
    curve: 'Quality against cost',
    costAxis: 'Cost',
    byTokens: 'Tokens',
    bySeconds: 'Seconds',
    tokensPerQuery: 'Tokens a query',
    secondsPerQuery: 'Seconds a query',
    curveAbout: ({ measure, axis }) => `${measure} against ${axis.toLowerCase()}; the table below holds the same numbers`,
    curveHint: 'Large dots, joined: no other configuration is at least as good for no more. Bars: 95 % intervals.',
    curveTable: 'The curve as a table',
    unbeaten: 'Unbeaten for',
    bestFor: ({ tokens, seconds }) => en.list([...(tokens ? ['tokens'] : []), ...(seconds ? ['seconds'] : [])]) || '–',
    differences: 'Query by query',
    noDifferences: 'No judged query has been finished by both.',
    pairOne: 'against',
    pairOther: 'Configuration',
    bar: 'Difference as a bar',
    query: 'Query',
    orders: 'Orders side by side',
    rank: 'Rank',
    grade: (grade) => `Grade ${grade}`,
    up: 'places up',
    down: 'places down',
    tied: 'tied',
    failed: (code) => `failed: ${code}`,
    notRun: 'not run yet',
    replay: 'Replay',
    replayNamed: (name) => `Replay ${name} in the workbench`,
    exportTitle: 'Save',
    exportTsv: 'Table per query (TSV)',
    exportRun: (name) => `TREC run: ${name}`,
    exportLines: 'Experiment file (JSON lines)',
    exportHint: 'The experiment file can be opened here again, with every result; logs and texts stay in this browser.',
  },
  fa: {
    title: 'نتیجه‌ها',
    nothingYet: 'هنوز چیزی اجرا نشده است.',
    measure: 'سنجه',
    over: ({ paired, topics }) => `روی ${paired} از ${topics} پرسشی که همهٔ پیکربندی‌ها به پایان برده‌اند.`,
    counted: ({ counted, missing, unjudged }) =>
      `میانگین روی ${counted} پرسش داوری‌شده${missing > 0 ? `، ${fa.number(missing)} تا بی نامزد و از این رو ۰` : ''}${
        unjudged > 0 ? `؛ ${fa.number(unjudged)} پرسش داوری‌نشده به شمار نمی‌آید` : ''
      }. بازه‌ها: ۹۵٪، بوت‌استرپ روی پرسش‌ها.`,
    notJudged: 'بی داوری: تنها همخوانی با مرحلهٔ نخست و میان پیکربندی‌ها. ترتیبی که فرق دارد لزوماً بهتر نیست.',
    noTexts: 'متن‌ها و داوری‌های مجموعه در دست نیست: متن‌ها با شناسه می‌آیند و کیفیت سنجیده نمی‌شود.',
    figures: 'عددهای هر پیکربندی',
    configuration: 'پیکربندی',
    firstStage: 'مرحلهٔ نخست',
    interval: '۹۵٪',
    withFirstStage: 'با مرحلهٔ نخست',
    perQuery: 'در هر پرسش',
    read: 'توکن خوانده',
    written: 'توکن نوشته',
    calls: 'فراخوانی',
    seconds: 'ثانیه',
    outcomes: 'پایان اجراها',
    ended: (ended) =>
      endings(
        ended,
        {
          complete: (count) => `${fa.number(count)} کامل`,
          failed: (count) => `${fa.number(count)} ناموفق`,
          repaired: (count) => `${fa.number(count)} پاسخ اصلاح‌شده`,
          truncated: (count) => `${fa.number(count)} بریده`,
          unparsed: (count) => `${fa.number(count)} ناخوانا`,
          forecast: (count) => `${fa.number(count)} بیرون از پیش‌بینی`,
        },
        '، ',
      ),
    pairs: 'پیکربندی‌ها در برابر هم',
    pair: 'جفت',
    against: 'در برابر',
    pairsHint:
      'p: آزمون تصادفی‌سازی جفتی، دوسویه، هر جفت جداگانه (بی تصحیح برای شمار جفت‌ها). τ: تاو کندال. RBO: همپوشانی رتبه‌ای با ۰٫۹.',
    agreementHint: 'τ: تاو کندال، از −۱ تا ۱. RBO: همپوشانی رتبه‌ای با ۰٫۹ که در آن ده جایگاه نخست ۸۶٪ وزن را دارند.',
    curve: 'کیفیت در برابر هزینه',
    costAxis: 'هزینه',
    byTokens: 'توکن',
    bySeconds: 'ثانیه',
    tokensPerQuery: 'توکن در هر پرسش',
    secondsPerQuery: 'ثانیه در هر پرسش',
    curveAbout: ({ measure, axis }) => `${measure} در برابر ${axis}؛ جدول زیر همین عددها را دارد`,
    curveHint: 'نقطه‌های بزرگ و به‌هم‌پیوسته: هیچ پیکربندی دیگری با هزینهٔ نه بیشتر به این خوبی نیست. خط‌ها: بازهٔ ۹۵٪.',
    curveTable: 'منحنی به شکل جدول',
    unbeaten: 'بی‌رقیب در',
    bestFor: ({ tokens, seconds }) => fa.list([...(tokens ? ['توکن'] : []), ...(seconds ? ['ثانیه'] : [])]) || '–',
    differences: 'پرسش به پرسش',
    noDifferences: 'هیچ پرسش داوری‌شده‌ای را هر دو به پایان نبرده‌اند.',
    pairOne: 'در برابر',
    pairOther: 'پیکربندی',
    bar: 'تفاوت به شکل میله',
    query: 'پرسش',
    orders: 'ترتیب‌ها کنار هم',
    rank: 'رتبه',
    grade: (grade) => `نمرهٔ ${grade}`,
    up: 'جایگاه بالاتر',
    down: 'جایگاه پایین‌تر',
    tied: 'برابر',
    failed: (code) => `ناموفق: ${code}`,
    notRun: 'هنوز اجرا نشده',
    replay: 'بازپخش',
    replayNamed: (name) => `بازپخش ${name} در میز کار`,
    exportTitle: 'ذخیره',
    exportTsv: 'جدول پرسش‌ها (TSV)',
    exportRun: (name) => `اجرای TREC: ${name}`,
    exportLines: 'پروندهٔ آزمایش (JSONL)',
    exportHint: 'پروندهٔ آزمایش را می‌توان با همهٔ نتیجه‌ها دوباره اینجا باز کرد؛ گزارش‌ها و متن‌ها در همین مرورگر می‌مانند.',
  },
  ru: {
    title: 'Результаты',
    nothingYet: 'Пока ничего не прогнано.',
    measure: 'Мера',
    over: ({ paired, topics }) => `По запросам, которые закончили все конфигурации: ${paired} из ${topics}.`,
    counted: ({ counted, missing, unjudged }) =>
      `Средние по оценённым запросам: ${counted}${missing > 0 ? `, из них без кандидатов и потому 0: ${ru.number(missing)}` : ''}${
        unjudged > 0 ? `; неоценённые не считаются: ${ru.number(unjudged)}` : ''
      }. Интервалы: 95 %, бутстрэп по запросам.`,
    notJudged: 'Без оценок: только согласие с первым этапом и между конфигурациями. Другой порядок не обязательно лучше.',
    noTexts: 'Текстов и оценок коллекции нет под рукой: фрагменты названы номерами, качество не измерить.',
    figures: 'Цифры каждой конфигурации',
    configuration: 'Конфигурация',
    firstStage: 'Первый этап',
    interval: '95 %',
    withFirstStage: 'с первым этапом',
    perQuery: 'на запрос',
    read: 'Прочитано токенов',
    written: 'Написано токенов',
    calls: 'Вызовы',
    seconds: 'Секунды',
    outcomes: 'Чем кончились прогоны',
    ended: (ended) =>
      endings(
        ended,
        {
          complete: (count) => `полных: ${ru.number(count)}`,
          failed: (count) => `неудачных: ${ru.number(count)}`,
          repaired: (count) => `исправленных ответов: ${ru.number(count)}`,
          truncated: (count) => `обрезанных: ${ru.number(count)}`,
          unparsed: (count) => `нечитаемых: ${ru.number(count)}`,
          forecast: (count) => `вне прогноза: ${ru.number(count)}`,
        },
        ', ',
      ),
    pairs: 'Конфигурации друг против друга',
    pair: 'Пара',
    against: 'против',
    pairsHint:
      'p: парный тест рандомизации, двусторонний, каждой пары отдельно (без поправки на число пар). τ: тау Кендалла. RBO: ранговое перекрытие при 0,9.',
    agreementHint: 'τ: тау Кендалла, от −1 до 1. RBO: ранговое перекрытие при 0,9, где первые десять мест несут 86 % веса.',
    curve: 'Качество и цена',
    costAxis: 'Цена',
    byTokens: 'Токены',
    bySeconds: 'Секунды',
    tokensPerQuery: 'Токенов на запрос',
    secondsPerQuery: 'Секунд на запрос',
    curveAbout: ({ measure, axis }) => `${measure}; по горизонтали: ${axis.toLowerCase()}; в таблице ниже те же числа`,
    curveHint: 'Крупные соединённые точки: никакая другая конфигурация не лучше за ту же цену. Черты: интервалы 95 %.',
    curveTable: 'Кривая таблицей',
    unbeaten: 'Не превзойдена по',
    bestFor: ({ tokens, seconds }) => ru.list([...(tokens ? ['токенам'] : []), ...(seconds ? ['секундам'] : [])]) || '–',
    differences: 'Запрос за запросом',
    noDifferences: 'Ни один оценённый запрос не закончен обеими.',
    pairOne: 'против',
    pairOther: 'Конфигурация',
    bar: 'Разница полоской',
    query: 'Запрос',
    orders: 'Порядки рядом',
    rank: 'Место',
    grade: (grade) => `Оценка ${grade}`,
    up: 'мест вверх',
    down: 'мест вниз',
    tied: 'поровну',
    failed: (code) => `неудача: ${code}`,
    notRun: 'ещё не прогнано',
    replay: 'Повтор',
    replayNamed: (name) => `Повторить ${name} на рабочем столе`,
    exportTitle: 'Сохранить',
    exportTsv: 'Таблица по запросам (TSV)',
    exportRun: (name) => `Прогон TREC: ${name}`,
    exportLines: 'Файл эксперимента (JSONL)',
    exportHint: 'Файл эксперимента открывается здесь снова со всеми результатами; журналы и тексты остаются в этом браузере.',
  },
  zh: {
    title: '结果',
    nothingYet: '还没有运行任何内容。',
    measure: '指标',
    over: ({ paired, topics }) => `基于所有配置都已完成的 ${paired}/${topics} 个查询。`,
    counted: ({ counted, missing, unjudged }) =>
      `平均值基于 ${counted} 个有判断的查询${missing > 0 ? `，其中 ${zh.number(missing)} 个没有候选，计为 0` : ''}${
        unjudged > 0 ? `；${zh.number(unjudged)} 个没有判断的不计入` : ''
      }。区间：95%，对查询做自助法。`,
    notJudged: '没有相关性判断：只有与第一阶段以及配置之间的一致程度。不同的顺序未必更好。',
    noTexts: '文档集的文本和判断不在手边：段落只显示编号，无法衡量质量。',
    figures: '每种配置的数字',
    configuration: '配置',
    firstStage: '第一阶段',
    interval: '95%',
    withFirstStage: '与第一阶段',
    perQuery: '每个查询',
    read: '读入词元',
    written: '写出词元',
    calls: '调用',
    seconds: '秒',
    outcomes: '运行结局',
    ended: (ended) =>
      endings(
        ended,
        {
          complete: (count) => `完成 ${zh.number(count)}`,
          failed: (count) => `失败 ${zh.number(count)}`,
          repaired: (count) => `修补的回答 ${zh.number(count)}`,
          truncated: (count) => `被截断 ${zh.number(count)}`,
          unparsed: (count) => `无法解读 ${zh.number(count)}`,
          forecast: (count) => `超出预测 ${zh.number(count)}`,
        },
        '，',
      ),
    pairs: '配置两两对比',
    pair: '配对',
    against: '对比',
    pairsHint: 'p：配对随机化检验，双侧，每对单独计算（未按配对数量校正）。τ：肯德尔 τ。RBO：0.9 的排序偏置重叠。',
    agreementHint: 'τ：肯德尔 τ，−1 到 1。RBO：0.9 的排序偏置重叠，前十位占 86% 的权重。',
    curve: '质量与成本',
    costAxis: '成本',
    byTokens: '词元',
    bySeconds: '秒',
    tokensPerQuery: '每个查询的词元',
    secondsPerQuery: '每个查询的秒数',
    curveAbout: ({ measure, axis }) => `${measure}，横轴为${axis}；下方表格是同样的数字`,
    curveHint: '相连的大点：没有别的配置能以不更高的成本做到同样好。竖线：95% 区间。',
    curveTable: '曲线的表格',
    unbeaten: '未被超越',
    bestFor: ({ tokens, seconds }) => zh.list([...(tokens ? ['词元'] : []), ...(seconds ? ['秒'] : [])]) || '–',
    differences: '逐个查询',
    noDifferences: '还没有两者都完成且有判断的查询。',
    pairOne: '对比',
    pairOther: '配置',
    bar: '差值条形',
    query: '查询',
    orders: '并排的顺序',
    rank: '名次',
    grade: (grade) => `等级 ${grade}`,
    up: '位上升',
    down: '位下降',
    tied: '并列',
    failed: (code) => `失败：${code}`,
    notRun: '尚未运行',
    replay: '回放',
    replayNamed: (name) => `在工作台回放 ${name}`,
    exportTitle: '保存',
    exportTsv: '逐查询表格（TSV）',
    exportRun: (name) => `TREC 运行：${name}`,
    exportLines: '实验文件（JSONL）',
    exportHint: '实验文件可以带着全部结果在这里重新打开；日志和文本留在本浏览器中。',
  },
};
