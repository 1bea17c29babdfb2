/** Minutes from the draft to a corrected version, notes that are pasted, recordings, action items. */

import { actAs } from "../acting.ts";
import { expect, open, test } from "../test.ts";

const TOC = "amara-osei";

test("the demo has minutes that were corrected, and what changed can be read", async ({ page }) => {
  await open(page, "/history?about=meetings");
  await page.getByRole("main").getByRole("link", { name: /TOC meeting/ }).first().click();
  await open(page, "/groups/routing/minutes");
  const main = page.getByRole("main");
  await expect(main).toContainText(/Decision \d{4}-\d{3}: Refusals are not retried\./);
  await expect(main).toContainText(/Action Bjarki Torleifsvarn, by [^:]+: Find out why it restarted/);
  await expect(main).not.toContainText("/action");
  await expect(main).toContainText("The new route table is on in three harbours.");
  await main.getByRole("heading", { name: /^TOC meeting/ }).first().getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Minutes: TOC meeting");
  await expect(main).toContainText("in ten weeks");
  await page.getByRole("link", { name: "What changed in version 2" }).click();
  await expect(page.locator("del").first()).toContainText("eight");
  await expect(page.locator("ins").first()).toContainText("ten");
});

test("a group’s page tells which meetings concerned it", async ({ page }) => {
  await open(page, "/groups/routing");
  const said = page.locator("#minutes");
  await expect(said).toContainText("Retries across two groups");
  await said.getByRole("link", { name: "All that meetings said of the group" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What meetings said of Routing");
});

test("pasted notes are shown as what they would become, and taken in to the letter", async ({ installation, page }) => {
  await installation.serve("--demo");
  const site = installation.url;
  await actAs(page, site, TOC);
  await open(page, `${site}/meetings/series/toc-meeting`);
  await page.getByRole("link", { name: "Paste notes that were kept elsewhere" }).click();
  await page.getByLabel("The document").fill("Nothing with a day.");
  await page.getByRole("button", { name: "Show what it would become" }).click();
  await expect(page.getByText("No line of this text begins a meeting")).toBeVisible();
  await page.getByLabel("The document").fill(
    "## March 3, 2020\n\n**Attendees**:\n\n* Amara Osei\n\n**Topics**\n\n* Routing: the old table\n    * AI: Amara to look\n    * Decision: keep it\n",
  );
  await page.getByRole("button", { name: "Show what it would become" }).click();
  const preview = page.locator("#preview");
  await expect(preview).toContainText("One meeting would be taken in.");
  await expect(preview).toContainText("Routing: the old table");
  await expect(preview).toContainText("about Routing");
  await expect(preview).toContainText("Decided: keep it");
  await page.getByRole("button", { name: "Take these meetings in" }).click();
  await expect(page.getByText("The pasted notes are taken in")).toBeVisible();
  await expect(page.locator(".document")).toContainText("Routing: the old table");
  await expect(page.getByRole("main")).toContainText("Published");

  // Several at once are shown where the meetings that were are listed.
  await open(page, `${site}/meetings/series/toc-meeting/notes`);
  await page.getByLabel("The document").fill("## March 10, 2020\n\n* The new table\n\n## March 17, 2020\n\n* The newer table\n");
  await page.getByRole("button", { name: "Show what it would become" }).click();
  await page.getByRole("button", { name: "Take these meetings in" }).click();
  await expect(page.getByText("The pasted notes are taken in: each of their meetings is here")).toBeVisible();
});

test("a recording is said to be missing, then published, and a bad link is refused at its field", async ({ installation, page }) => {
  await installation.serve("--demo");
  const site = installation.url;
  await actAs(page, site, TOC);
  await open(page, `${site}/meetings?view=past`);
  await page.getByRole("main").getByRole("link", { name: "Combined working group meeting" }).first().click();
  await page.getByRole("link", { name: "The minutes by themselves" }).click();
  await page.getByText("Say what became of it").click();
  await page.getByLabel("The recording is").selectOption("published");
  await page.getByLabel("Where it is").fill("javascript:alert(1)");
  await page.getByRole("button", { name: "Note it" }).click();
  await expect(page.getByText("beginning with https://").first()).toBeVisible();
  await page.getByLabel("Where it is").fill("https://video.tidewater.example/watch/1");
  await page.getByRole("button", { name: "Note it" }).click();
  await expect(page.getByRole("link", { name: "Watch it at video.tidewater.example" })).toBeVisible();
  await expect(page.getByText("It can only be shown there.")).toBeVisible();
});

test("an action item is open until whoever said so has done it", async ({ installation, page }) => {
  await installation.serve("--demo");
  const site = installation.url;
  await actAs(page, site, "bjarki-t");
  await open(page, `${site}/actions`);
  const own = page.locator("#yours");
  await expect(own).toContainText("Find out why it restarted");
  await own.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("It is done. It leaves the agendas.")).toBeVisible();
  await expect(page.locator("#yours")).toHaveCount(0);
  await open(page, `${site}/actions?state=done`);
  await expect(page.getByRole("main")).toContainText("Find out why it restarted");
});

test("a recording is shown in its player only to whoever asks for it", async ({ page }) => {
  const elsewhere: string[] = [];
  await page.route(/^https:\/\/(?!127\.0\.0\.1|localhost)/, (route) => {
    elsewhere.push(new URL(route.request().url()).host);
    return route.abort();
  });
  await open(page, "/groups/routing/minutes");
  await page.getByRole("main").getByRole("heading", { name: /^Routing review/ }).first().getByRole("link").click();
  await expect(page.getByRole("link", { name: "Watch it at media.tidewater.example" })).toBeVisible();
  expect(elsewhere).toEqual([]);
  await page.getByRole("link", { name: "Show the player here" }).click();
  await expect(page.getByText("This page loads the player from media.tidewater.example")).toBeVisible();
  await expect(page.locator("video")).toHaveAttribute("src", /^https:\/\/media\.tidewater\.example\//);
  await expect.poll(() => elsewhere).toContain("media.tidewater.example");
});
