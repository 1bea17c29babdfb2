import { AxeBuilder } from "@axe-core/playwright";

import { become } from "../sign-in.ts";
import { expect, open, test } from "../test.ts";

/** Pages of those who act on a group’s life: nothing is sent from them here. */
const PAGES: [string, string, string][] = [
  ["oluwadamilare-fagbohunle", "/groups/edge-gateways/checklist", "Setting up"],
  ["oluwadamilare-fagbohunle", "/groups/edge-gateways/step-down", "Step down as a lead of Edge Gateways"],
  ["oluwadamilare-fagbohunle", "/groups/edge-gateways/announce", "Announce something for Edge Gateways"],
  ["cosmin-v", "/groups/test-and-release/checklist", "Closing"],
  ["tevita-fonokalafi", "/announcements/new", "Announce something"],
];

for (const [handle, path, title] of PAGES) {
  test(`axe finds nothing on ${path}, which fits a narrow screen`, { tag: "@javascript" }, async ({ page }) => {
    await become(page, handle);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 1280, height: 900 });
      await open(page, path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect.soft(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), colorScheme).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
  });
}

test("the committee sees what is out of the rules and what is overdue, with what would mend it", async ({ page }) => {
  await become(page, "tevita-fonokalafi");
  await open(page, "/toc");
  await expect(page.locator("#lead-rules")).toContainText("One organization: Pelagic Systems; two wanted.");
  await expect(page.locator("#lead-rules")).toContainText("What would mend it: a lead from another organization");
  await expect(page.locator("#overdue")).toContainText("Setting up Edge Gateways");
  await expect(page.locator("#overdue")).toContainText("Closing Test and Release");
});

test("whoever does not lead a group cannot step down from it", async ({ page }) => {
  await open(page, "/groups/routing/step-down", 401);
  await become(page, "tevita-fonokalafi");
  await open(page, "/groups/routing/step-down", 403);
  await expect(page.getByRole("main")).toContainText("a lead of the group could");
});
