import { Command } from "commander";
import { runProgram } from "./console/main";
import { addExamples } from "./console/output";

const program = new Command("titlecast")
  .description("From raw posts to models that forecast how a title will do, and back to scores.")
  .option("--json", "machine-readable results on standard output")
  .showHelpAfterError("(add --help for usage and examples)");

/** Each with what it needs alone: TensorFlow takes 110 MB, which training word vectors has better use for. */
const commands = {
  data: async () => (await import("./commands/data")).registerData,
  predictor: async () => (await import("./commands/predictor")).registerPredictor,
  vectors: async () => (await import("./commands/vectors")).registerVectors,
  release: async () => (await import("./commands/release")).registerRelease,
  runs: async () => (await import("./commands/runs")).registerRuns,
  score: async () => (await import("./commands/score")).registerScore,
  feedback: async () => (await import("./commands/feedback")).registerFeedback,
};

const args = process.argv.slice(2);
const named = Object.entries(commands).filter(([name]) => args.find((arg) => !arg.startsWith("-")) === name);
for (const [, load] of named.length > 0 ? named : Object.entries(commands)) (await load())(program);
addExamples(program, "data import posts.csv --as hacker-news --out posts.parquet", "data import --help");

await runProgram(program, args);
