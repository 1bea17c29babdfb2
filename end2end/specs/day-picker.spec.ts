import { daysAgo } from "../pages.ts";
import { expect, open, test } from "../test.ts";

test("the slider moves with the arrow keys, and its link leads to that day", { tag: "@javascript" }, async ({ page }) => {
  await open(page, "/groups");
  const slider = page.getByRole("slider", { name: "Slide to a day" });
  const link = page.getByRole("link", { name: "See the community on that day" });
  const line = page.locator(".lifelines-plot .picked-day");
  await slider.focus();
  // It moves once its module has arrived.
  await expect(async () => {
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await expect(link).toHaveAttribute("href", `/groups?on=${daysAgo(1)}`, { timeout: 100 });
  }).toPass();
  await page.keyboard.press("ArrowLeft");
  const day = daysAgo(2);
  await expect(link).toHaveAttribute("href", `/groups?on=${day}`);
  await expect(page.locator("output")).toContainText(/^On \d+ \w+ \d{4}: \d+ groups?$/);
  await page.keyboard.press("PageDown");
  const place = await line.getAttribute("x1");
  await page.keyboard.press("PageDown");
  await expect(line).not.toHaveAttribute("x1", place ?? "");
  const chosen = (await link.getAttribute("href")) ?? "";
  await link.click();
  await expect(page).toHaveURL(new RegExp(`${chosen.replace("?", "\\?")}$`));
  await expect(page.locator(".banner-past time")).toHaveAttribute("datetime", chosen.split("=")[1] ?? "");
});

test("the plain form leads to a day", async ({ page }) => {
  const day = daysAgo(1000);
  await open(page, "/groups");
  await page.getByText("Filter, or a past day").click();
  await page.getByLabel("On a past day").fill(day);
  await page.getByRole("main").getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(new RegExp(`on=${day}`));
  await expect(page.locator(".banner-past time")).toHaveAttribute("datetime", day);
});

test("nothing that needs JavaScript is shown without it", { tag: "@plain" }, async ({ page }) => {
  await open(page, "/groups");
  await expect(page.getByRole("slider")).toHaveCount(0);
});
