/** A page's side of the door: checks all values that it sends and receives. Electron's ipcRenderer is passed in. */
import { type Answered, refusalMessage } from './crossing.ts';
import { calls, type PageName, tellings } from './contract/index.ts';

/** The part of Electron's ipcRenderer that the door uses. */
export interface Wire {
  invoke(channel: string, request: unknown): Promise<unknown>;
  on(channel: string, hear: (event: unknown, message: unknown) => void): unknown;
}

/** The object that a page finds as `window.isthmus`. `Door<Page>` in the contract gives its exact types. */
export interface OpenDoor {
  readonly page: PageName;
  call(name: string, request: unknown): Promise<unknown>;
  hear(name: string, hear: (message: unknown) => void): () => void;
}

const entryOf = <Table extends object>(table: Table, name: string): Table[keyof Table] | undefined =>
  Object.hasOwn(table, name) ? table[name as keyof Table] : undefined;

/** Opens the door for `page` over `wire`. It knows only the names that the contract gives this page. */
export function openDoor(page: PageName, wire: Wire): OpenDoor {
  const listeners = new Map<string, Set<(message: unknown) => void>>();
  const names = Object.keys(tellings).filter((name) =>
    (entryOf(tellings, name)?.pages as readonly PageName[]).includes(page),
  );
  for (const name of names) {
    const hearing = new Set<(message: unknown) => void>();
    listeners.set(name, hearing);
    wire.on(name, (_event, message) => {
      const checked = entryOf(tellings, name)?.message.safeParse(message);
      if (checked?.success) for (const hear of hearing) hear(checked.data);
    });
  }
  return {
    page,
    call: async (name, request) => {
      const entry = entryOf(calls, name);
      if (entry === undefined) throw new Error(refusalMessage('unknown-name', 'not in the contract'));
      if (!(entry.pages as readonly PageName[]).includes(page))
        throw new Error(refusalMessage('wrong-page', name));
      const sent = entry.request.safeParse(request);
      if (!sent.success) throw new Error(refusalMessage('malformed-request', name));
      const answered = (await wire.invoke(name, sent.data)) as Answered;
      if (answered.kind === 'refused') throw new Error(refusalMessage(answered.reason, name));
      const received = entry.response.safeParse(answered.response);
      if (!received.success) throw new Error(refusalMessage('malformed-response', name));
      return received.data;
    },
    hear: (name, hear) => {
      const hearing = listeners.get(name);
      if (hearing === undefined) throw new Error(refusalMessage('unknown-name', 'not for this page'));
      // A new function each time, so that the same `hear` passed twice makes two listeners with separate ends.
      const own = (message: unknown): void => hear(message);
      hearing.add(own);
      return () => void hearing.delete(own);
    },
  };
}
