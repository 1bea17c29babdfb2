/** Meetings: the schedule as list and month, stable addresses, planning a series, moving and cancelling one. */

import { actAs } from "../acting.ts";
import { expect, open, test } from "../test.ts";

test("the schedule tells what is coming, a month at a glance and what was", async ({ page }) => {
  await open(page, "/meetings");
  const main = page.getByRole("main");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Meetings");
  await expect(main).toContainText("Most of the committee is at sea that week.");
  await expect(main).toContainText("Combined working group meeting");
  await page.getByRole("link", { name: "Month", exact: true }).click();
  await expect(page.getByRole("table")).toContainText("Routing review");
  await page.getByRole("navigation", { name: "Months" }).getByRole("link").last().click();
  await expect(page).toHaveURL(/month=\d{4}-\d{2}/);
  await page.getByRole("link", { name: "Past", exact: true }).click();
  await expect(main).toContainText("Combined working group meeting");
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(main.locator(".meetings-of-day li").first()).toBeVisible();
});

test("one meeting says when it is in both zones, where, and what changed", async ({ page }) => {
  await open(page, "/meetings/series/combined-working-group-meeting");
  await page.locator(".meetings-of-day li.meeting-moved a").first().click();
  const main = page.getByRole("main");
  await expect(main).toContainText("This meeting was moved.");
  await expect(main).toContainText("The harbours’ yearly meeting ends only then.");
  await expect(main.getByRole("link", { name: "Join" })).toHaveAttribute("href", "https://meet.tidewater.example/combined");
  await open(page, "/meetings?zone=Asia/Tokyo&of=committee");
  await expect(main).toContainText("Times are in Asia/Tokyo.");
  await expect(main).toContainText("in Europe/Berlin");
});

test("stable addresses lead to the next meeting, and calendars can be subscribed to", async ({ page, request }) => {
  await open(page, "/meetings/series/toc-meeting/next");
  await expect(page).toHaveURL(/\/meetings\/toc-meeting-\d{4}-\d{2}-\d{2}$/);
  await open(page, "/meetings/next");
  await expect(page).toHaveURL(/\/meetings\/[a-z-]+-\d{4}-\d{2}-\d{2}$/);
  for (const address of ["/meetings.ics", "/groups/routing/meetings.ics", "/meetings/series/toc-meeting/meetings.ics"]) {
    const answer = await request.get(address);
    expect(answer.status(), address).toBe(200);
    expect(answer.headers()["content-type"]).toBe("text/calendar; charset=utf-8");
    expect(await answer.text()).toContain("BEGIN:VTIMEZONE");
    const again = await request.get(address, { headers: { "if-none-match": answer.headers()["etag"] ?? "" } });
    expect(again.status(), address).toBe(304);
  }
});

test("a lead plans a series, sees its dates first, changes it, and moves, cancels and restores one", async ({ installation, page }) => {
  await installation.serve("--demo");
  const site = installation.url;
  await actAs(page, site, "kalyani-deshmukhe");
  await open(page, `${site}/groups/documentation/meetings`);
  await page.getByRole("link", { name: "Plan a series" }).click();
  await expect(page.getByLabel("Whose meetings")).toHaveValue("group:documentation");
  await page.getByLabel("What it is called").fill("Glossary hour");
  await page.getByLabel("Every", { exact: true }).fill("2");
  await page.getByLabel("Monday").first().check();
  await page.getByLabel("Wednesday").first().uncheck();
  await page.getByLabel("Begins at").fill("14:30");
  await page.getByLabel("Time zone").fill("Europe/Atlantis");
  await page.getByRole("button", { name: "Show the next dates" }).click();
  await expect(page.getByText("“Europe/Atlantis” is no time zone.")).toBeVisible();
  await page.getByLabel("Time zone").fill("Europe/Lisbon");
  await page.getByRole("button", { name: "Show the next dates" }).click();
  const dates = page.getByRole("region", { name: "What it comes to" });
  await expect(dates).toContainText("Every other week on Monday, 14:30 to 15:30 (Europe/Lisbon)");
  await expect(dates.getByRole("listitem")).toHaveCount(5);
  await page.getByRole("button", { name: "Plan series" }).click();
  await expect(page.getByText("The series is planned.")).toBeVisible();

  await page.getByRole("link", { name: "Change series" }).click();
  await page.getByLabel("Begins at").fill("15:00");
  await page.getByRole("button", { name: "Show the next dates" }).click();
  await page.getByRole("button", { name: "Change series" }).click();
  await expect(page.getByText("The series is changed.")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("15:00 to 16:00 (Europe/Lisbon)");

  await page.getByRole("link", { name: "The next one" }).click();
  await page.getByText("Move it").click();
  await page.getByLabel("Begins at").fill("17:15");
  await page.getByLabel("Why").first().fill("The room is taken.");
  await page.getByRole("button", { name: "Move meeting" }).click();
  await expect(page.getByText("The meeting is moved.")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("The room is taken.");
  await page.getByText("Cancel it").click();
  await page.getByLabel("Why").last().fill("Nobody can come.");
  await page.getByRole("button", { name: "Cancel meeting" }).click();
  await expect(page.getByText("This meeting does not take place.")).toBeVisible();
  await page.getByRole("button", { name: "Hold it after all" }).click();
  await expect(page.getByText("The meeting takes place after all.")).toBeVisible();

  await page.getByRole("link", { name: "The whole series" }).click();
  await page.getByText("End the series").click();
  await page.getByRole("button", { name: "End series" }).click();
  await expect(page.getByText("The series is ended.")).toBeVisible();
});

test("the committee plans one meeting; others are told who could", async ({ installation, page }) => {
  await installation.serve("--demo");
  const site = installation.url;
  await actAs(page, site, "okello-lutwamara");
  await open(page, `${site}/meetings/new`, 403);
  await actAs(page, site, "tevita-fonokalafi");
  await open(page, `${site}/meetings/new`);
  await page.getByLabel("Whose meeting").selectOption("combined");
  await page.getByLabel("What it is called").fill("Harbour day");
  await page.getByLabel("Day", { exact: true }).fill("2099-06-03");
  await page.getByLabel("Begins at").fill("10:00");
  await page.getByLabel("Time zone").fill("Pacific/Auckland");
  await page.getByRole("button", { name: "Plan meeting" }).click();
  await expect(page.getByText("The meeting is planned.")).toBeVisible();
  await expect(page).toHaveURL(/\/meetings\/harbour-day-2099-06-03/);
});

test("one's own calendar has an address that only its person knows, until it is revoked", async ({ installation, page }) => {
  await installation.serve("--demo");
  const site = installation.url;
  await actAs(page, site, "kalyani-deshmukhe");
  await open(page, `${site}/account/calendar`);
  await page.getByRole("button", { name: "Make an address" }).click();
  const address = await page.getByRole("link", { name: "My meetings (iCalendar)" }).getAttribute("href");
  const answer = await page.request.get(`${site}${address}`);
  expect(answer.status()).toBe(200);
  expect(await answer.text()).toContain("SUMMARY:Writing hour");
  await open(page, `${site}/account/calendar`);
  await page.getByRole("button", { name: "Revoke it" }).click();
  await expect(page.getByText("The address is revoked.")).toBeVisible();
  expect((await page.request.get(`${site}${address}`)).status()).toBe(404);
});
