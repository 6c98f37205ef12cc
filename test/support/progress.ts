import type { BeginStep } from "../../training/console/progress";

/** Shows nothing. */
export const beginSilently: BeginStep = () => ({ update: () => undefined, finish: () => undefined });
