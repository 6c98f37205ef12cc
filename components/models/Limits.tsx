import type { PredictorManifest } from "../../lib/release/manifest";
import type { Report } from "../../lib/release/report";
import { sayNumber, sayShare } from "../phrases";
import { rankCorrelation } from "./metrics";
import { Panel } from "./Panel";

/** What no forecast can know, and what this one does not. */
export function Limits({ model, report }: { readonly model: PredictorManifest; readonly report: Report }) {
  const { reposts, titleOnly, full, naturalOdds, data } = report;
  return (
    <div className="grid gap-x-5 gap-y-4 *:min-w-0 md:grid-cols-2">
      {reposts !== null && (
        <Panel
          title="How much is luck"
          caption={`Pairs of posts of one title, at least ${reposts.days} days apart; titles were reposted because someone thought them worth it, so they are not all titles.`}
        >
          <p>
            {sayNumber(reposts.pairs)} times a title was posted again. The two scores agree only at{" "}
            <b className="font-semibold">{reposts.spearman.value.toFixed(2)}</b> ({reposts.spearman.low.toFixed(2)} to{" "}
            {reposts.spearman.high.toFixed(2)}). So about{" "}
            <b className="font-semibold">{reposts.ceiling.value.toFixed(2)}</b> is the most that any forecast from the
            title alone can reach; this one stands at {rankCorrelation(titleOnly)?.value.toFixed(2) ?? "–"}, and at{" "}
            {rankCorrelation(full)?.value.toFixed(2) ?? "–"} when it knows all
            {full.spearman_within_community !== undefined && ", all of them among the posts of one community"}. The rest
            is timing and luck.
          </p>
        </Panel>
      )}
      {model.notice !== undefined && naturalOdds !== undefined && (
        <Panel
          title="If nobody notices"
          caption={`A logistic regression on title and site, cross-validated: ROC AUC ${naturalOdds.rocAuc.value.toFixed(2)} (${naturalOdds.rocAuc.low.toFixed(2)}–${naturalOdds.rocAuc.high.toFixed(2)}). It knows little, from one week.`}
        >
          <p>
            The posts that it learnt from were noticed: most are not. Of {sayNumber(model.notice.stories)} submissions
            of {model.notice.from} to {model.notice.to}, {sayNumber(model.notice.noticed)} were.
          </p>
          {naturalOdds.check !== null && (
            <p className="mt-1">
              Held against {sayNumber(naturalOdds.check.posts)} other submissions ({naturalOdds.check.from.slice(0, 4)}{" "}
              to {naturalOdds.check.to.slice(0, 4)}): share of scores in each bucket, forecast and true,{" "}
              {naturalOdds.check.predicted
                .map((share, k) => `${sayShare(share)} and ${sayShare(naturalOdds.check?.observed[k] ?? 0)}`)
                .join("; ")}
              .
            </p>
          )}
        </Panel>
      )}
      <Panel title="What it cannot know" caption={data.split}>
        <ul className="list-disc pl-2">
          {[...data.caveats, ...model.caveats.filter((caveat) => !data.caveats.includes(caveat))].map((caveat) => (
            <li key={caveat}>{caveat}</li>
          ))}
          <li>Who sees a post first, what else is new that day, and whether anyone cares.</li>
        </ul>
      </Panel>
    </div>
  );
}
