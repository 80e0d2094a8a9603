import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type CallName,
  calls,
  pageAddresses,
  type PageName,
  tellings,
} from '../../preload/contract/index.ts';
import { openDoor } from '../../preload/door.ts';
import type { Answered } from '../../preload/crossing.ts';
import { answerDoor, type Answers, type Call, createTeller, type Contents } from './door.ts';

const pages: readonly PageName[] = ['app', 'engine', 'signin'];
const callNames = Object.keys(calls) as CallName[];

/** The smallest value that a shape of the contract accepts, made from its JSON Schema. */
function sampleOf(shape: z.ZodType): unknown {
  interface Schema {
    type?: string;
    const?: unknown;
    enum?: unknown[];
    anyOf?: Schema[];
    oneOf?: Schema[];
    properties?: Record<string, Schema>;
    required?: string[];
    pattern?: string;
    format?: string;
    minimum?: number;
    exclusiveMinimum?: number;
  }
  const make = (schema: Schema): unknown => {
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return schema.enum[0];
    const [first] = schema.anyOf ?? schema.oneOf ?? [];
    if (first) return make(first);
    switch (schema.type) {
      case 'object':
        return Object.fromEntries(
          (schema.required ?? []).map((name) => [name, make(schema.properties?.[name] ?? {})]),
        );
      case 'array':
        return [];
      case 'boolean':
        return false;
      case 'integer':
      case 'number':
        return Math.max(schema.minimum ?? 0, (schema.exclusiveMinimum ?? -1) + 1, 0);
      case 'string':
        if (schema.format === 'uri') return 'https://example.org';
        if (schema.format === 'guid' || schema.format === 'uuid')
          return '11111111-2222-4333-8444-555555555555';
        if (schema.pattern?.includes('[tm]-')) return 't-abcdefghijkl';
        if (schema.pattern?.includes('Control|Alt|Meta')) return 'Control+M';
        return 'text';
      default:
        return null;
    }
  };
  return make(z.toJSONSchema(shape, { io: 'input' }) as Schema);
}

/** Electron's side of the wire, with windows that really have their page. */
function makeDoor(answers: Partial<Record<CallName, (request: unknown) => unknown>> = {}) {
  const handlers = new Map<string, (call: Call, request: unknown) => Promise<Answered>>();
  const sent: { page: PageName; name: string; message: unknown }[] = [];
  const refusals: string[] = [];
  const contents = new Map<PageName, Contents & { mainFrame: { url: string } }>(
    pages.map((page) => [
      page,
      {
        mainFrame: { url: pageAddresses[page] },
        isDestroyed: () => false,
        send: (name, message) => void sent.push({ page, name, message }),
      },
    ]),
  );
  const surroundings = {
    wire: {
      handle: (name: string, answer: (call: Call, request: unknown) => Promise<Answered>) => {
        if (handlers.has(name)) throw new Error(`two handlers for ${name}`);
        handlers.set(name, answer);
      },
    },
    contentsOf: (page: PageName) => contents.get(page) ?? null,
    refused: (name: string, reason: string) => void refusals.push(`${reason} ${name}`),
    threw: (error: unknown) => void refusals.push(`threw ${String(error)}`),
  };
  const all = Object.fromEntries(
    callNames.map((name) => [name, answers[name] ?? (() => sampleOf(calls[name].response))]),
  );
  answerDoor(surroundings, all as unknown as Answers);
  const from = (page: PageName): Call => {
    const sender = contents.get(page);
    if (sender === undefined) throw new Error('no such page');
    return { sender, senderFrame: sender.mainFrame };
  };
  const call = (name: string, caller: Call, request: unknown): Promise<Answered> => {
    const handler = handlers.get(name);
    if (handler === undefined) throw new Error(`no handler for ${name}`);
    return handler(caller, request);
  };
  return { handlers, contents, sent, refusals, from, call, teller: createTeller(surroundings) };
}

