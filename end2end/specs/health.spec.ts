import { become } from "../sign-in.ts";
import { expect, open, test } from "../test.ts";

const MEMBER = "amara-osei";

test("the committee sees how every group is doing, the worst first, each finding with its evidence", async ({ page }) => {
  await become(page, MEMBER);
  await open(page, "/toc");
  await page.getByRole("navigation", { name: "The committee" }).getByRole("link", { name: "Health of groups" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Health of groups");
  const states = await page.locator('td[data-label="Health"]').allInnerTexts();
  const order = ["Failing", "In grace", "Warned", "No evidence", "Well"];
  expect([...states].sort((one, other) => order.indexOf(one) - order.indexOf(other))).toEqual(states);
  const row = page.getByRole("row").filter({ hasText: "Observability" });
  await expect(row).toContainText("Failing");
  await expect(row).toContainText("Nobody has looked at it since");
  const inGrace = page.getByRole("row").filter({ hasText: "Offline Sync" });
  await expect(inGrace).toContainText("In grace: can be mended until");
  await expect(page.getByRole("row").filter({ hasText: "Field Operations" })).toContainText("Late after");
  await row.getByRole("link", { name: "Roadmap" }).click();
  await expect(page).toHaveURL(/\/groups\/observability\/roadmap$/);
  await expect(page.getByRole("main")).toContainText("Stale since");
});

test("only the groups that are doing so can be asked for", async ({ page }) => {
  await become(page, MEMBER);
  await open(page, "/toc/health");
  const filter = page.getByRole("navigation", { name: "How they are doing" });
  await filter.getByRole("link", { name: /^Failing/ }).click();
  await expect(page).toHaveURL(/\?show=failing$/);
  const states = await page.locator('td[data-label="Health"]').allInnerTexts();
  expect(new Set(states)).toEqual(new Set(["Failing"]));
  await expect(filter.locator("[aria-current]")).toContainText("Failing");
});

test("nobody else sees it", async ({ page }) => {
  await open(page, "/toc/health", 401);
  await become(page, "roksana-talukderi");
  await open(page, "/toc/health", 403);
  await expect(page.getByRole("main")).toContainText("the oversight committee");
});

test("a proposal to dissolve begins with what stands out as its reasons", async ({ installation, page }) => {
  await installation.serve("--demo");
  await become(page, MEMBER, installation.url);
  await page.goto(`${installation.url}/toc/health`);
  const row = page.getByRole("row").filter({ hasText: "Observability" });
  await row.getByText("Draft a proposal").click();
  await row.getByRole("button", { name: /^To dissolve it/ }).click();
  await expect(page).toHaveURL(/\/proposals\/drafts\//);
  const reason = page.getByRole("textbox", { name: "Why" });
  await expect(reason).toHaveValue(/^What the record showed on /);
  await expect(reason).toHaveValue(/- Roadmap: Nobody has looked at it since /);
  // Nothing happened to the group.
  await page.goto(`${installation.url}/proposals`);
  await expect(page.getByRole("main")).not.toContainText("Dissolve Observability");
});
