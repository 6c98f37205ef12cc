import audit from "lighthouse";
import { writeFileSync } from "node:fs";
import { launch } from "puppeteer-core";
import { BROWSER_FLAGS, ensureBrowser } from "../scripts/browser";
import { openSite } from "./page/site";
const site = await openSite("out");
const browser = await launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
const paths = process.argv.slice(2);
for (const path of paths) {
  const page = await browser.newPage();
  const r = (await audit(`http://localhost:${site.port}${path}`, { onlyCategories: ["performance"], logLevel: "error" }, undefined, page))!;
  const a = r.lhr.audits;
  console.log(path, "perf", Math.round(r.lhr.categories.performance.score! * 100), ...["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"].map((k) => `${k} ${a[k].displayValue}`));
  writeFileSync(`/tmp/house/lh/${path.replaceAll("/", "_")}.json`, JSON.stringify(r.lhr, null, 1));
  await page.close();
}
await browser.close();
site.close();
