import { mkdir, readFile, writeFile } from "node:fs/promises";
import { drawIcons } from "./icons";
import { run } from "./run";

/** `npm run icons`: draws the icons of the installed app anew from `public/icon.svg`. */
await run(async () => {
  await mkdir("public/icons", { recursive: true });
  for (const [name, png] of await drawIcons(await readFile("public/icon.svg", "utf8"))) {
    await writeFile(`public/icons/${name}`, png);
  }
});
