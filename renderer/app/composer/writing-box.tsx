/** The writing box itself: the editor, its buttons, the files of the message, and problems. */
import { mergeClasses } from '@fluentui/react-components';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { isForbidden, type Message } from '../../model/index.ts';
import { isQuotaExceeded, type DraftPlace } from '../../store/index.ts';
import type { Document } from '../../text/document/index.ts';
import { textToEdit, type ActWishes } from '../acts/wishes.ts';
import type { EditorHearing } from '../editor/editor.ts';
import { BoxButtons } from './tools/box-buttons.tsx';
import { BoxPopover, type OpenedAtBox } from './tools/box-popover.tsx';
import { BoxProblems } from './box-problems.tsx';
import { problemSentence, type ComposerProblem } from './composer-sentences.ts';
import { say } from '../words/catalogue/say.ts';
import { logCaught } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';
import { CommandBar } from './command/command-bar.tsx';
import { commandIn } from './command/command-text.ts';
import { useCommand } from './command/use-command.ts';
import { CompletionList } from './completion/completion-list.tsx';
import { useComposerStyles } from './composer-styles.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { conversationOfTask, type Box, type Task } from './box.ts';
import { isStillEditable } from './last-own.ts';
import { TaskBar } from './task-bar.tsx';
import { DraftFiles } from './draft/draft-files.tsx';
import type { Typed } from './draft/draft-keeper.ts';
import { draftOrNone, withEdit, withoutCommand, type InterruptedDraft } from './draft/interrupted-draft.ts';
import { FormatBar } from './tools/format-bar.tsx';
import { useFormats } from './tools/use-formats.ts';
import { outgoingDocument, unfitFile } from './outgoing.ts';
import { choiceId, useCompletion } from './completion/use-completion.ts';
import { useBoxFiles } from './draft/use-box-files.ts';
import { useDraft, type BegunEdit } from './draft/use-draft.ts';
import { useEditor } from './shelf/use-editor.ts';
import { useFileDrop } from './draft/use-file-drop.ts';
import { useFollowedEmoji } from './shelf/use-followed-emoji.ts';
import { useTypingAnywhere } from './use-typing-anywhere.ts';
import { useWrittenMentions } from './use-written-mentions.ts';
import { useTellTyping } from '../typing/use-tell-typing.ts';
import { wantTaskDone, type EditTask } from './want-edited.ts';
import type { WriteSide } from './write-side.ts';

interface Properties {
  readonly place: DraftPlace;
  readonly side: WriteSide;
  /** The other side of a pair. */
  readonly other: WriteSide | undefined;
  readonly label: string;
  readonly box: Box;
  /** The user's newest message here, for editing; null if there is none. */
  readonly lastOwn: () => Message | Outgoing | null;
  /** The user's open wishes about messages here. */
  readonly wishes: ActWishes;
  /** The box is there for this edit only, because nothing new can be written; null for an ordinary box. */
  readonly only: OnlyEdit | null;
  /** The content below the box. `there`: the side that is written to now. `across`: the other side of a pair. */
  readonly below: (there: WriteSide, across: WriteSide | undefined, isFixed: boolean) => ReactNode;
}

/** The edit for which a box is there. */
export type OnlyEditBegun =
  /** The user has just asked for it. `text`: what they had made of the message before, where that was refused. */
  | { readonly kind: 'asked'; readonly message: Message; readonly text: Document | undefined }
  /** The one that is kept with the draft: the box was closed while it was under way, or the app ended. */
  | { readonly kind: 'kept' };

/** An edit of a message, and what follows its end. */
export interface OnlyEdit {
  readonly begun: OnlyEditBegun;
  readonly ended: () => void;
}

