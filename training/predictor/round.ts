import type { Model } from "../../lib/predictor/model";
import { quantise } from "../../lib/release/quantise";
import type { Network } from "./average";

/**
 * Rounds a network's table to int8.
 * @param least a column's numbers are rounded to multiples of this, or of more where they would not fit into a byte. One step
 * for all columns gives few bytes to those of small numbers, as rate-distortion theory has it for columns that are independent
 * and whose errors weigh the same (Cover and Thomas 2006, 10.3.3); 0 rounds as finely as int8 can.
 */
export function roundTable({ table, ...network }: Network, least: number): Model {
  const { embedding } = network.shape;
  return { ...network, embedding: quantise(table, table.length / embedding, embedding, "column", least) };
}
