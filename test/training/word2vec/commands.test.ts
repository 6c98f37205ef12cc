import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { expect, test, vi } from "vitest";
import { decodeVectors } from "../../../lib/vectors/table";
import { registerVectors } from "../../../training/commands/vectors";
import { makeFolder } from "./scratch";
import { makeSentences } from "./topics";

vi.setConfig({ testTimeout: 60_000 });

/** Runs a `vectors` command in this process. @returns what it prints, or throws what it refuses with. */
async function run(...args: string[]): Promise<string> {
  const program = new Command()
    .option("--json")
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  registerVectors(program);
  for (const command of program.commands[0].commands) {
    command.exitOverride().configureOutput({ writeErr: () => {} });
  }
  const written = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const quiet = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    await program.parseAsync(["vectors", ...args], { from: "user" });
    return written.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    written.mockRestore();
    quiet.mockRestore();
  }
}

async function makeText(folder: string, sentences: number): Promise<string> {
  const path = join(folder, "corpus.txt");
  await writeFile(path, makeSentences(sentences).join("\n"));
  return path;
}

test("what the same texts and settings have made is not made again", async () => {
  const folder = await makeFolder();
  const text = await makeText(folder, 200);
  const train = (seed: string) =>
    run("train", text, "--out", join(folder, "vectors.bin"), "--min-count", "1", "--threads", "1", "--seed", seed);
  expect(await train("1")).toContain("wrote 100 words");
  expect(await train("1")).toContain("is up to date");
  expect(await train("2")).toContain("wrote 100 words");
  await makeText(folder, 201);
  expect(await train("2")).toContain("wrote 100 words");
});

test("from a text to vectors, their verdict, other formats and back", async () => {
  const folder = await makeFolder();
  const text = await makeText(folder, 4000);
  const out = join(folder, "vectors.bin");
  const options = ["--dimensions", "12", "--min-count", "1", "--sample", "0", "--threads", "1", "--seed", "9"];
  const trained = JSON.parse(await run("train", text, "--out", out, ...options, "--json"));
  expect(trained).toMatchObject({ out, words: 100, tokens: 40_000 });

  const table = decodeVectors(await readFile(out));
  expect(table.words).toHaveLength(100);
  expect(table.rows).toHaveLength(1200);
  expect(table.counts?.reduce((sum, count) => sum + count)).toBe(40_000);
  const config = { architecture: "skip-gram", window: 5, seed: 9, epochs: 5, learningRate: 0.025, tokens: 40_000 };
  const input = { name: "corpus.txt", bytes: (await stat(text)).size, column: null };
  expect(table.config).toMatchObject({ ...config, inputs: [input] });

  const similarity = join(folder, "pairs.txt");
  await writeFile(similarity, "t0w0\tt0w1\t9\nt0w0 t1w1 1\nT2w0 t2w2 8.5\nt3w0 t1w0 0.5\nt3w0 unseen 5\n");
  const analogies = join(folder, "analogies.txt");
  await writeFile(analogies, ": none\nunseen t0w0 t0w1 t0w2\n: topics\nt0w0 t0w1 t1w0 t1w1\n");
  const judge = ["evaluate", out, "--similarity", similarity, "--analogies", analogies];
  const verdict = JSON.parse(await run(...judge, "--json"));
  expect(verdict.similarity).toMatchObject([{ file: "pairs.txt", pairs: 5, covered: 4 }]);
  expect(verdict.similarity[0].spearman).toBeGreaterThan(0.5);
  expect(verdict.analogies).toMatchObject({
    restrict: 100,
    sections: [
      { section: "none", questions: 1, covered: 0, accuracy: { add: null, mul: null } },
      { section: "topics", questions: 1, covered: 1 },
    ],
    totals: [{ section: "all", questions: 2, covered: 1 }],
  });
  expect(await run(...judge)).toMatch(/pairs\.txt +0\.\d{3} +4 of 5/);

  for (const format of ["word2vec-binary", "word2vec-text"]) {
    const exported = join(folder, format);
    const imported = join(folder, `${format}.bin`);
    await run("export", out, "--format", format, "--out", exported);
    expect(JSON.parse(await run("import", exported, "--out", imported, "--json"))).toMatchObject({ words: 100 });
    const back = decodeVectors(await readFile(imported));
    expect(back.words).toEqual(table.words);
    expect(back.rows).toEqual(table.rows);
    expect(back.config).toMatchObject({ imported: format });
  }
  await run("export", out, "--format", "projector-tsv", "--max-words", "7", "--out", join(folder, "space.tsv"));
  expect((await readFile(join(folder, "space.labels.tsv"), "utf8")).trimEnd().split("\n")).toEqual(
    table.words.slice(0, 7),
  );
  expect((await readFile(join(folder, "space.tsv"), "utf8")).trimEnd().split("\n")).toHaveLength(7);
});

