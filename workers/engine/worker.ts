import { add, matMul, memory, relu, tensor1d, tensor2d, tidy } from "@tensorflow/tfjs-core";
import { expose } from "comlink";
import { DiskCache, openDisk } from "../store/cache";
import { Kept, openKeptDisk } from "../store/kept";
import type { EngineApi } from "./api";
import { announceLife } from "./life";
import { TensorMachine } from "./machine";
import { EngineService } from "./service";

/** Folder of tfjs's WebAssembly files, relative to the site's root, ending in `/`. The build defines it. */
declare const ENGINE_WASM_DIR: string;

// The engine's code lies one folder below the site's root.
const base = new URL(import.meta.url.replace(/engine\/[^/]*$/, ""));

const service = new EngineService({
  base: base.href,
  fetch: (url, init) => fetch(url, init),
  cache: new DiskCache(openDisk),
  kept: new Kept(() => openKeptDisk("titlecast-score")),
  tf: { add, matMul, memory, relu, tensor1d, tensor2d, tidy },
  machine: new TensorMachine(new URL(ENGINE_WASM_DIR, base).href),
  now: () => performance.now(),
});

expose(service satisfies EngineApi);
// Its page may have said already what it will want.
service.begin(new URL(import.meta.url).hash.slice(1));
void announceLife();
