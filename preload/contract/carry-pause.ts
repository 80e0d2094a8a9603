/** The pause of carrying that the user chose, as it crosses. */
import { z } from 'zod';

/** None, until a time (ms since 1970), or until the user ends it. */
export const carryPause = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('until'), until: z.number().min(0) }),
  z.strictObject({ kind: z.literal('until-ended') }),
]);
export type CarryPause = z.infer<typeof carryPause>;
