import { describe, expect, it } from "vitest";
import { makeConfig, PRESETS, type PresetName, parseSettings } from "../../../training/predictor/config";

describe("settings", () => {
  it.each(Object.keys(PRESETS) as PresetName[])("of the preset %s hold by themselves, and take changes", (preset) => {
    expect(makeConfig(preset, {})).toEqual(PRESETS[preset]);
    expect(makeConfig(preset, parseSettings(["epochs=3", "edges=[1,10,100]"]))).toEqual({
      ...PRESETS[preset],
      epochs: 3,
      edges: [1, 10, 100],
    });
  });

  it.each([
    ["epoch=3", /unknown setting "epoch"; the settings are edges, .*epochs/],
    ["epochs=0", /setting "epochs": .*1/],
    ["epochs=two", /"epochs=two": expected setting=value, such as/],
    ["bigramRows=1000", /setting "bigramRows": must be a power of two, or 0/],
    ["wordDropout=1", /setting "wordDropout": .*0.95/],
    ["edges=[1]", /setting "edges": /],
    ["learningRate=-1", /setting "learningRate": /],
  ])("%s are refused, saying why", (setting, message) => {
    expect(() => makeConfig("tiny", parseSettings([setting]))).toThrow(message);
  });
});
