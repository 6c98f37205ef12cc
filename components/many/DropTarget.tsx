"use client";

/** Shows over the whole page that what hovers above it can be dropped. */
export function DropTarget({ isOver }: { readonly isOver: boolean }) {
  if (!isOver) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-40 bg-paper/85 p-2">
      <div className="grid h-full place-items-center border-2 border-dashed border-accent">
        <p className="sentence text-accent">Drop it to read it</p>
      </div>
    </div>
  );
}
