import type { LibraryChoice } from '../../engines/engine-client.ts';
import { formatWords } from './format-catalogue.ts';
import { libraryWords } from './library-catalogue.ts';
import type { Catalogue } from './use-words.ts';

/** The header: what runs the model, and what leaves the machine. */
export interface HeaderWords {
  readonly tagline: string;
  /** The summary's first half: "Glassrank 135M, ready". */
  readonly model: (model: { readonly title: string; readonly standing: 'off' | 'loading' | 'ready' }) => string;
  /** Before the adapter's name in the summary. */
  readonly onAdapter: (adapter: string) => string;
  readonly asking: string;
  readonly noWebGpu: string;
  readonly noneFits: string;
  readonly engineDown: string;
  readonly unnamedAdapter: string;
  readonly software: (adapter: string) => string;
  readonly modelLabel: string;
  readonly modelOption: (model: { readonly title: string; readonly bytes: number }) => string;
  readonly facts: Readonly<
    Record<
      | 'graphics'
      | 'instantOrder'
      | 'size'
      | 'loadedIn'
      | 'fromNetwork'
      | 'fromCache'
      | 'context'
      | 'library'
      | 'measured'
      | 'manifest',
      string
    >
  >;
  readonly sizeUnknown: string;
  readonly sizeOnce: (bytes: number) => string;
  /** Stands after the library's file name. */
  readonly libraryChoice: (choice: LibraryChoice) => string;
  readonly load: string;
  readonly privacy: string;
  /** Paragraphs. */
  readonly privacyMore: readonly [truth: string, kept: string];
}

const { en, fa, ru, zh } = formatWords;

