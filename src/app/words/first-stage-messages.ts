import { counted } from './counted.ts';
import type { Catalogue } from './use-words.ts';

/** The sentences of `first-stage-catalogue.ts`. `method`: null where the list stands as given. */
export interface FirstStageMessages {
  readonly asGiven: string;
  readonly ownScores: string;
  readonly alone: (words: string) => string;
  readonly inTime: (passages: string, time: string) => string;
  readonly onGpu: string;
  readonly onCpu: string;
  readonly encoderNext: string;
  readonly encoderStarting: string;
  readonly encoderLoading: string;
  readonly encoderBytes: (loaded: string, total: string) => string;
  /** `message` is English, and a part of the English sentence only. */
  readonly encoderFailed: (message: string) => string;
  readonly factFailed: string;
  readonly factLoading: string;
  readonly factGpu: (time: string) => string;
  readonly factCpu: (workers: string, time: string) => string;
  readonly noWebGpu: (method: string | null) => string;
  readonly tooSmall: (method: string | null) => string;
  readonly cut: (passages: number) => string;
  readonly late: (start: string) => string;
  readonly lateGiven: string;
  readonly startedAsGiven: string;
  readonly started: (start: string) => string;
  readonly status: (method: string, first: string) => string;
}

const shownEn = (method: string | null): string =>
  method === null ? 'this is the order as given' : `this is the instant order (${method})`;
const shownFa = (method: string | null): string => (method === null ? 'این ترتیب داده‌شده است' : `این ترتیب فوری است (${method})`);
const shownRu = (method: string | null): string =>
  method === null ? 'показан исходный порядок' : `показан мгновенный порядок (${method})`;
const shownZh = (method: string | null): string => (method === null ? '当前为原始顺序' : `当前为即时排序（${method}）`);

