import { addressOf, PAGES } from "../pages.ts";
import { expect, open, test } from "../test.ts";

for (const entry of PAGES) {
  test(`${entry.name} logs no error and violates no policy`, { tag: "@javascript" }, async ({ page, complaints }) => {
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`against the policy: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    const address = await addressOf(page, entry);
    complaints.length = 0;
    const modules: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith(".wasm")) {
        modules.push(request.url());
      }
    });
    await open(page, address, entry.status);
    const islands = await page.locator("leptos-island").count();
    if (islands > 0) {
      await expect.poll(() => modules.length, "a module for the islands").toBe(1);
    }
    await page.waitForLoadState("networkidle");
    if (islands === 0) {
      expect(modules, "a page without an island needs no module").toEqual([]);
    }
    // Chromium says so of any page whose answer is not a success.
    const elsewhere = entry.elsewhere === undefined ? /^$/ : new RegExp(`no answer: https://${entry.elsewhere}/|^error: Failed to load resource: net::`);
    const expected = entry.status === 404 ? /status of 404/ : elsewhere;
    expect(complaints.filter((complaint) => !expected.test(complaint))).toEqual([]);
  });
}

test("assets are kept for ever and pages are asked for again", async ({ page, request }) => {
  await open(page, "/groups");
  const style = await page.locator('link[rel="stylesheet"]').getAttribute("href");
  const asset = await request.get(style ?? "");
  expect(asset.headers()["cache-control"]).toContain("immutable");
  const first = await request.get("/groups");
  const etag = first.headers()["etag"] ?? "";
  expect(etag).not.toBe("");
  const again = await request.get("/groups", { headers: { "if-none-match": etag } });
  expect(again.status()).toBe(304);
});
