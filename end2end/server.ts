/** The real binary: servers on data of their own, and the command line beside them. */

import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const BINARY = process.env["CHARTERHOUSE_BIN"] ?? join(import.meta.dirname, "../target/debug/charterhouse");

/** How long a server may take until it prints its address: a debug build fills the demo community first. */
const START_MILLISECONDS = 60_000;

/** No rate limits: every test comes from one address, and they come faster than people do. */
const ENVIRONMENT = {
  ...process.env,
  CHARTERHOUSE_SIGN_INS_A_MINUTE: "0",
  CHARTERHOUSE_WRITES_A_MINUTE: "0",
  CHARTERHOUSE_SEARCHES_A_MINUTE: "0",
};

/** What a run of the command line left. */
export interface Outcome {
  status: number;
  stdout: string;
  stderr: string;
}

/** A folder of data with the command line on it and, once it serves, an address. */
export class Installation {
  readonly folder: string;
  #process: ChildProcess | undefined;
  #url: string | undefined;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** A new, empty place for data. */
  static async create(): Promise<Installation> {
    return new Installation(await mkdtemp(join(tmpdir(), "charterhouse-end2end-")));
  }

  get #data(): string {
    return join(this.folder, "data");
  }

  /** The address, without a slash at its end. */
  get url(): string {
    if (this.#url === undefined) {
      throw new Error("this installation does not serve yet");
    }
    return this.#url;
  }

  /** Runs `charterhouse ARGUMENTS --data FOLDER` to its end. A refusal is an outcome, not an error. */
  run(...arguments_: string[]): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      execFile(BINARY, [...arguments_, "--data", this.#data], { cwd: this.folder }, (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== "number") {
          reject(error);
        } else {
          resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr });
        }
      });
    });
  }

  /** Writes a file beside the data and gives its path. */
  async file(name: string, content: string): Promise<string> {
    const path = join(this.folder, name);
    await writeFile(path, content);
    return path;
  }

  /** Imports a registry as of a day; throws with the program's words when it is refused. */
  async importRegistry(name: string, content: string, asOf: string): Promise<Outcome> {
    const path = await this.file(name, content);
    const outcome = await this.run("import", "registry", path, "--as-of", asOf);
    if (outcome.status !== 0) {
      throw new Error(`the import of ${name} was refused:\n${outcome.stderr}`);
    }
    return outcome;
  }

  /** Starts serving on a free port and waits for the address that the program prints. */
  async serve(...options: string[]): Promise<void> {
    const server = spawn(
      BINARY,
      ["serve", "--data", this.#data, "--listen", "127.0.0.1:0", ...options],
      { cwd: this.folder, env: ENVIRONMENT, stdio: ["ignore", "pipe", "pipe"] },
    );
    this.#process = server;
    this.#url = await addressOf(server);
  }

  /** Stops serving and removes the data. */
  async remove(): Promise<void> {
    const server = this.#process;
    if (server !== undefined && server.exitCode === null && server.signalCode === null) {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The address that a starting server prints; the streams are read on, so that it never blocks on a full pipe. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const fail = (why: string): void => {
      clearTimeout(late);
      reject(new Error(`${why}; it said:\n${said.join("\n")}`));
    };
    const late = setTimeout(() => {
      server.kill("SIGKILL");
      fail("the server did not print its address in time");
    }, START_MILLISECONDS);
    for (const stream of [server.stdout, server.stderr]) {
      if (stream === null) {
        continue;
      }
      createInterface({ input: stream }).on("line", (line) => {
        said.push(line);
        const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
        if (address !== null) {
          clearTimeout(late);
          resolve(address[0]);
        }
      });
    }
    server.once("error", (error) => fail(`the server could not be started: ${error.message}`));
    server.once("exit", (code) => fail(`the server ended with ${code}`));
  });
}
