/** What every mapping of this connector needs to know. */
import type { MattermostDirectory } from './reading/directory.ts';
import type { HeardPosts } from './live/heard-posts.ts';
import type { Ids } from './ids.ts';

export interface MappingContext {
  readonly ids: Ids;
  /** The user's own Mattermost id. */
  readonly userId: string;
  readonly directory: MattermostDirectory;
  readonly heard: HeardPosts;
  /** The server's public address for links that people open; null when not known. */
  readonly publicUrl: string | null;
  /** Whether the server's own apps show the name that a post of a bot or webhook asks for. As long as that is not known, it counts. */
  readonly showsOtherNames: () => boolean;
}
