// The nodes of the demonstration, played to its end and then served by processes of their own, so that a test can end one
// of them, change its files, and start it again.
import {execFile, spawn, type ChildProcess} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);
const build = resolve(process.env.PALITAN_BUILD ?? '../build');
const palitan = join(build, 'bin/palitan');

/** A port that nobody listens on now. */
const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))));
    });
  });

export class Nation {
  private process: ChildProcess | undefined;
  constructor(
    readonly code: string,
    readonly folder: string,
    readonly pages: number,
    private readonly passphraseFile: string,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.pages}`;
  }

  async start(): Promise<void> {
    const child = spawn(palitan, ['--node', this.folder, '--passphrase-file', this.passphraseFile, 'node', 'serve', '--pages', String(this.pages)], {stdio: ['ignore', 'pipe', 'pipe']});
    this.process = child;
    let said = '';
    child.stdout.on('data', (part: Buffer) => (said += part.toString()));
    child.stderr.on('data', (part: Buffer) => (said += part.toString()));
    for (let i = 0; i < 300; ++i) {
      if (child.exitCode !== null) throw new Error(`${this.code} ended by itself: ${said}`);
      if (await fetch(`${this.url}/v1/session`).then((answer) => answer.ok, () => false)) return;
      await new Promise((wake) => setTimeout(wake, 100));
    }
    throw new Error(`${this.code} does not answer: ${said}`);
  }

  /** Ends the process and waits until it has gone. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await ended;
    this.process = undefined;
  }
}

export class World {
  private constructor(
    readonly folder: string,
    readonly nations: Record<'jpn' | 'phl' | 'usa', Nation>,
    readonly passphrase: string,
  ) {}

  /** Plays the demonstration in a fresh folder, or only its founding, and serves its three nodes. */
  static async play({founded = false}: {founded?: boolean} = {}): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), 'palitan-pages-'));
    await run(palitan, ['demo', '--once', '--fast', '--dir', join(folder, 'demo'), ...(founded ? ['--founded'] : [])], {maxBuffer: 64 << 20, cwd: resolve('..')}).catch((error: {stderr?: string}) => {
      throw new Error(`the demonstration did not hold: ${error.stderr}`);
    });
    const passphraseFile = join(folder, 'demo/passphrase');
    const nation = async (code: string) => new Nation(code, join(folder, 'demo', code), await freePort(), passphraseFile);
    const nations = {jpn: await nation('jpn'), phl: await nation('phl'), usa: await nation('usa')};
    const world = new World(folder, nations, readFileSync(passphraseFile, 'utf8').trim());
    await Promise.all(Object.values(nations).map((one) => one.start()));
    return world;
  }

  async end(): Promise<void> {
    await Promise.all(Object.values(this.nations).map((one) => one.stop()));
    rmSync(this.folder, {recursive: true, force: true});
  }
}
