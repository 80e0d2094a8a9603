// The first argument of Electron's events.

/** An event whose default may be prevented, with the members that belong to it. */
export class ShellEvent {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }

  /** An event with more members, as Electron adds an event's details to the event itself. */
  static with<T extends object>(details: T): ShellEvent & T {
    return Object.assign(new ShellEvent(), details);
  }
}
