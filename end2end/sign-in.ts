/** Signing in to the demo as one of its people. */

import { expect, type Page } from "@playwright/test";

/** Signs in as the first one who has that role on the demo's page for it. */
export async function signInAs(page: Page, role: string, site = ""): Promise<void> {
  await page.goto(`${site}/sign-in/demo`);
  const section = page.locator("section").filter({ has: page.getByRole("heading", { name: role, exact: true }) });
  await section.getByRole("button").first().click();
  await expect(page.getByText("Your account")).toBeAttached();
}
