"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { RunEntry } from "../../lib/release/run-index";
import { useRuns } from "./useRuns";

const RunCurves = dynamic(() => import("./RunCurves"), { ssr: false });

/** Most runs that are drawn together: more lines than this nobody tells apart. */
const MOST = 6;

/** The trainings of a local folder: what each came to, and chosen ones side by side. For whoever trains, not for readers. */
export function RunsPage() {
  const runs = useRuns();
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  if (runs === null) return <main className="sheet py-4 label">Reading the runs.</main>;
  if (typeof runs === "string") return <main className="sheet py-4 text-alarm">The runs cannot be read: {runs}</main>;
  if (runs.length === 0) {
    return (
      <main className="sheet py-4">
        <h1 className="headline">No runs yet</h1>
        <p className="mt-2">
          A training leaves its record in the folder given with <code>--out</code>; those below <code>runs/</code> show
          here.
        </p>
      </main>
    );
  }
  const names = chosen ?? runs.slice(0, 2).map(({ name }) => name);
  const toggle = (name: string): void =>
    setChosen(names.includes(name) ? names.filter((other) => other !== name) : [...names, name].slice(-MOST));
  const shown = runs.filter(({ name }) => names.includes(name));
  return (
    <main className="sheet py-4">
      <h1 className="headline">Runs</h1>
      <RunTable runs={runs} names={names} onToggle={toggle} />
      <RunCurves runs={shown} />
      <Differences runs={shown} />
    </main>
  );
}

interface TableProps {
  readonly runs: readonly RunEntry[];
  readonly names: readonly string[];
  readonly onToggle: (name: string) => void;
}

function RunTable({ runs, names, onToggle }: TableProps) {
  const metrics = [...new Set(runs.flatMap(({ summary }) => Object.keys(summary)))];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too
    <section className="mt-3 overflow-x-auto" tabIndex={0} aria-label="All runs">
      <table className="w-full text-left text-small">
        <thead>
          <tr className="border-b border-ink">
            {["Run", "Started", "Status", "Took", ...metrics.map(spell)].map((head) => (
              <th key={head} scope="col" className="py-0.5 pr-2 font-semibold whitespace-nowrap">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.name} className="border-b border-hair">
              <td className="py-0.5 pr-2 whitespace-nowrap">
                <label className="flex items-center gap-1">
                  <input type="checkbox" checked={names.includes(run.name)} onChange={() => onToggle(run.name)} />
                  {run.name}
                </label>
              </td>
              <td className="pr-2 whitespace-nowrap">{run.started.slice(0, 16).replace("T", " ")}</td>
              <td className="pr-2">{run.status}</td>
              <td className="pr-2 whitespace-nowrap">{sayLength(run)}</td>
              {metrics.map((metric) => (
                <td key={metric} className="pr-2">
                  {run.summary[metric]?.toPrecision(4) ?? "–"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The settings that are not the same in all chosen runs. */
function Differences({ runs }: { readonly runs: readonly RunEntry[] }) {
  const settings = [...new Set(runs.flatMap(({ config }) => Object.keys(config)))].filter(
    (name) => new Set(runs.map(({ config }) => JSON.stringify(config[name]))).size > 1,
  );
  if (runs.length < 2) return null;
  return (
    <section className="mt-4">
      <h2 className="caps text-soft">Settings that differ</h2>
      {settings.length === 0 && <p className="label mt-1">None: these runs differ in data, seed or code.</p>}
      <dl className="mt-1 text-small">
        {settings.map((name) => (
          <div key={name} className="flex flex-wrap gap-x-2">
            <dt className="font-semibold">{name}</dt>
            {runs.map((run) => (
              <dd key={run.name}>
                <span className="text-soft">{run.name}</span> {JSON.stringify(run.config[name]) ?? "–"}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  );
}

function spell(name: string): string {
  return name.replaceAll("_", " ");
}

function sayLength({ started, finished }: RunEntry): string {
  if (finished === null) return "–";
  const seconds = Math.round((Date.parse(finished) - Date.parse(started)) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
