import { AxeBuilder } from "@axe-core/playwright";

import { type Deceit, Impostor, OpenIdProvider, serveWith } from "../sign-in-providers.ts";
import { expect, open, type Page, test as base } from "../test.ts";

interface Fixtures {
  /** Two providers and an impostor; they are gone after the test. */
  acme: OpenIdProvider;
  forge: OpenIdProvider;
  impostor: Impostor;
}

const test = base.extend<Fixtures>({
  acme: async ({}, use) => {
    const provider = await OpenIdProvider.start();
    await use(provider);
    await provider.stop();
  },
  forge: async ({}, use) => {
    const provider = await OpenIdProvider.start();
    await use(provider);
    await provider.stop();
  },
  impostor: async ({}, use) => {
    const provider = await Impostor.start();
    await use(provider);
    await provider.stop();
  },
});

/** On the provider's pages: says who one is, and agrees. */
async function agree(page: Page, login: string): Promise<void> {
  await page.locator('input[name="login"]').fill(login);
  await page.locator('input[name="password"]').fill("anything");
  await page.locator('button[type="submit"]').click();
  await page.locator('button[type="submit"]').click();
}

/** Axe, which is itself JavaScript in the page, finds nothing. */
async function expectAccessible(page: Page, javaScript: boolean | undefined): Promise<void> {
  if (javaScript !== false) {
    const findings = await new AxeBuilder({ page }).analyze();
    expect(findings.violations).toEqual([]);
  }
}

/** Whose menu the page has. */
async function expectSignedIn(page: Page, name: string): Promise<void> {
  await expect(page.locator(".account-menu-name")).toHaveText(name);
}

async function expectVisitor(page: Page): Promise<void> {
  await expect(page.locator(".account-menu")).toHaveCount(0);
}

test("one signs in with a provider, is back where one was, and out again", async ({ page, installation, acme }) => {
  await serveWith(installation, [{ key: "acme", title: "Acme", issuer: acme.issuer }]);
  acme.knows(installation.url, "acme");
  await open(page, `${installation.url}/history?group=x`);
  await page.locator(".masthead a.sign-in").click();
  await page.getByRole("link", { name: "Sign in with Acme" }).click();
  await agree(page, "ada");
  await expect(page).toHaveURL(`${installation.url}/history?group=x`);
  await expectSignedIn(page, "ada of acme");

  await page.locator(".account-menu > summary").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expectVisitor(page);
});

test("whoever does not agree is told so and can try again", async ({ page, installation, acme }) => {
  await serveWith(installation, [{ key: "acme", title: "Acme", issuer: acme.issuer }]);
  acme.knows(installation.url, "acme");
  await open(page, `${installation.url}/sign-in?return_to=/people`);
  await page.getByRole("link", { name: "Sign in with Acme" }).click();
  const back = page.waitForResponse((response) => response.url().includes("/callback"));
  await page.getByRole("link", { name: "Cancel" }).click();
  expect((await back).status()).toBe(403);
  await expect(page.getByRole("alert")).toContainText("you did not agree");
  await expectVisitor(page);

  await page.getByRole("link", { name: "Try again with Acme" }).click();
  await agree(page, "ada");
  await expect(page).toHaveURL(`${installation.url}/people`);
});

test("a wrong client secret is said to be the operator’s to mend", async ({ page, installation, acme }) => {
  await serveWith(installation, [{ key: "acme", title: "Acme", issuer: acme.issuer, secret: "another" }]);
  acme.knows(installation.url, "acme");
  await open(page, `${installation.url}/sign-in`);
  await page.getByRole("link", { name: "Sign in with Acme" }).click();
  const back = page.waitForResponse((response) => response.url().includes("/callback"));
  await agree(page, "ada");
  expect((await back).status()).toBe(502);
  await expect(page.getByRole("alert")).toContainText("Acme does not accept this site");
  await expectVisitor(page);
});

test("a code that has expired says to begin again", async ({ page, installation, acme }) => {
  await serveWith(installation, [{ key: "acme", title: "Acme", issuer: acme.issuer }]);
  acme.knows(installation.url, "acme");
  acme.dawdles = true;
  await open(page, `${installation.url}/sign-in`);
  await page.getByRole("link", { name: "Sign in with Acme" }).click();
  await agree(page, "ada");
  await expect(page.getByRole("alert")).toContainText("it took too long, or was used before");
  await expectVisitor(page);
});

