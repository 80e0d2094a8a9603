// Messages from pages: messages and questions for ipcMain, and requests for another window.
import type { FromPage, PageContext, ToPage } from '../page/renderer.ts';
import { ShellEvent } from '../event.ts';
import { asElectron } from '../like.ts';
import { ask, deliver } from '../ipc-main.ts';
import { createCodec } from '../page/codec.ts';
import { contextMenuParams } from './context-menu.ts';
import type { Frame } from './frame.ts';

const { pack, unpack } = createCodec();

/** The sender of a message. */
export interface Sender {
  electron(): Electron.WebContents;
  send(channel: string, ...values: unknown[]): void;
  emit(event: string, ...values: unknown[]): boolean;
}

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

async function answer(event: Electron.IpcMainInvokeEvent, message: FromPage): Promise<ToPage> {
  const { channel, id } = message;
  try {
    const value = pack(await ask(event, channel, unpack(message.values) as unknown[]));
    return { kind: 'answer', id, ok: true, value };
  } catch (reason) {
    console.error(`Error occurred in handler for '${channel}':`, reason);
    return { kind: 'answer', id, ok: false, value: String(reason) };
  }
}

function openWindow(sender: Sender, frame: Frame, message: FromPage, handler: OpenHandler): void {
  const [name, features] = message.values as [string, string];
  const { action, overrideBrowserWindowOptions } = handler({
    url: message.channel,
    frameName: name,
    features,
    disposition: features === '' ? 'foreground-tab' : 'new-window',
    referrer: { url: frame.address, policy: 'strict-origin-when-cross-origin' },
  });
  if (action === 'allow') sender.emit('-open-allowed', message.channel, overrideBrowserWindowOptions ?? {});
}

/** Takes a batch from a page. */
export function receiveFromPage(
  sender: Sender,
  frame: Frame,
  messages: readonly FromPage[],
  reply: (message: ToPage) => void,
  open: OpenHandler,
): void {
  for (const message of messages) {
    const from = {
      type: 'frame' as const,
      sender: sender.electron(),
      processId: frame.processId,
      frameId: frame.routingId,
      // Electron gives null once the document has been replaced.
      get senderFrame() {
        return frame.detached ? null : asElectron<Electron.WebFrameMain>()(frame);
      },
    };
    switch (message.kind) {
      case 'send': {
        const event = ShellEvent.with({
          ...from,
          senderFrame: from.senderFrame,
          ports: [],
          returnValue: undefined,
          reply: (channel: string, ...values: unknown[]) => sender.send(channel, ...values),
        });
        deliver(event, message.channel, unpack(message.values) as unknown[]);
        break;
      }
      case 'invoke':
        void answer(ShellEvent.with({ ...from, senderFrame: from.senderFrame }), message).then(reply);
        break;
      case 'context-menu':
        sender.emit(
          'context-menu',
          new ShellEvent(),
          contextMenuParams(
            message.values as PageContext,
            frame.address,
            asElectron<Electron.WebFrameMain>()(frame),
          ),
        );
        break;
      case 'open':
        openWindow(sender, frame, message, open);
        break;
    }
  }
}
