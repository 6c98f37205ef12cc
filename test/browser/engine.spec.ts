import { GOLDEN_TOLERANCE } from "../../lib/release/manifest";
import { compareGoldens, expect, REQUEST, test, typeTitles, workerOf } from "./engine/fixtures";

const MODEL = "models/tiny/hacker-news.bin";

test("wasm gives the goldens, and no other backend's code is fetched", async ({ openClient, host }) => {
  const client = await openClient();
  expect(await compareGoldens(client)).toBeLessThan(GOLDEN_TOLERANCE);
  const status = await client.evaluate((engine) => engine.status());
  expect(status).toMatchObject({ backend: "wasm", cache: "disk", reason: "this browser offers no GPU to the page" });
  const binaries = host.requests.filter((path) => path.endsWith(".wasm"));
  expect(binaries).toEqual([expect.stringContaining("tfjs-backend-wasm-simd.wasm")]);
});

test("plain JavaScript gives the goldens, without WebAssembly", async ({ openClient, host }) => {
  const client = await openClient("cpu");
  expect(await compareGoldens(client)).toBeLessThan(GOLDEN_TOLERANCE);
  expect(host.requests.filter((path) => path.endsWith(".wasm"))).toEqual([]);
});

test("a forced backend that does not work fails with its reason, and words still work", async ({ openClient }) => {
  const client = await openClient("webgpu");
  const failure = await client.evaluate((engine) =>
    engine.loadPredictor("hacker-news", () => {}).catch(({ name, message }) => ({ name, message })),
  );
  expect(failure).toEqual({
    name: "BackendError",
    message: "webgpu was asked for and does not work here: this browser offers no GPU to the page",
  });
  const neighbours = await client.evaluate((engine) => engine.neighbours("king", 3));
  expect(neighbours).toHaveLength(3);
});

test("500 typed titles leave the number of tensors as it was", async ({ openClient }) => {
  const client = await openClient();
  const { before, after, answered } = await typeTitles(client, 500);
  expect(answered).toBe(500);
  expect(before).toBeGreaterThan(0);
  expect(after).toBe(before);
});

test("of a burst of requests the last is answered, and the answers come in order", async ({ openClient }) => {
  const client = await openClient();
  const titles = await client.evaluate(async (engine, request) => {
    await engine.loadPredictor(request.predictor, () => {});
    const answered: string[] = [];
    const asked = Array.from({ length: 50 }, (_, i) => engine.forecast({ ...request, title: `title ${i + 10}` }));
    for (const answer of asked) void answer.then((forecast) => forecast && answered.push(forecast.title));
    await Promise.all(asked);
    return answered;
  }, REQUEST);
  expect(titles.at(-1)).toBe("title 59");
  expect(titles).toEqual([...titles].sort());
  expect(titles.length).toBeLessThan(50);
});

test("a worker that is killed while calls wait is replaced, and the calls are answered", async ({
  openClient,
  host,
  page,
}) => {
  host.faults.set(MODEL, ["silence", undefined]);
  const client = await openClient();
  const waiting = client.evaluate(async (engine, request) => {
    engine.onRestart(() => {
      document.title = "restarted";
    });
    const loading = engine.loadPredictor(request.predictor, () => {});
    const forecast = engine.forecast(request);
    await loading;
    return await forecast;
  }, REQUEST);
  await expect.poll(() => host.requests).toContain(MODEL);
  const worker = workerOf(page);
  // No event tells the page of this.
  await worker.evaluate(() => self.close());
  expect((await waiting)?.title).toBe(REQUEST.title);
  await expect(page).toHaveTitle("restarted");
});

test("a worker that throws is replaced, with what it had loaded", async ({ openClient, host, page }) => {
  const client = await openClient();
  await client.evaluate((engine) => {
    engine.onRestart(() => {
      document.title = "restarted";
    });
    return engine.loadPredictor("hacker-news", () => {});
  });
  await workerOf(page).evaluate(() => {
    setTimeout(() => {
      throw new Error("boom");
    });
  });
  await expect(page).toHaveTitle("restarted");
  await expect.poll(() => client.evaluate(async (engine) => (await engine.status()).cached)).toBeGreaterThan(0);
  expect((await client.evaluate((engine, request) => engine.forecast(request), REQUEST))?.title).toBe(REQUEST.title);
  expect(host.requests.filter((path) => path === MODEL)).toHaveLength(1);
});

test("a tampered model is fetched once more, then named; the retry after it is mended works", async ({
  openClient,
  host,
}) => {
  host.faults.set(MODEL, [(bytes) => bytes.map((byte, i) => (i === 99 ? byte ^ 1 : byte))]);
  const client = await openClient();
  const load = () =>
    client.evaluate((engine) =>
      engine.loadPredictor("hacker-news", () => {}).catch(({ name, message }) => `${name}: ${message}`),
    );
  expect(await load()).toBe("IntegrityError: hacker-news.bin is damaged: its SHA-256 is not the one in its manifest");
  expect(host.requests.filter((path) => path === MODEL)).toHaveLength(2);
  host.faults.clear();
  expect(await load()).toBeUndefined();
});

test("offline at the first visit is told; a retry online works", async ({ openClient, host, page }) => {
  const client = await openClient();
  await page.context().setOffline(true);
  const start = () =>
    client.evaluate((engine) =>
      engine.start().then(
        () => "started",
        (error) => error.name,
      ),
    );
  expect(await start()).toBe("OfflineError");
  await page.context().setOffline(false);
  expect(await start()).toBe("started");
  expect(host.requests).toContain("models/current.json");
});

test("an open page keeps scoring offline, and a later visit finds the release on the disk", async ({
  openClient,
  host,
  page,
}) => {
  const first = await openClient();
  await first.evaluate((engine) => engine.loadPredictor("hacker-news", () => {}));
  await page.context().setOffline(true);
  expect(await first.evaluate((engine, request) => engine.forecast(request), REQUEST)).not.toBeNull();
  await page.context().setOffline(false);

  for (const path of host.files.keys()) if (path.startsWith("models/")) host.faults.set(path, ["no connection"]);
  const later = await openClient();
  expect((await later.evaluate((engine, request) => engine.forecast(request), REQUEST))?.title).toBe(REQUEST.title);
  expect(await later.evaluate((engine) => engine.status())).toMatchObject({ fetched: 0, cache: "disk" });
});
