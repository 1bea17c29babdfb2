/** A meeting of the committee as it happens: several write at once, one of them without a connection for a while. */

import type { Browser, BrowserContext } from "@playwright/test";

import { actAs } from "../acting.ts";
import { expect, test, type Page } from "../test.ts";

const PEOPLE = ["amara-osei", "jonas-lindqvist", "chidinma-azubogu"] as const;

/** The live page of the committee's next meeting. */
async function nextMeeting(page: Page, site: string): Promise<string> {
  await page.goto(`${site}/meetings/series/toc-meeting/next`);
  return `${page.url().replace(/[?#].*$/, "")}/live`;
}

/** Puts an item on the agenda from the live page. */
async function add(page: Page, title: string): Promise<void> {
  await page.getByText("Add an item").click();
  await page.getByLabel("What it is about").fill(title);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.locator("#live-agenda").getByRole("link", { name: title })).toBeVisible();
}

/** A browser of its own in which somebody has the meeting open. */
async function joins(browser: Browser, site: string, address: string, who: string, javaScriptEnabled = true): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({ javaScriptEnabled, locale: "en-GB" });
  const page = await context.newPage();
  await actAs(page, site, who);
  await page.goto(address);
  return [context, page];
}

/** Goes to an item that is not the current one, on an agenda on which others may stand before it. */
async function goTo(page: Page, title: string): Promise<void> {
  const go = page.getByRole("button", { name: new RegExp(`Go there\\W+${title}`) });
  const there = page.locator(".live-item[data-current]", { hasText: title });
  // Neither is on the page before the meeting has begun.
  await expect(go.or(there).first()).toBeVisible();
  if (await go.isVisible()) {
    await go.click();
  }
  await expect(there).toBeVisible();
}

const notes = (page: Page, title: string) => page.getByRole("textbox", { name: `Notes: ${title}` });

/** Types at the end of the notes, as a hand does. */
async function type(page: Page, title: string, text: string): Promise<void> {
  await notes(page, title).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(text, { delay: 5 });
}

