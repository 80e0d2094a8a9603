/** What the files for services name is what the relay has: its bundle, its exit code, its secrets, the folder of its data. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Parser } from 'htmlparser2';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CommandWorld, runCommandLine } from '../../relay/commands/index.ts';
import { readConfig } from '../../relay/config/read-config.ts';
import { tokenCredential } from '../../relay/host/configured.ts';
import { handOverWithin } from '../../relay/host/relay.ts';
import { keyCredential } from '../../relay/sign-in/cache-key.ts';
import { relay as built } from '../../vite.config.ts';
import { licencesOf } from './licences.ts';

const here = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');
const lines = (text: string): readonly string[] => text.split('\n').filter((line) => /^[^#\s]/.test(line));

/** Each setting of the unit with all its values. */
const settingsOf = (unit: string): ReadonlyMap<string, readonly string[]> => {
  const settings = new Map<string, string[]>();
  for (const line of lines(unit).filter((one) => !one.startsWith('['))) {
    const [, name = '', value = ''] = /^([A-Za-z]+)=(.*)$/.exec(line) ?? [];
    settings.set(name, [...(settings.get(name) ?? []), value]);
  }
  return settings;
};

const unit = here('isthmus-relay.service');
const settings = settingsOf(unit);
const one = (name: string): string => (settings.get(name) ?? []).join(' and ');
const script = here('isthmus-relay.sh');
const image = here('Dockerfile');
const windows = here('isthmus-relay.xml');
const agent = here('isthmus-relay.plist');
const vite = here('../../vite.config.ts');

const bundle = (built.build?.rolldownOptions?.output as { readonly entryFileNames: string }).entryFileNames;
const configFile = '/etc/isthmus/relay.json';

/** What is given to a command, and which names of the environment it reads. */
const watchedWorld = (): { readonly world: CommandWorld; readonly read: ReadonlySet<string> } => {
  const read = new Set<string>();
  const environment = new Proxy<Record<string, string>>(
    {},
    {
      get: (_target, name) => void read.add(String(name)),
    },
  );
  const world = { program: 'relay', platform: process.platform, environment, tell: () => undefined };
  return { world: world as unknown as CommandWorld, read };
};

const megabytes = (size: string): number => Number(/^\d+/.exec(size)?.[0]) * (/g$/i.test(size) ? 1_024 : 1);
const heapIn = (text: string): number => Number(/--max-old-space-size=(\d+)/.exec(text)?.[1]);

it('every file begins the bundle that is built', () => {
  expect(bundle).toBe('isthmus-relay.mjs');
  const program = `/opt/isthmus-relay/${bundle}`;
  expect(one('ExecStart')).toMatch(/^\/usr\/bin\/node --max-old-space-size=\d+ /);
  expect(one('ExecStart')).toContain(` ${program} --config ${configFile}`);
  expect(script).toContain(`\n  /usr/bin/node ${program} "$@" --config ${configFile}\n`);
  expect(JSON.parse(/^ENTRYPOINT (.*)$/m.exec(image)?.[1] ?? '')).toEqual([
    'node',
    expect.stringMatching(/^--max-old-space-size=\d+$/),
    program,
  ]);
  expect(JSON.parse(/^CMD (.*)$/m.exec(image)?.[1] ?? '')).toEqual(['--config', configFile]);
  expect(/^COPY (.*) \/opt\/isthmus-relay\/$/m.exec(image)?.[1]?.split(' ')).toContain(bundle);
});

it('the licences of packages go with the bundle, also into the container, each once', () => {
  const root = join(import.meta.dirname, '../..');
  const below = (name: string): string => join(root, 'node_modules', name);
  const text = licencesOf([
    join(root, 'relay/isthmus-relay.ts'),
    '\0rolldown/runtime.js',
    below('zod/index.js'),
    below('zod/v4/index.js'),
    `\0${below('@azure/event-hubs/dist/esm/index.js')}?commonjs`,
  ]);
  expect(text.match(/^[@a-z/-]+ \d+\.\d+\.\d+ \(.*\)$/gm)).toEqual([
    expect.stringMatching(/^@azure\/event-hubs .* \(MIT\)$/),
    expect.stringMatching(/^zod .* \(MIT\)$/),
  ]);
  expect(text.match(/Permission is hereby granted/g)).toHaveLength(2);
  expect(/^COPY (.*) \/opt\/isthmus-relay\/$/m.exec(image)?.[1]?.split(' ')).toContain(
    'LICENSES-OF-PACKAGES.txt',
  );
  expect(vite).toContain("fileName: 'LICENSES-OF-PACKAGES.txt'");
});

