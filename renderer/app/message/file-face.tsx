/** A file in a message that is no picture: its kind, its name, and a line below. */
import { makeStyles, tokens } from '@fluentui/react-components';
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
import type { FileReference } from '../../model/index.ts';
import { fileName } from '../words/names.ts';
import { fileKind, type FileKind } from './file-kind.ts';

/** Also for the frame around a face. The owner of the frame knows whether the face opens anything. */
export const useFileStyles = makeStyles({
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
  readonly file: Pick<FileReference, 'name' | 'mimeType' | 'isImage'>;
  readonly note: string;
}

export const FileFace = ({ file, note }: Properties) => {
  const styles = useFileStyles();
  return (
    <>
      <span className={styles.icon} aria-hidden>
        {icons[fileKind(file)]}
      </span>
      <div className={styles.text}>
        <div className={styles.name}>
          {/* From left to right in any script, because the ending, which says what opens it, is at the end. */}
          <bdi dir="ltr">{fileName(file)}</bdi>
        </div>
        <div className={styles.size}>{note}</div>
      </div>
    </>
  );
};
