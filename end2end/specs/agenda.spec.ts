import { AxeBuilder } from "@axe-core/playwright";

import { become } from "../sign-in.ts";
import { expect, type Page, test } from "../test.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Somebody with no seat on the committee, and somebody who has one. */
const MEMBER = "ruta-g";
const COMMITTEE = "amara-osei";

const titles = (page: Page) => page.locator(".agenda .agenda-title").allInnerTexts();

/** Puts everything that is open on the committee's next agenda and gives the titles. */
async function whole(page: Page, url: string): Promise<string[]> {
  await become(page, COMMITTEE, url);
  await page.goto(`${url}/toc/agenda`);
  await page.getByRole("button", { name: "Put all of it on the agenda" }).click();
  await expect(page.getByRole("status").first()).toContainText("Everything that is open is on the agenda.");
  const all = await titles(page);
  expect(all.length).toBeGreaterThan(3);
  return all;
}

test("whoever is signed in asks for an item, changes it and takes it back", async ({ installation, page }) => {
  test.setTimeout(90_000);
  await installation.serve("--demo");
  await page.goto(`${installation.url}/toc/agenda`);
  await expect(page.locator(".agenda-sign-in")).toContainText("Sign in");
  await become(page, MEMBER, installation.url);
  await page.goto(`${installation.url}/toc/agenda`);
  await page.getByText("Ask for an item").click();
  await page.getByLabel("What it is about").fill("Lights at the harbour entrance");
  await page.getByLabel("Groups that it concerns").fill("Routing, Lighthouses");
  await page.getByLabel("Minutes that it needs").fill("10");
  await page.getByRole("button", { name: "Ask for it" }).click();
  await expect(page.locator(".field-error")).toContainText("There is no group called “Lighthouses”.");
  await expect(page.getByLabel("What it is about")).toHaveValue("Lights at the harbour entrance");
  await page.getByLabel("Groups that it concerns").fill("Routing");
  await page.getByRole("button", { name: "Ask for it" }).click();
  await expect(page.getByRole("status").first()).toContainText("It is on the agenda.");
  const item = page.locator(".agenda > li").filter({ hasText: "Lights at the harbour entrance" });
  await expect(item.getByRole("link", { name: "Routing" })).toBeVisible();
  await expect(item).toContainText("10 min");
  await expect(page.locator(".agenda-order")).toHaveCount(0);

  await item.getByRole("link", { name: /^Change/ }).click();
  await page.getByLabel("Minutes that it needs").fill("five");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".field-error")).toContainText("Give a number of minutes");
  await page.getByLabel("Minutes that it needs").fill("5");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status").first()).toContainText("It is changed.");
  await item.getByRole("link", { name: /^Change/ }).click();
  await page.getByRole("button", { name: "Take it off the agenda" }).click();
  await expect(page.getByRole("status").first()).toContainText("It is off the agenda.");
  await expect(item).toHaveCount(0);
});

test("the leads of a tagged group see that they are on the agenda", async ({ installation, page }) => {
  test.setTimeout(90_000);
  await installation.serve("--demo");
  await page.goto(`${installation.url}/groups/routing`);
  const lead = await page.locator('aside a[href^="/people/"]').first().getAttribute("href");
  await become(page, (lead ?? "").replace("/people/", ""), installation.url);
  for (const path of ["/", "/groups/routing/manage"]) {
    await page.goto(`${installation.url}${path}`);
    await expect(page.locator("#needs-me")).toContainText("Radio links got slower");
  }
});

test("those who run the meeting order it, give time, postpone and decline", async ({ installation, page }) => {
  test.setTimeout(90_000);
  await installation.serve("--demo");
  const before = await whole(page, installation.url);
  await page.getByRole("button", { name: `Later: ${before[0]}`, exact: true }).click();
  await expect.poll(() => titles(page)).toEqual([before[1], before[0], ...before.slice(2)]);

  const first = page.locator(".agenda > li").first();
  await first.getByLabel(/^Minutes for/).fill("45");
  await first.getByRole("button", { name: /^Set the minutes/ }).click();
  await expect(first).toContainText("45 min");
  await expect(page.locator(".agenda-sum")).toContainText("more than the meeting has");

  await first.getByRole("link", { name: /^Change/ }).click();
  await page.getByRole("button", { name: "Decline it" }).click();
  await expect(page.locator(".field-error")).toContainText("Say in a sentence why.");
  await page.locator("#decline").getByLabel("Why").fill("It is settled on the list.");
  await page.getByRole("button", { name: "Decline it" }).click();
  await expect.poll(() => titles(page)).not.toContain(before[1]);
  await page.getByText("What is not on this agenda any more").click();
  await expect(page.locator(".agenda-aside")).toContainText("It is settled on the list.");

  await page.locator(".agenda > li").first().getByRole("link", { name: /^Change/ }).click();
  await page.locator("#postpone").getByLabel("Why").fill("The one who knows is away.");
  await page.getByRole("button", { name: "Postpone to the next meeting" }).click();
  await expect.poll(() => titles(page)).not.toContain(before[0]);
  await page.getByText("What is not on this agenda any more").click();
  await page.locator(".agenda-aside").getByRole("link").first().click();
  await expect.poll(() => titles(page)).toContain(before[0]);
});

