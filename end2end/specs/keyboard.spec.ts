import { expect, open, test, type Page } from "../test.ts";

/** Whether what has the focus is drawn with an outline. */
function focusIsVisible(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) {
      return false;
    }
    const style = getComputedStyle(focused);
    return style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2;
  });
}

test("the first stop of the tab key is the skip link, which leads to the content", async ({ page }) => {
  await open(page, "/groups");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#main$/);
  // The next stop is inside the content, past the navigation.
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
});

test("the tab key goes through brand and navigation in their order, and the focus can be seen", async ({ page }) => {
  await open(page, "/policy");
  const navigation = page.getByRole("navigation", { name: "Main" }).getByRole("link");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.locator(".brand")).toBeFocused();
  expect(await focusIsVisible(page), "the brand's focus").toBe(true);
  for (const link of await navigation.all()) {
    await page.keyboard.press("Tab");
    await expect(link).toBeFocused();
    expect(await focusIsVisible(page), await link.innerText()).toBe(true);
  }
});

test("on a phone the menu opens and leads on by keyboard", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page, "/");
  const menu = page.locator(".menu summary");
  await menu.focus();
  await page.keyboard.press("Enter");
  const people = page.locator(".menu").getByRole("link", { name: "People" });
  await expect(people).toBeVisible();
  await people.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/people$/);
});

test("? shows the keys and Escape hides them", { tag: "@javascript" }, async ({ page }) => {
  await open(page, "/groups");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await expect(keys).toBeHidden();
  await page.keyboard.press("?");
  await expect(keys).toBeVisible();
  await expect(keys.getByRole("link", { name: "History" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
});

test("g and a letter go to a place", { tag: "@javascript" }, async ({ page }) => {
  await open(page, "/groups");
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page).toHaveURL(/\/people$/);
  // The script of the new page says so when it listens.
  await expect(page.locator("html[data-keyboard]")).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("/");
  await expect(page).toHaveURL(/\/$/);
});

test("a letter without its g goes nowhere, however fresh the page is", { tag: "@javascript" }, async ({ page }) => {
  await open(page, "/groups");
  await expect(page.locator("html[data-keyboard]")).toBeVisible();
  await page.keyboard.press("p");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await expect(page).toHaveURL(/\/groups$/);
});

test("a letter that is typed into a field goes nowhere", { tag: "@javascript" }, async ({ page }) => {
  await open(page, "/history");
  const field = page.locator("main input:not([type=hidden]):not([type=date])").first();
  await field.fill("");
  await page.keyboard.type("gp?j");
  await expect(field).toHaveValue("gp?j");
  await expect(page).toHaveURL(/\/history$/);
});

test("j and k move through a list", { tag: "@javascript" }, async ({ page }) => {
  await open(page, "/people");
  const links = page.locator('[data-keys="list"] a[href]');
  await page.keyboard.press("j");
  await expect(links.nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(links.nth(0)).toBeFocused();
});

test("nobody is told of keys that do nothing without JavaScript", { tag: "@plain" }, async ({ page }) => {
  await open(page, "/");
  await expect(page.locator(".keys-hint")).toBeHidden();
});
