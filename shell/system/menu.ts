// Menus exist as data only: tests click their items, and nothing draws them.
import { EventEmitter } from 'node:events';
import { asElectron, type Like } from '../like.ts';
import { desktop } from '../recorder.ts';
import { defaultMenu, labelOf, submenuOf } from './menu-roles.ts';

type Options = Electron.MenuItemConstructorOptions;

/** The stand-in for a MenuItem. */
export class MenuItem implements Like<MenuItem, Electron.MenuItem> {
  static #last = 0;
  readonly commandId = ++MenuItem.#last;
  id: string;
  label: string;
  sublabel: string;
  toolTip: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  type: Electron.MenuItem['type'];
  accelerator: string | null;
  readonly role: Electron.MenuItem['role'];
  readonly submenu: Electron.Menu | undefined;
  /** Runs the template's function, as a person's click does. A checkbox changes first. */
  click: () => void;

  constructor(options: Options) {
    this.id = options.id ?? '';
    // Template roles are a few more than an item's (electron.d.ts); they are kept as they were given.
    this.role = options.role as Electron.MenuItem['role'];
    this.label = options.label ?? labelOf(options.role);
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.accelerator = options.accelerator ?? null;
    const submenu = options.submenu ?? submenuOf(options.role, process.platform);
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : submenu;
    this.type = options.type ?? (submenu === undefined ? 'normal' : 'submenu');
    this.click = () => {
      if (!this.enabled) return;
      if (this.type === 'checkbox') this.checked = !this.checked;
      else if (this.type === 'radio') this.checked = true;
      options.click?.(this as unknown as Electron.MenuItem, undefined, {});
    };
  }
}

/** The stand-in for a Menu. */
export class Menu extends EventEmitter implements Like<Menu, Electron.Menu> {
  static #application: Electron.Menu | null = null;
  static #applicationWasSet = false;
  readonly items: Electron.MenuItem[] = [];

  static buildFromTemplate(template: readonly (Options | Electron.MenuItem)[]): Electron.Menu {
    const menu = new Menu();
    for (const entry of template) {
      menu.append(
        (entry instanceof MenuItem ? entry : new MenuItem(entry as Options)) as unknown as Electron.MenuItem,
      );
    }
    return asElectron<Electron.Menu>()(menu);
  }
  static setApplicationMenu(menu: Electron.Menu | null): void {
    Menu.#application = menu;
    Menu.#applicationWasSet = true;
  }
  /** Electron's own menu, if main has set none before the app is ready (lib/browser/default-menu.ts). */
  static useDefault(): void {
    if (!Menu.#applicationWasSet) Menu.#application = Menu.buildFromTemplate(defaultMenu(process.platform));
  }
  static getApplicationMenu(): Electron.Menu | null {
    return Menu.#application;
  }
  static sendActionToFirstResponder(): void {
    return undefined;
  }

  append(item: Electron.MenuItem): void {
    this.items.push(item);
  }
  insert(position: number, item: Electron.MenuItem): void {
    this.items.splice(position, 0, item);
  }
  getMenuItemById(id: string): Electron.MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null);
      if (found !== null) return found;
    }
    return null;
  }
  popup(): void {
    desktop.menus.push(this);
    this.emit('menu-will-show');
  }
  closePopup(): void {
    this.emit('menu-will-close');
  }
}
