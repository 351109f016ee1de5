import {Button, FileInput, Group, Stack, Text, TextInput} from '@mantine/core';
import {useState} from 'react';
import type {Book} from '@/api/books';
import {useSignAct, type SignedAct} from '@/api/sign';
import {effectiveNow} from '@/domain/time';
import {ProblemNotice} from '@/parts/states';
import {Notice} from './Notice';
import {useWords} from './words';
import {ATTACHMENT_MAX, keepAttachment} from './attach';

interface SignBarProps {
  book: Book;
  kind: string;
  of?: string;
  /** Undefined while the form is not complete. */
  body: Record<string, unknown> | undefined;
  /** What is still missing, in words. */
  lacks?: string;
  onSigned: (act: SignedAct) => void;
  /** What is typed as the time it took effect, for a form whose figures depend on the day. */
  onEffective?: (effective: string) => void;
}

/** The end of every form of an order: when it took effect, its papers, and the one button that signs. */
export function SignBar({book, kind, of, body, lacks, onSigned, onEffective}: SignBarProps) {
  const {t} = useWords('work');
  const sign = useSignAct(book);
  const [effective, setEffective] = useState(effectiveNow());
  const [files, setFiles] = useState<File[]>([]);
  const [keeping, setKeeping] = useState(false);
  const [fault, setFault] = useState<unknown>();
  const tooLarge = files.some((file) => file.size > ATTACHMENT_MAX);
  const submit = async () => {
    if (!body) return;
    setFault(undefined);
    setKeeping(true);
    try {
      const attachments = await Promise.all(files.map(keepAttachment));
      // Awaited, since the form may be gone from the page by the time that all is read again.
      onSigned(await sign.mutateAsync({kind, case: of, effective, body, ...(attachments.length > 0 ? {attachments} : {})}));
    } catch (error) {
      setFault(error);
    } finally {
      setKeeping(false);
    }
  };
  return (
    <Stack gap="sm">
      <Group align="flex-start" grow preventGrowOverflow={false}>
        <TextInput label={t('form.effective')} description={t('form.effective_hint')} value={effective} required
          onChange={(e) => {
            setEffective(e.currentTarget.value);
            onEffective?.(e.currentTarget.value);
          }} />
        <FileInput label={t('sign.papers')} description={t('sign.papers_hint')} multiple clearable placeholder={t('sign.choose')} value={files} onChange={setFiles} error={tooLarge ? t('sign.too_large') : undefined} />
      </Group>
      {lacks && <Notice color="yellow" role="status"><Text size="sm">{lacks}</Text></Notice>}
      <ProblemNotice error={fault} />
      <Group>
        <Button onClick={() => void submit()} disabled={!body || tooLarge || !book.seat} loading={keeping || sign.isPending}>{t('form.sign', {act: t(`act.${kind}`, {defaultValue: kind})})}</Button>
      </Group>
    </Stack>
  );
}
