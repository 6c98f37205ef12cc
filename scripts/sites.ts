/** Where Next puts a static export, and where it is served from. */
export const SITE = "out";

/** The site that the browser tests use to see it work under a sub-path, and that sub-path. */
export const SUB_SITE = "out-sub-path";
export const SUB_PATH = "/a/titlecast";
