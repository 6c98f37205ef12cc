import { EngineClient } from "../../../workers/engine/client";

/** The page under test has nothing but the engine's client, for the test to drive. */
declare global {
  var openClient: (code: string, backend?: "webgpu" | "wasm" | "cpu") => EngineClient;
}

globalThis.openClient = (code, backend) => {
  return new EngineClient(backend ? { backend } : {}, new URL(code, location.href).href);
};
