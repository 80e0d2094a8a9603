/** The page's sanitiser asks for a browser's document when it is loaded; here is one. */
import { JSDOM } from 'jsdom';

/** Opens an empty document for everything that is imported afterwards. */
export const openDocument = (): void => {
  const { window } = new JSDOM('');
  Object.assign(globalThis, { window, document: window.document });
};