test("a training is judged at its end, by files that are read before it, and refined after", async () => {
  const folder = await makeFolder();
  const text = await makeText(folder, 4000);
  const [out, refined, pairs] = ["vectors.bin", "refined.bin", "pairs.txt"].map((name) => join(folder, name));
  const options = ["--dimensions", "12", "--min-count", "1", "--sample", "0", "--similarity", pairs];
  const train = ["train", text, "--out", out, ...options];
  await writeFile(pairs, "t0w0 t0w1 9\nt0w0 t1w1\n");
  await expect(run(...train)).rejects.toThrow(/pairs\.txt.*line 2/);
  expect(existsSync(out)).toBe(false);

  await writeFile(pairs, "t0w0 t0w1 9\nt0w0 t1w1 1\nt2w0 t2w2 8.5\nt3w0 t1w0 0.5\n");
  const { words, evaluation } = JSON.parse(await run(...train, "--json"));
  expect(words).toBe(100);
  expect(evaluation.similarity).toMatchObject([{ file: "pairs.txt", covered: 4 }]);
  expect(evaluation.similarity[0].spearman).toBeGreaterThan(0.5);

  await expect(run("all-but-the-top", out, "--components", "12", "--out", refined)).rejects.toThrow("less than that");
  expect(await run("all-but-the-top", out, "--components", "1", "--out", refined)).toContain("wrote 100 words");
  const table = decodeVectors(await readFile(refined));
  expect(table.config).toMatchObject({ allButTheTop: 1, seed: 1 });
  expect(table.dimensions).toBe(12);
});

test("a folder of someone else's is not taken for the work's", async () => {
  const folder = await makeFolder();
  const text = await makeText(folder, 10);
  const own = join(folder, "vectors.bin.work", "thesis.txt");
  await mkdir(join(folder, "vectors.bin.work"));
  await writeFile(own, "years of it");
  await expect(run("train", text, "--out", join(folder, "vectors.bin"))).rejects.toThrow(
    /holds "thesis\.txt"; move it/,
  );
  expect(await readFile(own, "utf8")).toBe("years of it");
  await writeFile(join(folder, "other.bin.work"), "a file");
  await expect(run("train", text, "--out", join(folder, "other.bin"))).rejects.toThrow(/is a file; move it/);
  expect(await readFile(join(folder, "other.bin.work"), "utf8")).toBe("a file");
});

test("options that are unknown or make no sense are refused, and nothing is written", async () => {
  const folder = await makeFolder();
  const text = await makeText(folder, 10);
  const out = join(folder, "vectors.bin");
  const refused = (...options: string[]) => expect(run("train", text, "--out", out, ...options)).rejects;
  await refused("--windw", "3").toThrow("unknown option '--windw'");
  await refused("--epochs", "0").toThrow("Expected a whole number from 1 to 1000.");
  await refused("--dimensions", "ten").toThrow("Expected a whole number from 1 to 4096.");
  await refused("--sample", "-1").toThrow("Expected a number from 0 to 1.");
  await refused("--architecture", "glove").toThrow("Allowed choices are skip-gram, cbow");
  await refused("--min-count", "1000").toThrow("give more text or a lower --min-count");
  await expect(run("train", text)).rejects.toThrow("required option '--out <file>' not specified");
  await expect(run("train", text, "--out", join(text, "v.bin"))).rejects.toThrow("cannot write");
  await expect(run("train", text, "--out", folder)).rejects.toThrow("it is a folder");
  expect(await readdir(folder)).toEqual(["corpus.txt"]);
});

