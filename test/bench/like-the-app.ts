/** On localhost Dexie keeps tasks for a developer's console beside everything it does. The app's own pages are elsewhere, and so is this. */
import { Dexie } from 'dexie';

Dexie.debug = false;
