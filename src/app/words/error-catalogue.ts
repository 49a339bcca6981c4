import type { ErrorCode } from '../../core/errors.ts';
import type { Catalogue } from './use-words.ts';

/** What happened, why, and what to do now, in the person's own hands. */
export interface ErrorMessage {
  readonly title: string;
  readonly what: string;
  readonly next: string;
}

/** One message with a next step for every code the engine can send. */
export type ErrorWords = Readonly<Record<ErrorCode, ErrorMessage>>;

const en: ErrorWords = {
  'no-webgpu': {
    title: 'This browser has no WebGPU',
    what: 'Glassrank runs its model on the graphics processor through WebGPU, which this browser does not offer here.',
    next: 'Open this page in Chrome or Edge 121 or newer, Safari 26, or Firefox 141 or newer. WebGPU also needs a secure address: https or localhost.',
  },
  'no-adapter': {
    title: 'No graphics processor was offered',
    what: 'The browser has WebGPU but gave no adapter. It does this when hardware acceleration is off or the driver is on its block list.',
    next: 'Turn on “Use graphics acceleration when available” in the browser’s system settings, update the graphics driver, then reload the page.',
  },
  'device-too-small': {
    title: 'This graphics processor is too small for the model',
    what: 'Its buffer or binding limits are below what the model needs.',
    next: 'Choose a smaller model if there is one, or open the page on a computer with a larger graphics processor.',
  },
  'gpu-lost': {
    title: 'The graphics processor was lost',
    what: 'The system took it away: a driver restart, sleep, or another program under heavy load.',
    next: 'Load the model again (it comes from this browser’s cache) and rank once more. Windows already settled are kept below.',
  },
  'out-of-memory': {
    title: 'Graphics memory ran out',
    what: 'The model and its working memory did not fit beside what else is open.',
    next: 'Close other tabs and programs that draw a lot, or lower the window size in the settings, then rank again.',
  },
  'model-missing': {
    title: 'The model’s files are not there',
    what: 'The server that gave you this page has no such model.',
    next: 'Choose another model, or put the model’s folder under models/ on the server and try again.',
  },
  'download-failed': {
    title: 'The download broke off',
    what: 'A file of the model did not arrive whole. Files that did are kept.',
    next: 'Check that the server is reachable, then try again: only what is missing is fetched.',
  },
  'bad-hash': {
    title: 'A model file is not what it should be',
    what: 'Its checksum differs from the one this page was built with, so it was not used.',
    next: 'Reload the page to get the matching version and try again. If it stays, the server’s copy is damaged.',
  },
  quota: {
    title: 'The browser has no room for the model',
    what: 'Its storage for this site is full.',
    next: 'Free some disk space or clear other sites’ data in the browser’s settings, then try again.',
  },
  'worker-lost': {
    title: 'The engine stopped answering',
    what: 'The background worker that runs the model has ended.',
    next: 'Start it again: the model comes from this browser’s cache. Windows already settled are kept below.',
  },
  'context-overflow': {
    title: 'A window does not fit the model’s context',
    what: 'Even cut to a few words each, the passages of one window are too many tokens for the model.',
    next: 'Make the window smaller or lower the thought budget in the settings, then rank again.',
  },
  'engine-failed': {
    title: 'The engine failed',
    what: 'Something went wrong inside the engine that this page knows no better name for.',
    next: 'Try once more. If it happens again, the technical line below says what the engine reported.',
  },
};

