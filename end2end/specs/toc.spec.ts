import { actAs, committee, state } from "../acting.ts";
import { signInAs } from "../sign-in.ts";
import { expect, test } from "../test.ts";

test("the committee’s queue shows what needs the reader first, and all that is needed to decide in one view", async ({ installation, page }) => {
  await installation.serve("--demo");
  await signInAs(page, "On the oversight committee", installation.url);
  await page.goto(`${installation.url}/toc`);
  const rows = page.locator(".queue > li");
  await expect(rows).toHaveCount(4);
  await expect(rows.filter({ hasText: "Rename Shore Power" })).toContainText("Can be decided now: approve it.");
  await expect(rows.last()).toContainText("Changes requested");
  const entry = page.locator("#entry");
  await rows.getByRole("link", { name: "Form Cost Insight" }).click();
  await expect(page).toHaveURL(/\/toc\/4#entry$/);
  await expect(entry.getByRole("heading", { name: "Form Cost Insight" })).toBeVisible();
  for (const part of ["The rule", "Lead rules", "Groups that overlap", "Positions", "Concerns", "Discussion"]) {
    await expect(entry.getByRole("heading", { name: part, exact: true })).toBeVisible();
  }
  await expect(rows.filter({ hasText: "Change the leads of Observability" })).toContainText("Open concern: Two leads of one company");
});

test("a member states, comments, holds and lifts without leaving the queue", async ({ installation, page }) => {
  await installation.serve("--demo");
  const [first = ""] = await committee(page, installation.url);
  await actAs(page, installation.url, first);
  await page.goto(`${installation.url}/toc/5`);
  // What is missing is said where it was typed, in the queue.
  await page.locator("#position").getByLabel("Approve").check();
  await page.locator("#position").getByLabel("Why", { exact: true }).fill("");
  await page.locator("#position").getByRole("button").click();
  await expect(page).toHaveURL(/\/toc\/5\/position$/);
  await expect(page.getByText("Say why: your reasons stand beside your position.")).toBeVisible();
  await state(page, "Decline", "Two leads of one company are one too many.");
  await expect(page).toHaveURL(/\/toc\/5\?done=position#entry$/);
  await page.getByLabel("Say something").fill("Who else would do it?");
  await page.getByRole("button", { name: "Comment" }).click();
  await expect(page).toHaveURL(/\/toc\/5\?done=comment/);
  await expect(page.locator(".comments")).toContainText("Who else would do it?");
  await page.getByText("Hold the decision").click();
  await page.locator("details", { hasText: "Hold the decision" }).getByLabel("Why").fill("I ask around.");
  await page.getByRole("button", { name: "Hold", exact: true }).click();
  await expect(page.locator(".queue > li").filter({ hasText: "Observability" })).toContainText("You hold it");
  await page.getByRole("button", { name: "Lift my hold" }).click();
  await expect(page).toHaveURL(/\/toc\/5\?done=released#entry$/);
});

test("keys move through the queue, open a proposal, and lead to the next and the previous one", { tag: "@javascript" }, async ({ installation, page }) => {
  await installation.serve("--demo");
  await signInAs(page, "On the oversight committee", installation.url);
  await page.goto(`${installation.url}/toc`);
  const titles = await page.locator(".queue-title").allTextContents();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(page.locator(":focus")).toHaveText(titles[1] ?? "");
  await page.keyboard.press("k");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.locator("#entry-title")).toHaveText(titles[1] ?? "");
  await page.keyboard.press("n");
  await expect(page.locator("#entry-title")).toHaveText(titles[2] ?? "");
  await page.keyboard.press("p");
  await expect(page.locator("#entry-title")).toHaveText(titles[1] ?? "");
});

test("a position from before the last change is confirmed by sending it again", async ({ installation, page }) => {
  await installation.serve("--demo");
  const seats = await committee(page, installation.url);
  let confirmed = false;
  for (const seat of seats) {
    await actAs(page, installation.url, seat);
    await page.goto(`${installation.url}/toc/4`);
    const button = page.getByRole("button", { name: "Confirm this position" });
    if ((await button.count()) > 0) {
      await expect(page.locator(".queue > li[aria-current]")).toContainText("Confirm your position");
      await button.click();
      await expect(page.getByText("Your position is stated.")).toBeVisible();
      await expect(page.getByRole("button", { name: "Change position" })).toBeVisible();
      await page.getByText("Stated before").first().click();
      await expect(page.locator("#positions")).toContainText("on revision 1");
      confirmed = true;
    }
  }
  expect(confirmed).toBe(true);
});
