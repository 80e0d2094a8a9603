/** Checks answers and websocket frames against the contracts, if they exist (`../shared` beside the project). */
import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

const folder = new URL('../../../../shared/contracts/', import.meta.url);

/** Whether the contracts are beside the project. */
export const hasContracts = existsSync(new URL('mattermost-openapi.json', folder));

type Json = Record<string, unknown>;

const read = (name: string): Json => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Json;

/**
 * Where the published API description is known to be wrong: the server's code, and the description's of the same operation.
 * Login and logout answer 200 (Client4 and the server source), `POST /users/{id}/tokens` too, and so does the last part of an upload.
 */
const documentedAs: Readonly<Record<string, string>> = {
  'post /api/v4/users/login 200': '201',
  'post /api/v4/users/logout 200': '201',
  'post /api/v4/users/{user_id}/tokens 200': '201',
  'post /api/v4/uploads/{upload_id} 200': '201',
  'post /api/v4/reactions 200': '201',
  'post /api/v4/emoji 200': '201',
};

/**
 * Operations whose body the description has wrong: the categories come as one object and are taken and given back as a list
 * (`OrderedChannelCategories`, `updateChannelCategories` of Client4).
 */
const misdescribed: ReadonlySet<string> = new Set([
  'get /api/v4/users/{user_id}/teams/{team_id}/channels/categories',
  'put /api/v4/users/{user_id}/teams/{team_id}/channels/categories',
]);

/** Members that are pointers in the server, so they are null where the description says string. */
const nullable = [
  'policy_id',
  'scheme_id',
  'group_constrained',
  'team_members',
  'props',
  'mini_preview',
  'client_ids',
  'file_ids',
];

interface Operation {
  readonly pattern: RegExp;
  readonly template: string;
  readonly path: Json;
}

class Contracts {
  readonly #ajv = new Ajv({ strict: false, allErrors: true });
  readonly #operations: readonly Operation[];
  readonly #validators = new Map<string, ValidateFunction>();

  constructor() {
    // ajv-formats is CommonJS: its function is the default export's own `default` for some loaders.
    (addFormats as unknown as { default?: (ajv: Ajv) => void }).default?.(this.#ajv);
    const openapi = read('mattermost-openapi.json');
    relax(openapi);
    this.#ajv.addSchema(openapi, 'openapi');
    this.#ajv.addSchema(read('mattermost-websocket.schema.json'), 'websocket');
    this.#operations = Object.entries(openapi.paths as Record<string, Json>)
      .map(([template, path]) => ({
        template,
        path,
        pattern: new RegExp(`^${template.replace(/\{[^{}]+\}/g, '[^/]+')}$`),
      }))
      // Literal segments win over parameters.
      .sort((one, other) => one.template.split('{').length - other.template.split('{').length);
  }

  validator(reference: string): ValidateFunction {
    const known = this.#validators.get(reference);
    if (known) return known;
    const made = this.#ajv.compile({ $ref: reference });
    this.#validators.set(reference, made);
    return made;
  }

  operation(path: string): Operation | undefined {
    return this.#operations.find((operation) => operation.pattern.test(path));
  }
}

/** Lets the members named in {@link nullable} be null. */
const relax = (schema: unknown): void => {
  if (Array.isArray(schema)) {
    schema.forEach(relax);
    return;
  }
  if (typeof schema !== 'object' || schema === null) return;
  for (const [name, value] of Object.entries(schema as Json)) {
    relax(value);
    if (nullable.includes(name) && typeof value === 'object' && value !== null && 'type' in value)
      (value as Json).nullable = true;
  }
};

let loaded: Contracts | null = null;
const contracts = (): Contracts => (loaded ??= new Contracts());

const pointer = (text: string): string =>
  encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));

