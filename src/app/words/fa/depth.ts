import type * as en from '../en/depth.ts';
import { format } from './format.ts';

const { number } = format;

export const depth: typeof en.depth = {
  step: ({ count, of }) =>
    count === 0
      ? 'هیچ: تنها ترتیب آنی'
      : count >= of
        ? `همهٔ ${format.passages(of)}`
        : `${number(count)} تای بالای ${format.passages(of)}`,
  least: 'تنها آنی',
  most: 'همه',
  none: 'مدلی بار نمی‌شود و چیزی خوانده نمی‌شود: ترتیب آنی نتیجه است.',
  left: (left) => `${format.passages(left)} دیگر خوانده نمی‌شود و به ترتیب آنی پایین‌تر می‌ماند.`,
  leftOfDocuments: ({ left, each, documents }) =>
    `نخست بهترین هر پرونده، از هر کدام دست بالا ${number(each)} تا. کنار می‌ماند: ${format.passages(left)} از ${format.files(documents)}؛ عنوان هر ردیف پرونده‌اش را باز می‌کند و آن‌ها آنجا فهرست شده‌اند.`,
  notMeasured: 'زمان آن در این دستگاه هنوز سنجیده نشده است: نخست باید مدل بار شود',
  reckoning: 'زمان آن حساب می‌شود…',
  afterFirst: 'زمان آن پس از نخستین اجرا دانسته می‌شود',
};
