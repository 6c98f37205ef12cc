// A worker does not inherit tsx from its parent, so it registers its own before it loads TypeScript.
import { register } from "tsx/esm/api";

register();
await import("./thread.ts");
