/** The events of a Mattermost server's WebSocket, which main holds for the engine. */
import { z } from 'zod';

export const socketEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened') }),
  /** Frames in a batch. One by one, a thousand frames would take ten times as long (facts/shell.md). */
  z.strictObject({ kind: z.literal('frames'), frames: z.array(z.string()).max(1_000) }),
  z.strictObject({ kind: z.literal('closed'), code: z.number().int(), status: z.number().int().nullable() }),
]);
export type SocketEvent = z.infer<typeof socketEvent>;
