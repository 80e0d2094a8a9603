// Electron's entries for roles (lib/browser/api/menu-item-roles.ts), and its default menu.
type Options = Electron.MenuItemConstructorOptions;
type Role = NonNullable<Options['role']>;

const labels: Partial<Record<Role, string>> = {
  about: 'About',
  close: 'Close Window',
  copy: 'Copy',
  cut: 'Cut',
  delete: 'Delete',
  forceReload: 'Force Reload',
  front: 'Bring All to Front',
  help: 'Help',
  hide: 'Hide',
  hideOthers: 'Hide Others',
  minimize: 'Minimize',
  paste: 'Paste',
  pasteAndMatchStyle: 'Paste and Match Style',
  quit: 'Quit',
  redo: 'Redo',
  reload: 'Reload',
  resetZoom: 'Actual Size',
  selectAll: 'Select All',
  services: 'Services',
  toggleDevTools: 'Toggle Developer Tools',
  togglefullscreen: 'Toggle Full Screen',
  undo: 'Undo',
  unhide: 'Show All',
  window: 'Window',
  zoom: 'Zoom',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  appMenu: 'Electron',
  editMenu: 'Edit',
  fileMenu: 'File',
  viewMenu: 'View',
  windowMenu: 'Window',
};

/** The label of a role; the role itself if this table does not know it. */
export const labelOf = (role: Role | undefined): string => (role === undefined ? '' : (labels[role] ?? role));

const separator: Options = { type: 'separator' };
const of = (...roles: (Role | 'separator')[]): Options[] =>
  roles.map((role) => (role === 'separator' ? separator : { role }));

/** The submenu of a role, undefined for a role without one. */
export function submenuOf(role: Role | undefined, platform: NodeJS.Platform): Options[] | undefined {
  const onMac = platform === 'darwin';
  switch (role) {
    case 'appMenu':
      return of(
        'about',
        'separator',
        'services',
        'separator',
        'hide',
        'hideOthers',
        'unhide',
        'separator',
        'quit',
      );
    case 'fileMenu':
      return of(onMac ? 'close' : 'quit');
    case 'editMenu':
      return of('undo', 'redo', 'separator', 'cut', 'copy', 'paste', 'delete', 'separator', 'selectAll');
    case 'viewMenu':
      return of(
        'reload',
        'forceReload',
        'toggleDevTools',
        'separator',
        'resetZoom',
        'zoomIn',
        'zoomOut',
        'separator',
        'togglefullscreen',
      );
    case 'windowMenu':
      return onMac ? of('minimize', 'zoom', 'separator', 'front') : of('minimize', 'zoom', 'close');
    default:
      return undefined;
  }
}

/** The menu if an app sets none. */
export const defaultMenu = (platform: NodeJS.Platform): Options[] => [
  ...(platform === 'darwin' ? of('appMenu') : []),
  ...of('fileMenu', 'editMenu', 'viewMenu', 'windowMenu'),
  { role: 'help', submenu: [] },
];
