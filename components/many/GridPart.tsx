import type { ComponentProps } from "react";

interface Props extends ComponentProps<"div"> {
  readonly role: "grid" | "rowgroup" | "row" | "columnheader" | "gridcell";
}

/** A part of a grid whose rows are placed by hand, which those of a `<table>` cannot be. */
export function GridPart({ role, ...rest }: Props) {
  return <div role={role} {...rest} />;
}
