import { expect, open, test, type Page } from "../test.ts";

/** Signs in to the demo as someone. */
async function be(page: Page, handle: string): Promise<void> {
  await open(page, "/sign-in/demo");
  await page.locator(`button[name=person][value="${handle}"]`).first().click();
  await expect(page.locator(".account-menu")).toBeVisible();
}

test("the queue says what is proposed, whose turn it is and what is still needed", async ({ page }) => {
  await open(page, "/proposals");
  const queue = page.getByRole("main");
  await expect(queue.getByRole("link", { name: "Form Cost Insight" })).toBeVisible();
  await expect(queue).toContainText("1 open concern");
  await expect(queue).toContainText("Changes requested");
  await queue.getByRole("link", { name: "Decided or withdrawn" }).click();
  await expect(queue.getByRole("link", { name: "Form Outreach" })).toBeVisible();
});

test("a proposal shows who stated what and why, and what changed between its revisions", async ({ page }) => {
  await open(page, "/proposals/4");
  await expect(page.getByRole("heading", { name: "Form Cost Insight" })).toBeVisible();
  await expect(page.locator("#positions")).toContainText("before the last change");
  await page.getByRole("link", { name: "What changed" }).click();
  await expect(page.locator(".line-added").first()).toContainText("Observability");
});

test("a decision has a number and an address of its own, and can be found by its words", async ({ page }) => {
  await open(page, "/decisions");
  await page.getByLabel("With the words").fill("outreach");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("link", { name: /Form Outreach/ }).click();
  await expect(page).toHaveURL(/\/decisions\/\d{4}-001$/);
  await expect(page.getByRole("main")).toContainText("substantial architectural areas");
});

test("whoever is not on the committee is told who decides", async ({ page }) => {
  await open(page, "/toc", 401);
  await expect(page.getByRole("heading", { name: "Sign in to go on" })).toBeVisible();
});
