import AxeBuilder from "@axe-core/playwright";
import { SCREENS } from "../../scripts/screens";
import { expect, test } from "./fixtures";
import { forecasted, openScore, TITLE, titleField } from "./pages";

for (const { name, show } of SCREENS) {
  test(`axe finds nothing to mend: ${name}`, async ({ page, baseURL }) => {
    // Four times it looks at every cell of the week.
    test.slow();
    await show(page, baseURL ?? "");
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const { violations, passes } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${colorScheme} ${width}: ${id} ${nodes[0].html}`)).toEqual([]);
        expect(passes.length).toBeGreaterThan(10);
      }
    }
  });
}

test("Tab reaches everything in the order it is read, and the title is one step from typing", async ({ page }) => {
  await openScore(page);
  await titleField(page).fill(TITLE);
  await forecasted(page);
  await titleField(page).focus();
  const stops: string[] = [];
  const last = "nothing left this device";
  while (stops.length < 40 && !stops.at(-1)?.includes(last)) {
    await page.keyboard.press("Tab");
    stops.push(
      await page.evaluate(() => {
        const at = document.activeElement;
        return at?.getAttribute("aria-label") ?? (at?.textContent || at?.getAttribute("type")) ?? "";
      }),
    );
  }
  expect(stops.at(-1)).toContain(last);
  expect(stops.slice(0, 9)).toEqual([
    "radio",
    expect.stringContaining("Time of posting"),
    expect.stringContaining("Link"),
    expect.stringContaining("Author"),
    expect.stringContaining("Forecast for"),
    "Points to reach",
    expect.stringContaining("Ask for at least"),
    expect.stringMatching(/^Show HN:/),
    expect.stringMatching(/^\w+day \d+:00: about/),
  ]);
});

test("every control is tall enough for a finger", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await openScore(page, `title=${encodeURIComponent(TITLE)}&site=github.com`);
  await forecasted(page);
  const heights = await page
    .locator("header a, header button, main button, main label:has(input), summary")
    .filter({ visible: true })
    .evaluateAll((controls) => controls.map((control) => control.getBoundingClientRect().height));
  expect(heights.length).toBeGreaterThan(8);
  // WCAG 2.2, success criterion 2.5.8.
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(24);
});