export const WritingBox = (properties: Properties) => {
  const { place, side, other, label, box, lastOwn, wishes, only, below } = properties;
  const styles = useComposerStyles();
  const { database, door, now, platform } = useWorld();
  const listId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [isEmpty, setEmpty] = useState(true);
  const formats = useFormats();
  const [opened, setOpened] = useState<OpenedAtBox | null>(null);
  const [filesProblem, setFilesProblem] = useState<ComposerProblem | null>(null);
  const [task, setTask] = useState<Task | null>(null);
  // The content of the box when an edit began. It stays the draft until the edit has ended.
  const set = useRef<InterruptedDraft | null>(null);
  const inBox = (): Typed => {
    if (editor === null || editor.isEmpty()) return { document: { blocks: [] } };
    const source = editor.source();
    return { document: editor.document(), ...(source === null ? {} : { source }) };
  };
  const typed = (): Typed | null => {
    const here = inBox();
    return draftOrNone(set.current === null ? here : withEdit(set.current, here));
  };
  const { begun, source, edit: begunEdit, files, keeper, problem } = useDraft(place, typed);
  const { conversation, account } = side;
  const me = account?.me ?? null;
  const mentionsThere = useWrittenMentions();
  // A quote is written on the side of the quoted message, and an edit on the side of its message.
  const quoted = task?.kind === 'quote' ? task.message : null;
  const pinned = task === null ? null : conversationOfTask(task);
  const isAcross = pinned !== null && pinned === other?.conversation.id;
  const [there, across] = isAcross ? [other, side] : [side, other];
  const isMattermost = there.conversation.service === 'mattermost';
  const emojiAccount = isMattermost ? there.conversation.accountId : null;
  const followEmoji = useFollowedEmoji(emojiAccount);
  const isEdit = task !== null && task.kind !== 'quote';
  const taken = isEdit ? [] : files;
  const unfit = unfitFile(there, taken);

  const tellTyping = useTellTyping();
  const command = useCommand(place, (text) => {
    if (editor === null) return;
    if (set.current !== null) {
      set.current = withoutCommand(set.current, text);
      keeper?.changed();
      return;
    }
    // Text that was typed meanwhile stays.
    if (commandIn(editor.document(), editor.source()) === text) editor.open({ blocks: [] });
  });

  const noFiles = isEdit
    ? 'no-files-in-edit'
    : isForbidden(there.conversation, 'attach')
      ? 'no-right-to-files'
      : null;
  const { add: addFiles, remove: removeFile } = useBoxFiles(place, noFiles, setFilesProblem);
  const beginEdit = (next: EditTask, document: Document): void => {
    if (editor === null) return;
    void keeper?.flush();
    const messageId = next.kind === 'edit' ? next.message.id : null;
    set.current = { draft: set.current?.draft ?? inBox(), messageId };
    setTask(next);
    editor.open(document);
    editor.focus();
  };
  const endTask = (): void => {
    const before = set.current;
    set.current = null;
    setTask(null);
    setFilesProblem(null);
    if (before !== null) editor?.open(before.draft.document, before.draft.source);
    if (only === null) editor?.focus();
    else only.ended();
  };
  /** Writes the intent to edit. If the disk refuses it, the text stays in the box. */
  const edit = async (editing: EditTask, outgoing: Document): Promise<void> => {
    if (outgoing.blocks.length === 0) return;
    const edited = set.current;
    try {
      await wantTaskDone(database, editing, outgoing, { side, other, mentionsThere }, now());
      // If the box has gone meanwhile, its draft was kept together with the edit. The edit is done now.
      if (frame.current === null) void keeper?.keep(edited && draftOrNone(edited.draft));
      // If the user has ended this edit meanwhile, another task may have begun.
      else if (set.current === edited) endTask();
    } catch (error) {
      logCaught(door, 'composer-edit', error);
      setFilesProblem(isQuotaExceeded(error) ? 'not-sent-disk-full' : 'not-sent');
    }
  };
  /** Asks to execute it. The text stays in the box until it is done. */
  const runCommand = async (text: string): Promise<void> => {
    if (files.length > 0) {
      setFilesProblem('no-files-in-command');
      return;
    }
    try {
      await keeper?.flush();
      const { id: conversationId, accountId } = there.conversation;
      await command.run({ target: { conversationId, accountId }, threadId: there.threadId, text });
      setFilesProblem(null);
    } catch (error) {
      logCaught(door, 'composer-command', error);
      setFilesProblem(isQuotaExceeded(error) ? 'not-sent-disk-full' : 'not-sent');
    }
  };
  const send = async (as: 'text' | 'command' = 'command'): Promise<void> => {
    if (editor === null || keeper === null) return;
    const raw = editor.document();
    const outgoing = outgoingDocument(raw);
    if (task !== null && task.kind !== 'quote') return edit(task, outgoing);
    if (outgoing.blocks.length === 0 && files.length === 0) return;
    const text = isMattermost && as === 'command' ? commandIn(raw, editor.source()) : null;
    if (text !== null) return runCommand(text);
    // The reason is shown below the text.
    if (unfit !== null) return;
    command.dismiss();
    const { threadId, conversation: target } = there;
    const quotes = quoted?.conversationId === target.id ? quoted.id : null;
    editor.open({ blocks: [] });
    setTask(null);
    const isTaken = await keeper.send({ accountId: target.accountId, target: target.id }, async () => {
      const document = await mentionsThere(outgoing, there, across);
      return { document, subject: null, importance: 'normal', threadId, quotes };
    });
    // If the box has gone meanwhile, the next one shows the kept draft.
    if (isTaken || frame.current === null) return;
    if (quoted !== null) setTask({ kind: 'quote', message: quoted });
    // It was not sent: its text returns to the box, before the text that was typed meanwhile.
    editor.open({ blocks: editor.isEmpty() ? raw.blocks : [...raw.blocks, ...editor.document().blocks] });
  };
  const editOutgoing = (outgoing: Outgoing): void =>
    beginEdit({ kind: 'edit-unsent', outgoing }, outgoing.text.document);
  const editMessage = (message: Message, document = textToEdit(message, wishes.get(message.id))): void =>
    beginEdit({ kind: 'edit', message }, document);

  /** The edit with which the box begins; null for none. The kept text of an edit goes before the message's own. */
  const firstEdit = (): BegunEdit | null => {
    if (only === null || only.begun.kind === 'kept') return begunEdit;
    const { message, text: asked } = only.begun;
    return asked === undefined && begunEdit?.message.id === message.id
      ? begunEdit
      : { message, document: asked ?? textToEdit(message, wishes.get(message.id)) };
  };

  const openLink = (): void => {
    const link = editor?.link() ?? null;
    if (editor !== null && link !== null) setOpened({ kind: 'link', link });
  };
  const openLanguages = (at: DOMRect): void => {
    const of = editor?.language() ?? null;
    if (of !== null) setOpened({ kind: 'languages', at, language: of });
  };
  const hear: EditorHearing = {
    changed: (isText) => {
      if (editor === null) return;
      if (isText) {
        keeper?.changed();
        setEmpty(editor.isEmpty());
        command.changed(() => commandIn(editor.document(), editor.source()));
        // The text of a new edit is set before the box is rendered for it.
        if (!isEdit && set.current === null && !editor.isEmpty())
          tellTyping({
            accountId: there.conversation.accountId,
            conversationId: there.conversation.id,
            threadId: there.threadId,
          });
      }
      completion.look(editor);
      formats.look(editor);
    },
    send: () => void send(),
    editLast: () => {
      const last = lastOwn();
      if (last === null || task !== null || !isStillEditable(last, [side, other], now())) return false;
      if ('body' in last) editMessage(last);
      else editOutgoing(last);
      return true;
    },
    takeFiles: addFiles,
    key: (event) => {
      if (completion.key(event)) return true;
      if (event.key !== 'Escape' || task === null) return false;
      event.preventDefault();
      endTask();
      return true;
    },
    followEmoji,
    left: () => {
      void keeper?.flush();
      completion.close();
    },
    link: openLink,
    language: openLanguages,
  };
  const [choice, setChoice] = useState<string | null>(null);
  const { editor, failed } = useEditor({
    ...{ place: text, begun, hear },
    attributes: {
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': formats.isSource ? say('composer.source.label', { label }) : label,
      'aria-placeholder': label,
      'aria-autocomplete': 'list',
      spellcheck: 'true',
      ...(choice === null ? {} : { 'aria-controls': listId, 'aria-activedescendant': choice }),
    },
    came: (next) => {
      next.showSource(formats.isSource, source);
      const first = firstEdit();
      if (first !== null && begun !== undefined) {
        const { message } = first;
        const draft = { document: begun, ...(source === undefined ? {} : { source }) };
        set.current = { draft, messageId: message.id };
        setTask({ kind: 'edit', message });
        next.open(first.document, first.source);
        if (only?.begun.kind === 'asked') next.focus();
      } else only?.ended();
      setEmpty(next.isEmpty());
    },
    leave: () => void keeper?.flush(),
  });
  const completion = useCompletion(editor, conversation, me, !isEdit);
  const chosen = completion.choices[completion.chosen];
  const chosenId = chosen === undefined ? null : choiceId(listId, chosen);
  if (chosenId !== choice) setChoice(chosenId);
  useEffect(() => {
    box.acts.current = {
      edit: editMessage,
      editOutgoing,
      quote: (message) => {
        // An edit ends first, because its text is not an answer.
        endTask();
        setTask({ kind: 'quote', message });
      },
      focus: () => editor?.focus(),
    };
    return () => {
      box.acts.current = null;
    };
  });
  useTypingAnywhere(frame, () => editor?.focus());
  const isOver = useFileDrop(frame, addFiles);
  const trouble: ComposerProblem | null = failed ? 'not-loaded' : (problem ?? filesProblem);
  return (
    <div className={styles.frame} ref={frame} data-composer>
      <CompletionList listId={listId} completion={completion} service={conversation.service} />
      <div className={mergeClasses(styles.box, isOver && styles.dropping)}>
        {formats.isShown && editor !== null && (
          <FormatBar
            {...{ platform, openLink, openLanguages }}
            formats={formats.here}
            language={formats.language}
            isSource={formats.isSource}
            switchSource={() => formats.switchSource(editor)}
            switchFormat={editor.switchFormat}
          />
        )}
        {task !== null && <TaskBar task={task} cancel={endTask} />}
        <DraftFiles files={taken} remove={removeFile} />
        <div className={styles.row}>
          <div className={styles.place}>
            {isEmpty && (
              <div className={styles.placeholder} aria-hidden>
                {label}
              </div>
            )}
            <div className={styles.text} ref={text} />
          </div>
          <BoxButtons
            showsFormats={formats.isShown}
            switchFormats={() => formats.switchBar(editor)}
            openEmoji={(at) => setOpened({ kind: 'emoji', at })}
            noFiles={noFiles === null ? null : problemSentence(noFiles, there.conversation.service)}
            addFiles={(added) => {
              addFiles(added);
              // The system's dialog gives the focus back to the button, but the user goes on with the text.
              editor?.focus();
            }}
            sendWords={isEdit ? say('composer.save') : say('composer.send')}
            canSend={(!isEmpty || taken.length > 0) && unfit === null}
            send={() => {
              void send();
              editor?.focus();
            }}
          />
        </div>
        {command.intent !== null && (
          <CommandBar
            intent={command.intent}
            service={conversation.service}
            sendAsText={() => {
              void send('text');
              editor?.focus();
            }}
            dismiss={() => {
              command.dismiss();
              editor?.focus();
            }}
          />
        )}
        <BoxProblems problem={trouble} unfit={unfit} service={there.conversation.service} />
      </div>
      {below(there, across, pinned !== null)}
      {opened !== null && editor !== null && (
        <BoxPopover
          opened={opened}
          editor={editor}
          emojiAccount={emojiAccount}
          close={() => setOpened(null)}
        />
      )}
    </div>
  );
};
