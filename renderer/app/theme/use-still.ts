import { useMedia } from './use-media.ts';

/** Whether the user wants no movement on the screen, by the setting of their system. */
export const useStill = (): boolean => useMedia('(prefers-reduced-motion: reduce)');
