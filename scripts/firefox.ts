import { attemptDebian, listPlaces, starts } from "./programs";

const NAMES = ["firefox-esr", "firefox"];
const MACINTOSH = "/Applications/Firefox.app/Contents/MacOS/firefox";

/** A Firefox that starts: the one that `TITLECAST_FIREFOX` names, or the system's. Null where there is none. */
function findFirefox(): string | null {
  const named = process.env.TITLECAST_FIREFOX;
  if (!named) return [...listPlaces(NAMES), MACINTOSH].find(starts) ?? null;
  if (!starts(named)) {
    throw new Error(`TITLECAST_FIREFOX is "${named}", which does not start; name a Firefox, or unset it`);
  }
  return named;
}

/** As {@link findFirefox}; where there is none, installs one. @throws Error with the command to run when it cannot. */
export function ensureFirefox(): string {
  const found = findFirefox();
  if (found) return found;
  console.log("no Firefox found: installing one");
  attemptDebian("firefox-esr");
  const installed = findFirefox();
  if (installed) return installed;
  throw new Error(
    "the Firefox tests need Firefox, and it could not be installed. Run `sudo apt-get install firefox-esr`, or name a " +
      "Firefox: TITLECAST_FIREFOX=/path/to/firefox npm test",
  );
}