test("three browsers in a meeting of the committee, one of them offline for a while", { tag: "@javascript" }, async ({ installation, page, browser }) => {
  test.setTimeout(120_000);
  await installation.serve("--demo");
  const site = installation.url;
  await actAs(page, site, PEOPLE[0]);
  const address = await nextMeeting(page, site);
  await page.goto(address);
  await add(page, "Retries");
  await add(page, "Budget");
  const [, jonas] = await joins(browser, site, address, PEOPLE[1]);
  const [line, chidinma] = await joins(browser, site, address, PEOPLE[2]);

  // Begun by one, it is under way for all, without loading the page again.
  await page.getByRole("button", { name: "Begin the meeting" }).click();
  await goTo(page, "Retries");
  for (const one of [jonas, chidinma]) {
    await expect(one.locator("#live-head")).toContainText("In session");
    await expect(one.locator(".live-item[data-current]")).toContainText("Retries");
    await expect(one.locator("#live-agenda .live-clock")).toHaveText(/^\d+:\d\d/);
    await one.getByRole("button", { name: "I am here" }).click();
    await expect(one.getByRole("button", { name: "I am here" })).toHaveCount(0);
  }
  await expect(page.locator("#live-head")).toContainText("Here: 2 of");

  // What one writes the others see; what they write on the same item at once is all there.
  await type(page, "Retries", "Amara: three is too many.\n");
  await expect(notes(jonas, "Retries")).toHaveValue(/three is too many/);
  await expect(notes(chidinma, "Retries")).toHaveValue(/three is too many/);
  await Promise.all([
    type(jonas, "Retries", "Jonas: one is enough.\n"),
    type(chidinma, "Retries", "Chidinma: it depends.\n"),
  ]);
  for (const one of [page, jonas, chidinma]) {
    await expect(notes(one, "Retries")).toHaveValue(/one is enough[^]*it depends|it depends[^]*one is enough/);
  }

  // One loses the connection and goes on writing; so do the others.
  await line.setOffline(true);
  await type(chidinma, "Retries", "Chidinma: said in a tunnel.\n");
  await expect(chidinma.locator("#live-status")).toContainText("No connection.");
  await type(page, "Retries", "Amara: noted meanwhile.\n");
  await expect(notes(jonas, "Retries")).toHaveValue(/noted meanwhile/);
  await expect(notes(jonas, "Retries")).not.toHaveValue(/in a tunnel/);
  await line.setOffline(false);
  for (const one of [page, jonas, chidinma]) {
    await expect(notes(one, "Retries")).toHaveValue(/in a tunnel/, { timeout: 15_000 });
    await expect(notes(one, "Retries")).toHaveValue(/noted meanwhile/);
  }

  // Lines that do something do it as they are typed.
  await type(jonas, "Retries", "/decision One retry, then an answer.\n/action @amara-osei by 2099-12-04 Change the default\n");
  for (const one of [page, chidinma]) {
    await expect(one.locator(".live-decision")).toContainText("One retry, then an answer.");
    await expect(one.locator(".live-item .live-action")).toContainText("Amara Osei, by 4 December 2099: Change the default");
  }

  // What is decided gets a number, which everyone sees where the decision stands.
  await page.locator(".live-decision").getByRole("link", { name: "Record as a decision" }).click();
  await expect(page.getByLabel("What was decided")).toHaveValue("One retry, then an answer.");
  await expect(page.getByLabel("Reasons")).toHaveValue(/three is too many/);
  await page.getByRole("button", { name: "Record it" }).click();
  await expect(page.getByText("The decision is recorded, under the number")).toBeVisible();
  const number = jonas.locator(".live-decision").getByRole("link", { name: /^Decision \d{4}-\d{3}$/ });
  await expect(number).toBeVisible();
  const decision = ((await number.textContent()) ?? "").replace("Decision ", "");

  // The next item by a key, for everyone.
  await page.locator("h1").click();
  await page.keyboard.press("n");
  for (const one of [page, jonas, chidinma]) {
    await expect(one.locator(".live-item[data-current]")).toContainText("Budget");
  }

  await page.getByRole("button", { name: "End the meeting" }).click();
  await expect(page.getByText("The meeting is over.")).toBeVisible();
  await expect(jonas.locator("#live-head")).toContainText("Over");
  await page.getByRole("link", { name: "The draft of the minutes" }).click();
  const minutes = page.locator(".document");
  for (const words of ["three is too many", "one is enough", "it depends", "in a tunnel", "noted meanwhile", `Decision ${decision}: One retry`, "Nothing was noted."]) {
    await expect(minutes).toContainText(words);
  }
  await expect(page.locator("#actions")).toContainText("Change the default");
  await minutes.getByRole("link", { name: decision }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("One retry, then an answer.");
  await expect(page.getByRole("main")).toContainText("by the committee");
});

test("what was typed when the browser ended is sent when the page is opened again", { tag: "@javascript" }, async ({ installation, page }) => {
  await installation.serve("--demo");
  await actAs(page, installation.url, PEOPLE[0]);
  const address = await nextMeeting(page, installation.url);
  await page.goto(address);
  await add(page, "Retries");
  await page.route("**/live/notes/*", (route) => route.abort());
  await type(page, "Retries", "Not to be lost.");
  await expect(page.locator("#live-status")).toContainText("No connection.");
  await page.goto("about:blank");
  await page.unroute("**/live/notes/*");
  await page.goto(address);
  await expect(notes(page, "Retries")).toHaveValue("Not to be lost.");
});

test("the same meeting without a script: by saving and by loading the page again", { tag: "@plain" }, async ({ installation, page, browser }) => {
  await installation.serve("--demo");
  const site = installation.url;
  await actAs(page, site, PEOPLE[0]);
  const address = await nextMeeting(page, site);
  await page.goto(address);
  await add(page, "Retries");
  await add(page, "Budget");
  await page.getByRole("button", { name: "Begin the meeting" }).click();
  await goTo(page, "Retries");
  const [, jonas] = await joins(browser, site, address, PEOPLE[1], false);
  await jonas.getByRole("button", { name: "I am here" }).click();
  await expect(jonas.getByText("You are on the roll.")).toBeVisible();

  const save = (one: Page) => one.locator(".live-item[data-current]").getByRole("button", { name: "Save the notes" }).click();
  await notes(page, "Retries").fill("Amara: three is too many.\n/decision One retry.");
  await save(page);
  await expect(page.locator(".live-decision")).toContainText("One retry.");
  // The other has the page from before: what the first wrote stays.
  await notes(jonas, "Retries").fill("Jonas: one is enough.");
  await save(jonas);
  await expect(notes(jonas, "Retries")).toHaveValue(/three is too many/);
  await expect(notes(jonas, "Retries")).toHaveValue(/one is enough/);

  await page.getByRole("button", { name: "Next item" }).click();
  await expect(page.locator(".live-item[data-current]")).toContainText("Budget");
  await jonas.goto(address);
  await expect(jonas.locator(".live-item[data-current]")).toContainText("Budget");
  await page.getByRole("button", { name: "End the meeting" }).click();
  await page.getByRole("link", { name: "The draft of the minutes" }).click();
  await expect(page.locator(".document")).toContainText("one is enough");
  // What was decided is named until it has a number.
  await expect(page.getByRole("complementary")).toContainText("not recorded as a decision yet");
  await page.locator("#decisions").getByRole("link", { name: "Record as a decision" }).click();
  await page.getByLabel("Reasons").fill("");
  await page.getByRole("button", { name: "Record it" }).click();
  await expect(page.getByText("Say why.")).toBeVisible();
  await page.getByLabel("Reasons").fill("More of them made it worse.");
  await page.getByRole("button", { name: "Record it" }).click();
  await expect(page.getByText("the minutes link its number")).toBeVisible();
  await expect(page.locator(".document").getByRole("link", { name: /^\d{4}-\d{3}$/ })).toBeVisible();
  await expect(page.getByText("not recorded as a decision yet")).toHaveCount(0);
});
