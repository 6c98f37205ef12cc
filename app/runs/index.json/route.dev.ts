import { readFile } from "node:fs/promises";

export const dynamic = "force-static";

/** The trainings on this machine, as `runs index` left them. Only `npm run dev` has this route. */
export async function GET(): Promise<Response> {
  const json = await readFile("runs/index.json", "utf8").catch(() => '{"runs":[]}');
  return new Response(json, { headers: { "content-type": "application/json", "cache-control": "no-store" } });
}
