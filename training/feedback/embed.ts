import { TextEmbedder } from "../../lib/online/embedder";
import { decodeVectors, type VectorTable } from "../../lib/vectors/table";
import { UserError } from "../console/errors";
import { readRelease, readVerified } from "../release/load";
import { readVectorsFile } from "../word2vec/exchange";
import type { Judgement, Topic } from "./read";

/** Where the learner's vectors come from: the files, or word vectors. */
export type EmbeddingSource = "given" | "vectors";

/** A topic as a learner sees it. */
export interface EmbeddedTopic {
  readonly name: string;
  readonly duplicates: number;
  readonly vectors: readonly Float32Array[];
  /** 1 for accepted, else 0. */
  readonly labels: Uint8Array;
}

/** Word vectors to embed texts with: a file, or those of a release. */
export interface VectorsSource {
  readonly file: string | null;
  readonly release: string;
}

/** Whether every text brings a vector of its own. */
export function haveEmbeddings(topics: readonly Topic[]): boolean {
  return topics.every(({ judgements }) => judgements.every(({ embedding }) => embedding !== null));
}

/** Takes each text's own vector. @throws UserError naming the row that has none, or one of another length. */
export function takeEmbeddings(topics: readonly Topic[]): EmbeddedTopic[] {
  const dimensions = topics[0].judgements[0].embedding?.length;
  return topics.map((topic) =>
    embedTopic(topic, ({ where, embedding }) => {
      if (embedding?.length === dimensions && embedding !== null) return embedding;
      const found = embedding === null ? "none" : `one of ${embedding.length}`;
      throw new UserError(
        `${where}: expected an embedding of ${dimensions ?? "some"} numbers, found ${found}; --embedding vectors needs none`,
      );
    }),
  );
}

/** Makes each text's vector from word vectors. @throws UserError, IntegrityError, BundleError */
export async function computeEmbeddings(topics: readonly Topic[], source: VectorsSource): Promise<EmbeddedTopic[]> {
  const embedder = new TextEmbedder(await readTable(source));
  return topics.map((topic) => embedTopic(topic, ({ text }) => embedder.embed(text)));
}

function embedTopic(
  { name, duplicates, judgements }: Topic,
  embed: (judgement: Judgement) => Float32Array,
): EmbeddedTopic {
  const labels = Uint8Array.from(judgements, ({ accepted }) => (accepted ? 1 : 0));
  return { name, duplicates, vectors: judgements.map(embed), labels };
}

async function readTable({ file, release: folder }: VectorsSource): Promise<VectorTable> {
  if (file !== null) return readVectorsFile(file);
  const release = await readRelease(folder);
  const { vectors } = release.manifest;
  if (vectors === undefined)
    throw new UserError(`${release.folder}: a release without word vectors; give --vectors FILE`);
  return decodeVectors(await readVerified(release, vectors.file));
}
