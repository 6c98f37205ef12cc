import { expose, proxy, wrap } from "comlink";
import { afterEach, expect, test } from "vitest";
import type { EngineApi } from "../../workers/engine/api";
import { EngineError } from "../../workers/engine/errors";
import { type Running, Supervisor } from "../../workers/engine/supervisor";

type Answers = Partial<EngineApi>;

const ports: MessagePort[] = [];

afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** Workers behind real Comlink channels; `kill(i)` makes worker `i` die without an answer. */
function spawnWorkers(answers: (worker: number) => Answers) {
  let spawned = 0;
  const kills: (() => void)[] = [];
  const spawn = (): Running => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    expose(answers(spawned++), port1);
    let kill = () => {};
    const death = new Promise<EngineError>((resolve) => {
      kill = () => {
        port1.close();
        resolve(new EngineError("CrashError", "the engine stopped"));
      };
    });
    kills.push(kill);
    return { engine: wrap<EngineApi>(port2), death };
  };
  return { supervisor: new Supervisor(spawn), kill: (worker: number) => kills[worker](), count: () => spawned };
}

const never = () => new Promise<never>(() => {});

test("one worker serves all calls", async () => {
  const { supervisor, count } = spawnWorkers(() => ({ similarity: async (a, b) => Number(a) + Number(b) }));
  expect(count()).toBe(0);
  const sums = await Promise.all(["1", "2"].map((a) => supervisor.call((engine) => engine.similarity(a, "1"))));
  expect(sums).toEqual([2, 3]);
  expect(count()).toBe(1);
});

test("calls that wait when a worker dies are answered by the next, which loads again what was loaded", async () => {
  const loaded: string[] = [];
  let restarts = 0;
  const { supervisor, kill } = spawnWorkers((worker) => ({
    loadPredictor: async (name) => void loaded.push(`${worker} ${name}`),
    similarity: worker === 0 ? never : async () => 0.5,
    suggest: worker === 0 ? never : async () => ["yes"],
  }));
  supervisor.onRestart(() => restarts++);
  await supervisor.load("p", (engine) =>
    engine.loadPredictor(
      "p",
      proxy(() => {}),
    ),
  );
  const waiting = [
    supervisor.call((engine) => engine.similarity("a", "b")),
    supervisor.call((engine) => engine.suggest("y", 1)),
  ];
  kill(0);
  expect(await Promise.all(waiting)).toEqual([0.5, ["yes"]]);
  expect(loaded).toEqual(["0 p", "1 p"]);
  expect(restarts).toBe(1);
});

test("a call that kills two workers is told so, and the next call gets a third", async () => {
  const { supervisor, kill } = spawnWorkers((worker) => ({ similarity: worker < 2 ? never : async () => 1 }));
  const doomed = supervisor.call((engine) => engine.similarity("a", "b"));
  const told = expect(doomed).rejects.toMatchObject({ name: "CrashError", message: "the engine stopped" });
  kill(0);
  await Promise.resolve().then(() => {});
  kill(1);
  await told;
  expect(await supervisor.call((engine) => engine.similarity("a", "b"))).toBe(1);
});

test("errors keep their name and message across the border; unknown ones become a crash, and none is tried twice", async () => {
  let asked = 0;
  const { supervisor } = spawnWorkers(() => ({
    similarity: async () => {
      asked++;
      throw new EngineError("UnknownWordError", "florb");
    },
    suggest: async () => {
      asked++;
      throw new TypeError("a bug");
    },
  }));
  const unknown = await supervisor.call((engine) => engine.similarity("a", "b")).catch((error) => error);
  expect(unknown).toBeInstanceOf(EngineError);
  expect(unknown).toMatchObject({ name: "UnknownWordError", message: "florb" });
  const bug = await supervisor.call((engine) => engine.suggest("a", 1)).catch((error) => error);
  expect(bug).toMatchObject({ name: "CrashError", message: "a bug" });
  expect(asked).toBe(2);
});