test("files that are not what they should be are refused by name and place", async () => {
  const folder = await makeFolder();
  const text = await makeText(folder, 10);
  const out = join(folder, "out.bin");
  const list = "training/word2vec/expected-neighbours.txt";
  await expect(run("evaluate", text, "--expected", list)).rejects.toThrow("corpus.txt: not a Titlecast model file");
  await expect(run("import", text, "--out", out)).rejects.toThrow("corpus.txt: line 1: expected the number of words");
  await writeFile(text, "2 3\nthe 1 2 3\nof 1 2\n");
  await expect(run("import", text, "--out", out)).rejects.toThrow("corpus.txt: line 3: expected a word and 3 numbers");
  await expect(run("import", text, "--format", "word2vec-binary", "--out", out)).rejects.toThrow("corpus.txt: byte ");
  await expect(run("import", join(folder, "none"), "--out", out)).rejects.toThrow("none cannot be read");

  const vectors = join(folder, "vectors.bin");
  await makeText(folder, 10);
  await run("train", text, "--out", vectors, "--min-count", "1", "--dimensions", "4", "--epochs", "1");
  await writeFile(join(folder, "pairs.txt"), "cat dog 5\ncat dog\n");
  const pairs = run("evaluate", vectors, "--similarity", join(folder, "pairs.txt"));
  await expect(pairs).rejects.toThrow("pairs.txt, line 2: expected two words and a score");
  await writeFile(join(folder, "analogies.txt"), ": a\na b c\n");
  const analogies = run("evaluate", vectors, "--analogies", join(folder, "analogies.txt"));
  await expect(analogies).rejects.toThrow('analogies.txt, line 2: expected four words or ": section"');
  await expect(run("evaluate", vectors)).rejects.toThrow("nothing to judge by");
});

/** Starts `vectors train` as a program of its own, and stops it once `when` holds of what it says. */
async function interrupt(args: readonly string[], signal: "SIGINT" | "SIGKILL", when: (said: string) => boolean) {
  const child = spawn(process.execPath, ["--import", "tsx", "training/cli.ts", "vectors", "train", ...args], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  await vi.waitUntil(() => when(said) || child.exitCode !== null, { timeout: 50_000, interval: 5 });
  child.kill(signal);
  return { code: await closed, said };
}

test("a training that was killed goes on where it was kept, to the very same vectors", async () => {
  const folder = await makeFolder();
  const text = await makeText(folder, 20_000);
  const settings = ["--epochs", "60", "--dimensions", "8", "--threads", "1", "--checkpoint-minutes", "0.001"];
  const args = (name: string) => [text, "--out", join(folder, name), ...settings];
  const kept = join(folder, "broken.bin.work", "checkpoint");
  const { code } = await interrupt(args("broken.bin"), "SIGKILL", () => existsSync(kept));
  expect(code).toBeNull();
  expect(await readdir(folder)).toEqual(["broken.bin.work", "corpus.txt"]);

  const other = await interrupt([...args("broken.bin"), "--seed", "2"], "SIGKILL", (said) => said.includes("anew"));
  expect(other.said).toContain("broken.bin.work keeps a training of other texts or settings; starting anew");
  expect(other.said).not.toContain("reading");

  const first = await interrupt(args("broken.bin"), "SIGKILL", (said) => /resuming|anew/.test(said));
  if (first.said.includes("resuming")) expect(first.said).toMatch(/resuming after [\d,]+ words, in epoch \d/);
  await run("train", ...args("broken.bin"));
  await run("train", ...args("whole.bin"));
  expect(await readFile(join(folder, "broken.bin"))).toEqual(await readFile(join(folder, "whole.bin")));
  expect((await readdir(folder)).toSorted()).toEqual(["broken.bin", "corpus.txt", "whole.bin"]);
});

test("Ctrl-C keeps the training and says how to go on, or leaves nothing where nothing is to be kept", async () => {
  const folder = await makeFolder();
  const text = await makeText(folder, 20_000);
  const args = [text, "--epochs", "1000", "--threads", "2", "--out", join(folder, "vectors.bin")];
  const trains = (said: string) => said.includes("words of text");
  const nothing = await interrupt([...args, "--checkpoint-minutes", "0"], "SIGINT", trains);
  expect(nothing.code).toBe(130);
  expect(nothing.said).toContain("interrupted; nothing half-written was left behind");
  expect(await readdir(folder)).toEqual(["corpus.txt"]);

  const checkpoint = join(folder, "vectors.bin.work", "checkpoint");
  args.push("--checkpoint-minutes", "0.01");
  const kept = await interrupt(args, "SIGINT", () => existsSync(checkpoint));
  expect(kept.code).toBe(130);
  expect(kept.said).toMatch(
    /interrupted; .* words, in epoch \d+ is kept in .*vectors\.bin\.work; the same command goes on/,
  );
  expect(await readdir(folder)).toEqual(["corpus.txt", "vectors.bin.work"]);
  const again = await interrupt(args, "SIGINT", (said) => said.includes("resuming"));
  expect(again.said).not.toContain("reading");
});
