"use client";

import { useId } from "react";
import type { Columns, Role } from "../../lib/many/columns";
import type { Layout, Separator } from "../../lib/many/layout";
import type { OpenedList } from "../../workers/many/api";
import { Preview } from "./Preview";
import { sayColumn, sayReading, sayRows } from "./say";

const SEPARATORS: readonly (readonly [Separator, string])[] = [
  ["comma", "Commas"],
  ["tab", "Tabs"],
  ["semicolon", "Semicolons"],
  ["line", "None: a title on each line"],
];

/** The role, how it is called, and the input of a predictor that it needs. */
const ROLES: readonly (readonly [role: Role, label: string, input: string | null])[] = [
  ["title", "Title", null],
  ["community", "Subreddit", "community"],
  ["link", "Link or site", "site"],
  ["author", "Author", "author"],
  ["time", "Time of posting", "time"],
];

interface Props {
  readonly opened: OpenedList;
  readonly columns: Columns;
  /** What the predictor takes beside the title. */
  readonly inputs: readonly string[];
  /** Whether it is being read anew. */
  readonly busy: boolean;
  readonly onLayout: (layout: Layout) => void;
  readonly onColumns: (columns: Columns) => void;
  readonly onScore: () => void;
  readonly onClear: () => void;
}

/** Says which column is what, beside the first rows. */
export function Choosing({ opened, columns, inputs, busy, onLayout, onColumns, onScore, onClear }: Props) {
  const id = useId();
  const { layout, names } = opened;
  const roles = ROLES.filter(([, , input]) => input === null || inputs.includes(input));
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="sentence [overflow-wrap:anywhere]">
        <b>{sayRows(opened.rows)}</b>. Which column is what?
      </h2>
      <p role="status" className="label mt-0.5 min-h-[1.25rem]">
        {sayReading(opened)}
      </p>
      <form
        className="mt-2"
        onSubmit={(event) => {
          event.preventDefault();
          onScore();
        }}
      >
        <div className="grid gap-x-4 gap-y-2 sm:grid-cols-3 lg:grid-cols-5">
          {roles.map(([role, label]) => (
            <Select
              key={role}
              label={label}
              value={String(columns[role] ?? "")}
              onValue={(value) => onColumns({ ...columns, [role]: value === "" ? null : Number(value) })}
            >
              {role !== "title" && <option value="">not given</option>}
              {names.map((_, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <option key={column} value={column}>
                  {sayColumn(names, column)}
                </option>
              ))}
            </Select>
          ))}
        </div>
        <Preview opened={opened} labels={roles.map(([role, label]) => [columns[role], label])} />
        <div className="mt-2 flex flex-wrap items-end gap-x-4 gap-y-1">
          <Select
            label="Columns are parted by"
            value={layout.separator}
            onValue={(value) => {
              const separator = SEPARATORS.find(([name]) => name === value)?.[0];
              if (separator !== undefined) onLayout({ ...layout, separator });
            }}
          >
            {SEPARATORS.map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </Select>
          <label className="flex items-center gap-1 py-0.5">
            <input
              type="checkbox"
              checked={layout.header}
              onChange={({ target }) => onLayout({ ...layout, header: target.checked })}
              className="accent-[var(--accent)]"
            />
            The first row names the columns
          </label>
        </div>
        <p className="mt-3 flex flex-wrap gap-1">
          <button type="submit" disabled={busy} className="decision border-accent text-accent">
            Score {sayRows(opened.rows)}
          </button>
          <button type="button" className="decision" onClick={onClear}>
            Take another list
          </button>
        </p>
      </form>
    </section>
  );
}

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly children: React.ReactNode;
}

function Select({ label, value, onValue, children }: SelectProps) {
  return (
    <label className="block min-w-0">
      <span className="label block">{label}</span>
      <select value={value} className="field" onChange={({ target }) => onValue(target.value)}>
        {children}
      </select>
    </label>
  );
}
