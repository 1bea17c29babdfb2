import { group, MANY_NAMES, person, registry } from "../registry.ts";
import { expect, open, test, type Page } from "../test.ts";

const DAY = "2022-02-03";

/** Follows "Next page" to the end and gives the names of every page. */
async function allPages(page: Page, names: string): Promise<string[][]> {
  const pages: string[][] = [];
  const next = page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Next page" });
  for (;;) {
    pages.push(await page.locator(names).allInnerTexts());
    const href = (await next.count()) === 0 ? null : await next.getAttribute("href");
    if (href === null) {
      return pages;
    }
    await next.click();
    await expect(page).toHaveURL((url) => `${url.pathname}${url.search}` === href);
  }
}

test("120 groups and their leads are paged by name: each is on one page", async ({ page, installation }) => {
  const groups = MANY_NAMES.map((name) => group(name, { seats: [person(`Lead of ${name}`)] }));
  await installation.importRegistry("many.json", registry(groups, DAY), DAY);
  await installation.serve();

  for (const [path, names, expected] of [
    ["/groups?view=list", '[data-keys="list"] a[href^="/groups/"]', MANY_NAMES],
    ["/people", '[data-keys="list"] a[href^="/people/"]', MANY_NAMES.map((name) => `Lead of ${name}`)],
  ] as const) {
    await open(page, `${installation.url}${path}`);
    const pages = await allPages(page, names);
    expect(pages.length, `pages of ${path}`).toBeGreaterThan(1);
    expect(pages.flat()).toEqual(expected.toSorted());
    const first = page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "First page" });
    await first.click();
    expect(await page.locator(names).allInnerTexts()).toEqual(pages[0]);
  }
});
