/** The files of a message that is not sent yet, as the sent message will show them, with the progress of each. */
import { makeStyles, mergeClasses, ProgressBar, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { OutgoingFile } from '../outgoing/outgoing.ts';
import { picturePlace } from '../pictures/place.ts';
import { holdPicture, releasePicture } from '../pictures/picture-store.ts';
import { humanSize } from '../words/size.ts';
import { fileName, isolated } from '../words/names.ts';
import { say } from '../words/catalogue/say.ts';
import { FileFace, useFileStyles } from './file-face.tsx';

const useStyles = makeStyles({
  files: { display: 'flex', flexWrap: 'wrap', gap: '6px', marginTop: '4px' },
  file: { position: 'relative', overflow: 'hidden', boxSizing: 'border-box' },
  place: {
    position: 'relative',
    boxSizing: 'border-box',
    maxWidth: '100%',
    margin: '4px 0',
    overflow: 'hidden',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  image: { width: '100%', height: '100%', objectFit: 'contain', display: 'block' },
  progress: { position: 'absolute', insetInline: 0, bottom: 0 },
  refused: { border: `1px solid ${tokens.colorStatusDangerBorder1}` },
});

export const OutgoingFiles = ({ files }: { files: readonly OutgoingFile[] }) => {
  const styles = useStyles();
  if (files.length === 0) return null;
  return (
    <div className={styles.files}>
      {files.map((file) =>
        file.mimeType?.startsWith('image/') ? (
          <OutgoingPicture key={file.id} file={file} />
        ) : (
          <OutgoingFileLine key={file.id} file={file} />
        ),
      )}
    </div>
  );
};

/** From 0 to 1; null before its upload begins, and after it has ended. */
const shareOf = ({ carried, bytes }: OutgoingFile): number | null =>
  carried?.sent === undefined || carried.handle !== null || bytes.size === 0
    ? null
    : Math.min(1, carried.sent / bytes.size);

const isRefused = ({ carried }: OutgoingFile): boolean => (carried?.instead ?? null) !== null;

const Progress = ({ file }: { file: OutgoingFile }) => {
  const styles = useStyles();
  const share = shareOf(file);
  if (share === null) return null;
  return (
    <ProgressBar
      className={styles.progress}
      value={share}
      thickness="medium"
      aria-label={isolated(fileName(file))}
    />
  );
};

const OutgoingFileLine = ({ file }: { file: OutgoingFile }) => {
  const styles = useStyles();
  const frame = useFileStyles();
  const share = shareOf(file);
  const size = humanSize(file.bytes.size);
  const note =
    share === null ? size : say('outgoing.file.progress', { sent: humanSize(share * file.bytes.size), size });
  const face = { name: file.name, mimeType: file.mimeType, isImage: false };
  return (
    <div
      className={mergeClasses(frame.file, styles.file, isRefused(file) && styles.refused)}
      title={fileName(file)}
    >
      <FileFace file={face} note={note} />
      <Progress file={file} />
    </div>
  );
};

/** The picture from its own bytes, in the size in which it will be shown. */
const OutgoingPicture = ({ file }: { file: OutgoingFile }) => {
  const styles = useStyles();
  const [url, setUrl] = useState<string | null>(null);
  const [natural, setNatural] = useState<{ readonly width: number; readonly height: number } | null>(null);
  const { id, bytes } = file;
  useEffect(() => {
    setUrl(holdPicture(id, bytes));
    return () => releasePicture(id);
    // The bytes of an attached file never change, although each read of its row gives another object.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id]);
  const name = isolated(fileName(file));
  const { width, height } = picturePlace(natural ?? { width: null, height: null });
  return (
    <span
      className={mergeClasses(styles.place, isRefused(file) && styles.refused)}
      style={{ width, height }}
      title={name}
    >
      {url !== null && (
        <img
          className={styles.image}
          src={url}
          alt={name}
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setNatural({ width: naturalWidth, height: naturalHeight })
          }
        />
      )}
      <Progress file={file} />
    </span>
  );
};
