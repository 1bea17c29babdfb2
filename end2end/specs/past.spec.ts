import { addressOf, daysAgo, GROUP, PAST_DAY, PERSON } from "../pages.ts";
import { group, person, registry } from "../registry.ts";
import { expect, open, test, type Page } from "../test.ts";

const BANNER = "as of";

async function goesBackToToday(page: Page, path: string): Promise<void> {
  await page.getByRole("main").getByRole("link", { name: "Back to today" }).click();
  await expect(page).toHaveURL((url) => url.pathname === path && url.search === "");
  await expect(page.getByRole("main")).not.toContainText(BANNER);
}

for (const path of ["/groups", "/people"]) {
  test(`${path} on a past day says so, and leads back to today`, async ({ page }) => {
    await open(page, `${path}?on=${PAST_DAY}`);
    const banner = page.locator(".banner-past");
    await expect(banner).toContainText(BANNER);
    await expect(banner.locator("time")).toHaveAttribute("datetime", PAST_DAY);
    await goesBackToToday(page, path);
  });

  for (const [typed, problem] of [
    ["yesterday", "“yesterday” is no day"],
    ["2024-02-31", "“2024-02-31” is no day"],
    [daysAgo(-30), "That day is still to come"],
  ] as const) {
    test(`${path} does not take a day that is none for one: ${problem}`, async ({ page }) => {
      await open(page, `${path}?on=${typed}`);
      const field = page.getByLabel("On a past day");
      await expect(field).toBeVisible();
      await expect(field).toHaveValue(typed);
      await expect(field).toHaveAccessibleDescription(new RegExp(problem));
      await expect(page.locator(".banner-past")).toHaveCount(0);
    });
  }
}

test("a group and a person on a past day say so, and lead back to today", async ({ page }) => {
  for (const entry of [GROUP, PERSON]) {
    const path = await addressOf(page, entry);
    await open(page, `${path}?on=${PAST_DAY}`);
    await expect(page.locator(".banner-past")).toContainText(BANNER);
    await goesBackToToday(page, path);
  }
});

test("the past is shown as it was: names, groups and leads of that day", async ({ page, installation }) => {
  const folder = [{ kind: "documents" as const, label: "Folder", url: "https://documents.example/spans" }];
  const before = [
    group("Bridges", { links: folder, description: "What spans water.", seats: [person("Ada Former")] }),
    group("Ferries"),
    group("Locks"),
  ];
  const after = [
    group("Spans", { links: folder, description: "What spans anything.", seats: [person("Bo Present")] }),
    group("Ferries"),
    group("Canals"),
  ];
  await installation.importRegistry("2019.json", registry(before, "2019-03-04"), "2019-03-04");
  const second = await installation.file("2021.json", registry(after, "2021-06-07"));
  const taken = await installation.run(
    ...["import", "registry", second, "--as-of", "2021-06-07", "--ended", "Locks"],
  );
  expect(taken.status, taken.stderr).toBe(0);
  await installation.serve();
  const { url } = installation;
  const main = page.getByRole("main");

  await open(page, `${url}/groups?on=2020-01-01`);
  await expect(main.getByRole("link", { name: "Bridges" }).first()).toBeVisible();
  await expect(main.getByRole("link", { name: "Locks" }).first()).toBeVisible();
  await expect(main.getByText("Canals")).toHaveCount(0);
  await main.getByRole("link", { name: "Bridges" }).first().click();
  await expect(page).toHaveURL(`${url}/groups/spans?on=2020-01-01`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bridges");
  await expect(main).toContainText("What spans water.");
  await expect(main.getByText("Ada Former").first()).toBeVisible();
  await expect(main.getByText("Bo Present")).toHaveCount(0);
  await main.getByRole("link", { name: "Back to today" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Spans");
  await expect(main.getByText("Bo Present").first()).toBeVisible();

  await open(page, `${url}/people?on=2020-01-01`);
  await expect(main.getByRole("link", { name: "Ada Former" })).toBeVisible();
  await expect(main.getByText("Bo Present")).toHaveCount(0);
});
