import type { Remote } from "comlink";
import { expectTypeOf, test } from "vitest";
import type { Forecast } from "../../lib/forecast";
import type { Manifest } from "../../lib/release/manifest";
import type { EngineApi, EngineErrorName, EngineOptions, ForecastRequest, Progress } from "../../workers/engine/api";
import type { EngineClient } from "../../workers/engine/client";
import type { EngineError } from "../../workers/engine/errors";
import type { EngineService } from "../../workers/engine/service";

/** These hold when the file compiles; `tsc -p test` is what checks them. */
test("the worker's border keeps every signature", () => {
  type Engine = Remote<EngineApi>;
  expectTypeOf<Parameters<Engine["start"]>[0]>().toEqualTypeOf<EngineOptions>();
  expectTypeOf<Awaited<ReturnType<Engine["start"]>>>().toEqualTypeOf<Manifest>();
  expectTypeOf<Parameters<Engine["forecast"]>[0]>().toEqualTypeOf<ForecastRequest>();
  expectTypeOf<Awaited<ReturnType<Engine["forecast"]>>>().toEqualTypeOf<Forecast | null>();
  expectTypeOf<Engine["loadPredictor"]>()
    .parameter(1)
    .toBeCallableWith({ loaded: 1, total: 2 } satisfies Progress);
});

test("service and client offer what the interface says", () => {
  expectTypeOf<EngineService>().toExtend<EngineApi>();
  type Shared = Omit<EngineApi, "start" | "feed" | "many">;
  expectTypeOf<Pick<EngineClient, keyof Shared>>().toEqualTypeOf<Shared>();
  expectTypeOf<EngineClient["start"]>().returns.resolves.toEqualTypeOf<Manifest>();
});

test("an error's name is one of a closed set", () => {
  expectTypeOf<EngineError["name"]>().toEqualTypeOf<EngineErrorName>();
  expectTypeOf<string>().not.toExtend<EngineErrorName>();
});