describe('the contract', () => {
  it('has exactly one handler for every call, and no channel besides', () => {
    expect([...makeDoor().handlers.keys()].sort()).toEqual([...callNames].sort());
  });

  it.each(callNames)('accepts %s from its pages only', async (name) => {
    const { call, from } = makeDoor();
    for (const page of pages) {
      const answered = await call(name, from(page), sampleOf(calls[name].request));
      const may = (calls[name].pages as readonly PageName[]).includes(page);
      expect(answered).toMatchObject(may ? { kind: 'answer' } : { kind: 'refused', reason: 'wrong-page' });
    }
  });

  it.each(callNames)('refuses a request to %s with anything undeclared in it', async (name) => {
    const { call, from, refusals } = makeDoor();
    const [page] = calls[name].pages;
    const request = { ...(sampleOf(calls[name].request) as object), undeclared: 1 };
    expect(await call(name, from(page), request)).toEqual({ kind: 'refused', reason: 'malformed-request' });
    expect(await call(name, from(page), null)).toEqual({ kind: 'refused', reason: 'malformed-request' });
    expect(refusals).toEqual([`malformed-request ${name}`, `malformed-request ${name}`]);
  });

  it.each(callNames)('refuses an answer to %s with anything undeclared in it', async (name) => {
    const { call, from } = makeDoor({ [name]: () => 'not the declared shape' });
    const [page] = calls[name].pages;
    expect(await call(name, from(page), sampleOf(calls[name].request))).toEqual({
      kind: 'refused',
      reason: 'malformed-response',
    });
  });
});

describe('the caller of the door', () => {
  const request = {};
  it('is refused from a frame inside a page', async () => {
    const { call, contents } = makeDoor();
    const sender = contents.get('app');
    const answered = await call(
      'app:about',
      { sender: sender ?? {}, senderFrame: { url: pageAddresses.app } },
      request,
    );
    expect(answered).toEqual({ kind: 'refused', reason: 'wrong-sender' });
  });
  it('is refused from a window that is not the page’s own, even at its address', async () => {
    const { call } = makeDoor();
    const frame = { url: pageAddresses.app };
    expect(await call('app:about', { sender: { mainFrame: frame }, senderFrame: frame }, request)).toEqual({
      kind: 'refused',
      reason: 'wrong-sender',
    });
  });
  it('is refused when its window shows another address, or none any more', async () => {
    const { call, contents, from } = makeDoor();
    const app = contents.get('app');
    if (app) app.mainFrame.url = 'https://example.org/app/index.html';
    expect(await call('app:about', from('app'), request)).toEqual({
      kind: 'refused',
      reason: 'wrong-sender',
    });
    expect(await call('app:about', { sender: app ?? {}, senderFrame: null }, request)).toEqual({
      kind: 'refused',
      reason: 'wrong-sender',
    });
  });
  it('learns that a handler failed, but not its error', async () => {
    const { call, from } = makeDoor({ 'app:about': () => Promise.reject(new Error('secret')) });
    expect(await call('app:about', from('app'), request)).toEqual({
      kind: 'refused',
      reason: 'handler-failed',
    });
  });
});

/** A frame whose document is closed. As in Electron, every access throws. */
const disposed = {
  get url(): string {
    throw new Error('Render frame was disposed before WebFrameMain could be accessed');
  },
};

describe('a page that closes during a call', () => {
  it('is refused, and main throws nothing', async () => {
    const { call, contents, refusals } = makeDoor();
    const sender = contents.get('app') ?? {};
    const refused = { kind: 'refused', reason: 'wrong-sender' };
    expect(await call('app:about', { sender, senderFrame: disposed }, {})).toEqual(refused);
    const destroyed = {
      isDestroyed: () => false,
      send: () => undefined,
      get mainFrame(): { url: string } {
        throw new TypeError('Object has been destroyed');
      },
    };
    contents.set('app', destroyed);
    const frame = { url: pageAddresses.app };
    expect(await call('app:about', { sender: destroyed, senderFrame: frame }, {})).toEqual(refused);
    expect(refusals).toHaveLength(2);
  });
  it('does not stop the reports to other pages', () => {
    const { teller, sent, contents } = makeDoor();
    const isDestroyed = (): boolean => false;
    const fails = (): never => {
      throw new TypeError('Object has been destroyed');
    };
    for (const gone of [
      { isDestroyed, send: fails, mainFrame: disposed },
      { isDestroyed, send: fails, mainFrame: { url: pageAddresses.engine } },
      { isDestroyed: () => true, send: fails, mainFrame: disposed },
    ]) {
      contents.set('engine', gone);
      teller.tell('mirror:paused', { paused: true });
    }
    expect(sent.map(({ page }) => page)).toEqual(['app', 'app', 'app']);
  });
});

