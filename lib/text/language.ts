/** Function words that English lacks and its neighbours use in almost every sentence. */
const FOREIGN = new Set(
  (
    "el los las del una por para con como qué cómo más es y o se su lo " +
    "le les des du et un une est dans sur pour avec qui au aux ce sont pas plus " +
    "der das und ist ein eine den dem mit von zu für auf nicht wie wir ich sie im " +
    "il gli di che della per non nel sono più " +
    "os da dos uma em com não mais " +
    "het een van voor met niet op " +
    "och att det som på av är för inte " +
    "nie jest na się jak dla"
  ).split(" "),
);

const ENGLISH = new Set(
  (
    "the of to a in for and is with how why what on your you are from i my this that it be by at not can we an as " +
    "do has have was who when where will new our its their or if"
  ).split(" "),
);

/**
 * Whether a title is likely in another language than English: it has two or more different foreign function words, and
 * more of them than of English ones. ("$8 per user per month" repeats a single one.)
 */
export function isForeign(forms: readonly string[]): boolean {
  const distinct = [...new Set(forms)];
  const foreign = distinct.filter((form) => FOREIGN.has(form)).length;
  return foreign >= 2 && foreign > distinct.filter((form) => ENGLISH.has(form)).length;
}
