import { m } from '../messages';
import { toasts } from '../ui/toasts.svelte';

/** The files of a drop; a folder among them is named, not silently left out. */
export function dropped(data: DataTransfer): File[] {
  const entries = [...data.items].filter(({ kind }) => kind === 'file');
  const isFolder = (item: DataTransferItem) => item.webkitGetAsEntry?.()?.isDirectory === true;
  if (entries.some(isFolder)) toasts.show(m.upload.folder, { tone: 'bad' });
  return entries
    .filter((item) => !isFolder(item))
    .map((item) => item.getAsFile())
    .filter((file) => file !== null);
}