const fa: ErrorWords = {
  'no-webgpu': {
    title: 'این مرورگر WebGPU ندارد',
    what: 'Glassrank مدلش را از راه WebGPU روی پردازندهٔ گرافیکی اجرا می‌کند و این مرورگر اینجا آن را در اختیار نمی‌گذارد.',
    next: 'این صفحه را در Chrome یا Edge نسخهٔ ۱۲۱ یا تازه‌تر، Safari ۲۶، یا Firefox ۱۴۱ یا تازه‌تر باز کنید. WebGPU نشانی امن هم می‌خواهد: https یا localhost.',
  },
  'no-adapter': {
    title: 'پردازندهٔ گرافیکی در اختیار گذاشته نشد',
    what: 'مرورگر WebGPU دارد اما آداپتوری نداد. وقتی شتاب‌دهی سخت‌افزاری خاموش باشد یا راه‌انداز در فهرست مسدود باشد چنین می‌شود.',
    next: 'در تنظیمات سیستمِ مرورگر شتاب‌دهی گرافیکی را روشن کنید، راه‌انداز گرافیک را به‌روز کنید و سپس صفحه را دوباره بارگذاری کنید.',
  },
  'device-too-small': {
    title: 'این پردازندهٔ گرافیکی برای مدل کوچک است',
    what: 'حد بافرها یا اتصال‌های آن از نیاز مدل کمتر است.',
    next: 'اگر مدل کوچک‌تری هست آن را برگزینید، یا صفحه را روی رایانه‌ای با پردازندهٔ گرافیکی بزرگ‌تر باز کنید.',
  },
  'gpu-lost': {
    title: 'پردازندهٔ گرافیکی از دست رفت',
    what: 'سیستم آن را گرفت: راه‌انداز از نو شروع شد، رایانه به خواب رفت، یا برنامهٔ دیگری بار سنگینی داشت.',
    next: 'مدل را دوباره بارگذاری کنید (از حافظهٔ نهان همین مرورگر می‌آید) و از نو رتبه‌بندی کنید. پنجره‌هایی که قطعی شده‌اند در پایین مانده‌اند.',
  },
  'out-of-memory': {
    title: 'حافظهٔ گرافیکی تمام شد',
    what: 'مدل و حافظهٔ کاری‌اش کنار چیزهای دیگری که باز است جا نشد.',
    next: 'زبانه‌ها و برنامه‌های دیگری را که گرافیک زیادی می‌برند ببندید، یا اندازهٔ پنجره را در تنظیمات کم کنید و دوباره رتبه‌بندی کنید.',
  },
  'model-missing': {
    title: 'پرونده‌های مدل آنجا نیست',
    what: 'سروری که این صفحه را به شما داد چنین مدلی ندارد.',
    next: 'مدل دیگری برگزینید، یا پوشهٔ مدل را روی سرور زیر models/ بگذارید و دوباره امتحان کنید.',
  },
  'download-failed': {
    title: 'دریافت نیمه‌کاره ماند',
    what: 'یکی از پرونده‌های مدل کامل نرسید. آن‌هایی که رسیده‌اند نگه داشته شده‌اند.',
    next: 'ببینید سرور در دسترس است و دوباره امتحان کنید: فقط آنچه کم است دریافت می‌شود.',
  },
  'bad-hash': {
    title: 'یکی از پرونده‌های مدل آنی نیست که باید باشد',
    what: 'مجموع کنترلی آن با آنچه این صفحه با آن ساخته شده فرق دارد، پس به کار نرفت.',
    next: 'صفحه را دوباره بارگذاری کنید تا نسخهٔ سازگار بیاید و باز امتحان کنید. اگر باز هم چنین بود، نسخهٔ روی سرور آسیب دیده است.',
  },
  quota: {
    title: 'مرورگر جایی برای مدل ندارد',
    what: 'فضای ذخیره‌ای که برای این سایت دارد پر است.',
    next: 'کمی از فضای دیسک را آزاد کنید یا دادهٔ سایت‌های دیگر را در تنظیمات مرورگر پاک کنید و دوباره امتحان کنید.',
  },
  'worker-lost': {
    title: 'موتور دیگر پاسخ نمی‌دهد',
    what: 'رشتهٔ پس‌زمینه‌ای که مدل را اجرا می‌کند به پایان رسیده است.',
    next: 'دوباره آن را به راه بیندازید: مدل از حافظهٔ نهان همین مرورگر می‌آید. پنجره‌هایی که قطعی شده‌اند در پایین مانده‌اند.',
  },
  'context-overflow': {
    title: 'یک پنجره در بافت مدل جا نمی‌شود',
    what: 'متن‌های یک پنجره، حتی وقتی هر کدام به چند واژه کوتاه شود، برای مدل توکن‌های بیش از اندازه دارد.',
    next: 'پنجره را کوچک‌تر کنید یا سقف اندیشه را در تنظیمات کم کنید و دوباره رتبه‌بندی کنید.',
  },
  'engine-failed': {
    title: 'موتور خطا داد',
    what: 'درون موتور چیزی درست پیش نرفت که این صفحه نام دقیق‌تری برایش نمی‌شناسد.',
    next: 'یک بار دیگر امتحان کنید. اگر باز پیش آمد، سطر فنی پایین می‌گوید موتور چه گزارش داد.',
  },
};

