import { expect, open, test } from "../test.ts";

const PLACES = ["Groups", "Meetings", "People", "Organizations", "History", "Policy"];

test("the front page says whose record it is and leads to the groups", async ({ page }) => {
  await open(page, "/");
  const community = await page.locator(".brand b").innerText();
  await expect(page).toHaveTitle(new RegExp(community));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("main").locator('a[href="/groups"]').first().click();
  await expect(page).toHaveURL(/\/groups$/);
});

for (const place of PLACES) {
  test(`the navigation leads to ${place}, which names itself`, async ({ page }) => {
    await open(page, "/");
    const community = await page.locator(".brand b").innerText();
    const navigation = page.getByRole("navigation", { name: "Main" });
    const answered = page.waitForResponse((response) => response.request().isNavigationRequest());
    await navigation.getByRole("link", { name: place }).click();
    expect((await answered).status()).toBe(200);
    await expect(page).toHaveURL(new RegExp(`/${place.toLowerCase()}$`));
    await expect(page).toHaveTitle(`${place} · ${community}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(new RegExp(place, "i"));
    await expect(navigation.getByRole("link", { name: place })).toHaveAttribute("aria-current", "page");
  });
}

test("every page of the navigation has one main heading and one main part", async ({ page }) => {
  for (const place of ["", ...PLACES]) {
    await open(page, `/${place.toLowerCase()}`);
    await expect(page.locator("h1")).toHaveCount(1);
    await expect(page.locator("main")).toHaveCount(1);
  }
});
