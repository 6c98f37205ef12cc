import { readScore } from "../../lib/permalink";
import { bear } from "../../workers/engine/birth";

/**
 * Runs before the first paint, a script of its own: what cannot wait for the page's code. The theme chosen earlier must
 * stand before anything is painted, and the engine's worker fetches its code while the page's is on its way.
 */

/** What the build puts in the place of this name: the file of the worker's code, beside this script. */
declare const ENGINE_CODE: string;

try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is closed; the system's theme stands.
}

/** Pages that forecast, from the site's root. */
const FORECASTING = ["", "embed/", "many/"];

const { currentScript } = document;
if (currentScript instanceof HTMLScriptElement) {
  const root = new URL("../", currentScript.src).pathname;
  // A backend that the address names is for the page to ask for.
  const isForced = new URLSearchParams(location.search).has("backend");
  const forecasts = !isForced && FORECASTING.some((page) => location.pathname === root + page);
  const wanted = forecasts ? readScore(location.hash.slice(1)).predictor : "";
  globalThis.newborn = bear(new URL(ENGINE_CODE, currentScript.src).href, wanted);
}