export const firstStageMessages: Catalogue<FirstStageMessages> = {
  en: {
    asGiven: 'order as given',
    ownScores: 'given scores',
    alone: (words) => `${words} alone`,
    inTime: (passages, time) => `${passages} in ${time}`,
    onGpu: 'on the GPU',
    onCpu: 'on the CPU',
    encoderNext: 'MiniLM, which reads for meaning, is loaded next.',
    encoderStarting: 'MiniLM, which reads for meaning, is starting.',
    encoderLoading: 'MiniLM, which reads for meaning, is loading.',
    encoderBytes: (loaded, total) => `MiniLM, which reads for meaning, is loading: ${loaded} of ${total}.`,
    encoderFailed: (message) => `MiniLM can’t be used, so the order goes by words alone. (${message})`,
    factFailed: 'MiniLM can’t be used; words alone (BM25)',
    factLoading: 'MiniLM, loading',
    factGpu: (time) => `MiniLM on the GPU, ready after ${time}`,
    factCpu: (workers, time) => `MiniLM on the CPU, ${workers}, ready after ${time}`,
    noWebGpu: (method) => `No WebGPU here: ${shownEn(method)}; the reasoning model needs WebGPU.`,
    tooSmall: (method) => `This graphics processor is too small: ${shownEn(method)}; the reasoning model needs a larger one.`,
    cut: counted('en', {
      one: 'MiniLM reads 256 word pieces of a stretch: the end of # passage was not read for meaning.',
      other: 'MiniLM reads 256 word pieces of a stretch: the ends of # passages were not read for meaning.',
    }),
    late: (start) => `The instant order was not ready after 10 s: the run started from ${start}.`,
    lateGiven: 'The instant order was not ready after 10 s: the run started from the order as given.',
    startedAsGiven: 'Started from the order as given',
    started: (start) => `Started from the instant order (${start})`,
    status: (method, first) => `Instant order by ${method}. First: ${first}`,
  },
  fa: {
    asGiven: 'ترتیب داده‌شده',
    ownScores: 'امتیازهای داده‌شده',
    alone: (words) => `فقط ${words}`,
    inTime: (passages, time) => `${passages} در ${time}`,
    onGpu: 'روی پردازندهٔ گرافیکی',
    onCpu: 'روی پردازندهٔ اصلی',
    encoderNext: 'MiniLM که معنا را می‌خواند، پس از این بارگذاری می‌شود.',
    encoderStarting: 'MiniLM که معنا را می‌خواند، در حال راه‌اندازی است.',
    encoderLoading: 'MiniLM که معنا را می‌خواند، در حال بارگذاری است.',
    encoderBytes: (loaded, total) => `MiniLM که معنا را می‌خواند، در حال بارگذاری است: ${loaded} از ${total}.`,
    encoderFailed: () => 'از MiniLM نمی‌توان استفاده کرد، پس ترتیب فقط از روی واژه‌هاست.',
    factFailed: 'از MiniLM نمی‌توان استفاده کرد؛ فقط واژه‌ها (BM25)',
    factLoading: 'MiniLM در حال بارگذاری',
    factGpu: (time) => `MiniLM روی پردازندهٔ گرافیکی، آماده پس از ${time}`,
    factCpu: (workers, time) => `MiniLM روی پردازندهٔ اصلی، ${workers}، آماده پس از ${time}`,
    noWebGpu: (method) => `اینجا WebGPU نیست: ${shownFa(method)}؛ مدل استدلال به WebGPU نیاز دارد.`,
    tooSmall: (method) => `این پردازندهٔ گرافیکی کوچک است: ${shownFa(method)}؛ مدل استدلال به بزرگ‌تری نیاز دارد.`,
    cut: counted('fa', { other: 'MiniLM از هر تکه ۲۵۶ پاره‌واژه می‌خواند: پایان # متن برای معنا خوانده نشد.' }),
    late: (start) => `ترتیب فوری پس از ۱۰ ثانیه آماده نشد: اجرا با ${start} آغاز شد.`,
    lateGiven: 'ترتیب فوری پس از ۱۰ ثانیه آماده نشد: اجرا با ترتیب داده‌شده آغاز شد.',
    startedAsGiven: 'آغازشده با ترتیب داده‌شده',
    started: (start) => `آغازشده با ترتیب فوری (${start})`,
    status: (method, first) => `ترتیب فوری بر پایهٔ ${method}. نخست: \u2068${first}\u2069`,
  },
  ru: {
    asGiven: 'исходный порядок',
    ownScores: 'данные оценки',
    alone: (words) => `только ${words}`,
    inTime: (passages, time) => `${passages} за ${time}`,
    onGpu: 'на графическом процессоре',
    onCpu: 'на центральном процессоре',
    encoderNext: 'Следующим загрузится MiniLM, который читает смысл.',
    encoderStarting: 'MiniLM, который читает смысл, запускается.',
    encoderLoading: 'MiniLM, который читает смысл, загружается.',
    encoderBytes: (loaded, total) => `MiniLM, который читает смысл, загружается: ${loaded} из ${total}.`,
    encoderFailed: () => 'MiniLM использовать нельзя, поэтому порядок строится только по словам.',
    factFailed: 'MiniLM использовать нельзя; только слова (BM25)',
    factLoading: 'MiniLM загружается',
    factGpu: (time) => `MiniLM на графическом процессоре, готов через ${time}`,
    factCpu: (workers, time) => `MiniLM на центральном процессоре, ${workers}, готов через ${time}`,
    noWebGpu: (method) => `Здесь нет WebGPU: ${shownRu(method)}; рассуждающей модели нужен WebGPU.`,
    tooSmall: (method) => `Этот графический процессор мал: ${shownRu(method)}; рассуждающей модели нужен более мощный.`,
    cut: counted('ru', {
      one: 'MiniLM читает 256 частей слов в отрезке: конец # фрагмента по смыслу не прочитан.',
      few: 'MiniLM читает 256 частей слов в отрезке: концы # фрагментов по смыслу не прочитаны.',
      many: 'MiniLM читает 256 частей слов в отрезке: концы # фрагментов по смыслу не прочитаны.',
      other: 'MiniLM читает 256 частей слов в отрезке: концы # фрагмента по смыслу не прочитаны.',
    }),
    late: (start) => `Мгновенный порядок не был готов через 10 с; начальный порядок прогона: ${start}.`,
    lateGiven: 'Мгновенный порядок не был готов через 10 с: прогон начался с исходного порядка.',
    startedAsGiven: 'Начато с исходного порядка',
    started: (start) => `Начато с мгновенного порядка (${start})`,
    status: (method, first) => `Мгновенный порядок (${method}). Первый: ${first}`,
  },
  zh: {
    asGiven: '原始顺序',
    ownScores: '给定分数',
    alone: (words) => `仅 ${words}`,
    inTime: (passages, time) => `${passages}，用时 ${time}`,
    onGpu: '在图形处理器上',
    onCpu: '在中央处理器上',
    encoderNext: '接下来加载按含义阅读的 MiniLM。',
    encoderStarting: '按含义阅读的 MiniLM 正在启动。',
    encoderLoading: '按含义阅读的 MiniLM 正在加载。',
    encoderBytes: (loaded, total) => `按含义阅读的 MiniLM 正在加载：${loaded}，共 ${total}。`,
    encoderFailed: () => 'MiniLM 无法使用，因此仅按词语排序。',
    factFailed: 'MiniLM 无法使用；仅按词语（BM25）',
    factLoading: 'MiniLM 加载中',
    factGpu: (time) => `MiniLM 在图形处理器上，${time}后就绪`,
    factCpu: (workers, time) => `MiniLM 在中央处理器上，${workers}，${time}后就绪`,
    noWebGpu: (method) => `这里没有 WebGPU：${shownZh(method)}；推理模型需要 WebGPU。`,
    tooSmall: (method) => `此图形处理器太小：${shownZh(method)}；推理模型需要更大的图形处理器。`,
    cut: counted('zh', { other: 'MiniLM 每段最多读 256 个词片：有 # 个段落的结尾未按含义阅读。' }),
    late: (start) => `即时排序在 10 秒后仍未就绪：本次运行从${start}开始。`,
    lateGiven: '即时排序在 10 秒后仍未就绪：本次运行从原始顺序开始。',
    startedAsGiven: '从原始顺序开始',
    started: (start) => `从即时排序开始（${start}）`,
    status: (method, first) => `即时排序（${method}）。第一位：${first}`,
  },
};
