/** What a reader of a post has to know of its server. */
import type { ConversationId } from '../../../model/index.ts';
import type { MentionTarget } from '../../document/index.ts';

/** What reading needs to know of the server. All names are given in lower case. */
export interface MattermostReading {
  /** Whom `@username` means; null for nobody. `@all`, `@channel` and `@here` are everybody without asking. */
  readonly mentioned?: (username: string) => MentionTarget | null;
  /** Which channel `~name` means; null for none. */
  readonly channel?: (name: string) => ConversationId | null;
  readonly isCustomEmoji?: (name: string) => boolean;
  /** Is told each stretch of running text as it is written, code and addresses left out: where Mattermost looks for names. */
  readonly hearProse?: (text: string) => void;
  /** Where addresses without a host lead (`/team/pl/…`). */
  readonly siteUrl?: string;
  /** Whether the server draws `$…$` as a formula (EnableLatex and EnableInlineLatex); off when absent, as on a new server. */
  readonly inlineLatex?: boolean;
}
