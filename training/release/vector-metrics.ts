import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { UserError } from "../console/errors";

const share = v.nullable(v.number());
const total = v.object({ section: v.string(), accuracy: v.object({ add: share, mul: share }) });
/** What a release needs of the report that `vectors evaluate --json` prints. */
const evaluation = v.object({
  similarity: v.array(v.object({ file: v.string(), spearman: share })),
  analogies: v.nullable(v.object({ totals: v.array(total) })),
  expected: v.nullable(v.object({ nearest: v.number(), recall: v.number() })),
});
const report = v.object({ ...evaluation.entries, int8: v.optional(evaluation) });

/** The report as one number a line, for the manifest: of the int8 vectors, which are the released ones, where it has both. @throws UserError */
export async function readVectorMetrics(path: string): Promise<Record<string, number>> {
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new UserError(`${path} cannot be read: ${error.message}`);
  });
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), report), text);
  if (!parsed.success) {
    const where = v.getDotPath(parsed.issues[0]) ?? "top";
    throw new UserError(`${path}: not what \`vectors evaluate --json\` prints (${where}); evaluate the vectors again`);
  }
  const { similarity, analogies, expected } = parsed.output.int8 ?? parsed.output;
  const measured: [name: string, value: number | null][] = similarity.map(({ file, spearman }) => [
    `spearman ${file}`,
    spearman,
  ]);
  for (const { section, accuracy } of analogies?.totals ?? []) {
    const name = section === "all" ? "analogy accuracy" : `${section} analogy accuracy`;
    measured.push([name, accuracy.add], [`${name} by 3CosMul`, accuracy.mul]);
  }
  if (expected !== null) measured.push([`recall@${expected.nearest} of expected neighbours`, expected.recall]);
  return Object.fromEntries(measured.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}
