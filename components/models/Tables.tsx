import type { Report } from "../../lib/release/report";
import { sayNumber, sayPoints } from "../phrases";
import { sayInterval, sayValue } from "./metrics";
import { Panel, ScrollingTable } from "./Panel";

/** Where posts of each bucket were expected to be. */
export function Confusion({ report: { edges, confusion } }: { readonly report: Report }) {
  const names = edges.map((from, i) =>
    sayPoints({ from, to: i + 1 < edges.length ? edges[i + 1] - 1 : null, probability: 0 }),
  );
  const totals = confusion.map((row) => row.reduce((sum, posts) => sum + posts, 0));
  return (
    <Panel
      title="Confusion"
      caption="Rows: the scores that posts reached. Columns: the scores expected of them. A forecast is a distribution; its middle is what stands here, and it seldom lies in the outermost columns."
    >
      <ScrollingTable label="Scores reached against scores expected">
        <thead>
          <tr className="border-b border-soft">
            <th scope="col" className="pr-2 text-left font-normal">
              Reached
            </th>
            {names.map((name) => (
              <th key={name} scope="col" className="px-0.5 font-normal whitespace-nowrap">
                {name.replace(" points", "").replace(" or more", "+")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {confusion.map((row, i) => (
            <tr key={names[i]} className="border-b border-hair">
              <th scope="row" className="pr-2 text-left font-normal whitespace-nowrap">
                {names[i]}
              </th>
              {row.map((posts, k) => (
                <td
                  key={names[k]}
                  className={`px-0.5 text-ink ${i === k ? "font-semibold" : ""}`}
                  style={{ backgroundColor: tint(posts / Math.max(1, totals[i])) }}
                >
                  {posts === 0 ? "·" : sayNumber(posts)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollingTable>
    </Panel>
  );
}

/** What the forecast loses when one of its inputs is taken away. */
export function Ablation({ report: { ablation } }: { readonly report: Report }) {
  const metrics = [
    { key: "log_loss", name: "Log loss" },
    { key: "roc_auc_at_100", name: "ROC AUC at 100" },
    { key: "spearman", name: "Spearman" },
    { key: "spearman_within_community", name: "within a subreddit" },
  ].filter(({ key }) => ablation.some(({ differences }) => key in differences));
  return (
    <Panel
      title="What each input is worth"
      caption="The same model, told everything but this. Differences with their 95 % intervals; the log loss rises and the others fall when something of worth is missing."
    >
      <ScrollingTable label="Each input taken away">
        <thead>
          <tr className="border-b border-soft">
            <th scope="col" className="pr-2 text-left font-normal">
              Without
            </th>
            {metrics.map(({ name }) => (
              <th key={name} scope="col" className="pl-2 font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ablation.map(({ without, differences }) => (
            <tr key={without} className="border-b border-hair">
              <th scope="row" className="py-0.5 pr-2 text-left font-normal">
                {without}
              </th>
              {metrics.map(({ key }) => {
                const difference = differences[key];
                if (difference === undefined) return <td key={key}>–</td>;
                const [value, range] = sayInterval(difference);
                return (
                  <td key={key} className="pl-2 whitespace-nowrap">
                    <span className="text-ink">{value}</span> {range}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </ScrollingTable>
    </Panel>
  );
}

const SLICES = [
  { key: "year", name: "Year" },
  { key: "site", name: "Site" },
  { key: "length", name: "Length of the title" },
  { key: "community", name: "Subreddit" },
] as const;

/** Whom the model serves less well. */
export function Slices({ report: { slices } }: { readonly report: Report }) {
  const groups = SLICES.filter(({ key }) => slices[key].length > 1);
  return (
    <Panel
      title="Where it is better and worse"
      caption="The same metrics on some of the posts. A log loss can only be compared with care: where scores vary more it is higher."
    >
      <ScrollingTable label="Parts of the posts">
        <thead>
          <tr className="border-b border-soft">
            {["Posts of", "Posts", "Log loss", "AUC at 100", "Spearman"].map((head, i) => (
              <th key={head} scope="col" className={`font-normal ${i === 0 ? "pr-2 text-left" : "pl-2"}`}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ key, name }) => (
          <tbody key={key}>
            <tr>
              <th scope="rowgroup" colSpan={5} className="pt-1 text-left font-semibold text-ink">
                {name}
              </th>
            </tr>
            {slices[key].map((slice) => (
              <tr key={slice.name} className="border-b border-hair">
                <th scope="row" className="pr-2 text-left font-normal">
                  {slice.name}
                </th>
                <td className="pl-2">{sayNumber(slice.posts)}</td>
                {["log_loss", "roc_auc_at_100", "spearman"].map((metric) => (
                  <td key={metric} className="pl-2 text-ink">
                    {slice.metrics[metric] === undefined ? "–" : sayValue(slice.metrics[metric].value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </ScrollingTable>
    </Panel>
  );
}

function tint(share: number): string {
  return `color-mix(in oklab, var(--fill) ${Math.round(Math.min(1, share) * 45)}%, transparent)`;
}
