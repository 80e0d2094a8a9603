/** Opens addresses with the system's programs. */
import { shell } from 'electron';
import { writeCaught } from '../failures/caught.ts';
import type { Log } from '../log/log.ts';
import { externalAddress } from '../windows/links.ts';

/** Opens an address that main itself has made. Rejects if the system has no program for it. */
export const openExternal = (url: string): Promise<void> => shell.openExternal(url);

/** @returns opens an address from a page, if it is allowed; resolves to whether it was opened */
export const createLinkOpener =
  (log: Log) =>
  async (url: string): Promise<boolean> => {
    const address = externalAddress(url);
    if (address === null) return false;
    return openExternal(address).then(
      () => true,
      (error: unknown) => {
        writeCaught(log, 'link', error);
        return false;
      },
    );
  };
