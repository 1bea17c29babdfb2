import { addressOf, CHARTER, CHARTER_DIFFERENCE, GROUP, PAGES } from "../pages.ts";
import { expect, open, test } from "../test.ts";

test("a group is reached from the list and shows charter, leads, rules, links and lifeline", async ({ page }) => {
  await open(page, GROUP.path);
  const link = page.locator('main .list a[href^="/groups/"]').first();
  const name = await link.innerText();
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(page).toHaveTitle(new RegExp(`^${name} · `));
  const main = page.getByRole("main");
  await expect(main.locator(".page-title .state")).toHaveText(/^Active since \w+ \d{4}$/);
  await expect(main.locator(".document h2").first()).toBeVisible();
  for (const part of ["Leads", "Lead rules", "Where to find it"]) {
    await expect(main.getByRole("heading", { name: part, exact: true })).toBeVisible();
  }
  await expect(main.locator(".margin .person-name").first()).toBeVisible();
  await expect(main.locator(".finding").first()).toContainText(/^(Met|Not met|No evidence): /);
  await expect(main.getByRole("img", { name: `Lifeline of ${name}. The same as a list follows.` })).toBeVisible();
});

test("a group's lifeline has a list that says the same", async ({ page }) => {
  await open(page, await addressOf(page, GROUP));
  const list = page.locator("figure.lifeline details");
  const shown = Number.parseInt(await list.locator("summary").innerText(), 10);
  await list.locator("summary").click();
  const events = list.getByRole("listitem");
  await expect(events).toHaveCount(shown);
  await expect(events.first()).toContainText("Formed");
});

test("a group's history tells every change with where it is known from", async ({ page }) => {
  await open(page, await addressOf(page, GROUP));
  const name = await page.getByRole("heading", { level: 1 }).innerText();
  await page.getByRole("navigation", { name, exact: true }).getByRole("link", { name: "History" }).click();
  await expect(page).toHaveURL(/\/history$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`History of ${name}`);
  const first = page.locator('main [data-keys="list"] > li').first();
  await expect(first.locator("time")).toBeVisible();
  await page.getByRole("navigation", { name: "Where this is" }).getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
});

test("a charter's headings can be linked to", async ({ page }) => {
  await open(page, await addressOf(page, CHARTER));
  const contents = page.locator("main .outline");
  await contents.locator("summary").click();
  const link = contents.getByRole("link").last();
  const target = (await link.getAttribute("href")) ?? "";
  await link.click();
  await expect(page).toHaveURL(new RegExp(`${target}$`));
  await expect(page.locator(`main .document ${target}`)).toBeInViewport();
});

test("what changed between two charters is shown word by word, and others can be chosen", async ({ page }) => {
  await open(page, await addressOf(page, CHARTER_DIFFERENCE));
  const main = page.getByRole("main");
  await expect(main.locator("ins").first()).toBeVisible();
  const versions = main.getByRole("form", { name: "Versions" });
  await versions.getByLabel("From").selectOption("1");
  await versions.getByLabel("To").selectOption("2");
  await versions.getByRole("button", { name: "Compare" }).click();
  await expect(page).toHaveURL(/from=1&to=2$/);
  await expect(main.getByRole("group", { name: "Charter 1 and charter 2" })).toBeVisible();
  await main.getByRole("link", { name: "Charter 1", exact: true }).click();
  await expect(main.locator(".lede")).toContainText("which no longer holds");
});

test("a charter that never was is not found", async ({ page }) => {
  const address = await addressOf(page, CHARTER_DIFFERENCE);
  await open(page, `${address}?from=98&to=99`, 404);
  await open(page, `${address.replace(/\/diff$/, "")}?version=99`, 404);
});

test("a group that was merged says into which, and leads there", async ({ page }) => {
  const merged = PAGES.find((entry) => entry.name === "a group that was merged");
  await open(page, await addressOf(page, merged ?? GROUP));
  await expect(page.locator(".page-title .state")).toHaveText(/^Merged in \w+ \d{4}$/);
  const into = page.locator(".memorial").getByRole("link").last();
  const name = await into.innerText();
  await into.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
});