const ru: ErrorWords = {
  'no-webgpu': {
    title: 'В этом браузере нет WebGPU',
    what: 'Glassrank выполняет модель на графическом процессоре через WebGPU, а этот браузер его здесь не даёт.',
    next: 'Откройте страницу в Chrome или Edge 121 и новее, Safari 26 либо Firefox 141 и новее. WebGPU требует и защищённого адреса: https или localhost.',
  },
  'no-adapter': {
    title: 'Графический процессор не предоставлен',
    what: 'WebGPU в браузере есть, но адаптера он не дал. Так бывает, когда аппаратное ускорение выключено или драйвер в списке запрещённых.',
    next: 'Включите в системных настройках браузера графическое ускорение, обновите драйвер и перезагрузите страницу.',
  },
  'device-too-small': {
    title: 'Этот графический процессор мал для модели',
    what: 'Его ограничения на буферы или привязки ниже того, что нужно модели.',
    next: 'Выберите модель поменьше, если она есть, или откройте страницу на компьютере с более мощным графическим процессором.',
  },
  'gpu-lost': {
    title: 'Связь с графическим процессором потеряна',
    what: 'Система его отобрала: перезапуск драйвера, сон или тяжёлая работа другой программы.',
    next: 'Загрузите модель снова (она возьмётся из кэша браузера) и повторите ранжирование. Уже решённые окна сохранены ниже.',
  },
  'out-of-memory': {
    title: 'Графическая память закончилась',
    what: 'Модель и её рабочая память не поместились рядом с тем, что ещё открыто.',
    next: 'Закройте другие вкладки и программы с тяжёлой графикой или уменьшите окно в настройках и повторите ранжирование.',
  },
  'model-missing': {
    title: 'Файлов модели нет на месте',
    what: 'На сервере, который выдал эту страницу, такой модели нет.',
    next: 'Выберите другую модель или положите её папку в models/ на сервере и попробуйте снова.',
  },
  'download-failed': {
    title: 'Загрузка оборвалась',
    what: 'Один из файлов модели пришёл не целиком. Те, что дошли, сохранены.',
    next: 'Проверьте, что сервер доступен, и попробуйте снова: будет загружено только недостающее.',
  },
  'bad-hash': {
    title: 'Файл модели не тот, что должен быть',
    what: 'Его контрольная сумма не совпадает с той, с которой собрана страница, поэтому он не использован.',
    next: 'Перезагрузите страницу, чтобы получить подходящую версию, и попробуйте снова. Если не поможет, повреждена копия на сервере.',
  },
  quota: {
    title: 'В браузере нет места для модели',
    what: 'Хранилище, отведённое этому сайту, заполнено.',
    next: 'Освободите место на диске или удалите данные других сайтов в настройках браузера и попробуйте снова.',
  },
  'worker-lost': {
    title: 'Движок перестал отвечать',
    what: 'Фоновый поток, который выполняет модель, завершился.',
    next: 'Запустите его снова: модель возьмётся из кэша браузера. Уже решённые окна сохранены ниже.',
  },
  'context-overflow': {
    title: 'Окно не помещается в контекст модели',
    what: 'Даже если оставить от каждого фрагмента несколько слов, в одном окне для модели слишком много токенов.',
    next: 'Уменьшите окно или лимит мысли в настройках и повторите ранжирование.',
  },
  'engine-failed': {
    title: 'Сбой движка',
    what: 'Внутри движка что-то пошло не так, и точнее страница сказать не может.',
    next: 'Попробуйте ещё раз. Если повторится, техническая строка ниже покажет, что сообщил движок.',
  },
};

