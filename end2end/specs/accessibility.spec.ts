import { AxeBuilder } from "@axe-core/playwright";

import { addressOf, PAGES } from "../pages.ts";
import { expect, open, test } from "../test.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What another theme can break: it changes colours, and nothing else. */
const RULES_ABOUT_COLOURS = ["color-contrast", "link-in-text-block"];
const WIDTHS = [1280, 390];

for (const entry of PAGES) {
  // axe is itself JavaScript in the page.
  test(`axe finds nothing on ${entry.name}`, { tag: "@javascript" }, async ({ page }) => {
    const address = await addressOf(page, entry);
    for (const colorScheme of ["light", "dark"] as const) {
      // Before the page is drawn: links fade from one colour into the other.
      await page.emulateMedia({ colorScheme });
      await open(page, address, entry.status);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const axe = new AxeBuilder({ page });
        const { violations } = await (
          colorScheme === "light" ? axe.withTags(RULES) : axe.withRules(RULES_ABOUT_COLOURS)
        ).analyze();
        const found = violations.map(({ id, help, nodes }) => ({
          rule: `${id}: ${help}`,
          where: nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary ?? ""}`),
        }));
        expect.soft(found, `${width} wide, ${colorScheme}`).toEqual([]);
      }
    }
  });

  test(`${entry.name} does not scroll sideways at 320 px`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await open(page, await addressOf(page, entry), entry.status);
    const { width, wide } = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      wide: [...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > 320.5)
        .slice(0, 5)
        .map((element) => element.outerHTML.slice(0, 120)),
    }));
    expect(width, `reaching past the edge: ${wide.join("\n")}`).toBeLessThanOrEqual(320);
  });
}
