/** The small shapes that all others use. Strings have a longest length, so that nothing unexpected crosses the door. */
import { z } from 'zod';

/** A name, a label or a code, not the text of a message. */
export const shortText = z.string().max(1_000);
export const webUrl = z.url({ protocol: /^https?$/ }).max(2_000);
/** Isthmus's id of an account: `t-` for Teams, `m-` for Mattermost, and 12 letters of base 32. */
export const accountId = z.string().regex(/^[tm]-[a-z2-7]{12}$/);
/** An id of a conversation or message in the mirror. The door does not read it. */
export const mirrorId = z.string().min(1).max(1_000);
