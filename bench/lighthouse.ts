import audit from "lighthouse";
import { type Browser, launch } from "puppeteer-core";
import { BROWSER_FLAGS, ensureBrowser } from "../scripts/browser";
import { listPages } from "../scripts/files";
import { note } from "../training/console/progress";
import { describeMiddle, type Measure, type Part } from "./measure";
import { openSite } from "./page/site";

/** Lighthouse's own advice for a number that varies from run to run. */
const RUNS = 5;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const SCALE = "0 to 100, on a phone as Lighthouse imagines one: 1.6 Mbit/s, 150 ms, a processor four times slower";

/** Scores by category. */
type Scores = ReadonlyMap<string, number>;

/** The built site, judged by Lighthouse. */
export const lighthouse: Part = {
  about: "the built site as Lighthouse judges it on a phone: the score page five times, the others once",
  async measure({ site: folder }): Promise<Measure[]> {
    const site = await openSite(folder);
    const browser = await launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
    try {
      const measures: Measure[] = [];
      for (const path of await listPages(folder)) {
        const runs: Scores[] = [];
        for (let run = 0; run < (path === "" ? RUNS : 1); run++) {
          note(`lighthouse: /${path}, run ${run + 1}`);
          runs.push(await judge(browser, `http://localhost:${site.port}/${path}`));
        }
        for (const category of CATEGORIES) {
          const scores = runs.map((scores) => scores.get(category) ?? 0);
          measures.push(describeMiddle(`/${path} ${category}`, "points", scores, SCALE));
        }
      }
      return measures;
    } finally {
      await browser.close();
      site.close();
    }
  },
};

/** One visit of a new reader. Says which audits cost points. */
async function judge(browser: Browser, url: string): Promise<Scores> {
  const page = await browser.newPage();
  try {
    const result = await audit(url, { onlyCategories: CATEGORIES, logLevel: "error" }, undefined, page);
    if (result === undefined) throw new Error(`Lighthouse did not judge ${url}`);
    const { categories, audits } = result.lhr;
    for (const { auditRefs } of Object.values(categories)) {
      for (const { id, weight } of auditRefs) {
        const { score, title, displayValue = "" } = audits[id];
        if (weight > 0 && score !== null && score < 0.9) note(`  ${title}: ${Math.round(score * 100)} ${displayValue}`);
      }
    }
    return new Map(Object.values(categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]));
  } finally {
    await page.close();
  }
}
