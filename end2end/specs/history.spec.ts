import { daysAgo } from "../pages.ts";
import { expect, open, test, type Page } from "../test.ts";

const filter = (page: Page) => page.getByRole("form", { name: "Filter" });
const days = (page: Page) => page.locator("main .day-heading time");
const events = (page: Page) => page.locator('main [data-keys="list"] > li');

async function show(page: Page): Promise<void> {
  await filter(page).getByRole("button", { name: "Show" }).click();
}

test("history is told newest first", async ({ page }) => {
  await open(page, "/history");
  const told = await days(page).evaluateAll((times) => times.map((time) => time.getAttribute("datetime")));
  expect(told.length).toBeGreaterThan(1);
  expect(told).toEqual(told.toSorted().toReversed());
});

test("history is paged by key: the next page goes on where this one ends, and back to the first", async ({ page }) => {
  await open(page, "/history");
  const first = await events(page).allInnerTexts();
  const pages = page.getByRole("navigation", { name: "Pages" });
  await pages.getByRole("link", { name: "Next page" }).click();
  await expect(page).toHaveURL(/before=/);
  await expect(events(page).first()).toBeVisible();
  expect(await events(page).allInnerTexts()).not.toEqual(first);
  await pages.getByRole("link", { name: "First page" }).click();
  await expect(page).toHaveURL(/\/history$/);
  expect(await events(page).allInnerTexts()).toEqual(first);
});

test("history is filtered by what it is about, and by group", async ({ page }) => {
  await open(page, "/groups");
  const group = await page.locator('main a[href^="/groups/"]').first().innerText();
  await open(page, "/history");
  await filter(page).getByLabel("Group").fill(group);
  await filter(page).getByLabel("About").selectOption({ label: "Lives of groups" });
  await show(page);
  await expect(page).toHaveURL(/about=groups/);
  await expect(filter(page).getByLabel("Group")).toHaveValue(group);
  await expect(filter(page).getByLabel("About")).toHaveValue("groups");
  await expect(events(page).first()).toBeVisible();
  await filter(page).getByRole("link", { name: "Show everything" }).click();
  await expect(page).toHaveURL(/\/history$/);
});

test("history is filtered by person", async ({ page }) => {
  await open(page, "/people");
  const person = await page.locator('main a[href^="/people/"]').first().innerText();
  await open(page, "/history");
  await filter(page).getByLabel("Person").fill(person);
  await show(page);
  await expect(events(page).first()).toBeVisible();
  for (const event of await events(page).allInnerTexts()) {
    expect(event).toContain(person);
  }
});

test("history is filtered by time", async ({ page }) => {
  const [from, to] = [daysAgo(730), daysAgo(365)];
  await open(page, "/history");
  await filter(page).getByLabel("From").fill(from);
  await filter(page).getByLabel("To").fill(to);
  await show(page);
  await expect(days(page).first()).toBeVisible();
  for (const day of await days(page).all()) {
    const at = (await day.getAttribute("datetime")) ?? "";
    expect(at >= from && at <= to, `${at} is between ${from} and ${to}`).toBe(true);
  }
});

test("a name that nobody has is said to be so, and what was typed stays", async ({ page }) => {
  await open(page, "/history");
  await filter(page).getByLabel("Group").fill("No Such Group");
  await filter(page).getByLabel("Person").fill("No Such Person");
  await show(page);
  const group = filter(page).getByLabel("Group");
  await expect(group).toHaveValue("No Such Group");
  await expect(group).toHaveAccessibleDescription(/No group is or was called “No Such Group”/);
  await expect(filter(page).getByLabel("Person")).toHaveValue("No Such Person");
  await expect(filter(page).getByLabel("Person")).toHaveAccessibleDescription(/No Such Person/);
  await expect(events(page)).toHaveCount(0);
  await expect(page.locator(".empty-title")).toBeVisible();
});

test("a day that is none is named beside its field", async ({ page }) => {
  await open(page, "/history?from=2024-13-01");
  await expect(filter(page).getByLabel("From")).toHaveAccessibleDescription(/“2024-13-01” is no day/);
  await expect(page.locator(".empty-title")).toBeVisible();
});
