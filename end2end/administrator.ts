/** Signs in to a demo as one of its administrators. */

import { expect, open, type Page } from "./test.ts";

/** After this the page is someone's who administers the demo at that address. */
export async function signInAsAdministrator(page: Page, url: string): Promise<void> {
  await open(page, `${url}/sign-in/demo`);
  const part = page.locator("section", {
    has: page.getByRole("heading", { name: "An administrator" }),
  });
  await part.getByRole("button").first().click();
  await expect(page).toHaveURL(`${url}/`);
}
