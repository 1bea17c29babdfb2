/** Acting as one person of a demo after the other, and the ways of a proposal that several tests go. */

import { expect, type Page } from "./test.ts";

/** Signs in as whoever has that handle, whoever was signed in before. */
export async function actAs(page: Page, site: string, handle: string): Promise<void> {
  await page.context().clearCookies();
  const answer = await page.request.post(`${site}/sign-in/demo`, {
    form: { person: handle, return_to: "/" },
    headers: { origin: site },
    maxRedirects: 0,
  });
  expect(answer.status(), `signing in as ${handle}`).toBe(303);
}

/** The handles of everyone on the committee: in a seat, or named by a list. */
export async function committee(page: Page, site: string): Promise<string[]> {
  await page.goto(`${site}/committee`);
  const links = await page.locator('#seats td a[href^="/people/"], main .people a[href^="/people/"]').evaluateAll((links) =>
    links.map((link) => (link.getAttribute("href") ?? "").replace("/people/", "")),
  );
  expect(links.length).toBeGreaterThan(2);
  return links;
}

/** Submits a proposal to form a group, led by its author, who accepts; gives its address. */
export async function propose(page: Page, site: string, author: string, name: string): Promise<string> {
  await actAs(page, site, author);
  await page.goto(`${site}/proposals/new`);
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("What it is for").fill(`Keeps ${name} in good order.`);
  await page.getByLabel("Mission").fill(`There is nobody who looks after ${name}.`);
  await page.getByLabel("Goals").fill("- An inventory");
  await page.getByLabel("Scope: topics").fill("Whatever belongs to it");
  await page.getByLabel("Person 1").fill(author);
  await page.getByLabel("Item 1").fill("The inventory");
  await page.getByRole("button", { name: "Submit to the committee" }).click();
  await expect(page.getByText("It is before the committee.")).toBeVisible();
  const address = page.url().replace(/\?.*$/, "");
  await page.getByRole("button", { name: "Accept" }).click();
  return address;
}

/** States a position on the proposal at that address, or in the queue. */
export async function state(page: Page, choice: string, why: string, group = ""): Promise<void> {
  const form = page.locator("#position");
  await form.getByLabel(choice, { exact: true }).check();
  if (group !== "") {
    await form.getByLabel("Of or into which group").fill(group);
  }
  await form.getByLabel("Why", { exact: true }).fill(why);
  await form.getByRole("button").click();
  await expect(page.getByText("Your position is stated.")).toBeVisible();
}
