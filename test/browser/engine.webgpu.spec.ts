import { GOLDEN_TOLERANCE } from "../../lib/release/manifest";
import { compareGoldens, expect, REQUEST, test, typeTitles, workerOf } from "./engine/fixtures";

test("a software GPU is not used unless forced, and no webgpu code is fetched", async ({ openClient, host }) => {
  const client = await openClient();
  await client.evaluate((engine) => engine.loadPredictor("hacker-news", () => {}));
  const status = await client.evaluate((engine) => engine.status());
  expect(status).toMatchObject({ backend: "wasm", reason: "the only GPU here is a software one" });
  const code = host.requests.filter((path) => path.endsWith(".js")).map((path) => host.files.get(path));
  expect(code.length).toBeGreaterThan(3);
  expect(code.some((bytes) => new TextDecoder().decode(bytes).includes("@compute"))).toBe(false);
});

test("webgpu gives the goldens, and 40 typed titles leave no tensor", async ({ openClient }) => {
  const client = await openClient("webgpu");
  expect(await compareGoldens(client)).toBeLessThan(GOLDEN_TOLERANCE);
  expect(await client.evaluate((engine) => engine.status())).toMatchObject({ backend: "webgpu" });
  const { before, after, answered } = await typeTitles(client, 40);
  expect(answered).toBe(40);
  expect(after).toBe(before);
});

test("a lost device is replaced: idle, or under a request, which is answered", async ({ openClient, page }) => {
  const client = await openClient("webgpu");
  const before = await client.evaluate(async (engine, request) => {
    await engine.loadPredictor("hacker-news", () => {});
    return { forecast: await engine.forecast(request), status: await engine.status() };
  }, REQUEST);
  for (const moment of ["idle", "under a request"]) {
    const lose = () => workerOf(page).evaluate(() => globalThis.devices.at(-1)?.destroy());
    const ask = () => client.evaluate((engine, request) => engine.forecast(request), REQUEST);
    if (moment === "idle") await lose();
    const [forecast] = await Promise.all(moment === "idle" ? [ask()] : [ask(), lose()]);
    expect(forecast?.timing.backend).toBe("webgpu");
    expect(forecast?.buckets.length).toBe(before.forecast?.buckets.length);
    for (const [i, { probability }] of (forecast?.buckets ?? []).entries()) {
      expect(probability).toBeCloseTo(before.forecast?.buckets[i].probability ?? Number.NaN, 5);
    }
  }
  const status = await client.evaluate((engine) => engine.status());
  expect(status.reason).toContain("the GPU");
  expect(status.tensors).toBe(before.status.tensors);
  expect(await workerOf(page).evaluate(() => globalThis.devices.length)).toBeGreaterThan(1);
});
