/**
 * The content of an organisation before any server runs: people, teams, conversations and their history, as data. The generator makes a plan
 * from a seed (or from real text), and each server loads its half. Content is already in the service's own format: HTML for Teams, Markdown
 * for Mattermost.
 */

/** Names one person across both services, for example `ada.okafor`. Never shown to a client. */
export type PersonKey = string;
/** Names one conversation of the plan, for example `mm/platform/town-square` or `teams/chat/7`. Never shown to a client. */
export type ConversationKey = string;
/** Names one message of the plan. Never shown to a client. */
export type MessageKey = string;

export interface PlannedPerson {
  readonly key: PersonKey;
  readonly displayName: string;
  readonly givenName: string;
  readonly surname: string;
  readonly jobTitle: string;
  readonly kind: 'member' | 'guest' | 'bot';
  readonly password: string;
  /** The Entra account (id is a GUID); null for people who are only on Mattermost. */
  readonly microsoft: {
    readonly id: string;
    readonly userPrincipalName: string;
    readonly mail: string | null;
  } | null;
  /** The Mattermost account (id has 26 characters); null for people who are only on Teams. `mfaSecret` is base32 (RFC 6238). */
  readonly mattermost: {
    readonly id: string;
    readonly username: string;
    readonly email: string;
    readonly mfaSecret: string | null;
  } | null;
}

export interface PlannedReaction {
  readonly by: PersonKey;
  /** A Unicode emoji on Teams, an emoji name without colons on Mattermost. */
  readonly emoji: string;
  readonly at: number;
}

export interface PlannedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

export interface PlannedTeam {
  readonly key: string;
  readonly displayName: string;
  readonly description: string;
  readonly members: readonly PersonKey[];
  readonly owners: readonly PersonKey[];
}

export interface PlannedTeamsChannel {
  readonly key: ConversationKey;
  readonly team: string;
  readonly displayName: string;
  readonly description: string;
  readonly membershipType: 'standard' | 'private' | 'shared';
  /** For private and shared channels; a standard channel has its team's members. */
  readonly members: readonly PersonKey[];
  readonly createdAt: number;
}

export interface PlannedTeamsChat {
  readonly key: ConversationKey;
  readonly chatType: 'oneOnOne' | 'group' | 'meeting';
  readonly topic: string | null;
  readonly members: readonly PersonKey[];
  readonly createdAt: number;
  /** Per reader: how far they have read (ms), absent when never. */
  readonly readAt: Readonly<Record<PersonKey, number>>;
}

/** An attachment of a Teams message; `content` is served as JSON text. */
export interface PlannedHanging {
  readonly contentType: string;
  readonly name: string | null;
  readonly contentUrl: string | null;
  readonly content: unknown;
}

/** One Teams message. `content` may hold `<at>`, `<img>`, `<attachment>` as Graph serves them, made by the generator through the fields below. */
export interface PlannedTeamsMessage {
  readonly key: MessageKey;
  readonly conversation: ConversationKey;
  /** Null for system messages. A bot's key makes `from.application`. */
  readonly author: PersonKey | null;
  readonly at: number;
  readonly contentType: 'text' | 'html';
  readonly content: string;
  readonly subject: string | null;
  readonly importance: 'normal' | 'high' | 'urgent';
  /** The root this answers; channels only. */
  readonly replyTo: MessageKey | null;
  /** The chat message this quotes (attachment messageReference); chats only. */
  readonly quotes: MessageKey | null;
  /** In the order of the `<at id="0">…</at>` marks in `content`. */
  readonly mentions: readonly PersonKey[];
  readonly reactions: readonly PlannedReaction[];
  /** Become reference attachments with a drive item. */
  readonly files: readonly PlannedFile[];
  /** Become hosted contents; the server appends `<img src=…/hostedContents/…/$value>` to the body. */
  readonly images: readonly PlannedFile[];
  readonly codeSnippet: { readonly language: string; readonly code: string } | null;
  /** An adaptive card's content (JSON value), or null. */
  readonly card: unknown;
  /**
   * Further attachments, as Graph serves them. `{picture}` in a text is the source of the message's first image, which is then not in the
   * body.
   */
  readonly hanging?: readonly PlannedHanging[];
  readonly editedAt: number | null;
  readonly deletedAt: number | null;
  /** For system messages: the `eventDetail` as Graph serves it (with its `@odata.type`), people by PersonKey in `{ "person": key }` places. */
  readonly event: Readonly<Record<string, unknown>> | null;
}

export interface PlannedMattermostChannel {
  readonly key: ConversationKey;
  /** Null for direct and group messages. */
  readonly team: string | null;
  readonly type: 'O' | 'P' | 'D' | 'G';
  readonly name: string;
  readonly displayName: string;
  readonly header: string;
  readonly purpose: string;
  readonly members: readonly PersonKey[];
  readonly createdAt: number;
  /** Per reader: last_viewed_at (ms), absent when never. */
  readonly readAt: Readonly<Record<PersonKey, number>>;
}

export interface PlannedPost {
  readonly key: MessageKey;
  readonly conversation: ConversationKey;
  readonly author: PersonKey;
  readonly at: number;
  readonly message: string;
  /** '' for people's own posts, `system_…` for system messages. */
  readonly type: string;
  readonly replyTo: MessageKey | null;
  readonly props: Readonly<Record<string, unknown>>;
  readonly priority: '' | 'important' | 'urgent';
  readonly pinned: boolean;
  readonly reactions: readonly PlannedReaction[];
  readonly files: readonly PlannedFile[];
  readonly editedAt: number | null;
  readonly deletedAt: number | null;
}

export interface Organisation {
  readonly seed: number;
  readonly name: string;
  /** The tenant's GUID. */
  readonly tenantId: string;
  readonly people: readonly PlannedPerson[];
  /** The person whom `npm start` signs in: on both services, without MFA. */
  readonly sampleUser: PersonKey;
  readonly teams: {
    readonly teams: readonly PlannedTeam[];
    readonly channels: readonly PlannedTeamsChannel[];
    readonly chats: readonly PlannedTeamsChat[];
    readonly messages: readonly PlannedTeamsMessage[];
  };
  readonly mattermost: {
    readonly teams: readonly PlannedTeam[];
    readonly channels: readonly PlannedMattermostChannel[];
    readonly posts: readonly PlannedPost[];
  };
}
