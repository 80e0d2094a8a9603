/** Files: one drive per person (OneDrive) and one per team (SharePoint), with items, versions and permissions. */
import type { Team } from './model.ts';
import type { User } from './directory.ts';
import { Refusal } from './failure.ts';
import { guidOf, randomHex } from './ids.ts';

export interface Drive {
  readonly id: string;
  readonly driveType: 'business' | 'documentLibrary';
  readonly owner: User | null;
  readonly team: Team | null;
  readonly webUrl: string;
  readonly rootId: string;
}

export interface DriveItem {
  readonly id: string;
  readonly drive: Drive;
  readonly parent: DriveItem | null;
  readonly name: string;
  readonly createdAt: number;
  modifiedAt: number;
  /** The GUID inside the eTag; attachments take it as their id (facts, graph §2). */
  readonly guid: string;
  version: number;
  /** Null for folders. */
  content: { readonly mimeType: string; readonly bytes: Uint8Array } | null;
  readonly children: Map<string, DriveItem>;
  /** User ids with an own permission on this item. */
  readonly grants: Map<string, 'read' | 'write'>;
}

export type ConflictBehaviour = 'fail' | 'replace' | 'rename';

const stem = (name: string, counter: number): string => {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)} ${counter}${name.slice(dot)}` : `${name} ${counter}`;
};

export class Drives {
  readonly #drives = new Map<string, Drive>();
  readonly #items = new Map<string, DriveItem>();
  readonly #ofUser = new Map<string, Drive>();
  readonly #ofTeam = new Map<string, Drive>();

  /** First part of the made-up SharePoint host names. */
  host = 'organisation';

  constructor(private readonly random: () => number) {}

  drive(id: string): Drive | undefined {
    return this.#drives.get(id);
  }

  item(id: string): DriveItem | undefined {
    return this.#items.get(id);
  }

  root(drive: Drive): DriveItem {
    const root = this.#items.get(drive.rootId);
    if (!root) throw new Refusal('NotFound', 'The drive has no root.');
    return root;
  }

  ofUser(user: User, now: number): Drive {
    const name = user.userPrincipalName.toLowerCase().replace(/[^a-z0-9]/g, '_');
    const webUrl = `https://${this.host}-my.sharepoint.example/personal/${name}/Documents`;
    return this.#obtain(
      this.#ofUser,
      user.id,
      { driveType: 'business', owner: user, team: null, webUrl },
      now,
    );
  }

  ofTeam(team: Team, now: number): Drive {
    const webUrl = `https://${this.host}.sharepoint.example/sites/${team.id.slice(0, 8)}/Shared%20Documents`;
    return this.#obtain(
      this.#ofTeam,
      team.id,
      { driveType: 'documentLibrary', owner: null, team, webUrl },
      now,
    );
  }

  folder(parent: DriveItem, name: string, now: number): DriveItem {
    return parent.children.get(name.toLowerCase()) ?? this.#create(parent.drive, parent, name, null, now);
  }

  /** Writes a file into a folder. Answers the item and whether it is new. */
  put(
    folder: DriveItem,
    name: string,
    content: { mimeType: string; bytes: Uint8Array },
    conflict: ConflictBehaviour,
    now: number,
  ): { item: DriveItem; created: boolean } {
    const existing = folder.children.get(name.toLowerCase());
    if (existing && conflict === 'fail') {
      throw new Refusal('Conflict', 'The specified item name already exists.');
    }
    if (existing && conflict === 'replace') {
      existing.content = content;
      existing.modifiedAt = now;
      existing.version += 1;
      return { item: existing, created: false };
    }
    let free = name;
    for (let counter = 1; folder.children.has(free.toLowerCase()); counter += 1) free = stem(name, counter);
    return { item: this.#create(folder.drive, folder, free, content, now), created: true };
  }

  /** The item at a path of folder and file names below `from`, or undefined. */
  at(from: DriveItem, path: readonly string[]): DriveItem | undefined {
    let item: DriveItem | undefined = from;
    for (const name of path) item = item?.children.get(name.toLowerCase());
    return item;
  }

  /** The item at an address, as sharing links name it. */
  byWebUrl(webUrl: string): DriveItem | undefined {
    for (const item of this.#items.values()) if (webUrlOf(item) === webUrl) return item;
    return undefined;
  }

  #obtain(known: Map<string, Drive>, key: string, about: Omit<Drive, 'id' | 'rootId'>, now: number): Drive {
    const existing = known.get(key);
    if (existing) return existing;
    const drive: Drive = {
      ...about,
      id: `b!${randomHex(this.random)}`,
      rootId: this.#itemId(),
    };
    known.set(key, drive);
    this.#drives.set(drive.id, drive);
    this.#create(drive, null, 'root', null, now, drive.rootId);
    return drive;
  }

  #itemId(): string {
    return `01${randomHex(this.random).toUpperCase()}`;
  }

  #create(
    drive: Drive,
    parent: DriveItem | null,
    name: string,
    content: DriveItem['content'],
    now: number,
    id = this.#itemId(),
  ): DriveItem {
    const item: DriveItem = {
      id,
      drive,
      parent,
      name,
      createdAt: now,
      modifiedAt: now,
      guid: guidOf(randomHex(this.random)),
      version: 1,
      content,
      children: new Map(),
      grants: new Map(),
    };
    this.#items.set(item.id, item);
    parent?.children.set(name.toLowerCase(), item);
    return item;
  }
}

/** An item's address in the browser, which attachments of messages carry. */
export const webUrlOf = (item: DriveItem): string =>
  item.parent ? `${webUrlOf(item.parent)}/${encodeURIComponent(item.name)}` : item.drive.webUrl;

/** Whether a user may open an item: its owner, a team member, or a person with whom it or a folder above was shared. */
export const mayOpen = (item: DriveItem, user: User, need: 'read' | 'write'): boolean => {
  if (item.drive.owner?.id === user.id || item.drive.team?.members.has(user.id)) return true;
  for (let at: DriveItem | null = item; at; at = at.parent) {
    const grant = at.grants.get(user.id);
    if (grant === 'write' || (grant === 'read' && need === 'read')) return true;
  }
  return false;
};