const complain = (what: string, validate: ValidateFunction, value: unknown): void => {
  if (validate(value)) return;
  const problems = (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
  throw new Error(
    `${what} breaks the contract: ${[...new Set(problems)].slice(0, 6).join('; ')}\n${JSON.stringify(value).slice(0, 600)}`,
  );
};

/**
 * Throws if an answer of API v4 differs from the contract for its operation and status. Does nothing without contracts. `root` is the path
 * of the server's address: `/`, or its sub-path.
 */
export const checkAnswer = async (request: Request, answer: Response, root = '/'): Promise<void> => {
  if (!hasContracts) return;
  const pathname = new URL(request.url).pathname.slice(root.replace(/\/$/, '').length);
  const operation = contracts().operation(pathname);
  if (!operation || answer.status === 304 || answer.status === 429) return;
  const method = request.method.toLowerCase();
  const name = `${method} ${operation.template}`;
  const described = operation.path[method] as { responses?: Json } | undefined;
  if (!described) throw new Error(`${name} is not in the contract`);
  if (answer.status >= 400) {
    complain(
      `${name} ${answer.status}`,
      contracts().validator('openapi#/components/schemas/AppError'),
      await answer.clone().json(),
    );
    return;
  }
  const code = documentedAs[`${name} ${answer.status}`] ?? String(answer.status);
  const response = described.responses?.[code] as
    { content?: Record<string, { schema?: unknown }> } | undefined;
  if (!response) {
    const listed = Object.keys(described.responses ?? {}).filter((each) => each < '400');
    // Some operations list no success at all.
    if (listed.length > 0)
      throw new Error(`${name} answered ${answer.status}; the contract knows ${listed.join(', ')}`);
    return;
  }
  if (response.content?.['application/json']?.schema === undefined || misdescribed.has(name)) return;
  const at = [
    'paths',
    operation.template,
    method,
    'responses',
    code,
    'content',
    'application/json',
    'schema',
  ];
  complain(
    `${name} ${answer.status}`,
    contracts().validator(`openapi#/${at.map(pointer).join('/')}`),
    await answer.clone().json(),
  );
};

/** The schema of each event's frame, and of the JSON strings in its data. */
const frames: Readonly<Record<string, string>> = {
  hello: 'Hello',
  posted: 'Posted',
  post_edited: 'PostEdited',
  post_deleted: 'PostDeleted',
  post_unread: 'PostUnread',
  ephemeral_message: 'EphemeralPost',
  reaction_added: 'PostReaction',
  reaction_removed: 'PostReaction',
  channel_created: 'ChannelCreated',
  channel_updated: 'ChannelUpdated',
  channel_converted: 'ChannelConverted',
  channel_deleted: 'ChannelDeleted',
  channel_restored: 'ChannelRestored',
  channel_member_updated: 'ChannelMemberUpdated',
  direct_added: 'DirectChannelCreated',
  group_added: 'GroupChannelCreated',
  user_added: 'UserAddedToChannel',
  user_removed: 'UserRemovedFromChannel',
  multiple_channels_viewed: 'MultipleChannelsViewed',
  thread_updated: 'ThreadUpdated',
  thread_follow_changed: 'ThreadFollowedChanged',
  thread_read_changed: 'ThreadReadChanged',
  typing: 'Typing',
  status_change: 'StatusChanged',
  user_updated: 'UserUpdated',
  new_user: 'NewUser',
  preferences_changed: 'PreferencesChanged',
  preferences_deleted: 'PreferencesChanged',
  added_to_team: 'UserAddedToTeam',
  leave_team: 'UserRemovedFromTeam',
  update_team: 'Team',
  delete_team: 'Team',
  emoji_added: 'EmojiAdded',
};

const inner: Readonly<Record<string, string>> = {
  post: 'openapi#/components/schemas/Post',
  reaction: 'openapi#/components/schemas/Reaction',
  channel: 'openapi#/components/schemas/Channel',
  channelMember: 'openapi#/components/schemas/ChannelMember',
  thread: 'openapi#/components/schemas/UserThread',
  team: 'openapi#/components/schemas/Team',
  emoji: 'openapi#/components/schemas/Emoji',
  user: 'openapi#/components/schemas/User',
};

/**
 * Throws if a websocket event differs from the schema. The published types are stricter than the server in three places, which are converted
 * first: `omit_users` is null there, `otherFile` and `image` are the string "true", and `user` lacks the members that only its owner sees.
 */
export const checkFrame = (frame: Json): void => {
  if (!hasContracts || typeof frame.event !== 'string') return;
  const schema = frames[frame.event];
  if (schema === undefined) return;
  const data = { ...(frame.data as Json) };
  for (const [name, reference] of Object.entries(inner)) {
    const value = data[name];
    if (value === undefined) continue;
    const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
    complain(`${frame.event} data.${name}`, contracts().validator(reference), parsed);
  }
  for (const name of ['mentions', 'followers', 'teammate_ids', 'preferences'])
    if (typeof data[name] === 'string' && !Array.isArray(JSON.parse(data[name])))
      throw new Error(`${frame.event} data.${name} is no list in JSON`);
  if (frame.event === 'user_updated') return;
  for (const name of ['otherFile', 'image']) if (data[name] === 'true') data[name] = true;
  const broadcast = frame.broadcast as Json;
  complain(frame.event, contracts().validator(`websocket#/definitions/ws.${schema}`), {
    ...frame,
    data,
    broadcast: { ...broadcast, omit_users: broadcast.omit_users ?? {} },
  });
};
