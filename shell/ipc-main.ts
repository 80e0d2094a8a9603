// ipcMain: handlers and listeners for what pages send.
import { EventEmitter } from 'node:events';
import { like } from './like.ts';

type Handler = Parameters<Electron.IpcMain['handle']>[1];

const createIpc = () => {
  const handlers = new Map<string, Handler>();
  return { ipc: Object.assign(new EventEmitter(), methods(handlers)), handlers };
};

const methods = (handlers: Map<string, Handler>) =>
  like<Electron.IpcMain>()({
    handle: (channel: string, listener: Handler) => {
      if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
      handlers.set(channel, listener);
    },
    handleOnce: (channel: string, listener: Handler) => {
      if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
      handlers.set(channel, (event, ...values: unknown[]) => {
        handlers.delete(channel);
        return listener(event, ...values) as unknown;
      });
    },
    removeHandler: (channel: string) => void handlers.delete(channel),
  });

const main = createIpc();

export const ipcMain = main.ipc;

/** Delivers a message that asks for no answer. */
export function deliver(event: Electron.IpcMainEvent, channel: string, values: unknown[]): void {
  ipcMain.emit(channel, event, ...values);
}

/** Answers a question; rejects as Electron does when nobody listens. */
export async function ask(
  event: Electron.IpcMainInvokeEvent,
  channel: string,
  values: unknown[],
): Promise<unknown> {
  const handler = main.handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  return (await handler(event, ...values)) as unknown;
}