describe('a report of main', () => {
  it.each(Object.keys(tellings) as (keyof typeof tellings)[])('%s reaches its pages and no other', (name) => {
    const { teller, sent } = makeDoor();
    teller.tell(name, sampleOf(tellings[name].message) as never);
    expect(sent.map(({ page }) => page).sort()).toEqual([...tellings[name].pages].sort());
  });
  it('is not sent if the contract does not declare it', () => {
    const { teller, sent, refusals } = makeDoor();
    teller.tell('mirror:paused', { paused: 'yes' } as never);
    expect(sent).toEqual([]);
    expect(refusals).toEqual(['malformed-request mirror:paused']);
  });
  it('does not reach a window that shows another address', () => {
    const { teller, sent, contents } = makeDoor();
    const engine = contents.get('engine');
    if (engine) engine.mainFrame.url = 'about:blank';
    teller.tell('mirror:paused', { paused: true });
    expect(sent.map(({ page }) => page)).toEqual(['app']);
  });
});

describe('the door of a page', () => {
  it.each(pages)('offers the names of %s only', async (page) => {
    const invoked: string[] = [];
    const heard: string[] = [];
    const door = openDoor(page, {
      invoke: (name) => {
        invoked.push(name);
        return Promise.resolve({
          kind: 'answer',
          response: sampleOf(calls[name as CallName].response),
        } satisfies Answered);
      },
      on: (name) => void heard.push(name),
    });
    for (const name of callNames) {
      const may = (calls[name].pages as readonly PageName[]).includes(page);
      const called = door.call(name, sampleOf(calls[name].request));
      if (may) await called;
      else await expect(called).rejects.toThrow(`door: wrong-page (${name})`);
    }
    const own = (table: Readonly<Record<string, { pages: readonly PageName[] }>>) =>
      Object.entries(table).flatMap(([name, entry]) => (entry.pages.includes(page) ? [name] : []));
    expect(invoked).toEqual(own(calls));
    expect(heard).toEqual(own(tellings));
    await expect(door.call('constructor', {})).rejects.toThrow('door: unknown-name');
    expect(() => door.hear('toString', () => undefined)).toThrow('door: unknown-name');
  });

  it('checks what it sends and what it receives', async () => {
    let response: unknown = { paused: 'no' };
    const hearing: ((event: unknown, message: unknown) => void)[] = [];
    const door = openDoor('app', {
      invoke: () => Promise.resolve({ kind: 'answer', response }),
      on: (name, hear) => {
        if (name === 'mirror:paused') hearing.push(hear);
      },
    });
    await expect(door.call('mirror:set-paused', { paused: 1 })).rejects.toThrow(
      'door: malformed-request (mirror:set-paused)',
    );
    await expect(door.call('mirror:set-paused', { paused: true })).rejects.toThrow(
      'door: malformed-response (mirror:set-paused)',
    );
    response = {};
    await expect(door.call('mirror:set-paused', { paused: true })).resolves.toEqual({});
    const heard: unknown[] = [];
    const stop = door.hear('mirror:paused', (message) => void heard.push(message));
    for (const hear of hearing) hear(null, { paused: true });
    for (const hear of hearing) hear(null, { paused: 3 });
    stop();
    for (const hear of hearing) hear(null, { paused: false });
    expect(heard).toEqual([{ paused: true }]);
  });

  it('passes on main’s reason when main refuses', async () => {
    const door = openDoor('app', {
      invoke: () => Promise.resolve({ kind: 'refused', reason: 'wrong-sender' } satisfies Answered),
      on: () => undefined,
    });
    await expect(door.call('app:about', {})).rejects.toThrow('door: wrong-sender (app:about)');
  });
});
