/** Runs in every page that is measured, before the page's own code. */

/** The first frame in which a part of the page differed. */
interface Change {
  /** The frame's own time stamp. */
  readonly frame: number;
  /** When it had been painted. */
  readonly painted: number;
}

interface Key {
  /** The keydown's time stamp. */
  readonly pressed: number;
  /** By the part's selector; a part that did not change before the next key has none. */
  readonly changes: Record<string, Change>;
}

interface Inside {
  /** Watches parts of the page from now on: keys that come are matched with the changes that follow them. */
  watch(...selectors: string[]): void;
  keys(): readonly Key[];
  /** Milliseconds of each task that held the page up for 50 or more since it was watched. */
  longTasks(): readonly number[];
  /** Makes this page answer its input's text through a worker that sends back what it gets. */
  echo(): void;
  /** Resolves with the milliseconds since the navigation when an element's text, first matching, has been painted. */
  awaitText(selector: string, pattern: string): Promise<number>;
}

declare global {
  var bench: Inside;
}

const keys: Key[] = [];
const longTasks: number[] = [];

globalThis.bench = {
  watch(...selectors) {
    addEventListener(
      "keydown",
      ({ key, ctrlKey, timeStamp }) => {
        if (key.length === 1 && !ctrlKey) keys.push({ pressed: timeStamp, changes: {} });
      },
      { capture: true },
    );
    for (const selector of selectors) {
      const change = (): void => {
        const key = keys.at(-1);
        if (key !== undefined) afterPaint((painted, frame) => (key.changes[selector] ??= { painted, frame }));
      };
      observe(find(selector), change, true);
    }
    const tasks = new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((task) => task.duration)));
    tasks.observe({ type: "longtask" });
  },
  longTasks: () => longTasks,
  keys: () => keys,
  echo() {
    const input = find("input");
    const text = find("p");
    const code = new Blob(["onmessage = ({ data }) => postMessage(data)"], { type: "text/javascript" });
    const worker = new Worker(URL.createObjectURL(code));
    worker.onmessage = ({ data }) => (text.textContent = data);
    input.addEventListener("input", ({ target }) => worker.postMessage((target as HTMLInputElement).value));
  },
  awaitText: (selector, pattern) =>
    new Promise((resolve) => {
      const expected = new RegExp(pattern);
      const look = () => {
        if (!expected.test(document.querySelector(selector)?.textContent ?? "")) return;
        observer.disconnect();
        afterPaint(resolve);
      };
      const observer = observe(document, look);
      look();
    }),
};

function observe(node: Node, onChange: () => void, attributes = false): MutationObserver {
  const observer = new MutationObserver(onChange);
  observer.observe(node, { subtree: true, childList: true, characterData: true, attributes });
  return observer;
}

/** A message that is posted within a frame arrives once that frame has been painted. */
function afterPaint(done: (now: number, frame: number) => void): void {
  requestAnimationFrame((frame) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now(), frame);
    port2.postMessage(null);
  });
}

function find(selector: string): Element {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`the page has no ${selector}`);
  return element;
}

export {};
