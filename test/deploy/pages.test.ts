import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SITE } from "../../scripts/sites";
import { parseDockerfile } from "../support/docker";

const workflow = readFileSync(".github/workflows/pages.yml", "utf8");

/** The lines of one job. */
function job(name: string): string {
  return new RegExp(`^  ${name}:\\n((?:    .*\\n|\\n)+)`, "m").exec(workflow)?.[1] ?? "";
}

function list(text: string, key: string): string[] {
  return [...text.matchAll(new RegExp(`^\\s+(?:- )?${key}: (.*)$`, "gm"))].map(([, value]) => value);
}

test("GitHub builds with the commands that build the image, and deploys what they leave", () => {
  const [build] = parseDockerfile(readFileSync("Dockerfile", "utf8"));
  const docker = build.steps
    .filter(({ instruction }) => instruction === "RUN")
    .flatMap(({ rest }) => rest.split(" && "))
    .filter((command) => command !== "npm run build-server");
  expect(list(job("build"), "run")).toEqual(docker);
  expect(list(job("build"), "path")).toEqual([SITE]);
  expect(list(job("test"), "run")).toEqual(["npm ci", "npm test"]);
  expect(list(job("deploy"), "needs")).toEqual(["[test, build]"]);
});

test("the site's base path is the repository's, as GitHub tells it", () => {
  expect(job("build")).toMatch(/uses: actions\/configure-pages@v\d+\n\s+id: pages\n/);
  expect(list(job("build"), "NEXT_PUBLIC_BASE_PATH").join()).toMatch(/^\$\{\{ steps\.pages\.outputs\.base_path }}$/);
});

test("every action is GitHub's own, held to a major version, and the right to deploy is the deploying job's alone", () => {
  const uses = list(workflow, "uses");
  expect(uses.length).toBeGreaterThan(4);
  for (const action of uses) expect(action).toMatch(/^actions\/[a-z-]+@v\d+$/);
  const writers = ["test", "build", "deploy"].filter((name) => job(name).includes(": write"));
  expect(writers).toEqual(["deploy"]);
});
