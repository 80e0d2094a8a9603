// Chooses the proxy of a request: by session.setProxy, else by Chromium's switches (--proxy-server, --proxy-pac-url, --proxy-bypass-list,
// --no-proxy-server), else none. The system's own settings are not read here.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { commandLine } from '../command-line.ts';
import { type FindProxy, readPac } from './pac.ts';

/** A proxy to speak CONNECT to. */
export interface Proxy {
  readonly host: string;
  readonly port: number;
}

/** The supported part of Electron's ProxyConfig. */
export type ProxySettings = Pick<
  Electron.ProxyConfig,
  'mode' | 'pacScript' | 'proxyRules' | 'proxyBypassRules'
>;

let set: ProxySettings | null = null;
const scripts = new Map<string, Promise<FindProxy>>();

/** Sets the settings of session.setProxy. */
export function setProxySettings(settings: ProxySettings): void {
  set = settings;
  scripts.clear();
}

function settings(): ProxySettings {
  if (set !== null && set.mode !== 'system') return set;
  if (commandLine.hasSwitch('no-proxy-server')) return { mode: 'direct' };
  return {
    pacScript: commandLine.getSwitchValue('proxy-pac-url'),
    proxyRules: commandLine.getSwitchValue('proxy-server'),
    proxyBypassRules: commandLine.getSwitchValue('proxy-bypass-list'),
  };
}

async function scriptAt(url: string): Promise<FindProxy> {
  const text = url.startsWith('file:')
    ? await readFile(fileURLToPath(url), 'utf8')
    : await (await fetch(url)).text();
  return readPac(text);
}

// Chromium does not send loopback to a proxy unless told to (net/docs/proxy.md, Implicit bypass rules).
const isLoopback = (host: string): boolean =>
  /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])\.?$/.test(host);

const bypasses = (rules: string, host: string): boolean =>
  rules
    .split(/[;,]/)
    .map((rule) => rule.trim().replace(/^\*/, ''))
    .some((rule) => rule !== '' && (rule.startsWith('.') ? host.endsWith(rule) : host === rule));

/** `host:port`, or one for each scheme: `https=host:port;http=…`. */
function fixed(rules: string, scheme: string): string {
  const entries = rules.split(';').map((rule) => rule.trim().split('='));
  const [, named] = entries.find(([name, value]) => value !== undefined && name === scheme) ?? [];
  const [any] = entries.find(([, value]) => value === undefined) ?? [];
  const found = named ?? any;
  return found === undefined || found === '' ? 'DIRECT' : `PROXY ${found.replace(/^http:\/\//, '')}`;
}

/** The answer of session.resolveProxy: `DIRECT`, or `PROXY host:port`. */
export async function resolveProxy(address: string): Promise<string> {
  const url = new URL(address);
  const scheme =
    url.protocol === 'wss:' ? 'https' : url.protocol === 'ws:' ? 'http' : url.protocol.slice(0, -1);
  const { mode, pacScript = '', proxyRules = '', proxyBypassRules = '' } = settings();
  if (mode === 'direct') return 'DIRECT';
  if (isLoopback(url.hostname) && !proxyBypassRules.includes('<-loopback>')) return 'DIRECT';
  if (pacScript !== '') {
    const script = scripts.get(pacScript) ?? scriptAt(pacScript);
    scripts.set(pacScript, script);
    try {
      // As Chromium does for https: the script gets the host, never the path.
      return (await script)(`${scheme}://${url.host}/`, url.hostname);
    } catch {
      // Chromium continues without a proxy if a script cannot be loaded and is not mandatory.
      scripts.delete(pacScript);
      return 'DIRECT';
    }
  }
  return bypasses(proxyBypassRules, url.hostname) ? 'DIRECT' : fixed(proxyRules, scheme);
}

/** The first proxy of such an answer; null for none. */
export async function proxyFor(address: string): Promise<Proxy | null> {
  const [first = ''] = (await resolveProxy(address)).split(';');
  const [, host, port] = /^PROXY ([^ ]+):(\d+)$/i.exec(first.trim()) ?? [];
  return host === undefined ? null : { host, port: Number(port) };
}
