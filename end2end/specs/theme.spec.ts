import { expect, open, test } from "../test.ts";

test("the theme that is chosen is remembered, and the reader stays on the page", async ({ page }) => {
  const address = "/history?group=nothing%20like%20this";
  await open(page, address);
  const html = page.locator("html");
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const switches = page.getByRole("form", { name: "Theme" });
  await expect(html).not.toHaveAttribute("data-theme");
  const light = await background();

  await switches.getByRole("button", { name: "Dark" }).click();
  await expect(page).toHaveURL(new RegExp(`${address.replace("?", "\\?")}$`));
  await expect(html).toHaveAttribute("data-theme", "dark");
  await expect(switches.getByRole("button", { name: "Dark" })).toHaveAttribute("aria-pressed", "true");
  expect(await background()).not.toBe(light);

  await open(page, "/people");
  await expect(html).toHaveAttribute("data-theme", "dark");

  await switches.getByRole("button", { name: "System" }).click();
  await expect(page).toHaveURL(/\/people$/);
  await expect(html).not.toHaveAttribute("data-theme");
  expect(await background()).toBe(light);
});

test("a theme's form leads back to this site only", async ({ page, request, baseURL }) => {
  await open(page, "/");
  const answer = await request.post("/theme", {
    form: { theme: "dark", return_to: "https://elsewhere.example/" },
    headers: { origin: baseURL ?? "" },
    maxRedirects: 0,
  });
  expect(answer.headers()["location"] ?? "").not.toContain("elsewhere.example");
});