export const headerWords: Catalogue<HeaderWords> = {
  en: {
    tagline: 'a reranker you can see through',
    model: ({ title, standing }) => `${title}, ${{ off: 'not loaded', loading: 'loading', ready: 'ready' }[standing]}`,
    onAdapter: (adapter) => `on ${adapter}`,
    asking: 'asking for a graphics processor…',
    noWebGpu: 'no WebGPU',
    noneFits: 'no graphics processor that fits',
    engineDown: 'the engine did not start',
    unnamedAdapter: 'unnamed graphics processor',
    software: (adapter) => `${adapter} (software)`,
    modelLabel: 'Model',
    modelOption: ({ title, bytes }) => `${title} (${en.bytes(bytes)})`,
    facts: {
      graphics: 'Graphics',
      instantOrder: 'Instant order',
      size: 'Size',
      loadedIn: 'Loaded in',
      fromNetwork: 'From network',
      fromCache: 'From cache',
      context: 'Context',
      library: 'Library',
      measured: 'Measured',
      manifest: 'Manifest',
    },
    sizeUnknown: 'unknown',
    sizeOnce: (bytes) => `${en.bytes(bytes)}, fetched once from this site and then kept in the browser’s cache`,
    libraryChoice: (choice) => `, ${libraryWords.en.choice(choice)}`,
    load: 'Load the model now',
    privacy: 'Nothing leaves this machine',
    privacyMore: [
      'The model runs here, in a worker of this page. Your query, passages and results are never sent anywhere: the page makes requests only to the address it came from, and only for its own files, its samples and the model.',
      'What you type is kept in this tab’s session storage so that a reload does not lose it, and goes when the tab closes or you press Clear. The model’s files stay in this browser’s cache. To see for yourself, load the model, cut the network and press Rank.',
    ],
  },
  fa: {
    tagline: 'بازرتبه‌بندی که درونش پیداست',
    model: ({ title, standing }) =>
      `\u2068${title}\u2069، ${{ off: 'بارگذاری نشده', loading: 'در حال بارگذاری', ready: 'آماده' }[standing]}`,
    onAdapter: (adapter) => `روی \u2068${adapter}\u2069`,
    asking: 'در جست‌وجوی پردازندهٔ گرافیکی…',
    noWebGpu: 'WebGPU نیست',
    noneFits: 'پردازندهٔ گرافیکی مناسبی نیست',
    engineDown: 'موتور به راه نیفتاد',
    unnamedAdapter: 'پردازندهٔ گرافیکی بی‌نام',
    software: (adapter) => `\u2068${adapter}\u2069 (نرم‌افزاری)`,
    modelLabel: 'مدل',
    modelOption: ({ title, bytes }) => `\u2068${title}\u2069 (${fa.bytes(bytes)})`,
    facts: {
      graphics: 'گرافیک',
      instantOrder: 'ترتیب فوری',
      size: 'اندازه',
      loadedIn: 'زمان بارگذاری',
      fromNetwork: 'از شبکه',
      fromCache: 'از حافظهٔ نهان',
      context: 'بافت',
      library: 'کتابخانه',
      measured: 'سنجیده',
      manifest: 'فهرست پرونده‌ها',
    },
    sizeUnknown: 'نامعلوم',
    sizeOnce: (bytes) => `${fa.bytes(bytes)}، یک بار از همین سایت دریافت و سپس در حافظهٔ نهان مرورگر نگه داشته می‌شود`,
    libraryChoice: (choice) => `، ${libraryWords.fa.choice(choice)}`,
    load: 'بارگذاری مدل',
    privacy: 'چیزی از این دستگاه بیرون نمی‌رود',
    privacyMore: [
      'مدل همین‌جا، در پس‌زمینهٔ این صفحه اجرا می‌شود. پرسش، متن‌ها و نتیجه‌های شما به هیچ‌جا فرستاده نمی‌شود: صفحه فقط به نشانی‌ای که از آن آمده درخواست می‌دهد، و فقط برای پرونده‌های خودش، نمونه‌ها و مدل.',
      'آنچه می‌نویسید در حافظهٔ نشست همین زبانه نگه داشته می‌شود تا با بارگذاری دوبارهٔ صفحه از دست نرود، و با بستن زبانه یا زدن «پاک کردن» می‌رود. پرونده‌های مدل در حافظهٔ نهان این مرورگر می‌ماند. برای آزمودن، مدل را بارگذاری کنید، شبکه را قطع کنید و «رتبه‌بندی» را بزنید.',
    ],
  },
  ru: {
    tagline: 'реранкер, который видно насквозь',
    model: ({ title, standing }) => `${title}, ${{ off: 'не загружена', loading: 'загружается', ready: 'готова' }[standing]}`,
    onAdapter: (adapter) => `на ${adapter}`,
    asking: 'запрашивается графический процессор…',
    noWebGpu: 'нет WebGPU',
    noneFits: 'подходящего графического процессора нет',
    engineDown: 'движок не запустился',
    unnamedAdapter: 'безымянный графический процессор',
    software: (adapter) => `${adapter} (программный)`,
    modelLabel: 'Модель',
    modelOption: ({ title, bytes }) => `${title} (${ru.bytes(bytes)})`,
    facts: {
      graphics: 'Графика',
      instantOrder: 'Мгновенный порядок',
      size: 'Размер',
      loadedIn: 'Время загрузки',
      fromNetwork: 'Из сети',
      fromCache: 'Из кэша',
      context: 'Контекст',
      library: 'Библиотека',
      measured: 'Измерено',
      manifest: 'Манифест',
    },
    sizeUnknown: 'неизвестен',
    sizeOnce: (bytes) => `${ru.bytes(bytes)}, загружается один раз с этого сайта и хранится в кэше браузера`,
    libraryChoice: (choice) => `, ${libraryWords.ru.choice(choice)}`,
    load: 'Загрузить модель сейчас',
    privacy: 'Ничто не покидает этот компьютер',
    privacyMore: [
      'Модель работает здесь, в фоновом потоке этой страницы. Ваш запрос, фрагменты и результаты никуда не отправляются: страница обращается только по адресу, с которого пришла, и только за своими файлами, примерами и моделью.',
      'Введённое хранится в памяти сеанса этой вкладки, чтобы перезагрузка его не потеряла, и исчезает, когда вкладка закрыта или нажато «Очистить». Файлы модели остаются в кэше браузера. Убедитесь сами: загрузите модель, отключите сеть и нажмите «Ранжировать».',
    ],
  },
  zh: {
    tagline: '看得透的重排器',
    model: ({ title, standing }) => `${title}，${{ off: '未加载', loading: '加载中', ready: '就绪' }[standing]}`,
    onAdapter: (adapter) => `运行于 ${adapter}`,
    asking: '正在请求图形处理器…',
    noWebGpu: '没有 WebGPU',
    noneFits: '没有合适的图形处理器',
    engineDown: '引擎未能启动',
    unnamedAdapter: '未命名的图形处理器',
    software: (adapter) => `${adapter}（软件模拟）`,
    modelLabel: '模型',
    modelOption: ({ title, bytes }) => `${title}（${zh.bytes(bytes)}）`,
    facts: {
      graphics: '图形',
      instantOrder: '即时排序',
      size: '大小',
      loadedIn: '加载用时',
      fromNetwork: '来自网络',
      fromCache: '来自缓存',
      context: '上下文',
      library: '运行库',
      measured: '实测',
      manifest: '清单',
    },
    sizeUnknown: '未知',
    sizeOnce: (bytes) => `${zh.bytes(bytes)}，从本站获取一次，之后保存在浏览器缓存中`,
    libraryChoice: (choice) => `，${libraryWords.zh.choice(choice)}`,
    load: '立即加载模型',
    privacy: '任何内容都不会离开本机',
    privacyMore: [
      '模型就在这里运行，位于本页的后台线程中。您的查询、段落和结果不会发送到任何地方：本页只向其来源地址请求，而且只请求自己的文件、示例和模型。',
      '您输入的内容保存在此标签页的会话存储中，重新加载不会丢失；关闭标签页或按“清除”后即消失。模型文件留在本浏览器的缓存中。想亲自验证，请加载模型，断开网络，然后按“排序”。',
    ],
  },
};
