import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { openWords } from "./pages";

function neighbours(page: Page): Locator {
  return page.getByRole("region", { name: "Neighbours" }).getByRole("listitem");
}

test("a word's neighbours are listed, nearest first, however it is written", async ({ page }) => {
  await openWords(page);
  const field = page.getByRole("combobox", { name: "Word" });
  await field.fill("coffee");
  await expect(neighbours(page)).toHaveCount(20);
  const listed = await neighbours(page).allInnerTexts();
  const cosines = listed.map((text) => Number(text.split(/\s+/).at(-1)));
  expect(cosines).toEqual([...cosines].sort((a, b) => b - a));
  expect(cosines[0]).toBeGreaterThan(0.4);
  expect(listed.join(" ")).toContain("tea");

  await field.fill("COFFEE");
  await expect(page.getByText("Nearest to COFFEE")).toBeVisible();
  expect(await neighbours(page).allInnerTexts()).toEqual(listed);
});

test("neighbours are walked by arrow keys, the trail grows, and back returns", async ({ page }) => {
  await openWords(page, "word=coffee");
  await expect(neighbours(page)).toHaveCount(20);
  const field = page.getByRole("combobox", { name: "Word" });
  const links = neighbours(page).getByRole("link");
  await links.first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(links.nth(2)).toBeFocused();
  const href = (await links.nth(2).getAttribute("href")) ?? "";
  const second = new URLSearchParams(href.slice(1)).get("word") ?? "";
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue(second);
  await expect(page.getByText(`Nearest to ${second}`)).toBeVisible();
  await expect(neighbours(page).getByRole("link").first()).toBeFocused();
  const trail = page.getByRole("navigation", { name: "Visited words" });
  await expect(trail.getByRole("button")).toHaveText(["coffee", second]);

  await page.goBack();
  await expect(field).toHaveValue("coffee");
  await page.goForward();
  await expect(field).toHaveValue(second);
  await trail.getByRole("button", { name: "coffee" }).click();
  await expect(field).toHaveValue("coffee");
});

test("suggestions come while typing and are taken by keyboard", async ({ page }) => {
  await openWords(page);
  const field = page.getByRole("combobox", { name: "Word" });
  await field.pressSequentially("prog");
  await expect(page.getByRole("option").first()).toContainText(/^prog/);
  await page.keyboard.press("ArrowDown");
  const taken = (await page.getByRole("option", { selected: true }).textContent()) ?? "";
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue(taken);
  await expect(page.getByRole("option")).toHaveCount(0);
  await expect(neighbours(page)).toHaveCount(20);

  await field.pressSequentially("x");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(field).toHaveValue("");
});

test("an unknown word gets close spellings to go on with", async ({ page }) => {
  await openWords(page, "word=cofee-zqx");
  await page.getByRole("combobox", { name: "Word" }).fill("cofffee");
  const answer = page.getByRole("region", { name: "Neighbours" });
  await expect(answer).toContainText("The vectors have no word “cofffee”");
  await answer.getByRole("link", { name: "coffee", exact: true }).click();
  await expect(neighbours(page)).toHaveCount(20);
});

test("similarity, analogy and the odd one out read as sentences and answer as one types", async ({ page }) => {
  await openWords(page);
  const near = page.getByRole("region", { name: "How near" });
  await expect(near).toContainText(/Cosine 0\.\d\d/);
  const before = await near.textContent();
  await near.getByLabel("Second word").fill("algebra");
  await expect(near).not.toHaveText(before ?? "");
  await near.getByLabel("Second word").fill("zxqvwol");
  await expect(near).toContainText("The vectors have no word “zxqvwol”");

  const analogy = page.getByRole("region", { name: "Analogy" });
  await expect(analogy.getByRole("status")).toHaveText(/\w/);
  const answer = (await analogy.getByRole("status").textContent()) ?? "";
  await analogy.getByLabel("First word").fill("king");
  await analogy.getByLabel("Second word").fill("man");
  await analogy.getByLabel("Third word").fill("woman");
  await expect(analogy.getByRole("status")).not.toHaveText(answer);
  await expect(analogy.getByRole("status")).toHaveText(/^(?!king$|man$|woman$)\w+/);

  const odd = page.getByRole("region", { name: "Odd one out" });
  await odd.getByLabel("Words").fill("red, green, blue, engine");
  await expect(odd.getByRole("status")).toHaveText("engine");
  await odd.getByLabel("Words").fill("red blue");
  await expect(odd).toContainText("three words or more");
});

test("the vectors come in the background, with their bytes, while one types", async ({ page, context }) => {
  const held: (() => void)[] = [];
  await context.route("**/models/**/vectors.bin", async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await page.goto("./words/");
  await page.getByRole("combobox", { name: "Word" }).fill("coffee");
  await expect(page.getByText(/Fetching the word vectors/)).toBeVisible();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  for (const release of held) release();
  await expect(neighbours(page)).toHaveCount(20, { timeout: 30_000 });
});
