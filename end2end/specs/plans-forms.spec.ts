import { AxeBuilder } from "@axe-core/playwright";

import { become } from "../sign-in.ts";
import { expect, test } from "../test.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

test("axe finds nothing on the forms of roadmaps and reports", { tag: "@javascript" }, async ({ installation, page }) => {
  test.slow();
  await installation.serve("--demo");
  const at = (path: string) => `${installation.url}${path}`;
  const check = async (what: string) => {
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
      expect.soft(found, `${what}, ${width} wide`).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth), what).toBeLessThanOrEqual(320);
    await page.setViewportSize({ width: 1280, height: 900 });
  };
  await become(page, "roksana-talukderi", installation.url);
  await page.goto(at("/groups/observability/roadmap"));
  await check("a roadmap for its leads");
  await page.goto(at("/groups/observability/roadmap/edit"));
  await page.getByRole("button", { name: "Add an item" }).click();
  await page.getByRole("button", { name: "Publish" }).last().click();
  await check("the form of a roadmap");
  await page.goto(at("/groups/observability/reports/new"));
  await check("the times to report on");
  await page.getByRole("button", { name: "Begin" }).first().click();
  await page.getByRole("button", { name: "Submit the report" }).click();
  await check("a draft of a report");
  await become(page, "amara-osei", installation.url);
  await page.goto(at("/reports?period="));
  await page.getByRole("article").filter({ hasText: "Identity" }).getByRole("link", { name: "Identity" }).click();
  await check("a report for the committee");
  await page.goto(at("/groups/observability/reports"));
  await check("a group’s reports for the committee");
});