it('a supervisor does not try again after the exit code that says so', async () => {
  const { world } = watchedWorld();
  expect(one('RestartPreventExitStatus')).toBe(String(await runCommandLine([], world)));
  expect(one('Restart')).toBe('on-failure');
});

it('the secrets have the names that the relay reads', async () => {
  const given = (values: readonly string[]): readonly string[] =>
    values.map((value) => value.split(':')[0] ?? '');
  expect(given(settings.get('LoadCredential') ?? [])).toEqual([tokenCredential, keyCredential]);
  for (const name of [tokenCredential, keyCredential]) expect(image).toContain(name);

  const folder = mkdtempSync(join(tmpdir(), 'isthmus-service-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'relay.json');
  writeFileSync(file, JSON.stringify({ ...(JSON.parse(here('relay.json')) as object), dataFolder: folder }));
  const { world, read } = watchedWorld();
  expect(await runCommandLine(['status', '--config', file], world)).toBe(2);
  const names = [...(/^ENV (.*)$/m.exec(image)?.[1] ?? '').matchAll(/(\w+)=/g)].map(([, name = '']) => name);
  expect(names.filter((name) => name !== 'NODE_ENV')).toEqual([...read]);
});

it('the example of a configuration is right, and its data is where the service may write', async () => {
  const reading = await readConfig(join(import.meta.dirname, 'relay.json'));
  expect(reading).toMatchObject({
    kind: 'read',
    config: {
      dataFolder: `/var/lib/${one('StateDirectory')}`,
      mattermost: { tokenFile: null },
    },
  });
  expect(/^VOLUME (.*)$/m.exec(image)?.[1]).toBe(`/var/lib/${one('StateDirectory')}`);
  expect(configFile.endsWith('/relay.json')).toBe(true);
});

it('a relay that drains gets time enough before it is killed', () => {
  const [, seconds] = /^(\d+)s$/.exec(one('TimeoutStopSec')) ?? [];
  expect(Number(seconds) * 1_000).toBeGreaterThan(2 * handOverWithin);
});

it('the heap fits into the memory that it may have', () => {
  expect(heapIn(one('ExecStart'))).toBeGreaterThan(1_000);
  expect(heapIn(one('ExecStart'))).toBeLessThan(megabytes(one('MemoryMax')) * 0.9);
  for (const text of [image, windows]) expect(heapIn(text)).toBe(heapIn(one('ExecStart')));
});

it('the container has no root, no secret in a layer, and ends by the signal that drains', () => {
  expect(/^USER (.*)$/m.exec(image)?.[1]).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  expect(/^STOPSIGNAL (.*)$/m.exec(image)?.[1]).toBe('SIGTERM');
  expect(one('KillSignal')).toBe('SIGTERM');
  expect(lines(image).filter((line) => /^(?:ADD|ARG)\b|--mount|COPY (?:\.|\*)/.test(line))).toEqual([]);
});

describe('the helper for a command beside the service', () => {
  it('gives it the user, the folder and the secrets of the service', () => {
    const given = [...script.matchAll(/^ {2}--property=(.*) \\$/gm)].map(([, property]) => property ?? '');
    expect(lines(unit)).toEqual(expect.arrayContaining(given));
    const wanted = /^(?:DynamicUser|User|StateDirectory|StateDirectoryMode|UMask|LoadCredential)=/;
    expect(given.filter((property) => wanted.test(property))).toEqual(
      lines(unit).filter((line) => wanted.test(line)),
    );
  });

  it.skipIf(process.platform === 'win32')('says how it is used', () => {
    const { status, stderr } = spawnSync('sh', [join(import.meta.dirname, 'isthmus-relay.sh')]);
    expect(status).toBe(2);
    expect(String(stderr)).toMatch(/^isthmus-relay COMMAND/);
  });
});

it('Windows’ wrapper begins it, and gives up in the end', () => {
  const open: string[] = [];
  const found: { readonly path: string; readonly text: string }[] = [];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        open.push(name);
        const text = Object.values(attributes).join(' ');
        if (text !== '') found.push({ path: open.join('/'), text });
      },
      ontext: (text) => {
        if (text.trim() !== '') found.push({ path: open.join('/'), text: text.trim() });
      },
      onclosetag: (name, isImplied) => {
        expect(open.pop()).toBe(name);
        expect(isImplied && !windows.includes(`<${name} `), name).toBe(false);
      },
    },
    { xmlMode: true },
  );
  parser.end(windows);
  expect(open).toEqual([]);
  const at = (path: string): readonly string[] =>
    found.filter((each) => each.path === path).map(({ text }) => text);
  const [, program, option, config] = at('service/argument');
  expect(program).toBe(`%BASE%\\${bundle}`);
  expect([option, config]).toEqual(['--config', expect.stringMatching(/\\relay\.json$/)]);
  expect(at('service/onfailure').at(-1)).toBe('none');
  expect(at('service/stoptimeout')).toEqual([one('TimeoutStopSec').replace(/s$/, ' sec')]);
});

