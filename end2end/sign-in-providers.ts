/** Sign-in providers on this machine: one as it should be, from the package oidc-provider, and one that means no good. */

import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import { Provider } from "oidc-provider";

import type { Installation } from "./server.ts";

/** What the providers call the house, and what they gave it. */
const CLIENT = { id: "house", secret: "s3cret-of-the-house" };

/** How long a code lasts, in seconds; a provider that dawdles outlasts it. */
const CODE_SECONDS = 2;

/** A server on a free port of this machine. */
async function listening(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

function issuerOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An OpenID Connect provider where everyone signs in under the name they type. */
export class OpenIdProvider {
  readonly issuer: string;
  /** Whether its answers take longer than its codes last. */
  dawdles = false;
  readonly #server: Server;
  #provider: Provider | undefined;

  private constructor(server: Server) {
    this.#server = server;
    this.issuer = issuerOf(server);
  }

  static async start(): Promise<OpenIdProvider> {
    let started: OpenIdProvider | undefined;
    const server = await listening((request, response) => {
      started?.answer(request, response);
    });
    started = new OpenIdProvider(server);
    return started;
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    this.#provider?.callback()(request, response);
  }

  /** From now on it knows the house, which is at that address and calls it `key`. */
  knows(site: string, key: string): void {
    const provider = new Provider(this.issuer, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [`${site}/sign-in/${key}/callback`],
        },
      ],
      claims: { openid: ["sub"], profile: ["preferred_username", "name"] },
      cookies: { keys: ["a key of the test's"] },
      findAccount: (_context: unknown, id: string) => ({
        accountId: id,
        claims: () => ({ sub: id, preferred_username: id, name: `${id} of ${key}` }),
      }),
      pkce: { required: () => true },
      ttl: { AuthorizationCode: CODE_SECONDS },
    });
    provider.use(async (context, next) => {
      if (this.dawdles && context.path === "/token") {
        await sleep((CODE_SECONDS + 1) * 1000);
      }
      await next();
    });
    this.#provider = provider;
  }

  stop(): Promise<void> {
    return closed(this.#server);
  }
}

/** What an impostor does wrong. */
export type Deceit = "nonce" | "key" | "issuer" | "audience" | "age" | "unsigned" | "nonsense" | "another issuer";

/** A provider that agrees to everything at once, and gives tokens that do not hold. */
export class Impostor {
  readonly issuer: string;
  deceit: Deceit | undefined;
  readonly #server: Server;
  readonly #key = generateKeyPairSync("rsa", { modulusLength: 2048 });
  readonly #otherKey = generateKeyPairSync("rsa", { modulusLength: 2048 });
  #nonce = "";

  private constructor(server: Server) {
    this.#server = server;
    this.issuer = issuerOf(server);
  }

  static async start(): Promise<Impostor> {
    let started: Impostor | undefined;
    const server = await listening((request, response) => started?.answer(request, response));
    started = new Impostor(server);
    return started;
  }

  stop(): Promise<void> {
    return closed(this.#server);
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? "/", this.issuer);
    const json = (value: unknown): void => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(value));
    };
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return json({
          issuer: this.issuer,
          authorization_endpoint: `${this.issuer}/auth`,
          token_endpoint: `${this.issuer}/token`,
          jwks_uri: `${this.issuer}/jwks`,
          response_types_supported: ["code"],
          subject_types_supported: ["public"],
          id_token_signing_alg_values_supported: ["RS256"],
        });
      case "/jwks":
        return json({ keys: [{ ...this.#key.publicKey.export({ format: "jwk" }), kid: "1", use: "sig", alg: "RS256" }] });
      case "/auth": {
        this.#nonce = url.searchParams.get("nonce") ?? "";
        const back = new URL(url.searchParams.get("redirect_uri") ?? "");
        back.searchParams.set("code", "a-code");
        back.searchParams.set("state", url.searchParams.get("state") ?? "");
        back.searchParams.set("iss", this.deceit === "another issuer" ? "https://elsewhere.example" : this.issuer);
        response.writeHead(302, { location: back.href });
        response.end();
        return;
      }
      case "/token":
        if (this.deceit === "nonsense") {
          response.end("<h1>Welcome to the hotel’s network</h1>");
          return;
        }
        return json({ access_token: "a-token", token_type: "Bearer", id_token: this.#idToken() });
      default:
        response.writeHead(404);
        response.end();
    }
  }

  #idToken(): string {
    const now = Math.floor(Date.now() / 1000);
    const age = this.deceit === "age" ? 7200 : 0;
    const claims = {
      iss: this.deceit === "issuer" ? "https://elsewhere.example" : this.issuer,
      aud: this.deceit === "audience" ? "another-house" : CLIENT.id,
      sub: "ada",
      preferred_username: "ada",
      name: "Ada",
      nonce: this.deceit === "nonce" ? "of another sign-in" : this.#nonce,
      iat: now - age,
      exp: now - age + 3600,
    };
    const key: KeyObject = this.deceit === "key" ? this.#otherKey.privateKey : this.#key.privateKey;
    const header = this.deceit === "unsigned" ? { alg: "none" } : { alg: "RS256", kid: "1" };
    const encoded = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    const signature = this.deceit === "unsigned" ? "" : createSign("RSA-SHA256").update(encoded).sign(key, "base64url");
    return `${encoded}.${signature}`;
  }
}

/** A provider as the house's configuration names it. */
export interface Configured {
  key: string;
  title: string;
  issuer: string;
  /** Another than the one that it gave. */
  secret?: string;
}

/** Serves the house with these providers. */
export async function serveWith(installation: Installation, providers: Configured[], settings = ""): Promise<void> {
  const tables = providers.map(
    ({ key, title, issuer, secret }) =>
      `[[sign_in]]\nprovider = "oidc"\nkey = "${key}"\ntitle = "${title}"\nissuer = "${issuer}"\n` +
      `client_id = "${CLIENT.id}"\nclient_secret = "${secret ?? CLIENT.secret}"\n`,
  );
  await installation.file("charterhouse.toml", [settings, ...tables].join("\n"));
  await installation.serve();
}
