/** Runs on the page: scrolls down and up by frames for so long, and gives the frames' lengths and all long tasks. Milliseconds. */
export function scrollFor(ms) {
  return new Promise((resolve) => {
    const frames = [];
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
    observer.observe({ type: 'longtask' });
    const begun = performance.now();
    let last = begun;
    let by = 24;
    const step = (now) => {
      if (now > begun) frames.push(now - last);
      last = now;
      if (now - begun > ms) {
        observer.disconnect();
        resolve({ frames: frames.slice(1), tasks });
        return;
      }
      const top = document.documentElement.scrollTop;
      if (top + innerHeight >= document.documentElement.scrollHeight - 2 || (now - begun) % 8000 > 6000) by = -24;
      else if (top <= 0) by = 24;
      window.scrollBy({ top: by, behavior: 'instant' });
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}

/** The value below which a part of them lies, 0 to 1; 0 of none. */
export const share = (values, part) =>
  values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;
