import { SELF } from "../../lib/post";
import type { Report } from "../../lib/release/report";
import { sayNumber } from "../phrases";
import { Panel, ScrollingTable } from "./Panel";

type Effect = Report["words"]["lift"][number];

/** The words and the sites that lift and sink most, as forecast and as it came. */
export function Effects({ report: { words, sites } }: { readonly report: Report }) {
  return (
    <div className="grid gap-x-5 gap-y-4 *:min-w-0 md:grid-cols-2">
      {(
        [
          ["Words that lift", words.lift],
          ["Words that sink", words.sink],
          ["Sites that lift", sites.lift],
          ["Sites that sink", sites.sink],
        ] as const
      ).map(([title, effects]) => (
        <EffectTable key={title} title={title} effects={effects} />
      ))}
      <p className="label max-w-[68ch] md:col-span-2">
        Scores of these posts over those of the community, as forecast and as it came, with its 95 % interval, on posts
        held back. That they go together does not make the word the cause.
      </p>
    </div>
  );
}

function EffectTable({ title, effects }: { readonly title: string; readonly effects: readonly Effect[] }) {
  if (effects.length === 0) return null;
  return (
    <Panel title={title}>
      <ScrollingTable label={`${title}, by posts and factors`}>
        <thead>
          <tr className="border-b border-soft">
            {["", "Posts", "Forecast", "Came"].map((head, i) => (
              <th key={head} scope="col" className={`font-normal ${i === 0 ? "text-left" : "pl-2"}`}>
                {head === "" ? <span className="sr-only">Name</span> : head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {effects.map(({ name, posts, predicted, observed }) => (
            <tr key={name} className="border-b border-hair">
              <th scope="row" className="pr-2 text-left font-normal text-ink [overflow-wrap:anywhere]">
                {name === SELF ? "no link" : name}
              </th>
              <td className="pl-2">{sayNumber(posts)}</td>
              <td className="pl-2">×{predicted.toFixed(2)}</td>
              <td className="pl-2 whitespace-nowrap">
                <span className="text-ink">×{observed.value.toFixed(2)}</span> ({observed.low.toFixed(2)}–
                {observed.high.toFixed(2)})
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollingTable>
    </Panel>
  );
}
