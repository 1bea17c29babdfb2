import { signInAs } from "../sign-in.ts";
import { expect, open, test } from "../test.ts";

test("the queue says what is proposed, whose turn it is and what is still needed", async ({ page }) => {
  await open(page, "/proposals");
  const queue = page.getByRole("main");
  await expect(queue.getByRole("link", { name: "Form Cost Insight" })).toBeVisible();
  await expect(queue).toContainText("one open concern");
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

test("a draft says what is missing, keeps what was typed, and becomes a proposal that the committee decides on", async ({ installation, page }) => {
  await installation.serve("--demo");
  await signInAs(page, "A lead of a group", installation.url);
  const own = await page.locator('.account-menu a[href^="/people/"]').getAttribute("href");
  const handle = own?.replace("/people/", "") ?? "";
  await page.goto(`${installation.url}/proposals/new`);
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await expect(page.getByRole("complementary")).toContainText("Write its mission.");

  await page.getByLabel("Name", { exact: true }).fill("Tide Tables");
  await page.getByLabel("Person 1").fill("nobody-at-all");
  await page.getByRole("button", { name: "Save the draft" }).click();
  await expect(page.getByText("The record knows nobody called “nobody-at-all”.").first()).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Tide Tables");

  await page.getByLabel("What it is for").fill("Publishes when the water comes.");
  await page.getByLabel("Mission").fill("Say when the water comes.");
  await page.getByLabel("Goals").fill("- A table for each harbour");
  await page.getByLabel("Scope: topics").fill("Tables, forecasts");
  await page.getByLabel("Person 1").fill(handle);
  await page.getByLabel("Item 1").fill("The first table");
  await page.getByRole("button", { name: "Submit to the committee" }).click();
  await expect(page.getByRole("heading", { name: "Form Tide Tables" })).toBeVisible();
  await expect(page.getByText("It is before the committee.")).toBeVisible();
  await page.getByRole("button", { name: "Accept" }).click();
  const proposal = new URL(page.url()).pathname;

  await page.context().clearCookies();
  await signInAs(page, "On the oversight committee", installation.url);
  await page.goto(`${installation.url}${proposal}`);
  await page.getByLabel("Form the group").check();
  await page.getByRole("button", { name: "State position" }).click();
  await expect(page.getByText("Say why: your reasons stand beside your position.")).toBeVisible();
  await expect(page.getByLabel("Form the group")).toBeChecked();
  await page.getByLabel("Why", { exact: true }).first().fill("Every harbour asks for it.");
  await page.getByRole("button", { name: "State position" }).click();
  await expect(page.locator("#positions")).toContainText("Every harbour asks for it.");
  await expect(page.locator(".lede")).toContainText("cannot be decided before");
});
