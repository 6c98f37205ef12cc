/** What a job does before Ctrl-C ends the program, such as keeping what it has; says what to tell the user. */
type Farewell = () => Promise<string>;

let farewell: Farewell | null = null;

/** Has Ctrl-C do this first, until the function that comes back is called. A second Ctrl-C does not wait for it. */
export function onInterrupt(act: Farewell): () => void {
  farewell = act;
  return () => {
    farewell = null;
  };
}

/** Does what the running job wants done before the end; for the handler of Ctrl-C. */
export async function sayFarewell(): Promise<string> {
  const act = farewell;
  farewell = null;
  if (act === null) return "nothing half-written was left behind";
  return act().catch((error) => `nothing was kept: ${error instanceof Error ? error.message : error}`);
}
