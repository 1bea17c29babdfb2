import { addressOf, ORGANIZATION, PERSON } from "../pages.ts";
import { expect, open, test } from "../test.ts";

const ROWS = '[data-keys="list"] > li';

test("someone is found by the beginning of a name, and what was typed stays", async ({ page }) => {
  await open(page, "/people");
  const name = await page.locator(`${ROWS} a[href^="/people/"]`).first().innerText();
  const beginning = name.split(" ").at(-1)?.slice(0, 4) ?? "";
  const search = page.getByRole("search", { name: "People" });
  await search.getByLabel("Name or account").fill(beginning);
  await search.getByRole("button", { name: "Show" }).click();
  await expect(search.getByLabel("Name or account")).toHaveValue(beginning);
  await expect(page.locator(ROWS).getByRole("link", { name })).toBeVisible();
  await search.getByRole("link", { name: "Clear" }).click();
  await expect(page).toHaveURL(/\/people$/);
});

test("a name that nobody has is said to be so, and what was typed stays", async ({ page }) => {
  await open(page, "/people?name=zzzzzz");
  await expect(page.getByLabel("Name or account")).toHaveValue("zzzzzz");
  await expect(page.locator(".empty-title")).toContainText("“zzzzzz”");
  await expect(page.locator(ROWS)).toHaveCount(0);
  await page.getByRole("link", { name: "Look among everyone in the record" }).click();
  await expect(page).toHaveURL(/who=everyone/);
  await expect(page.locator(".empty-title")).toContainText("“zzzzzz”");
});

test("the lists of people are pages of their own", async ({ page }) => {
  await open(page, "/people");
  const tabs = page.getByRole("navigation", { name: "Which people" });
  await expect(tabs.getByRole("link", { name: "With a seat" })).toHaveAttribute("aria-current", "page");
  await tabs.getByRole("link", { name: "Members" }).click();
  await expect(page).toHaveURL(/who=members/);
  await expect(tabs.getByRole("link", { name: "Members" })).toHaveAttribute("aria-current", "page");
  await expect(page.locator(ROWS).first()).toBeVisible();
});

test("a person's page tells their seats, organizations and history", async ({ page }) => {
  const address = await addressOf(page, PERSON);
  await open(page, address);
  const name = await page.getByRole("heading", { level: 1 }).innerText();
  await expect(page).toHaveTitle(new RegExp(`^${name} · `));
  const main = page.getByRole("main");
  for (const part of ["Seats", "Organizations", "What happened", "Standing"]) {
    await expect(main.getByRole("heading", { name: part, exact: true })).toBeVisible();
  }
  await main.getByRole("link", { name: "Everything that happened" }).click();
  await expect(page).toHaveURL(/\/history\?person=/);
  await expect(page.locator('main [data-keys="list"] > li').first()).toBeVisible();
});

test("organizations say who leads where, and lead to their people", async ({ page }) => {
  await open(page, "/organizations");
  const table = page.getByRole("table");
  await expect(table.getByRole("columnheader").first()).toHaveText("Organization");
  const address = await addressOf(page, ORGANIZATION);
  await open(page, address);
  await page.locator(`${ROWS} a[href^="/people/"]`).first().click();
  await expect(page).toHaveURL(/\/people\//);
});
