/** The part of the package that the suite uses; it has no types of its own. */
declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  interface Context {
    path: string;
  }

  export class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void;
    callback(): RequestListener;
  }

  export default Provider;
}
