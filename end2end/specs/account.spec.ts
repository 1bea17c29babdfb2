import { AxeBuilder } from "@axe-core/playwright";
import { readFile } from "node:fs/promises";

import { Installation } from "../server.ts";
import { expect, open, test, type Page } from "../test.ts";

/** These tests change the community: it is one of their own, with someone else for each of them. */
let demo: Installation;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(60_000);
  demo = await Installation.create();
  await demo.serve("--demo");
});

test.afterAll(() => demo.remove());

async function signIn(page: Page, handle: string, address: string): Promise<void> {
  const form = { person: handle, return_to: address };
  const signedIn = await page.request.post(`${demo.url}/sign-in/demo`, { form, headers: { origin: demo.url } });
  expect(signedIn.status()).toBeLessThan(400);
  await open(page, `${demo.url}${address}`);
}

const PARTS = ["", "/profile", "/affiliations", "/sessions", "/tokens", "/calendar", "/data", "/leave"];

test("the parts of an account are for who has signed in, and lead to each other", async ({ page }) => {
  for (const part of PARTS) {
    await open(page, `${demo.url}/account${part}`, 401);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in to go on");
  }
  await signIn(page, "kofi-agyarkwah", "/account");
  const tabs = page.getByRole("navigation", { name: "Your account" });
  for (const name of ["Profile", "Affiliations", "Sessions", "Tokens", "Your data", "Leaving"]) {
    await tabs.getByRole("link", { name }).click();
    await expect(tabs.getByRole("link", { name })).toHaveAttribute("aria-current", "page");
  }
});

test("axe finds nothing on the pages of an account", { tag: "@javascript" }, async ({ page }) => {
  test.setTimeout(90_000);
  await signIn(page, "vashti-ramoutally", "/account");
  for (const part of PARTS) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await open(page, `${demo.url}/account${part}`);
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
        expect.soft(found, `/account${part}, ${width} wide, ${colorScheme}`).toEqual([]);
      }
    }
  }
});

test("no page of an account scrolls sideways at 320 px", async ({ page }) => {
  await signIn(page, "vashti-ramoutally", "/account");
  await page.setViewportSize({ width: 320, height: 800 });
  for (const part of PARTS) {
    await open(page, `${demo.url}/account${part}`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, `/account${part}`).toBeLessThanOrEqual(320);
  }
});

test("a bad time zone is told at its field, and what was typed stays", async ({ page }) => {
  await signIn(page, "lumi-rantasalmela", "/account/profile");
  await page.getByLabel("Time zone", { exact: true }).fill("Europe/Atlantis");
  await page.getByLabel("Pronouns", { exact: true }).fill("she/her");
  await page.getByLabel("Show my pronouns to everyone").check();
  await page.getByRole("button", { name: "Save profile" }).click();
  const zone = page.getByLabel("Time zone", { exact: true });
  await expect(zone).toHaveValue("Europe/Atlantis");
  await expect(zone).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#field-time_zone-error")).toContainText("“Europe/Atlantis” is no time zone");
  await expect(page.getByLabel("Pronouns", { exact: true })).toHaveValue("she/her");
  await zone.fill("europe/helsinki");
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByRole("status")).toHaveText("Your profile is saved.");
  await expect(zone).toHaveValue("Europe/Helsinki");
  await open(page, `${demo.url}/people/lumi-rantasalmela`);
  await expect(page.getByRole("complementary")).toContainText("she/her");
  await expect(page.getByRole("complementary")).not.toContainText("Helsinki");
});

test("a profile that was changed elsewhere shows both, and saves after a look", async ({ page, context }) => {
  await signIn(page, "adaeze-onwuategwu", "/account/profile");
  const other = await context.newPage();
  await open(other, `${demo.url}/account/profile`);
  await other.getByLabel("Time zone", { exact: true }).fill("Africa/Lagos");
  await other.getByRole("button", { name: "Save profile" }).click();
  await page.getByLabel("Time zone", { exact: true }).fill("Europe/Lisbon");
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Save profile" }).click();
  expect((await answered).status()).toBe(409);
  const row = page.getByRole("row", { name: "Time zone" }).first();
  await expect(row).toContainText("Africa/Lagos");
  await expect(row).toContainText("Europe/Lisbon");
  await expect(page.getByLabel("Time zone", { exact: true })).toHaveValue("Europe/Lisbon");
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByRole("status")).toHaveText("Your profile is saved.");
});

