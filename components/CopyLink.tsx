"use client";

import { memo } from "react";
import { useBrief } from "./useBrief";

/** Copies the page's address, or hands it to the phone's own share sheet, and says so. */
export const CopyLink = memo(function CopyLink({ address }: { readonly address: () => string | Promise<string> }) {
  const [said, say] = useBrief();

  const copy = async (): Promise<void> => {
    const url = new URL(await address(), location.href).href;
    try {
      if ("share" in navigator && matchMedia("(pointer: coarse)").matches) await navigator.share({ url });
      else {
        await navigator.clipboard.writeText(url);
        say("Link copied");
      }
    } catch (error) {
      // The reader closed the share sheet: nothing to say.
      if (!(error instanceof DOMException && error.name === "AbortError")) say("Copy it from the address bar");
    }
  };

  return (
    <span className="label whitespace-nowrap">
      <span role="status">{said}</span>
      <button type="button" onClick={copy} className={said === "" ? "py-0.5 hover:text-accent" : "sr-only"}>
        <span className="quiet">Copy link</span>
      </button>
    </span>
  );
});