interface XmlNode {
  readonly name: string;
  readonly children: XmlNode[];
  text: string;
}

/** A property list's value: what Apple's XML form says, with objects for `dict`. */
const plistValue = (text: string): unknown => {
  const root: XmlNode = { name: '', children: [], text: '' };
  const open: XmlNode[] = [root];
  const parser = new Parser(
    {
      onopentag: (name) => {
        const node: XmlNode = { name, children: [], text: '' };
        open.at(-1)?.children.push(node);
        open.push(node);
      },
      ontext: (said) => {
        const node = open.at(-1);
        if (node) node.text += said;
      },
      onclosetag: (name, isImplied) => {
        expect(open.pop()?.name).toBe(name);
        expect(isImplied && !text.includes(`<${name}/>`), name).toBe(false);
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  expect(open).toEqual([root]);
  const valueOf = ({ name, children, text: said }: XmlNode): unknown => {
    switch (name) {
      case 'dict': {
        const pairs = Array.from({ length: children.length / 2 }, (_, at) =>
          children.slice(2 * at, 2 * at + 2),
        );
        expect(children.length % 2).toBe(0);
        return Object.fromEntries(
          pairs.map(([key, value]) => {
            expect(key?.name).toBe('key');
            return [key?.text, value && valueOf(value)];
          }),
        );
      }
      case 'array':
        return children.map(valueOf);
      case 'string':
        return said;
      case 'integer':
        expect(said).toMatch(/^\d+$/);
        return Number(said);
      case 'true':
      case 'false':
        return name === 'true';
      default:
        throw new Error(`a property list has no ${name}`);
    }
  };
  const [plist] = root.children;
  expect([plist?.name, plist?.children.length]).toEqual(['plist', 1]);
  const [whole] = plist?.children ?? [];
  return whole && valueOf(whole);
};

it('the launch agent of macOS begins it, tries again after a failure, and gives it time to drain', () => {
  expect(plistValue(agent)).toEqual({
    Label: 'isthmus-relay',
    ProgramArguments: [
      expect.stringMatching(/\/node$/),
      `--max-old-space-size=${heapIn(one('ExecStart'))}`,
      expect.stringMatching(new RegExp(`/${bundle}$`)),
      '--config',
      expect.stringMatching(/\/relay\.json$/),
    ],
    EnvironmentVariables: { NODE_ENV: 'production' },
    RunAtLoad: true,
    KeepAlive: { SuccessfulExit: false },
    ThrottleInterval: 60,
    ExitTimeOut: Number(one('TimeoutStopSec').replace(/s$/, '')),
    Umask: 0o077,
    ProcessType: 'Interactive',
    StandardErrorPath: expect.stringMatching(/\.log$/) as string,
  });
});

it('the guide has the section to which the files lead, and names each of them', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/relay.md'), 'utf8');
  expect(guide).toMatch(/^## Run it as a service$/m);
  for (const text of [unit, image, windows, agent])
    expect(text).toContain('docs/relay.md, "Run it as a service"');
  for (const name of [
    'isthmus-relay.service',
    'isthmus-relay.sh',
    'isthmus-relay.xml',
    'isthmus-relay.plist',
    'relay.json',
  ])
    expect(guide).toContain(name);
  expect(guide).toContain(` --stop-timeout ${one('TimeoutStopSec').replace(/s$/, '')} `);
  expect(guide).toContain(` --memory ${one('MemoryMax').toLowerCase()} `);
});

/** What systemd says of a unit; '' if it finds nothing wrong. */
const verified = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-unit-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, basename('isthmus-relay.service'));
  writeFileSync(path, text);
  const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', path]);
  return String(stderr);
};

const hasSystemd = existsSync('/usr/bin/systemd-analyze') && existsSync('/usr/bin/node');
it.skipIf(!hasSystemd)('systemd understands every line of the unit', () => {
  expect(verified(unit)).toBe('');
  expect(verified(unit.replace('ProtectHome=', 'ProtectHoem='))).toContain('ProtectHoem');
});
