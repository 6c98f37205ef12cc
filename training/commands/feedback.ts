import { type Command, Option } from "commander";
import { type LearnerName, learnerNames } from "../../lib/online/learner";
import { wholeNumberFrom } from "../console/arguments";
import { addExamples, printResult } from "../console/output";
import { formatCount, note, startProgress } from "../console/progress";
import { describeReplay, describeSimulation } from "../feedback/describe";
import { computeEmbeddings, type EmbeddingSource, haveEmbeddings, takeEmbeddings } from "../feedback/embed";
import { readTopics } from "../feedback/read";
import { replayTopic } from "../feedback/replay";
import { type SimulationOptions, type SimulationResult, simulateReaders } from "../feedback/simulate";
import { summarise } from "../feedback/summary";

/** `feedback replay` and `feedback simulate`. */
export function registerFeedback(program: Command): void {
  const feedback = program.command("feedback").description("judge the online learner that ranks by one reader's taste");
  registerReplay(feedback);
  registerSimulate(feedback);
}

interface ReplayFlags {
  readonly learner: LearnerName;
  readonly embedding?: EmbeddingSource;
  readonly vectors?: string;
  readonly release: string;
  readonly shuffles: number;
  readonly seed: number;
}

function registerReplay(feedback: Command): void {
  const command = feedback
    .command("replay")
    .description("predict each judged text, then learn it, in many orders: how soon is a taste known?")
    .argument("<files...>", ".json, .ndjson or .parquet with text, label (accepted or rejected), embedding, topic")
    .addOption(learnerOption().default("ridge"))
    .addOption(
      new Option(
        "--embedding <source>",
        "vectors of the files, or made from word vectors (default: given where all have)",
      ).choices(["given", "vectors"]),
    )
    .option("--vectors <file>", "word vectors to embed texts with (default: those of the release)")
    .option("--release <folder>", "a release, or a folder with current.json", "public/models")
    .option("--shuffles <n>", "orders in which each topic is replayed", wholeNumberFrom(1, 10_000), 20)
    .option("--seed <n>", "seed of the random numbers", wholeNumberFrom(0, 2 ** 32 - 1), 1)
    .action(async (files: string[], { embedding, vectors, release, ...options }: ReplayFlags) => {
      const topics = await readTopics(files);
      const source = embedding ?? (vectors === undefined && haveEmbeddings(topics) ? "given" : "vectors");
      const embedded =
        source === "given"
          ? takeEmbeddings(topics)
          : await computeEmbeddings(topics, { file: vectors ?? null, release });
      const progress = startProgress("replaying", embedded.length * options.shuffles, "shuffles");
      let done = 0;
      const replays = embedded.map((topic) => replayTopic(topic, options, () => progress.update(++done)));
      progress.finish();
      const summary = summarise(replays, options.seed);
      for (const { topic, progressive_auc } of summary.topics) {
        if (progressive_auc === null) note(`warning: ${topic} has one label alone, and so no AUC`);
      }
      const duplicates = topics.reduce((sum, topic) => sum + topic.duplicates, 0);
      if (duplicates > 0) note(`${formatCount(duplicates)} rows repeat a text of their topic and were left out`);
      const result = { learner: options.learner, embedding: source, shuffles: options.shuffles, ...summary };
      printResult(command, result, describeReplay(summary));
    });
  addExamples(
    command,
    "feedback replay topic-1.json topic-2.json",
    "feedback replay judged.parquet --embedding vectors --learner adagrad",
    "feedback replay judged.ndjson --vectors vectors.bin --shuffles 100 --json",
  );
}

type SimulateFlags = SimulationOptions & { readonly learner?: LearnerName };

function registerSimulate(feedback: Command): void {
  const command = feedback
    .command("simulate")
    .description("let simulated readers click, on one core: updates a second and bytes per reader of each learner")
    .addOption(learnerOption("(default: each)"))
    .option("--users <n>", "readers", wholeNumberFrom(1), 1_000_000)
    .option("--clicks <n>", "clicks of each reader", wholeNumberFrom(2, 100_000), 10)
    .option("--dimensions <n>", "numbers in a vector", wholeNumberFrom(1, 65_536), 384)
    .option("--seed <n>", "seed of the random numbers", wholeNumberFrom(0, 2 ** 32 - 1), 1)
    .action(async ({ learner, ...options }: SimulateFlags) => {
      const results: SimulationResult[] = [];
      for (const name of learner === undefined ? learnerNames : [learner]) {
        const progress = startProgress(name, options.users, "readers");
        results.push(await simulateReaders(name, options, (done) => progress.update(done)));
        progress.finish();
      }
      const shape = `${formatCount(options.users)} readers, ${options.clicks} clicks each, ${options.dimensions} dimensions`;
      printResult(command, { ...options, learners: results }, `${shape}\n\n${describeSimulation(results)}`);
    });
  addExamples(
    command,
    "feedback simulate --users 1000000",
    "feedback simulate --users 10000 --clicks 100 --learner ridge --dimensions 100 --json",
  );
}

function learnerOption(more = ""): Option {
  return new Option("--learner <name>", `how clicks are learnt ${more}`.trim()).choices(learnerNames);
}