test("an employer change shows which lead rules it breaks before it is saved", async ({ page }) => {
  await signIn(page, "vashti-ramoutally", "/account/affiliations");
  await page.getByLabel("Organization").fill("Harbour Cloud");
  await page.getByLabel("Since").fill("2026-02-02");
  await page.getByRole("button", { name: "Check" }).click();
  const meaning = page.locator(".meaning");
  await expect(meaning).toContainText("you are with Harbour Cloud");
  await expect(meaning.getByRole("link", { name: "Routing" })).toBeVisible();
  await expect(meaning).toContainText("Now: Two organizations: Harbour Cloud, Pelagic Systems");
  await expect(meaning).toContainText("Then: One organization: Harbour Cloud; two wanted");
  await expect(meaning).toContainText("What would mend it");
  await expect(page.locator("main .list")).not.toContainText("Harbour Cloud");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toHaveText("The change is in the record.");
  await expect(page.locator("main .list > li").first()).toContainText("Harbour Cloud");
  await expect(page.locator("main .list > li").first()).toContainText("since 2 Feb 2026");
});

test("a change after the check is checked again", async ({ page }) => {
  await signIn(page, "wiremu-parahakiri", "/account/affiliations");
  await page.getByLabel("Organization").fill("Fjordnet");
  await page.getByLabel("Since").fill("2026-02-02");
  await page.getByRole("button", { name: "Check" }).click();
  await page.getByLabel("Organization").fill("Weir and Watt");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".meaning")).toContainText("does not know this organization yet");
});

test("sessions are told apart, and one that is signed out is out", async ({ page, browser }) => {
  const elsewhere = await browser.newContext({ userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Firefox/133.0" });
  const other = await elsewhere.newPage();
  await signIn(other, "ruta-g", "/account");
  await signIn(page, "ruta-g", "/account/sessions");
  const rows = page.locator("main .list > li");
  await expect(rows.filter({ hasText: "This one" })).toHaveCount(1);
  await rows.filter({ hasText: "Firefox on Linux" }).getByRole("button", { name: "Sign out" }).first().click();
  await expect(page.getByRole("status")).toHaveText("That session is signed out.");
  await open(other, `${demo.url}/account`, 401);
  await page.getByRole("button", { name: "Sign out everywhere, here too" }).click();
  await open(page, `${demo.url}/account`, 401);
  await elsewhere.close();
});

test("a token is shown once, works, and is revoked", async ({ page, playwright }) => {
  await signIn(page, "kalyani-deshmukhe", "/account/tokens");
  const name = `script of ${test.info().project.name}`;
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("checkbox", { name: "Read what you may read" }).uncheck();
  await page.getByRole("button", { name: "Make token" }).click();
  await expect(page.locator("#field-scope-error")).toContainText("Tick at least one");
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue(name);
  await page.getByRole("checkbox", { name: "Read what you may read" }).check();
  await page.getByRole("button", { name: "Make token" }).click();
  const token = await page.locator(".token").innerText();
  const script = await playwright.request.newContext({ extraHTTPHeaders: { authorization: `Bearer ${token}` } });
  expect(await (await script.get(`${demo.url}/groups`)).text()).toContain("Kalyani Deshmukhe");
  expect((await script.get(`${demo.url}/account`)).status()).toBe(403);
  await open(page, `${demo.url}/account/tokens`);
  await expect(page.locator(".token")).toHaveCount(0);
  const row = page.locator("main .list > li").filter({ hasText: name });
  await expect(row).toContainText("last used");
  await row.getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("status")).toContainText("The token is revoked.");
  expect((await script.get(`${demo.url}/groups`)).status()).toBe(401);
  await script.dispose();
});

test("what is held on someone can be downloaded", async ({ page }) => {
  await signIn(page, "xiadani-canulek", "/account/data");
  await expect(page.getByRole("row", { name: "Sessions" })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download your data" }).click();
  const held = JSON.parse(await readFile(await (await download).path(), "utf8"));
  expect(held.person.name).toBe("Xiadani Canulek");
  expect(held.events.length).toBeGreaterThan(0);
});

test("leaving says what breaks, wants the handle, and ends seats and sessions", async ({ page }) => {
  const [handle, name] = ["jelena-vukotravic", "Jelena Vukotravić"];
  await signIn(page, handle, "/account/leave");
  await page.getByLabel("To confirm, type your handle").fill("someone-else");
  await page.getByRole("button", { name: "Leave for good" }).click();
  await expect(page.locator("#field-handle-error")).toContainText("That is not your handle");
  await expect(page.getByLabel("To confirm, type your handle")).toHaveValue("someone-else");
  await page.getByLabel("To confirm, type your handle").fill(handle);
  await page.getByRole("button", { name: "Leave for good" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You have left");
  await open(page, `${demo.url}/account`, 401);
  await open(page, `${demo.url}/people/${handle}`);
  await expect(page.getByRole("main")).toContainText(`${name} left`);
});
