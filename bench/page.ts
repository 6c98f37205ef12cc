import { note } from "../training/console/progress";
import type { Measure, Part } from "./measure";
import { measureEngine } from "./page/engine";
import { measureFirstScore } from "./page/first-score";
import { launch } from "./page/open";
import { openSite } from "./page/site";
import { measureTyping } from "./page/typing";

/** The built site in a real Chromium. */
export const page: Part = {
  about: "the built site in a real Chromium: typing, first score, neighbours",
  async measure({ site: folder }): Promise<Measure[]> {
    const site = await openSite(folder);
    const url = `http://localhost:${site.port}/`;
    const browser = await launch();
    try {
      note("page: typing");
      const typing = await measureTyping(browser, url);
      note("page: the engine alone");
      const engine = await measureEngine(browser, url, folder);
      note("page: first scores");
      return [...typing, ...engine, ...(await measureFirstScore(browser, site.port))];
    } finally {
      await browser.close();
      site.close();
    }
  },
};
