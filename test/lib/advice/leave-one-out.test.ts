import { describe, expect, it } from "vitest";
import { cut, givenInputs, weigh, withoutInput } from "../../../lib/advice/leave-one-out";
import { makePost } from "../../support/posts";

describe("what is left out", () => {
  it.each([
    ["The king of Rust", 0, 3, "king of Rust"],
    ["The king of Rust", 4, 8, "The of Rust"],
    ["The king of Rust", 12, 16, "The king of"],
    ["king—queen ", 5, 10, "king—"],
    ["a (engine)!", 3, 9, "a ()!"],
    ["king", 0, 4, ""],
  ])("of %j, %i to %i, leaves %j", (text, start, end, rest) => {
    expect(cut(text, start, end)).toBe(rest);
  });

  it("is each input that is given, one at a time", () => {
    const post = makePost("A title", { author: "pg", postedAt: 0, community: "pics" });
    expect(givenInputs(post)).toEqual(["community", "author", "time"]);
    expect(withoutInput(post, "time")).toEqual({ ...post, postedAt: null });
    expect(withoutInput(post, "community")).toEqual({ ...post, community: null });
    expect(givenInputs(makePost("A title"))).toEqual([]);
  });
});

it("an effect is told as a factor and in points", () => {
  expect(weigh(30, 20)).toEqual({ effect: 1.5, points: 10 });
  expect(weigh(10, 20)).toEqual({ effect: 0.5, points: -10 });
});
