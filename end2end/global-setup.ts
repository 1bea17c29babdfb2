/** Serves the demo community for the whole run. */

import { Installation } from "./server.ts";

/** Starts the server; what it returns stops it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const demo = await Installation.create();
  try {
    await demo.serve("--demo");
  } catch (error) {
    await demo.remove();
    throw error;
  }
  // The workers take it from their environment. The program refuses CHARTERHOUSE_* names that it does not know.
  process.env["END2END_DEMO_URL"] = demo.url;
  return () => demo.remove();
}