test("of two who order at once the second looks again first", async ({ browser, installation, javaScriptEnabled, page }) => {
  test.setTimeout(90_000);
  await installation.serve("--demo");
  const before = await whole(page, installation.url);
  const other = await browser.newPage({ javaScriptEnabled });
  await become(other, COMMITTEE, installation.url);
  await other.goto(`${installation.url}/toc/agenda`);
  await page.getByRole("button", { name: `Later: ${before[0]}`, exact: true }).click();
  await expect.poll(() => titles(page)).toEqual([before[1], before[0], ...before.slice(2)]);
  await other.getByRole("button", { name: `Later: ${before[1]}`, exact: true }).click();
  await expect(other.getByRole("alert")).toContainText("Someone else changed this meanwhile.");
  expect(await titles(other)).toEqual([before[1], before[0], ...before.slice(2)]);
  await other.close();
});

test("with a script an agenda is ordered by keys and by dragging, without leaving the page", { tag: "@javascript" }, async ({ installation, page }) => {
  test.setTimeout(90_000);
  await installation.serve("--demo");
  const before = await whole(page, installation.url);
  await page.evaluate(() => {
    document.body.dataset["here"] = "";
  });
  await page.getByRole("button", { name: `Later: ${before[0]}`, exact: true }).focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => titles(page)).toEqual([before[1], before[0], ...before.slice(2)]);
  await expect(page.locator(".agenda-status")).toHaveText(`“${before[0]}” is number 2 of ${before.length}.`);
  await expect(page.getByRole("button", { name: `Later: ${before[0]}`, exact: true })).toBeFocused();
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => titles(page)).toEqual(before);
  await page.keyboard.press("Tab");

  const items = page.locator(".agenda > li");
  // Its lower half is behind it.
  const height = (await items.nth(2).boundingBox())?.height ?? 0;
  await items.nth(0).locator(".agenda-handle").dragTo(items.nth(2), { targetPosition: { x: 200, y: height - 5 } });
  await expect.poll(async () => (await titles(page)).indexOf(before[0] ?? "")).toBe(2);
  await expect(page.locator("body[data-here]")).toHaveCount(1);
  await page.reload();
  expect((await titles(page)).indexOf(before[0] ?? "")).toBe(2);
});

test("an agenda prints without what only a screen can use", async ({ installation, page }) => {
  test.setTimeout(90_000);
  await installation.serve("--demo");
  const all = await whole(page, installation.url);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(all[0] ?? "").first()).toBeVisible();
  for (const part of [".agenda-ways", ".agenda-add", ".agenda-handle", ".agenda-keys", ".navigation"]) {
    for (const element of await page.locator(part).all()) {
      await expect(element, part).toBeHidden();
    }
  }
});

test("axe finds nothing on what those who run a meeting see", { tag: "@javascript" }, async ({ installation, page }) => {
  test.slow();
  await installation.serve("--demo");
  const check = async (what: string) => {
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
      expect.soft(found, `${what}, ${width} wide`).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth), what).toBeLessThanOrEqual(320);
    await page.setViewportSize({ width: 1280, height: 900 });
  };
  await become(page, COMMITTEE, installation.url);
  await page.goto(`${installation.url}/toc/agenda`);
  await check("what is open beside the agenda");
  await whole(page, installation.url);
  await page.getByText("Ask for an item").click();
  await check("the whole agenda with the form");
  await page.locator(".agenda > li").first().getByRole("link", { name: /^Change/ }).click();
  await check("an item");
});
