import { addressOf, CHARTER } from "../pages.ts";
import { expect, open, test } from "../test.ts";

const KILOBYTE = 1024;

test("a charter prints as a document, without what only a screen can use", async ({ page }) => {
  await open(page, await addressOf(page, CHARTER));
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  const pdf = await page.pdf({ format: "A4" });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pdf.length).toBeGreaterThan(10 * KILOBYTE);
  expect(pdf.length).toBeLessThan(1024 * KILOBYTE);

  // What print leaves out is not drawn, whatever a PDF reader makes of it.
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  for (const part of [".skip", ".navigation", ".menu", ".theme", ".keys-hint"]) {
    for (const element of await page.locator(part).all()) {
      await expect(element, part).toBeHidden();
    }
  }
});
