import type { Browser, BrowserType, Page } from 'playwright-core';
import type { RunEvent } from '../core/log/event.ts';
import type { EngineOn, EvaluationEngine } from './bridge.ts';

/** Where a browser and the built page come from. The scripts of the project give it (scripts/glassrank.mjs). */
export interface BrowserTools {
  /** A browser's program, with the environment that it needs. Rejects with what to install where there is none. */
  findBrowser(): Promise<{ readonly executablePath: string; readonly env: Readonly<Record<string, string>> }>;
  /** Flags that give a headless browser WebGPU: of this machine's GPU, or on the CPU. */
  flags(gpu: 'real' | 'software'): readonly string[];
  /** Serves the built page on this machine. */
  serve(): Promise<{ readonly url: string; close(): Promise<void> }>;
}

/** The built page's engine. The browser starts at the first load. */
export interface BrowserEngine extends EvaluationEngine {
  /** Ends the browser: whatever is still asked rejects, and so does whatever is asked later. */
  close(): Promise<void>;
}

/** `on`: what every model is run with; default: WebLLM. */
export function connectBrowser({
  tools,
  gpu,
  on = {},
}: {
  readonly tools: BrowserTools;
  readonly gpu: 'real' | 'software';
  readonly on?: EngineOn;
}): BrowserEngine {
  let opened: Promise<Opened> | undefined;
  let closed = false;
  const engine = async (): Promise<EvaluationEngine> => {
    if (closed) throw new Error('The browser is closed.');
    opened ??= openPage(tools, gpu, on);
    return (await opened).engine;
  };
  return {
    load: async (modelId) => (await engine()).load(modelId),
    forecast: async (request, settings) => (await engine()).forecast(request, settings),
    run: async (request, settings) => (await engine()).run(request, settings),
    async close() {
      closed = true;
      // A browser that could not be opened has been told of already.
      const there = await opened?.catch(() => undefined);
      await there?.browser.close();
      await there?.server.close();
    },
  };
}

interface Opened {
  readonly browser: Browser;
  readonly server: Awaited<ReturnType<BrowserTools['serve']>>;
  readonly engine: EvaluationEngine;
}

async function openPage(tools: BrowserTools, gpu: 'real' | 'software', on: EngineOn): Promise<Opened> {
  const { chromium } = await importPlaywright();
  const { executablePath, env } = await tools.findBrowser();
  const server = await tools.serve();
  try {
    // The signals are the command's: what is done is in the results file already.
    const quiet = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
    const browser = await chromium.launch({ executablePath, env, args: [...tools.flags(gpu)], ...quiet });
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    await page.goto(`${server.url}evaluate.html`);
    return { browser, server, engine: pageEngine(page, on) };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** The package lies beside this one where somebody put it: only an evaluation needs it. */
async function importPlaywright(): Promise<{ readonly chromium: BrowserType }> {
  try {
    return await import('playwright-core');
  } catch (error) {
    throw new Error('playwright-core, which drives the browser, is not installed: npm install playwright-core', { cause: error });
  }
}

/** The engine of a page that shows evaluate.html. */
export function pageEngine(page: Page, on: EngineOn = {}): EvaluationEngine {
  return {
    load: (modelId) => page.evaluate(([id, how]) => globalThis.glassrankEngine.load(id, how), [modelId, on] as const),
    forecast: (request, settings) =>
      page.evaluate(([list, chosen]) => globalThis.glassrankEngine.forecast(list, chosen), [request, settings] as const),
    async run(request, settings) {
      const text = await page.evaluate(([list, chosen]) => globalThis.glassrankEngine.run(list, chosen), [
        request,
        settings,
      ] as const);
      return JSON.parse(text) as readonly RunEvent[];
    },
  };
}
