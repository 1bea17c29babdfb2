import { AxeBuilder } from "@axe-core/playwright";
import { signInAsAdministrator } from "../administrator.ts";
import { expect, open, test, type Page } from "../test.ts";

/** A day that is still to come. */
const LATER = new Date(Date.now() + 40 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

async function edit(page: Page, url: string): Promise<void> {
  await signInAsAdministrator(page, url);
  await open(page, `${url}/admin/policy`);
}

function show(page: Page): Promise<void> {
  return page.getByRole("button", { name: "Show what changes" }).last().click();
}

test("the rules are changed: a wrong number is named, the change is shown, and adopted from a later day", async ({ page, installation }) => {
  await installation.serve("--demo");
  await edit(page, installation.url);
  await page.getByLabel("Most leads").fill("several");
  await page.getByLabel("Why").fill("Groups have grown.");
  await page.getByLabel("The day from which it holds").fill(LATER);
  await show(page);
  const main = page.getByRole("main");
  await expect(main.getByRole("alert")).toContainText("“several” is no whole number.");
  await expect(page.getByLabel("Most leads")).toHaveValue("several");
  await expect(page.getByLabel("Why")).toHaveValue("Groups have grown.");

  await page.getByLabel("Most leads").fill("1");
  await show(page);
  await expect(main).toContainText("The most leads cannot be less than the fewest.");

  await page.getByLabel("Most leads").fill("5");
  await show(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Version \d+: what changes$/);
  await expect(main.locator("ins")).toContainText("A group has 2 to 5 leads.");
  await expect(main.getByRole("heading", { name: "What it means for the groups" })).toBeVisible();

  await page.getByRole("button", { name: "Change something" }).click();
  await expect(page.getByLabel("Most leads")).toHaveValue("5");
  await show(page);
  await page.getByRole("button", { name: /^Adopt version/ }).click();
  await expect(page).toHaveURL(/\/policy\?version=\d+&done=adopted$/);
  await expect(main).toContainText("was adopted.");
  await expect(main).toContainText("This version is still to come");
  await page.getByRole("link", { name: "Read the rules of today" }).click();
  await expect(main).toContainText("A new version holds from");
  await expect(main).toContainText("A group has 2 or 3 leads.");
});

test("whoever is slower sees what was adopted meanwhile, and keeps what they typed", async ({ page, browser, installation }) => {
  await installation.serve("--demo");
  await edit(page, installation.url);
  await page.getByLabel("Most leads").fill("6");
  await page.getByLabel("Why").fill("I was first, I thought.");

  const other = await (await browser.newContext()).newPage();
  await edit(other, installation.url);
  await other.getByLabel("A roadmap looks ahead, months").fill("9");
  await other.getByLabel("Why").fill("Plans are longer now.");
  await show(other);
  await other.getByRole("button", { name: /^Adopt version/ }).click();
  await expect(other).toHaveURL(/done=adopted$/);
  await other.close();

  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await show(page);
  expect((await answer).status()).toBe(409);
  const main = page.getByRole("main");
  await expect(main.getByRole("alert").first()).toContainText("was adopted while you were writing");
  await expect(main.locator("ins")).toContainText("9 months ahead");
  await expect(page.getByLabel("Most leads")).toHaveValue("6");
  await show(page);
  await expect(page.getByRole("button", { name: /^Adopt version/ })).toBeVisible();
});

test("a preset fills the form, and rows are added and removed", async ({ page, installation }) => {
  await installation.serve("--demo");
  await edit(page, installation.url);
  await page.getByRole("button", { name: "Kubernetes-like" }).click();
  await expect(page.getByLabel("What these rules are called")).toHaveValue("Kubernetes-like preset");
  await expect(page.getByLabel("Special interest group")).toBeChecked();
  await expect(page.getByLabel("Chair", { exact: true })).toBeChecked();
  const keys = page.getByLabel(/^Key, task/);
  const before = await keys.count();
  await page.getByLabel("Key, task 1").first().fill("");
  await page.getByLabel("What is to be done, task 1").first().fill("");
  await page.getByRole("button", { name: "More empty rows" }).first().click();
  await expect(keys).toHaveCount(before - 1);
});

test("the form is accessible and fits a phone", { tag: "@javascript" }, async ({ page, installation }) => {
  await installation.serve("--demo");
  await page.setViewportSize({ width: 320, height: 800 });
  await edit(page, installation.url);
  await page.getByLabel("Most leads").fill("");
  await show(page);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations).toEqual([]);
});
