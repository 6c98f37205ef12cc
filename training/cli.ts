import { Command } from "commander";
import { registerData } from "./commands/data";
import { registerPredictor } from "./commands/predictor";
import { registerRelease } from "./commands/release";
import { registerScore } from "./commands/score";
import { registerVectors } from "./commands/vectors";
import { runProgram } from "./console/main";
import { addExamples } from "./console/output";

const program = new Command("titlecast")
  .description("From raw posts to models that forecast how a title will do, and back to scores.")
  .option("--json", "machine-readable results on standard output")
  .showHelpAfterError("(add --help for usage and examples)");

registerData(program);
registerPredictor(program);
registerVectors(program);
registerRelease(program);
registerScore(program);
addExamples(program, "data import posts.csv --as hacker-news --out posts.parquet", "data import --help");

await runProgram(program, process.argv.slice(2));
