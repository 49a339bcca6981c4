import type * as english from '../en/preferences.ts';
import { counted, format } from './format.ts';

export const preferences: typeof english.preferences = {
  title: 'کدام بالاتر از کدام است',
  certified: ({ certified, of }) => `گواهی‌شده: ${format.number(certified)} از ${format.places(of)}.`,
  certifiedSoFar: ({ certified, of }) => `گواهی‌شده تا اینجا: ${format.number(certified)} از ${format.places(of)}.`,
  certain: 'هر ترتیبی که پاسخ‌ها روا می‌دارند با آنها آغاز می‌شود. این یعنی پاسخ‌ها با هم می‌خوانند، نه اینکه درست‌اند.',
  open: 'برای جایگاه‌های دیگر، پاسخ‌ها بیش از یک ترتیب را روا می‌دارند.',
  hint: 'هر خط یعنی پاسخی متنِ سرِ بالای خط را بالاتر از متنِ سرِ پایین آن گذاشته است؛ عدد آن شمارهٔ فراخوان است و خط همان پاسخ را باز می‌کند. خط‌هایی که از خط‌های دیگر برمی‌آیند کشیده نمی‌شوند. «=» یعنی برابری.',
  unsaid: 'خط‌چین: پاسخ یکی از دو متن را جا انداخته است. هیچ جایگاه گواهی‌شده‌ای بر آن استوار نیست.',
  uncompared: counted({ one: '# متن در هیچ پاسخی نیست.', other: '# متن در هیچ پاسخی نیستند.' }),
  onlyFirst: ({ drawn, all }) =>
    `${format.number(drawn)} کادر نخست از ${format.number(all)} کادر کشیده شده است؛ جدول همهٔ خط‌ها را دارد.`,
  keys: 'کلیدهای جهت‌دار از خطی به خط دیگر می‌روند و Enter پاسخ را باز می‌کند.',
  edge: ({ above, below, calls }) =>
    `${above} بالاتر از ${below}، بنا بر پاسخ ${calls.length === 1 ? 'فراخوان' : 'فراخوان‌های'} ${format.list(calls.map(format.number))}`,
  leftOut: 'آنجا جا افتاده',
  more: (passages) => `+ ${format.number(passages)}`,
  asTable: 'خط‌ها به شکل جدول',
  above: 'بالاتر',
  below: 'پایین‌تر',
  calls: 'پاسخی که باز می‌شود',
  call: (number) => `فراخوان ${format.number(number)}`,
};
