/** Signing in to the demo as one of its people. */

import { expect, type Page } from "@playwright/test";

/** Signs in as the first one who has that role on the demo's page for it. */
export async function signInAs(page: Page, role: string, site = ""): Promise<void> {
  await page.goto(`${site}/sign-in/demo`);
  const section = page.locator("section").filter({ has: page.getByRole("heading", { name: role, exact: true }) });
  await section.getByRole("button").first().click();
  await expect(page.getByText("Your account")).toBeAttached();
}

/** Signs in as someone of the demo by their handle, as the page’s form does. */
export async function become(page: Page, handle: string, site = ""): Promise<void> {
  await page.context().clearCookies();
  const answer = await page.request.post(`${site}/sign-in/demo`, { form: { person: handle }, maxRedirects: 0 });
  expect(answer.status(), `signing in as ${handle}`).toBe(303);
}
