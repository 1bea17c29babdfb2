import { join } from "node:path";

import { addressOf, PAGES } from "../pages.ts";
import { open, test } from "../test.ts";

/** Kept as artefacts of the run for people to look at, compared with nothing. */
const FOLDER = join(import.meta.dirname, "../screenshots");

for (const entry of PAGES) {
  test(`${entry.name} is photographed`, { tag: "@javascript" }, async ({ page }) => {
    const address = await addressOf(page, entry);
    const name = entry.name.replaceAll(/[^a-z0-9]+/gi, "-").toLowerCase();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await open(page, address, entry.status);
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: join(FOLDER, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      }
    }
  });
}