const zh: ErrorWords = {
  'no-webgpu': {
    title: '此浏览器没有 WebGPU',
    what: 'Glassrank 通过 WebGPU 在图形处理器上运行模型，而此浏览器在这里不提供 WebGPU。',
    next: '请用 Chrome 或 Edge 121 及以上、Safari 26、Firefox 141 及以上打开本页。WebGPU 还要求安全地址：https 或 localhost。',
  },
  'no-adapter': {
    title: '没有可用的图形处理器',
    what: '浏览器有 WebGPU，但没有给出适配器。硬件加速被关闭或驱动在屏蔽名单上时会这样。',
    next: '请在浏览器的系统设置中打开图形加速，更新显卡驱动，然后重新加载本页。',
  },
  'device-too-small': {
    title: '此图形处理器不足以运行该模型',
    what: '它的缓冲区或绑定上限低于模型所需。',
    next: '如有更小的模型请选用，或在图形处理器更强的电脑上打开本页。',
  },
  'gpu-lost': {
    title: '图形处理器已丢失',
    what: '系统收回了它：驱动重启、休眠，或其他程序负载过重。',
    next: '请重新加载模型（来自本浏览器的缓存）并再次排序。已确定的窗口保留在下方。',
  },
  'out-of-memory': {
    title: '显存不足',
    what: '模型及其工作内存与其他已打开的内容放不下。',
    next: '请关闭其他占用图形资源的标签页和程序，或在设置中减小窗口，然后再次排序。',
  },
  'model-missing': {
    title: '模型文件不存在',
    what: '提供本页的服务器上没有这个模型。',
    next: '请选择其他模型，或把模型文件夹放到服务器的 models/ 下再试。',
  },
  'download-failed': {
    title: '下载中断',
    what: '模型的一个文件没有完整到达。已到达的文件会保留。',
    next: '请确认服务器可以访问，然后重试：只会获取缺少的部分。',
  },
  'bad-hash': {
    title: '有一个模型文件不符',
    what: '它的校验和与构建本页时记录的不同，因此没有使用。',
    next: '请重新加载本页以取得匹配的版本，然后再试。若仍如此，则服务器上的副本已损坏。',
  },
  quota: {
    title: '浏览器没有空间存放模型',
    what: '浏览器分给本站的存储空间已满。',
    next: '请腾出一些磁盘空间，或在浏览器设置中清除其他网站的数据，然后重试。',
  },
  'worker-lost': {
    title: '引擎停止响应',
    what: '运行模型的后台线程已结束。',
    next: '请重新启动：模型来自本浏览器的缓存。已确定的窗口保留在下方。',
  },
  'context-overflow': {
    title: '一个窗口超出了模型的上下文',
    what: '即使每个段落只留几个词，一个窗口的段落对模型来说词元仍然过多。',
    next: '请在设置中减小窗口或降低思考预算，然后再次排序。',
  },
  'engine-failed': {
    title: '引擎出错',
    what: '引擎内部出了问题，本页没有更确切的名称。',
    next: '请再试一次。如果再次发生，下方的技术信息会显示引擎的报告。',
  },
};

export const errorWords: Catalogue<ErrorWords> = { en, fa, ru, zh };
