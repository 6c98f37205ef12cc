import { beforeEach, expect, test } from "vitest";
import { look, TestBrowser, TOPIC, waiting } from "../../support/feed";

const GARDEN = ["Garden soil in spring", "Garden tools, compared", "A garden of ferns", "The garden in winter"];
const MARKET = ["Market prices fall", "Market crash feared", "A market for lemons", "The market in winter"];

let browser: TestBrowser;

beforeEach(() => {
  browser = new TestBrowser();
});

test("posts like those accepted come first, and those like the rejected ones last, after each click", async () => {
  const feed = await browser.openTopic([...MARKET, ...GARDEN]);
  expect((await look(feed)).items.map(({ probability }) => probability)).toEqual(Array(8).fill(0.5));
  for (const i of [0, 1]) {
    await browser.click(feed, GARDEN[i], true);
    await browser.click(feed, MARKET[i], false);
  }
  const { items, decided, record, waiting: left } = await look(feed);
  const titles = items.map(({ candidate }) => candidate.title);
  expect(titles.slice(0, 2).sort()).toEqual(GARDEN.slice(2).sort());
  expect(left).toBe(4);
  expect(items[0].probability).toBeGreaterThan(0.5);
  expect(items[3].probability).toBeLessThan(0.5);
  expect(decided.map(({ candidate, accepted }) => [candidate.title, accepted])).toEqual([
    [MARKET[1], false],
    [GARDEN[1], true],
    [MARKET[0], false],
    [GARDEN[0], true],
  ]);
  expect(record).toMatchObject({ clicks: 4 });
});

test("undo is as if the click had never been, and says what it took back", async () => {
  const feed = await browser.openTopic([...MARKET, ...GARDEN]);
  await browser.click(feed, GARDEN[0], true);
  const before = await look(feed);
  await browser.click(feed, MARKET[0], true);
  expect(await waiting(feed)).not.toEqual(before.items.map(({ candidate }) => candidate.title));
  expect(await feed.undo(TOPIC)).toMatchObject({ title: MARKET[0], accepted: true });
  expect(await look(feed)).toEqual(before);
  await feed.undo(TOPIC);
  expect(await feed.undo(TOPIC)).toBeNull();
  expect((await look(feed)).waiting).toBe(8);
});

test("a changed mind counts once, and undoing it brings the first decision back", async () => {
  const feed = await browser.openTopic([...MARKET, ...GARDEN]);
  await browser.click(feed, GARDEN[0], true);
  const { items } = await look(feed);
  await browser.click(feed, GARDEN[0], false);
  expect((await look(feed)).decided).toMatchObject([{ accepted: false }]);
  await feed.undo(TOPIC);
  expect((await look(feed)).items).toEqual(items);
});

test("everything is there again in the next visit, and learnt anew from the clicks", async () => {
  const feed = await browser.openTopic([...MARKET, ...GARDEN]);
  await browser.click(feed, GARDEN[0], true);
  await browser.click(feed, MARKET[0], false);
  await feed.change({ id: TOPIC, name: "Gardens", settings: { explore: false, blend: 0, predictor: "reddit" } });
  const kept = browser.openTab();
  expect(await kept.topics()).toMatchObject([{ name: "Gardens", settings: { predictor: "reddit" } }]);
  expect(await look(kept)).toEqual(await look(feed));
});

test("two tabs that click at once lose nothing, and both end at the same order", async () => {
  const [one, two] = [await browser.openTopic([...MARKET, ...GARDEN]), browser.openTab()];
  let heard = 0;
  await two.watch(() => heard++);
  await Promise.all([look(one), look(two)]);
  await Promise.all([browser.click(one, GARDEN[0], true), browser.click(two, MARKET[0], false)]);
  expect(heard).toBeGreaterThan(0);
  expect((await look(one)).judged).toBe(2);
  expect(await look(one)).toEqual(await look(two));
});

