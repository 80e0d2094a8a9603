/** A message's files: pictures as pictures, all others as a line with name and size that opens where the service keeps it. */
import { makeStyles, mergeClasses } from '@fluentui/react-components';
import type { FileReference, Message } from '../../model/index.ts';
import { safeHref } from '../rich/links.ts';
import { fileName, isolated } from '../words/names.ts';
import { humanSize } from '../words/size.ts';
import { useOpenLink } from '../world/use-open-link.ts';
import { FileFace, useFileStyles } from './file-face.tsx';
import { Picture } from '../rich/picture.tsx';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  files: { display: 'flex', flexWrap: 'wrap', gap: '6px', marginTop: '4px' },
});

interface Properties {
  readonly message: Message;
  /** Files that are shown elsewhere already (pictures in the body). */
  readonly shown: ReadonlySet<string>;
}

export const Files = ({ message, shown }: Properties) => {
  const styles = useStyles();
  const files = message.files.filter(({ id }) => !shown.has(id));
  if (files.length === 0) return null;
  return (
    <div className={styles.files}>
      {files.map((file) =>
        file.isImage ? (
          <Picture key={file.id} file={file} message={message} />
        ) : (
          <FileLine key={file.id} file={file} />
        ),
      )}
    </div>
  );
};

const FileLine = ({ file }: { file: FileReference }) => {
  const styles = useFileStyles();
  const open = useOpenLink();
  const url = safeHref(file.webUrl);
  const name = fileName(file);
  const facts = [humanSize(file.size), url === null ? say('message.file.on-server') : ''];
  const content = (
    <FileFace file={file} note={facts.filter(Boolean).join(' · ') || say('message.file.unknown')} />
  );
  return url === null ? (
    <div className={styles.file} title={name}>
      {content}
    </div>
  ) : (
    <button
      type="button"
      className={mergeClasses(styles.file, styles.opens)}
      title={say('action.open', { name: isolated(name) })}
      onClick={() => open(url)}
    >
      {content}
    </button>
  );
};
