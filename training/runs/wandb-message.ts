/** What the process that speaks to Weights & Biases is told. */
export type WandbMessage =
  | { readonly start: { readonly name: string; readonly project: string; readonly config: Record<string, unknown> } }
  | { readonly log: { readonly values: Record<string, number>; readonly step: number } }
  | { readonly finish: { readonly code: number } };
