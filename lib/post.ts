/** What a forecast may know of a post. `null` means "not given"; the forecast is then averaged over the unknown. */
export interface Post {
  readonly title: string;
  /** Host such as `github.com`, without `www.`; {@link SELF} for a text post without a link. */
  readonly site: string | null;
  /** Subreddit, lower case. Always null for a predictor that serves a single community. */
  readonly community: string | null;
  readonly author: string | null;
  /** Milliseconds since the epoch; hour and weekday are taken in UTC. */
  readonly postedAt: number | null;
}

/** A post whose outcome is known. */
export interface ScoredPost extends Post {
  readonly score: number;
}

/** The `site` of a post that has text instead of a link. */
export const SELF = "self";

/**
 * The site of a link or of a bare host: lower case, without `www.`, port or path.
 * Returns null when the text is neither.
 */
export function siteOf(text: string): string | null {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === "") return null;
  if (trimmed === SELF || trimmed.startsWith("self.")) return SELF;
  try {
    const url = new URL(
      /^[a-z][a-z0-9+.-]*:/.test(trimmed) && !/^[^/]+:\d+/.test(trimmed) ? trimmed : `https://${trimmed}`,
    );
    const host = url.hostname.replace(/\.$/, "").replace(/^(?:(?:www\d?|m|mobile|amp)\.)+(?=.*\.)/, "");
    return /^[^.]+(?:\.[^.]+)+$/.test(host) ? host : null;
  } catch {
    return null;
  }
}