test("what is looked at right after a click shows it, also as the first thing in a visit", async () => {
  const [{ candidate }] = (await look(await browser.openTopic(GARDEN))).items;
  const feed = browser.openTab();
  const click = { id: "click", candidate: candidate.id, accepted: true, at: 5 };
  const [, view] = await Promise.all([feed.decide(TOPIC, click), look(feed)]);
  expect(view).toMatchObject({ waiting: 3, judged: 1 });
});

test("clicks within one tick of the clock are learnt in their order", async () => {
  const feed = await browser.openTopic([...GARDEN, ...MARKET]);
  const { items } = await look(feed);
  for (const [i, { candidate }] of items.entries()) {
    await feed.decide(TOPIC, { id: `click-${(i * 5) % 8}`, candidate: candidate.id, accepted: i < 4, at: 1 });
  }
  const { decided } = await look(browser.openTab());
  expect(decided.map(({ candidate }) => candidate.title)).toEqual([...GARDEN, ...MARKET].reverse());
});

test("a click that arrives twice is one", async () => {
  const feed = await browser.openTopic(GARDEN);
  const [{ candidate }] = (await look(feed)).items;
  const click = { id: "click", candidate: candidate.id, accepted: true, at: 5 };
  await Promise.all([feed.decide(TOPIC, click), feed.decide(TOPIC, click)]);
  expect((await look(feed)).record.clicks).toBe(1);
});

test("labels of a file are learnt as clicks, once, and undo leaves them", async () => {
  const feed = await browser.openTopic(GARDEN.slice(1));
  const file = JSON.stringify([
    { text: GARDEN[0], label: "accepted" },
    { text: MARKET[0], label: "rejected" },
    { text: MARKET[1] },
  ]);
  expect(await feed.addText(TOPIC, file, "posts.json", 9)).toEqual({
    ...{ added: 3, known: 0, left: 0 },
    ...{ labelled: 2, problems: [] },
  });
  expect(await feed.addText(TOPIC, file, "posts.json", 9)).toMatchObject({ added: 0, known: 3, labelled: 0 });
  expect((await waiting(feed)).at(-1)).toBe(MARKET[1]);
  expect(await feed.undo(TOPIC)).toBeNull();
  await feed.reset(TOPIC);
  expect(await look(feed)).toMatchObject({ waiting: 6, judged: 0, record: { clicks: 0 } });
});

test("a change of taste is noticed, and told with the click after which it was", async () => {
  const feed = await browser.openTopic([]);
  const labels = Array.from({ length: 160 }, (_, i) => ({
    text: i % 2 === 0 ? `Garden number ${i}` : `Market number ${i}`,
    label: (i % 2 === 0) === i < 100,
  }));
  await feed.addText(TOPIC, JSON.stringify(labels), "labels.json", 1);
  const { drifts } = (await look(feed)).record;
  expect(drifts.length).toBeGreaterThan(0);
  expect(drifts[0]).toBeGreaterThan(100);
  expect(drifts[0]).toBeLessThan(150);
});

test("posts that are read for two looks at once are each there once", async () => {
  const feed = await browser.openTopic(Array.from({ length: 500 }, (_, i) => `Post number ${i}`));
  const [one, two] = await Promise.all([look(feed), look(feed)]);
  expect(two).toEqual(one);
  expect(new Set(one.items.map(({ candidate }) => candidate.id)).size).toBe(500);
  expect(one.waiting).toBe(500);
});

test("a topic holds 10,000 posts, and says what found no room", async () => {
  const feed = await browser.openTopic(GARDEN);
  const titles = Array.from({ length: 9999 }, (_, i) => `Post number ${i}`);
  const added = await feed.addText(TOPIC, [...GARDEN.slice(0, 1), ...titles].join("\n"), null, 1);
  expect(added).toMatchObject({ added: 9996, known: 1, left: 3 });
});

