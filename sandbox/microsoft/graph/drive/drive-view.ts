/** Drives and their items as Graph serves them. */
import { webUrlOf, type Drive, type DriveItem } from '../../state/drive.ts';
import { graphTime } from '../../state/time.ts';

const pathOf = (item: DriveItem): string =>
  item.parent
    ? `${pathOf(item.parent)}${item.parent.parent ? '/' : ''}${item.name}`
    : `/drives/${item.drive.id}/root:/`;

export const driveView = (drive: Drive): Record<string, unknown> => ({
  id: drive.id,
  driveType: drive.driveType,
  name: drive.driveType === 'business' ? 'OneDrive' : 'Documents',
  webUrl: drive.webUrl,
  owner: drive.owner
    ? { user: { id: drive.owner.id, displayName: drive.owner.displayName } }
    : { group: { id: drive.team?.id ?? null, displayName: drive.team?.displayName ?? null } },
});

const sizeOf = (item: DriveItem): number =>
  item.content?.bytes.byteLength ??
  [...item.children.values()].reduce((sum, child) => sum + sizeOf(child), 0);

/** An item; the GUID that attachments need is inside its eTag (facts, graph §2). */
export const itemView = (item: DriveItem): Record<string, unknown> => ({
  id: item.id,
  name: item.name,
  size: sizeOf(item),
  eTag: `"{${item.guid.toUpperCase()}},${item.version}"`,
  cTag: `"c:{${item.guid.toUpperCase()}},${item.version}"`,
  createdDateTime: graphTime(item.createdAt),
  lastModifiedDateTime: graphTime(item.modifiedAt),
  webUrl: webUrlOf(item),
  webDavUrl: webUrlOf(item),
  fileSystemInfo: {
    createdDateTime: graphTime(item.createdAt),
    lastModifiedDateTime: graphTime(item.modifiedAt),
  },
  parentReference: {
    driveId: item.drive.id,
    driveType: item.drive.driveType,
    ...(item.parent ? { id: item.parent.id, path: pathOf(item.parent) } : {}),
  },
  ...(item.content
    ? { file: { mimeType: item.content.mimeType } }
    : { folder: { childCount: item.children.size } }),
  ...(item.parent ? {} : { root: {} }),
});
