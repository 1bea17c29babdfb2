import { signInAs } from "../sign-in.ts";
import { expect, open, test } from "../test.ts";

test("the announcements say what is new, by whom and for which group, and can be narrowed to one", async ({ page }) => {
  await open(page, "/announcements");
  const list = page.getByRole("main");
  await expect(list).toContainText("The yearly survey of harbours is open");
  await expect(list).toContainText("Proposed: Form Cost Insight");
  await expect(list).toContainText("Taken back");
  await open(page, "/groups/routing");
  await page.getByRole("link", { name: "All its announcements" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Announcements of Routing");
  await page.getByRole("link", { name: "Routing reviews on Thursdays from now on" }).click();
  await expect(page.getByRole("main")).toContainText("Proposals in by Tuesday noon");
});

test("the feed has what holds, with addresses that a feed reader can follow", async ({ request }) => {
  const answer = await request.get("/announcements.atom");
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toContain("application/atom+xml");
  const feed = await answer.text();
  expect(feed).toContain("<title>The yearly survey of harbours is open</title>");
  expect(feed).not.toContain("Dashboards move to a new address tonight");
  expect(feed).toMatch(/<link href="http:\/\/127\.0\.0\.1:\d+\/announcements\/\d+" rel="alternate"/);
  const again = await request.get("/announcements.atom", { headers: { "if-none-match": answer.headers()["etag"] ?? "" } });
  expect(again.status()).toBe(304);
  expect((await request.get("/announcements.atom?group=no-such-group")).status()).toBe(404);
});

test("a lead writes an announcement, sees how it will stand, and posts it", async ({ installation, page }) => {
  await installation.serve("--demo");
  await signInAs(page, "A lead of a group", installation.url);
  await page.goto(installation.url);
  await page.locator('aside .people a[href^="/groups/"]').first().click();
  await page.getByRole("link", { name: "Announce something" }).click();
  await page.getByLabel("Title").fill("We have a new recording");
  await page.getByLabel("Text").fill("It is **long**, and worth it.");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.locator(".announcement-preview strong")).toHaveText("long");
  await expect(page.getByLabel("Title")).toHaveValue("We have a new recording");
  await page.getByRole("button", { name: "Post the announcement" }).click();
  await expect(page.getByText("It is announced")).toBeVisible();
  await page.goto(installation.url);
  await expect(page.getByRole("link", { name: "We have a new recording" }).first()).toBeVisible();
});
