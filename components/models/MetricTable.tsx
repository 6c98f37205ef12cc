import type { Interval } from "../../lib/metrics/bootstrap";
import type { Report } from "../../lib/release/report";
import { METRICS, sayInterval } from "./metrics";
import { ScrollingTable } from "./Panel";

type Metrics = Readonly<Record<string, Interval>>;

/** The model beside every baseline that was told as much, each metric with its interval; better by more than chance is marked. */
export function MetricTable({ report, given }: { readonly report: Report; readonly given: "everything" | "title" }) {
  const own: Metrics = given === "everything" ? report.full : report.titleOnly;
  const rivals = report.baselines.filter((baseline) => baseline.given === given);
  const shown = METRICS.filter(({ key }) => key in own);
  return (
    <ScrollingTable label={given === "everything" ? "Everything given" : "Title alone"}>
      <thead>
        <tr className="border-b border-soft align-bottom">
          <th scope="col" className="py-0.5 pr-2 text-left font-normal">
            {given === "everything" ? "Everything given" : "Title alone"}
          </th>
          <th scope="col" className="pr-2 font-semibold text-ink">
            Titlecast
          </th>
          {rivals.map(({ name, label }) => (
            <th key={name} scope="col" className="pr-2 font-normal">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map(({ key, name, upward }) => {
          const [value, range] = sayInterval(own[key]);
          return (
            <tr key={key} className="border-b border-hair">
              <th scope="row" className="py-0.5 pr-2 text-left font-normal">
                {name}
              </th>
              <td className="pr-2 whitespace-nowrap text-ink">
                {value} <span className="text-soft">{range}</span>
              </td>
              {rivals.map(({ name: rival, metrics, differences }) => (
                <td key={rival} className="pr-2 whitespace-nowrap">
                  {metrics[key] === undefined ? "–" : metrics[key].value.toFixed(3)}
                  <Verdict difference={differences[key]} upward={upward} />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </ScrollingTable>
  );
}

/** Whether the whole interval of the paired difference lies on one side of nothing. */
function Verdict({ difference, upward }: { readonly difference: Interval | undefined; readonly upward: boolean }) {
  if (difference === undefined) return null;
  const [low, high] = upward ? [difference.low, difference.high] : [-difference.high, -difference.low];
  if (low > 0) return <abbr title="Titlecast is better, beyond the 95 % interval of the difference"> ▲</abbr>;
  if (high < 0) return <abbr title="Titlecast is worse, beyond the 95 % interval of the difference"> ▼</abbr>;
  return <abbr title="no difference beyond the 95 % interval"> ≈</abbr>;
}
