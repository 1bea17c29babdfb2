/** Playwright's `test`, pointed at the demo community, with installations of a test's own. */

import { test as base, expect, type Page } from "@playwright/test";
import { Installation } from "./server.ts";

interface Fixtures {
  /** An empty installation that is removed after the test; it serves when the test says so. */
  installation: Installation;
  /** What the page complained about: errors in its console, refused by its policy, thrown, or not answered. */
  complaints: string[];
}

export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => {
    await use(process.env["END2END_DEMO_URL"]);
  },
  installation: async ({}, use) => {
    const installation = await Installation.create();
    await use(installation);
    await installation.remove();
  },
  complaints: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        complaints.push(`${message.type()}: ${message.text()}`);
      }
    });
    page.on("pageerror", (error) => complaints.push(`thrown: ${error.message}`));
    page.on("requestfailed", (request) => {
      complaints.push(`no answer: ${request.url()} (${request.failure()?.errorText})`);
    });
    await use(complaints);
  },
});

export { expect, type Page };

/** Goes to an address and expects that status. */
export async function open(page: Page, address: string, status = 200): Promise<void> {
  const response = await page.goto(address);
  expect(response?.status(), `status of ${address}`).toBe(status);
}
