import { expect, test } from "vitest";
import { look, TestBrowser, TOPIC } from "../../support/feed";

const TITLES = ["Garden soil in spring", "Garden tools, compared", "Market prices fall", "A market for lemons"];

async function save(): Promise<{ browser: TestBrowser; text: string }> {
  const browser = new TestBrowser();
  const feed = await browser.openTopic(TITLES);
  await browser.click(feed, TITLES[0], true);
  await browser.click(feed, TITLES[2], false);
  return { browser, text: await feed.exportTopic(TOPIC) };
}

test("a saved topic opens elsewhere as it was", async () => {
  const { browser, text } = await save();
  const elsewhere = new TestBrowser().openTab();
  expect(await elsewhere.importTopic(text)).toBe(TOPIC);
  expect(await look(elsewhere)).toEqual(await look(browser.openTab()));
});

test("bringing it in twice, or after going on, joins click by click; what was undone stays undone", async () => {
  const { browser, text } = await save();
  const feed = browser.openTab();
  await feed.undo(TOPIC);
  await browser.click(feed, TITLES[3], false);
  const before = await look(feed);
  await feed.importTopic(text);
  await feed.importTopic(text);
  expect(await look(feed)).toEqual(before);
});

test("the file tells its clicks by title", async () => {
  const { text } = await save();
  expect(JSON.parse(text)).toMatchObject({
    format: "titlecast-topic",
    clicks: [
      { title: TITLES[0], accepted: true },
      { title: TITLES[2], accepted: false },
    ],
  });
});

test.each<[string, (text: string) => string, string]>([
  ["that is no JSON", (text) => text.slice(0, -40), "it is not JSON, or it was cut short"],
  ["of something else", () => '{"some": "thing"}', "it is no topic that Titlecast exported"],
  ["that is a list", () => "[]", "it is no topic that Titlecast exported"],
  ["of another version", (text) => text.replace('"version":1', '"version":9'), "version"],
  [
    "with a click that says nothing",
    (text) => text.replace('"accepted":true', '"accepted":"yes"'),
    "clicks.0.accepted",
  ],
  [
    "with a damaged model",
    (text) => text.replace(/"learner":"[^"]{40}/, '"learner":"'),
    "a reader's model cannot be read",
  ],
])("a file %s is refused in words, and nothing is lost", async (_, damage, words) => {
  const { browser, text } = await save();
  const feed = browser.openTab();
  const before = await look(feed);
  const refusal = await feed.importTopic(damage(text)).then(String, ({ name, message }) => ({ name, message }));
  expect(refusal).toMatchObject({ name: "TopicFileError", message: expect.stringContaining(words) });
  expect(await feed.topics()).toHaveLength(1);
  expect(await look(feed)).toEqual(before);
});

test("a link in a file cannot be more than a link", async () => {
  const { text } = await save();
  const elsewhere = new TestBrowser().openTab();
  await elsewhere.importTopic(text.replaceAll('"url":null', '"url":"javascript:alert(1)"'));
  expect((await look(elsewhere)).items.map(({ candidate }) => candidate.url)).toEqual([null, null]);
});