test("the words that speak for a post are those of accepted ones", async () => {
  const feed = await browser.openTopic([...MARKET, ...GARDEN]);
  await browser.click(feed, GARDEN[0], true);
  await browser.click(feed, MARKET[0], false);
  const { items } = await look(feed);
  const [post] = items.filter(({ candidate }) => candidate.title === GARDEN[1]);
  const [reasons] = await feed.explain(TOPIC, [post.candidate.id]);
  const best = reasons.reduce((a, b) => (b.effect > a.effect ? b : a));
  expect(GARDEN[1].slice(best.start, best.end)).toBe("Garden");
  expect(best.effect).toBeGreaterThan(0);
});

test("the slider moves the order from taste to forecast, of all posts and not of the visible ones alone", async () => {
  const titles = Array.from({ length: 300 }, (_, i) => `Post number ${i}`);
  const feed = await browser.openTopic(titles, ({ title }) => Number(title.split(" ").at(-1)) / 300);
  let news = 0;
  await feed.watch(() => news++);
  await feed.change({ id: TOPIC, name: "A topic", settings: { explore: false, blend: 1, predictor: "hacker-news" } });
  await look(feed, 5);
  await expect.poll(async () => (await look(feed, 5)).items[0].candidate.title).toBe("Post number 299");
  expect(news).toBeGreaterThan(0);
  await feed.change({ id: TOPIC, name: "A topic", settings: { explore: false, blend: 0, predictor: "hacker-news" } });
  expect((await look(feed, 5)).items[0].candidate.title).toBe("Post number 0");
});

test("surprises change the order between clicks, and only then", async () => {
  const feed = await browser.openTopic([...MARKET, ...GARDEN]);
  await browser.click(feed, GARDEN[0], true);
  const known = await waiting(feed);
  await feed.change({ id: TOPIC, name: "A topic", settings: { explore: true, blend: 0, predictor: "hacker-news" } });
  const [first, again] = [await waiting(feed), await waiting(feed)];
  expect(again).toEqual(first);
  expect(first).not.toEqual(known);
  expect([...first].sort()).toEqual([...known].sort());
});

test("what was erased in one tab is missed by name in the other", async () => {
  const [one, two] = [await browser.openTopic(GARDEN), browser.openTab()];
  await look(two);
  await one.remove(TOPIC);
  await expect(look(two)).rejects.toMatchObject({ name: "TopicMissingError" });
  await expect(two.reset(TOPIC)).rejects.toMatchObject({ name: "TopicMissingError" });
  expect(await two.topics()).toEqual([]);
  expect(browser.disk.values.size).toBe(0);
});

test("a full disk is told, and the session goes on", async () => {
  const feed = await browser.openTopic([...MARKET, ...GARDEN]);
  await browser.click(feed, GARDEN[0], true);
  expect((await look(feed)).place).toBe("disk");
  browser.disk.full = true;
  let news = 0;
  await feed.watch(() => news++);
  await browser.click(feed, MARKET[0], false);
  expect(await look(feed)).toMatchObject({ place: "memory", judged: 2 });
  expect(news).toBe(1);
  await feed.undo(TOPIC);
  expect(await look(feed)).toMatchObject({ judged: 1 });
  expect(await look(browser.openTab())).toMatchObject({ place: "disk", judged: 1 });
});

test("a link carries the posts in the order in which they came, and nothing of the clicks", async () => {
  const feed = await browser.openTopic([...MARKET, ...GARDEN]);
  const { fragment } = await feed.writeLink(TOPIC);
  await browser.click(feed, GARDEN[3], true);
  await browser.click(feed, MARKET[0], false);
  expect(await feed.writeLink(TOPIC)).toEqual({ fragment, count: 8 });
  const shared = await feed.readLink(fragment);
  expect(shared?.name).toBe("A topic");
  expect(shared?.candidates.map(({ title }) => title)).toEqual([...MARKET, ...GARDEN]);
  expect(await feed.readLink("#elsewhere")).toBeNull();
  await expect(feed.readLink(fragment.slice(0, -9))).rejects.toMatchObject({ name: "FeedLinkError" });
});
