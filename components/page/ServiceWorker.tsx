"use client";

import { useEffect } from "react";

/** Registers the offline worker. A host that forbids it costs the reader nothing but later visits offline. */
export function ServiceWorker() {
  useEffect(() => {
    if (process.env.NODE_ENV !== "production" || !("serviceWorker" in navigator)) return;
    const root = process.env.NEXT_PUBLIC_BASE_PATH ?? "";
    navigator.serviceWorker.register(`${root}/service-worker.js`).catch(() => {});
  }, []);
  return null;
}
