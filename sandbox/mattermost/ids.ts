/** Mattermost's ids: 26 characters of z-base-32, made from the world's randomness so that a run can be repeated. */
import type { SandboxWorld } from '../world.ts';

const alphabet = 'ybndrfg8ejkmcpqxot1uwisza345h769';

/** A new id as Mattermost makes them. */
export const newId = (world: SandboxWorld): string => {
  let id = '';
  for (let at = 0; at < 26; at += 1) id += alphabet.charAt(Math.floor(world.random() * 32));
  return id;
};

/** Whether `id` has the form of an id. The server answers 400 for other texts. */
export const isValidId = (id: string): boolean => /^[a-zA-Z0-9]{26}$/.test(id);
