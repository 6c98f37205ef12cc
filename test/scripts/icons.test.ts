import { existsSync, readFileSync } from "node:fs";
import sharp from "sharp";
import { expect, test } from "vitest";
import { drawIcons } from "../../scripts/icons";

interface AppManifest {
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose?: string }[];
  readonly shortcuts: readonly { readonly url: string }[];
  readonly background_color: string;
}

const manifest: AppManifest = JSON.parse(readFileSync("public/manifest.webmanifest", "utf8"));

test("the pictures that lie here are drawn from the mark that lies here", async () => {
  const drawn = await drawIcons(readFileSync("public/icon.svg", "utf8"));
  expect(drawn.size).toBeGreaterThan(3);
  for (const [name, png] of drawn) {
    const [now, kept] = await Promise.all(
      [png, `public/icons/${name}`].map((from) => sharp(from).ensureAlpha().raw().toBuffer()),
    );
    expect(kept.length).toBe(now.length);
    // Another version of the library may round an edge otherwise.
    const apart = now.reduce((sum, value, i) => sum + Math.abs(value - kept[i]), 0) / now.length;
    expect(apart, `${name}: draw it anew by \`npm run icons\``).toBeLessThan(1);
  }
});

test("the manifest names pictures of the sizes that it tells, and pages that are there", async () => {
  for (const { src, sizes } of manifest.icons) {
    if (sizes === "any") continue;
    const { width, height } = await sharp(`public/${src}`).metadata();
    expect(`${width}x${height}`).toBe(sizes);
  }
  for (const { url } of manifest.shortcuts) expect([url, existsSync(`app/${url}page.tsx`)]).toEqual([url, true]);
});

test("a picture that a system may cut round has the whole mark inside the circle, on ground without a hole", async () => {
  const icon = manifest.icons.find(({ purpose }) => purpose === "maskable");
  const { data, info } = await sharp(`public/${icon?.src}`).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const ground = data.subarray(0, 3);
  expect(`#${ground.toString("hex")}`).toBe(manifest.background_color);
  const middle = (info.width - 1) / 2;
  for (let i = 0; i < info.width * info.height; i++) {
    const [red, green, blue, alpha] = data.subarray(i * 4, i * 4 + 4);
    if (alpha !== 255) throw new Error(`pixel ${i} is not opaque`);
    const isMark = Math.abs(red - ground[0]) + Math.abs(green - ground[1]) + Math.abs(blue - ground[2]) > 60;
    const away = Math.hypot((i % info.width) - middle, Math.floor(i / info.width) - middle);
    if (isMark && away > info.width * 0.4) throw new Error(`the mark reaches ${away} pixels from the middle`);
  }
});

test("the colours of the installed app are the page's own", () => {
  const [, day] = /--color-paper: light-dark\((#\w+), (#\w+)\)/.exec(readFileSync("app/globals.css", "utf8")) ?? [];
  expect(manifest.background_color).toBe(day);
});
