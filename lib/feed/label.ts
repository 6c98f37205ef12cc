const LABELS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ...["accepted", "true", "1", true, 1].map((label) => [label, true] as const),
  ...["rejected", "false", "0", false, 0].map((label) => [label, false] as const),
]);

/** True for what says "accepted" in a labelled file, false for "rejected", null for anything else. */
export function readLabel(value: unknown): boolean | null {
  return LABELS.get(typeof value === "string" ? value.trim().toLowerCase() : value) ?? null;
}
