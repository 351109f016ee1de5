// Papers beside an act: kept on the node first, by the hash of their bytes; the act then names them.
import {call, type Schemas} from '@/api/client';

export const ATTACHMENT_MAX = 16 * 1024 * 1024;

export async function keepAttachment(file: File): Promise<Schemas['Attachment']> {
  const bytes = await file.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  await call(`/v1/attachments/${hash}`, {method: 'PUT', headers: {'content-type': 'application/octet-stream'}, body: bytes});
  return {hash, size: file.size, type: file.type, name: file.name};
}
