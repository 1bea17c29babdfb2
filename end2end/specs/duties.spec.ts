import { AxeBuilder } from "@axe-core/playwright";

import { become } from "../sign-in.ts";
import { expect, test } from "../test.ts";

test("what needs one is on the front page and answered there", async ({ installation, page }) => {
  test.setTimeout(90_000);
  await installation.serve("--demo");
  // They are nominated in the demo, and have not answered.
  await become(page, "ruta-g", installation.url);
  await page.goto(installation.url);
  const needs = page.locator("#needs-me");
  const nomination = needs.locator("li").filter({ hasText: "You are nominated as a lead" });
  await expect(nomination).toContainText("Change the leads of Observability");
  await nomination.getByRole("button", { name: /^Accept/ }).click();
  await expect(page).toHaveURL(/\/\?done=nomination$/);
  await expect(page.getByRole("status")).toContainText("Your answer is in the record.");
  await expect(page.locator("#needs-me")).not.toContainText("You are nominated");
});

test("a concern is answered from the front page, and what cannot be taken comes back there with what was typed", async ({ installation, page }) => {
  test.setTimeout(90_000);
  await installation.serve("--demo");
  await become(page, "parisa-zarrinbaf", installation.url);
  await page.goto(installation.url);
  const concern = page.locator("#needs-me li").filter({ hasText: "Two leads of one company" });
  await concern.locator("summary").click();
  await concern.getByRole("button", { name: /^Answer the concern/ }).click();
  await expect(page.getByRole("alert")).toContainText("Write an answer.");
  await expect(page.getByRole("heading", { name: "Needs me" })).toBeVisible();
  await page.getByLabel("Answer", { exact: true }).fill("They left that company in spring.");
  await page.getByRole("button", { name: /^Answer the concern/ }).click();
  await expect(page.getByRole("status")).toContainText("Your answer stands beside the concern.");
});

test("a lead finds what their group owes in two clicks, and takes a step of it in a third", async ({ installation, page }) => {
  test.setTimeout(90_000);
  await installation.serve("--demo");
  await page.goto(`${installation.url}/groups?view=list&state=setting_up`);
  const group = await page.locator('main .list a[href^="/groups/"]').first().getAttribute("href");
  await page.goto(`${installation.url}${group}`);
  const lead = await page.locator('aside a[href^="/people/"]').first().getAttribute("href");
  await become(page, (lead ?? "").replace("/people/", ""), installation.url);
  await page.goto(installation.url);
  await page.locator(`aside a[href="${group}/manage"]`).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Run ");
  const steps = page.locator("#needs-me li").filter({ has: page.getByLabel("What shows that it is done") });
  const before = await steps.count();
  expect(before).toBeGreaterThan(0);
  const step = steps.first();
  const sentence = await step.locator(".item-title").innerText();
  // With the keyboard alone.
  await step.getByLabel("What shows that it is done").focus();
  await page.keyboard.type("https://documents.example/folder");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/manage\?done=it$/);
  await expect(page.getByRole("status")).toContainText("That is done.");
  await expect(page.locator("#needs-me")).not.toContainText(sentence);
});

test("nobody else sees what a group owes", async ({ installation, page }) => {
  await installation.serve("--demo");
  const answer = await page.goto(`${installation.url}/groups/observability/manage`);
  expect(answer?.status()).toBe(401);
  await become(page, "parisa-zarrinbaf", installation.url);
  const refused = await page.goto(`${installation.url}/groups/observability/manage`);
  expect(refused?.status()).toBe(403);
  await expect(page.getByRole("main")).toContainText("a lead of the group");
});

test("axe finds nothing on the pages of duties, which fit a narrow screen", { tag: "@javascript" }, async ({ installation, page }) => {
  test.setTimeout(120_000);
  await installation.serve("--demo");
  for (const [handle, path] of [["parisa-zarrinbaf", "/"], ["temesgen-w", "/groups/observability/manage"]] as const) {
    await become(page, handle, installation.url);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 1280, height: 900 });
      const answer = await page.goto(`${installation.url}${path}`);
      expect(answer?.status()).toBe(200);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect.soft(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), `${path}, ${colorScheme}`).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 800 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, path).toBeLessThanOrEqual(320);
  }
});
