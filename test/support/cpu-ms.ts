/** Processor time of a call in milliseconds: unlike the clock it does not grow when other programs run. */
export function cpuMs(call: () => void): number {
  const before = process.cpuUsage();
  call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
