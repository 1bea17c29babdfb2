import { AxeBuilder } from "@axe-core/playwright";

import { signInAs } from "../sign-in.ts";
import { expect, open, test } from "../test.ts";

const ADMINISTRATOR = "An administrator";
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The pages of the administration that a fresh demo has. */
const PAGES = [
  "/admin",
  "/admin/people",
  "/admin/people?name=zzzz",
  "/admin/people/amara-osei",
  "/admin/standing",
  "/admin/standing?of=administrator",
  "/admin/committee",
  "/admin/committee/1",
  "/admin/committee/6",
  "/admin/tokens",
  "/admin/audit",
];

test("the administration is for administrators", async ({ page }) => {
  await open(page, "/admin", 401);
  await signInAs(page, "A lead of a group");
  await open(page, "/admin", 403);
  await expect(page.getByRole("main")).toContainText("an administrator could");
});

test("axe finds nothing on the pages of the administration", { tag: "@javascript" }, async ({ page }) => {
  test.setTimeout(120_000);
  await signInAs(page, ADMINISTRATOR);
  for (const address of PAGES) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await open(page, address);
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
      expect.soft(found, `${address}, ${colorScheme}`).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 800 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, `${address} at 320 px`).toBeLessThanOrEqual(320);
    await page.setViewportSize({ width: 1280, height: 720 });
  }
});

test("a standing is stated with its evidence, which everyone can read", async ({ page, installation }) => {
  test.setTimeout(90_000);
  await installation.serve("--demo");
  await signInAs(page, ADMINISTRATOR, installation.url);
  await page.goto(`${installation.url}/admin/people?name=amara`);
  await page.getByRole("main").getByRole("link", { name: "Amara Osei" }).click();
  const form = page.locator("form[action$='/standing']");
  await form.getByLabel("Standing").selectOption("team");
  await form.getByLabel("Since").fill("2021-03-01");
  await form.getByLabel("Evidence").fill("Minutes of March 2021");
  await form.getByRole("button", { name: "State it" }).click();
  // No team was named: the form says so, and what was typed is still there.
  await expect(form).toContainText("Name the team.");
  await expect(form.getByLabel("Evidence")).toHaveValue("Minutes of March 2021");
  await form.getByLabel("Team").fill("Docs");
  await form.getByRole("button", { name: "State it" }).click();
  await expect(page.getByRole("status")).toHaveText("The standing is in the record.");
  await page.getByRole("link", { name: "Their page in the record" }).click();
  await expect(page.getByRole("complementary")).toContainText("Team Docs");
  await expect(page.getByRole("complementary")).toContainText("Minutes of March 2021");
  await page.goto(`${installation.url}/admin/audit?what=standing_stated`);
  await expect(page.getByRole("main")).toContainText("Stated a standing: Team Docs of Amara Osei");
});

test("a vacant seat is filled, and everyone sees who holds it", async ({ page, installation }) => {
  test.setTimeout(90_000);
  await installation.serve("--demo");
  await signInAs(page, ADMINISTRATOR, installation.url);
  await page.goto(`${installation.url}/admin/committee`);
  await page.getByRole("link", { name: /^Give a seat/ }).first().click();
  await page.getByRole("button", { name: "Fill the seat" }).click();
  await expect(page.getByRole("status")).toContainText("The seat is held");
  const holder = await page.getByRole("main").locator("section p a").first().textContent();
  await page.goto(`${installation.url}/committee`);
  await expect(page.getByRole("table", { name: "Seats of the committee" })).toContainText(holder ?? "nobody");
  await page.goto(`${installation.url}/admin/committee/6`);
  await page.getByRole("button", { name: "Vacate the seat" }).click();
  await expect(page.getByRole("status")).toHaveText("The seat is vacant.");
});

test("a lead appoints a delegate of their group and dismisses them", async ({ page, installation }) => {
  test.setTimeout(90_000);
  await installation.serve("--demo");
  await signInAs(page, "A lead of a group", installation.url);
  await page.goto(installation.url);
  await page.locator(".account-menu summary").click();
  await page.getByRole("link", { name: "My page in the record" }).click();
  await page.locator("main section a[href^='/groups/']").first().click();
  await page.getByRole("link", { name: "What it owes, and what you can do" }).click();
  await page.getByRole("link", { name: "Delegates", exact: true }).click();
  await page.getByLabel("Who").fill("no-such-person");
  await page.getByRole("button", { name: "Appoint" }).click();
  await expect(page.getByRole("main")).toContainText("Nobody in the record has the handle or account “no-such-person”.");
  await page.getByLabel("Who").fill("mbali-zwidekazi");
  await page.getByRole("button", { name: "Appoint" }).click();
  await expect(page.getByRole("status")).toContainText("They are a delegate");
  await page.getByRole("button", { name: /^Dismiss Mbali/ }).click();
  await expect(page.getByRole("status")).toContainText("They are no longer a delegate");
});

test("the committee’s seats are public", async ({ page }) => {
  await open(page, "/committee");
  const seats = page.getByRole("table", { name: "Seats of the committee" });
  await expect(seats).toContainText("Vacant");
  await expect(page.getByRole("table", { name: /^Past holders/ })).toContainText("Anneliese Vorwald");
});
