import { expect, open, test } from "../test.ts";

test("the rules are told in words, with why they were adopted", async ({ page }) => {
  await open(page, "/policy");
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { name: "Leads", exact: true })).toBeVisible();
  await expect(main.getByRole("heading", { name: "Why it was adopted" })).toBeVisible();
  await expect(main.locator("ul.rules > li").first()).toBeVisible();
});

test("a former version says that it no longer holds, and leads back to the one that does", async ({ page }) => {
  await open(page, "/policy");
  await page.getByRole("link", { name: "Version 1", exact: true }).click();
  await expect(page).toHaveURL(/version=1$/);
  await expect(page).toHaveTitle(/^Policy, version 1 · /);
  await expect(page.getByRole("main")).toContainText("This is not the version that holds today.");
  await page.getByRole("link", { name: "Read the rules of today" }).click();
  await expect(page).toHaveURL(/\/policy$/);
});

test("two versions are compared", async ({ page }) => {
  await open(page, "/policy");
  await page.getByRole("link", { name: /^Compare with 1\s*: version 2$/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Policy: versions 1 and 2");
  const main = page.getByRole("main");
  await expect(main.locator("ins").first()).toBeVisible();
  await expect(main.locator("del").first()).toBeVisible();

  const form = main.locator("form");
  await form.getByLabel("From").selectOption("2");
  await form.getByLabel("To").selectOption("2");
  await form.getByRole("button", { name: "Compare" }).click();
  await expect(page).toHaveURL(/from=2&to=2$/);
  await expect(main).toContainText("Both versions say the same.");
});

test("a version that never was is not found", async ({ page }) => {
  await open(page, "/policy?version=99", 404);
  await open(page, "/policy/diff?from=98&to=99", 404);
});
