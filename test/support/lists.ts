import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { toBuckets } from "../../lib/buckets";
import { Predictor } from "../../lib/predictor/predictor";
import { ManyService } from "../../workers/many/service";
import { makeTinyModel } from "./tinyModel";

/** A predictor of random weights that knows one subreddit. */
export async function openTinyPredictor(): Promise<Predictor> {
  await tf.setBackend("cpu");
  const shares = [
    [0.8, 0.1, 0.05, 0.03, 0.01, 0.01],
    [0.1, 0.2, 0.3, 0.2, 0.1, 0.1],
  ];
  return new Predictor(tf, makeTinyModel({ communities: ["rust"], shares }));
}

/** Scoring of lists by such a predictor, as the engine opens it. */
export function openLists(predictor: Predictor): ManyService {
  return new ManyService(async () => ({
    release: "tiny",
    edges: predictor.edges,
    communities: predictor.communities,
    usual: (community) => toBuckets(predictor.edges, predictor.model.tables.communities.priorOf(community)),
    predict: (posts) => predictor.predict(posts),
  }));
}
