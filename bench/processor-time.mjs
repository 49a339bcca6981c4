import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of the kernel's clock in a second, as /proc counts them on Linux. */
const TICKS = 100;

/**
 * Milliseconds that the processes started from here, and theirs, have had of processors so far: what other work on the machine does not count in. Null where the
 * system does not tell (other than Linux).
 */
export function processorMs() {
  const found = new Map();
  try {
    for (const name of readdirSync('/proc')) if (/^\d+$/.test(name)) note(found, name);
  } catch {
    return null;
  }
  let ticks = 0;
  for (const [id, one] of found) {
    let at = id;
    while (at !== process.pid && found.has(at)) at = found.get(at).parent;
    if (at === process.pid && id !== process.pid) ticks += one.ticks;
  }
  return (1000 * ticks) / TICKS;
}

function note(found, name) {
  let stat = '';
  try {
    stat = readFileSync(`/proc/${name}/stat`, 'utf8');
  } catch {
    // It has ended since.
    return;
  }
  // The name in brackets may hold spaces: fields are counted from behind it, and begin with the third (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  found.set(Number(name), { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) });
}
