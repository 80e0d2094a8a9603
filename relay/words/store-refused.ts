import type { StoreFailure } from '../store/index.ts';
import { say } from './say.ts';

/** Why the store at `path` cannot be used, and what to do, for the administrator. */
export const storeRefused = (reason: StoreFailure, path: string): string => {
  switch (reason) {
    case 'in-use':
      return say('store.in-use', { path });
    case 'newer':
      return say('store.newer', { path });
    case 'damaged':
      return say('store.damaged', { path });
    case 'not-ours':
      return say('store.not-ours', { path });
    case 'disk-full':
      return say('store.disk-full', { path });
    case 'no-access':
      return say('store.no-access', { path });
    case 'input-output':
      return say('store.input-output', { path });
  }
};

/** Why the store at `path` cannot be written while the relay runs, or that it can again (null). */
export const storeWrites = (reason: StoreFailure | null, path: string): string => {
  switch (reason) {
    case null:
      return say('store.writes-again', { path });
    case 'disk-full':
      return say('store.full-now', { path });
    case 'in-use':
    case 'newer':
    case 'damaged':
    case 'not-ours':
    case 'no-access':
    case 'input-output':
      return say('store.refuses-now', { path, reason });
  }
};
