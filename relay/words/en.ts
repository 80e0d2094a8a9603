/** All words of the relay for people, in English. Messages in ICU syntax by id (words/README.md). */
export const messages = {
  'store.in-use':
    'Another relay has {path} open. End it first: two relays on one file would spoil each other’s work.',
  'store.newer':
    'A newer version of Isthmus, or of Node, wrote {path}. Start the newer one again; the file is as it was.',
  'store.damaged':
    '{path} is damaged. Put back a copy of it, or move it away: then the relay reads everything from the services again.',
  'store.not-ours': '{path} is no database of Isthmus. Name another file; this one is as it was.',
  'store.disk-full': 'There is no room left for {path}. Make room on its disk, and start the relay again.',
  'store.no-access':
    '{path} cannot be opened. Its folder must be there, and the relay must be allowed to read and write it.',
  'store.input-output':
    '{path} could not be read or written: the system reported an error of the disk. Look at the disk, and start the relay again.',
} as const;
