"use client";

import type { OpenedList } from "../../workers/many/api";
import { sayColumn } from "./say";

interface Props {
  readonly opened: OpenedList;
  /** What chosen columns are. */
  readonly labels: readonly (readonly [column: number | null, label: string])[];
}

/** The first rows, with what each column counts as above it. */
export function Preview({ opened, labels }: Props) {
  const { names, firstRows } = opened;
  const rolesOf = (column: number): string =>
    labels
      .filter(([chosen]) => chosen === column)
      .map(([, label]) => label)
      .join(", ");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too
    <section className="mt-3 overflow-x-auto" tabIndex={0} aria-label="First rows">
      <table className="w-full text-left text-small">
        <thead>
          <tr className="border-b border-ink align-bottom">
            {names.map((_, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <th key={column} scope="col" className="py-0.5 pr-2 font-semibold whitespace-nowrap">
                <span className="caps block min-h-[1.25rem] text-accent">{rolesOf(column)}</span>
                {sayColumn(names, column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {firstRows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are as they came
            <tr key={i} className="border-b border-hair align-top">
              {names.map((_, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <td key={column} dir="auto" className={`py-0.5 pr-2 ${rolesOf(column) === "" ? "text-soft" : ""}`}>
                  <span className="block max-w-[40ch] truncate">{row[column]}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
