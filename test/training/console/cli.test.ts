import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const CLI = resolve("training/cli.ts");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "titlecast-cli-"));
  await writeFile(join(folder, "posts.csv"), "title,score,time\nA,1,1470000000\nB,x,1470000000\n");
});
afterAll(() => rm(folder, { recursive: true }));

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function titlecast(...args: string[]): Promise<Run> {
  return new Promise((done) => {
    const child = execFile(process.execPath, ["--import", "tsx", CLI, ...args], (_error, stdout, stderr) => {
      done({ code: child.exitCode, stdout, stderr });
    });
  });
}

const imported = (...args: string[]) =>
  titlecast(
    "data",
    "import",
    join(folder, "posts.csv"),
    "--as",
    "hacker-news",
    "--out",
    join(folder, "posts.parquet"),
    ...args,
  );

describe.concurrent("the command line", { timeout: 60_000 }, () => {
  it("prints one JSON object on standard output, and everything else on standard error", async () => {
    const { code, stdout, stderr } = await imported("--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ read: 2, kept: 1, rejected: 1 });
    expect(stderr).toContain("reading");
    expect(stderr).not.toContain("\r");
  });

  it("says in one line what the user can mend", async () => {
    const { code, stdout, stderr } = await titlecast(
      "data",
      "import",
      "gone.csv",
      "--as",
      "reddit",
      "--out",
      "x.parquet",
    );
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: "",
      stderr: "error: gone.csv: no such file, or it cannot be read\n",
    });
  });

  it("refuses what it does not know, and suggests what was meant", async () => {
    const command = await titlecast("data", "imprt", "posts.csv");
    expect(command.code).toBe(1);
    expect(command.stderr).toContain("Did you mean import?");
    const option = await imported("--timezon", "UTC");
    expect(option.code).toBe(1);
    expect(option.stderr).toContain("Did you mean --timezone?");
  });

  it("shows examples in the help of every command", async () => {
    for (const command of [[], ["data", "import"], ["score"]]) {
      const { code, stdout } = await titlecast(...command, "--help");
      expect(code).toBe(0);
      expect(stdout).toContain("$ npm run titlecast -- ");
    }
  });

  it("leaves nothing half-written after Ctrl-C", async () => {
    const program = `
      import { Command } from "commander";
      import { writeFileSync } from "node:fs";
      import { runProgram } from ${JSON.stringify(resolve("training/console/main.ts"))};
      import { writeAtomically } from ${JSON.stringify(resolve("training/console/files.ts"))};
      const program = new Command().action(() => writeAtomically("whole.bin", async (temporary) => {
        writeFileSync(temporary, "half");
        console.log("writing");
        await new Promise((done) => setTimeout(done, 60_000));
      }));
      await runProgram(program, []);`;
    const script = join(folder, "endless.mts");
    await writeFile(script, program.replace('"commander"', JSON.stringify(resolve("node_modules/commander/esm.mjs"))));
    const work = await mkdtemp(join(folder, "work-"));
    const tsx = import.meta.resolve("tsx");
    const child = spawn(process.execPath, ["--import", tsx, script], { cwd: work });
    await once(child.stdout, "data");
    expect(await readdir(work)).toHaveLength(1);
    child.kill("SIGINT");
    const [code] = await once(child, "exit");
    expect(code).toBe(130);
    expect(await readdir(work)).toEqual([]);
  });
});
