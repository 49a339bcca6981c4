import type * as en from '../en/network.ts';
import { counted } from './format.ts';

export const network: typeof en.network = {
  since: counted({ other: '粘贴以来 # 个请求' }),
  sinceOpened: counted({ other: '打开页面以来 # 个请求' }),
  away: counted({ other: '其中 # 个发往其他来源' }),
  list: '浏览器报告的请求',
  when: '经过时间',
  by: '请求者',
  page: '页面',
  address: '地址',
  size: '大小',
  cached: '来自本浏览器',
  unknown: '未告知',
  none: '自那时起，页面及其工作线程没有发出任何请求。',
  nothingYet: '一旦页面上有您的内容，请求就会在这里计数。',
  untold: '这个浏览器不把请求告诉页面，因此无法计数。',
  blind:
    '这里计入浏览器所报告的页面及其工作线程的请求，被拒绝的也算；稍后才到的本页面自身文件也算。它不报告其他标签页、扩展和浏览器自身，也不报告被页面策略禁止的持续连接。正在计算的工作线程会在空闲时报告其请求。',
};
