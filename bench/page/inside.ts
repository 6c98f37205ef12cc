/** Runs in every page that is measured, before the page's own code. */

interface Key {
  /** The keydown's time stamp. */
  readonly pressed: number;
  /** When the first frame in which the text differs had been painted; null until then, and where it never differed. */
  painted: number | null;
}

interface Inside {
  /** Watches an element's text from now on: keys that come are matched with the change that follows them. */
  watch(selector: string): void;
  keys(): readonly Key[];
  /** Makes this page answer its input's text through a worker that sends back what it gets. */
  echo(): void;
  /** Resolves with the milliseconds since the navigation when an element's text, first matching, has been painted. */
  awaitText(selector: string, pattern: string): Promise<number>;
}

declare global {
  var bench: Inside;
}

const keys: Key[] = [];

globalThis.bench = {
  watch(selector) {
    addEventListener(
      "keydown",
      ({ key, ctrlKey, timeStamp }) => {
        if (key.length === 1 && !ctrlKey) keys.push({ pressed: timeStamp, painted: null });
      },
      { capture: true },
    );
    observe(find(selector), () => {
      const key = keys.at(-1);
      if (key?.painted === null) afterPaint((now) => (key.painted ??= now));
    });
  },
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

function observe(node: Node, onChange: () => void): MutationObserver {
  const observer = new MutationObserver(onChange);
  observer.observe(node, { subtree: true, childList: true, characterData: true });
  return observer;
}

/** A message that is posted within a frame arrives once that frame has been painted. */
function afterPaint(done: (now: number) => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(null);
  });
}

function find(selector: string): Element {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`the page has no ${selector}`);
  return element;
}

export {};