test("a return that was used signs nobody in a second time", async ({ page, installation, acme, browser }) => {
  await serveWith(installation, [{ key: "acme", title: "Acme", issuer: acme.issuer }]);
  acme.knows(installation.url, "acme");
  let callback = "";
  page.on("request", (request) => {
    callback = request.url().includes("/callback") ? request.url() : callback;
  });
  await open(page, `${installation.url}/sign-in/acme`);
  await agree(page, "ada");
  await expectSignedIn(page, "ada of acme");

  await open(page, callback, 400);
  await expect(page.getByRole("alert")).toContainText("was used before");
  const elsewhere = await browser.newPage();
  await open(elsewhere, callback, 400);
  await expectVisitor(elsewhere);
  await elsewhere.close();
});

test("a second provider is linked by whoever has signed in with the first", async ({ page, installation, acme, forge, javaScriptEnabled }) => {
  await serveWith(installation, [
    { key: "acme", title: "Acme", issuer: acme.issuer },
    { key: "forge", title: "Forge", issuer: forge.issuer },
  ]);
  acme.knows(installation.url, "acme");
  forge.knows(installation.url, "forge");
  await open(page, `${installation.url}/sign-in/acme?return_to=/account/sign-in`);
  await agree(page, "ada");
  await expect(page.getByRole("listitem").filter({ hasText: "ada at Acme" })).toContainText("The only way in");

  await page.getByRole("link", { name: "Link an account at Forge" }).click();
  await agree(page, "lovelace");
  await expect(page.getByRole("status")).toContainText("The account is linked");
  await expect(page.getByRole("listitem").filter({ hasText: "lovelace at Forge" })).toBeVisible();
  await expectAccessible(page, javaScriptEnabled);

  await page.context().clearCookies();
  await open(page, `${installation.url}/sign-in/forge?return_to=/account/sign-in`);
  await agree(page, "lovelace");
  await expectSignedIn(page, "ada of acme");

  await page.getByRole("button", { name: "Unlink ada at Acme" }).click();
  await expect(page.getByRole("status")).toContainText("The account is unlinked");
  await expect(page.getByRole("listitem").filter({ hasText: "lovelace at Forge" })).toContainText("The only way in");
});

test("the same login at another provider is somebody else", async ({ page, installation, acme, forge }) => {
  await serveWith(installation, [
    { key: "acme", title: "Acme", issuer: acme.issuer },
    { key: "forge", title: "Forge", issuer: forge.issuer },
  ]);
  acme.knows(installation.url, "acme");
  forge.knows(installation.url, "forge");
  await open(page, `${installation.url}/sign-in/acme`);
  await agree(page, "ada");
  await page.context().clearCookies();
  await open(page, `${installation.url}/sign-in/forge`);
  await agree(page, "ada");
  await expectSignedIn(page, "ada of forge");
  await open(page, `${installation.url}/people/ada-2`);
});

test("whom the configuration names administers", async ({ page, installation, acme }) => {
  await serveWith(
    installation,
    [{ key: "acme", title: "Acme", issuer: acme.issuer }],
    'administrators = ["acme:ada"]\n',
  );
  acme.knows(installation.url, "acme");
  await open(page, `${installation.url}/sign-in/acme`);
  await agree(page, "ada");
  await expect(page.locator('.account-menu a[href="/admin"]')).toHaveCount(1);
});

test("a provider that is down is said to be down", async ({ page, installation, acme }) => {
  await serveWith(installation, [{ key: "acme", title: "Acme", issuer: acme.issuer }]);
  await acme.stop();
  await open(page, `${installation.url}/sign-in/acme`, 502);
  await expect(page.getByRole("alert")).toContainText("Acme cannot be reached");
  const checked = await installation.run("check");
  expect(checked.status).toBe(1);
  expect(checked.stderr).toContain("Sign-in with Acme (acme): ");
});

const DECEITS: Deceit[] = ["nonce", "key", "issuer", "audience", "age", "unsigned", "nonsense", "another issuer"];

test("a provider whose word does not hold signs nobody in", async ({ page, installation, impostor }) => {
  await serveWith(installation, [{ key: "acme", title: "Acme", issuer: impostor.issuer }]);
  for (const deceit of DECEITS) {
    impostor.deceit = deceit;
    await open(page, `${installation.url}/sign-in/acme`, 502);
    await expect(page.getByRole("alert"), deceit).toContainText("an answer that does not hold");
    await expectVisitor(page);
  }
  impostor.deceit = undefined;
  await open(page, `${installation.url}/sign-in/acme`);
  await expectSignedIn(page, "Ada");
});

test("the sign-in page is for everyone", async ({ page, installation, acme, forge, javaScriptEnabled }) => {
  await serveWith(installation, [
    { key: "acme", title: "Acme", issuer: acme.issuer },
    { key: "forge", title: "Forge", issuer: forge.issuer },
  ]);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await open(page, `${installation.url}/sign-in`);
    await expectAccessible(page, javaScriptEnabled);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
});
