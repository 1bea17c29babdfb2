import { addressOf, GROUP } from "../pages.ts";
import { expect, open, test } from "../test.ts";

const TITLE = "Nothing has this address";

for (const address of [
  "/nowhere",
  "/groups/no-such-group",
  "/groups/no-such-group/history",
  "/people/no-such-person",
]) {
  test(`${address} is not found and says where to look`, async ({ page }) => {
    await open(page, address, 404);
    await expect(page).toHaveTitle(new RegExp(`^${TITLE} · `));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(TITLE);
    await page.getByRole("main").getByRole("link", { name: "All groups" }).click();
    await expect(page).toHaveURL(/\/groups$/);
  });
}

test("a mistyped group leads to the one that was meant", async ({ page }) => {
  const address = await addressOf(page, GROUP);
  await open(page, `${address}x`, 404);
  await page.getByRole("main").locator(`a[href="${address}"]`).click();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
});
