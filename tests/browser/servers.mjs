// The built program on a seeded store: made once a run, served as often as checks need it.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kSeed = fileURLToPath(new URL('seed/seed.py', import.meta.url));
/** Too little memory for one sound report of the seed, which is to be read again under the usual limit. */
const kSmall = { SENDPATH_LIMITS_TREE: '2MiB' };
const kPassword = 'correct horse battery';

/** The variables of this run, without settings of somebody's own server. */
function environment(more = {}) {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('SENDPATH_'));
  return { ...Object.fromEntries(own), SENDPATH_SMTP_LISTEN: '127.0.0.1:0', ...more };
}

function run(program, args, { ok = [0], ...options } = {}) {
  const ended = spawnSync(program, args, { encoding: 'utf8', env: environment(), ...options });
  if (!ok.includes(ended.status)) throw new Error(`${program} ${args.join(' ')}: ${ended.stderr || ended.error}`);
  return ended.stdout;
}

/** A seeded store in a folder of its own, and the program that serves it. */
export class Stage {
  #folder = mkdtempSync(join(tmpdir(), 'sendpath-stage-'));
  #binary;
  #running = [];
  #served = 0;
  #month = null;

  constructor(binary) {
    this.#binary = binary;
    run('python3', ['-B', kSeed, this.#folder]);
    this.expected = JSON.parse(readFileSync(this.#path('expected.json'), 'utf8'));
    // Some mails cannot be read, which is what 1 says.
    run(binary, ['import', this.#path('mails'), this.#path('large.eml'), '--store', this.#path('seed.db')], {
      ok: [0, 1],
      env: environment(kSmall),
    });
  }

  #path(name) {
    return join(this.#folder, name);
  }

  /** A folder of the mails that `./dev demo` shows: a month until the day that the seed ends at. */
  sampleMonth() {
    if (this.#month === null) {
      this.#month = this.#path('month');
      run(join(dirname(this.#binary), 'sample_month'), [this.#month, '--end', this.expected.end]);
    }
    return join(this.#month, 'mails');
  }

  /** Serves a copy of the seeded store, or one of other `mails`; gives the address of its dashboard. */
  async serve({ name = 'open', base = '/', account = false, mails = null } = {}) {
    this.#served += 1;
    const store = this.#path(`${name}-${this.#served}.db`);
    if (mails) run(this.#binary, ['import', mails, '--store', store], { ok: [0, 1] });
    else copyFileSync(this.#path('seed.db'), store);
    if (account)
      run(this.#binary, ['user', 'add', 'ann', '--role', 'admin', '--store', store], { input: `${kPassword}\n` });
    const server = spawn(this.#binary, ['serve', '--store', store, '--listen', '127.0.0.1:0'], {
      env: environment({ SENDPATH_HTTP_BASE_PATH: base }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#running.push(server);
    let log = '';
    const origin = await new Promise((resolve, reject) => {
      const read = (piece) => {
        log += piece;
        const told = /http:\/\/127\.0\.0\.1:\d+/.exec(log);
        if (told) resolve(told[0]);
      };
      server.stdout.on('data', read);
      server.stderr.on('data', read);
      server.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${log}`)));
    });
    return { url: `${origin}${base}`, account: account ? { name: 'ann', password: kPassword } : null };
  }

  end() {
    for (const server of this.#running) {
      server.removeAllListeners('exit');
      server.kill();
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
