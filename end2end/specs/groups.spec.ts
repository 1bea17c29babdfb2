import { expect, open, test } from "../test.ts";

const NAMES = ".lifelines-names a";

test("the lifelines have a table that says the same", async ({ page }) => {
  await open(page, "/groups");
  const names = await page.locator(NAMES).allInnerTexts();
  expect(names.length).toBeGreaterThan(5);
  await page.getByText("As a table", { exact: true }).last().click();
  const table = page.getByRole("table", { name: "Groups and what happened to them" });
  await expect(table).toBeVisible();
  expect(await table.getByRole("rowheader").allInnerTexts()).toEqual(names);
  for (const row of await table.locator("tbody tr").all()) {
    await expect(row.getByRole("listitem").first()).toContainText(/Formed, \d+ \w+ \d{4}/);
  }
});

test("the picture says what it shows to who cannot see it", async ({ page }) => {
  await open(page, "/groups");
  const picture = page.getByRole("img", { name: /^Lifelines of \d+ groups from / });
  await expect(picture).toBeVisible();
});

test("groups are shown as lifelines, as a list and as a table, each at its own address", async ({ page }) => {
  await open(page, "/groups");
  const tabs = page.getByRole("navigation", { name: "Groups", exact: true });
  await expect(tabs.getByRole("link", { name: "Lifelines" })).toHaveAttribute("aria-current", "page");
  await tabs.getByRole("link", { name: "List" }).click();
  await expect(page).toHaveURL(/view=list$/);
  await expect(page.locator("main .list > li").first()).toContainText("Led by");
  await tabs.getByRole("link", { name: "As a table" }).click();
  await expect(page).toHaveURL(/view=table$/);
  await expect(page.getByRole("table", { name: "Groups" }).getByRole("columnheader").first()).toHaveText("Group");
});

test("groups are filtered by state, and all of them shown again", async ({ page }) => {
  await open(page, "/groups?view=list");
  await page.getByText("Filter, or a past day").click();
  await page.getByLabel("State").selectOption("active");
  await page.getByRole("main").getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/state=active/);
  const states = page.locator("main .list .state");
  await expect(states.first()).toBeVisible();
  expect(new Set(await states.allInnerTexts())).toEqual(new Set(["Active"]));
  await page.getByRole("link", { name: "Show all groups" }).click();
  await expect(page).toHaveURL(/\/groups\?view=list$/);
});

test("a filter that no group fits says so and leads back to all", async ({ page }) => {
  await open(page, "/groups?state=closing&kind=subgroup");
  await expect(page.locator(".empty-title")).toHaveText("No group fits");
  await page.getByRole("link", { name: "Show all groups" }).click();
  await expect(page).toHaveURL(/\/groups$/);
});
