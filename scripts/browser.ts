import { chromium } from "@playwright/test";
import { attempt, attemptDebian, listPlaces, starts } from "./programs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MACINTOSH = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Flags under which nothing but our own pages reaches the network. */
export const BROWSER_FLAGS = [
  // Chromium's sandbox refuses to run as root.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // The last such list counts, so what Playwright turns off is named here again.
  "--disable-features=AimServerRequestOnStartupEnabled,AutofillServerCommunication,HttpsUpgrades,MediaRouter,OptimizationHints,PreconnectToSearch,Translate",
];

/**
 * A Chromium that starts: the one that `TITLECAST_BROWSER` or `CHROME_PATH` names, Playwright's own, or the system's.
 * Null where there is none.
 *
 * @throws Error when a variable names one that does not start
 */
export function findBrowser(): string | null {
  for (const variable of ["TITLECAST_BROWSER", "CHROME_PATH"]) {
    const path = process.env[variable];
    if (!path) continue;
    if (!starts(path)) throw new Error(`${variable} is "${path}", which does not start; name a Chromium, or unset it`);
    return path;
  }
  return [chromium.executablePath(), ...listPlaces(NAMES), ...MACINTOSH].find(starts) ?? null;
}

/** As {@link findBrowser}; where there is none, installs one. @throws Error with the command to run when it cannot. */
export function ensureBrowser(): string {
  return findBrowser() ?? installBrowser();
}

function installBrowser(): string {
  console.log("no Chromium found: installing one");
  attempt("npx", ["playwright", "install", "chromium"]);
  if (!findBrowser()) attemptDebian("chromium");
  const found = findBrowser();
  if (found) return found;
  throw new Error(
    "the browser tests need Chromium, and it could not be installed. Run `npx playwright install --with-deps chromium` or " +
      "`sudo apt-get install chromium`, or name a Chromium: TITLECAST_BROWSER=/path/to/chrome npm test",
  );
}
