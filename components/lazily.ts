import { type ComponentType, type LazyExoticComponent, lazy } from "react";

/**
 * A component whose code comes when it is first shown, as React's `lazy`; but where a lost network keeps it away, its place
 * stays as it is until the network is back, and the page around it goes on.
 */
export function lazily<Props>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> {
  const patiently = (): ReturnType<typeof load> => load().catch(() => backOnline().then(patiently));
  return lazy(patiently);
}

function backOnline(): Promise<void> {
  return new Promise((resolve) => addEventListener("online", () => resolve(), { once: true }));
}
