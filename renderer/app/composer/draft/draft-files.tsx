/** The files of the draft, with name and size; pictures are shown small. Each file can be removed. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular, DocumentRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { DraftFileRow } from '../../../store/index.ts';
import { say } from '../../words/catalogue/say.ts';
import { fileName, isolated } from '../../words/names.ts';
import { humanSize } from '../../words/size.ts';

const useStyles = makeStyles({
  files: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '6px',
    margin: 0,
    padding: '8px 12px 0',
    listStyleType: 'none',
    maxHeight: '160px',
    overflowY: 'auto',
  },
  file: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    maxWidth: '240px',
    padding: '4px 4px 4px 8px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  picture: {
    width: '32px',
    height: '32px',
    objectFit: 'cover',
    borderRadius: tokens.borderRadiusSmall,
    flexShrink: 0,
  },
  icon: { fontSize: '24px', flexShrink: 0, color: tokens.colorNeutralForeground3 },
  name: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    minWidth: 0,
    fontSize: tokens.fontSizeBase200,
  },
});

interface Properties {
  readonly files: readonly DraftFileRow[];
  readonly remove: (file: DraftFileRow) => void;
}

export const DraftFiles = ({ files, remove }: Properties) => {
  const styles = useStyles();
  if (files.length === 0) return null;
  return (
    <ul className={styles.files} aria-label={say('composer.files')} tabIndex={0}>
      {files.map((file) => (
        <li key={file.id} className={styles.file}>
          <Thumbnail file={file} />
          {/* As in a sent message (message/file-face.tsx): from left to right in any script. */}
          <bdi className={styles.name} dir="ltr" title={fileName(file)}>
            {say('composer.file.with-size', { name: fileName(file), size: humanSize(file.bytes.size) })}
          </bdi>
          <Button
            size="small"
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={say('composer.file.remove', { name: isolated(fileName(file)) })}
            onClick={() => remove(file)}
          />
        </li>
      ))}
    </ul>
  );
};

const Thumbnail = ({ file: { bytes, mimeType } }: { file: DraftFileRow }) => {
  const styles = useStyles();
  const isPicture = /^image\/(?:png|jpeg|gif|webp|bmp|avif)$/.test(mimeType ?? '');
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!isPicture) return;
    const made = URL.createObjectURL(bytes);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, isPicture]);
  return address === null ? (
    <DocumentRegular className={styles.icon} aria-hidden />
  ) : (
    <img className={styles.picture} src={address} alt="" />
  );
};
