/** Why a site's front page could not be had. The page has words for each; `message` says what happened. */
export type SourceErrorName =
  | "SourceOfflineError" // the device is offline
  | "SourceBlockedError" // the site, the browser or something between refuses this page's request: CORS, a firewall, an extension
  | "SourceMissingError" // there is no such subreddit, or it is not public
  | "SourceBusyError" // too many requests, an error of the site's own, or no answer in time
  | "SourceFormatError"; // the answer is not what the site's documentation says

export class SourceError extends Error {
  override readonly name: SourceErrorName;

  constructor(name: SourceErrorName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}
