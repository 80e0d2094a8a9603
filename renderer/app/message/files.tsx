/** A message's files: pictures as pictures, all others as a line with name and size that opens where the service keeps it. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  DocumentPdfRegular,
  DocumentRegular,
  DocumentTableRegular,
  DocumentTextRegular,
  FolderZipRegular,
  ImageRegular,
  MusicNote2Regular,
  SlideTextRegular,
  VideoRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { oneLine, type FileReference, type Message } from '../../model/index.ts';
import { safeHref } from '../rich/links.ts';
import { isolated } from '../words/names.ts';
import { humanSize } from '../words/size.ts';
import { useOpenLink } from '../world/use-open-link.ts';
import { fileKind, type FileKind } from './file-kind.ts';
import { Picture } from '../rich/picture.tsx';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  files: { display: 'flex', flexWrap: 'wrap', gap: '6px', marginTop: '4px' },
  file: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '10px',
    maxWidth: '320px',
    minWidth: '180px',
    padding: '7px 12px 7px 10px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    textAlign: 'start',
  },
  opens: {
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  icon: { fontSize: '24px', flexShrink: 0, color: tokens.colorBrandForeground1, display: 'flex' },
  text: { minWidth: 0 },
  name: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: tokens.fontSizeBase300,
    lineHeight: '20px',
  },
  size: { fontSize: tokens.fontSizeBase200, lineHeight: '16px', color: tokens.colorNeutralForeground3 },
});

const icons: Readonly<Record<FileKind, ReactElement>> = {
  picture: <ImageRegular />,
  pdf: <DocumentPdfRegular />,
  text: <DocumentTextRegular />,
  table: <DocumentTableRegular />,
  slides: <SlideTextRegular />,
  video: <VideoRegular />,
  sound: <MusicNote2Regular />,
  archive: <FolderZipRegular />,
  other: <DocumentRegular />,
};

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
  const styles = useStyles();
  const open = useOpenLink();
  const url = safeHref(file.webUrl);
  const kind = fileKind(file);
  const name = oneLine(file.name);
  const content = (
    <>
      <span className={styles.icon} aria-hidden>
        {icons[kind]}
      </span>
      <div className={styles.text}>
        <div className={styles.name}>
          {/* From left to right in any script: what opens it stands at the end. */}
          <bdi dir="ltr">{name}</bdi>
        </div>
        <div className={styles.size}>
          {[humanSize(file.size), url === null ? say('message.file.on-server') : '']
            .filter(Boolean)
            .join(' · ') || say('message.file.unknown')}
        </div>
      </div>
    </>
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
