import { useEffect, useState } from "react";
import type { Source } from "./deskState";

/** Takes a file or a text that is dropped anywhere on the page. True while one hovers over it. */
export function useDrop(onSource: (source: Source) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const carries = ({ dataTransfer }: DragEvent): boolean =>
      dataTransfer !== null && ["Files", "text/plain"].some((type) => dataTransfer.types.includes(type));
    const over = (event: DragEvent): void => {
      if (!carries(event) || isField(event)) return;
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent): void => {
      // From one element of the page to the next it has not left.
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent): void => {
      setIsOver(false);
      if (event.dataTransfer === null || isField(event)) return;
      event.preventDefault();
      const [file] = event.dataTransfer.files;
      const text = event.dataTransfer.getData("text/plain");
      if (file !== undefined) onSource({ blob: file, name: file.name });
      else if (text.trim() !== "") onSource({ blob: new Blob([text]), name: null });
    };
    addEventListener("dragover", over);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
    };
  }, [onSource]);
  return isOver;
}

/** Text that is dragged to a field goes there, as anywhere. */
function isField({ target, dataTransfer }: DragEvent): boolean {
  const isText = dataTransfer !== null && !dataTransfer.types.includes("Files");
  return isText && target instanceof Element && target.closest("input, textarea") !== null;
}
